"""Turns a package that was judged into what two libraries find in it for themselves, as a second opinion.

frictionless judges types, constraints and keys by its own reading of the files; pandera runs the rules of schemas/ on
pandas tables as the loader gives them. Where they differ from the first judgement, one of us is wrong.
"""

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import narwhals as nw
import polars as pl

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..model.table import Package, Table
from .engines.pandas import Pandas
from .engines.polars import Polars
from .found import tell_rule
from .report import Report
from .rules import Records, Rule, Tables, rules
from .shape import LINE, fix_of, same_key

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

_CONSTRAINTS = {"required": "any/cell-is-given", "pattern": "any/cell-has-form", "enum": "any/cell-is-allowed"}
_TYPES = {"type-error": "any/cell-has-type", "primary-key": "any/key-is-unique"}
# these are seen while the rows are read
_SEEN = {"blank-row", "missing-cell", "extra-cell"}


def _resource(table: Table) -> dict[str, Any]:
    """The resource as frictionless is to read it: encoding and dialect are stated, or it would guess them."""
    return {
        "name": table.name,
        "path": table.path,
        "type": "table",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": ",", "quoteChar": '"'}},
        "schema": {name: value for name, value in table.schema.items() if name != "foreignKeys"},
    }


def _constraint(error: Any) -> str:
    return error.note.split('"')[1] if error.type == "constraint-error" else ""


def _place(table: Table, error: Any, row: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The columns and the value that a frictionless error is about."""
    if error.type != "primary-key":
        yield (error.field_name,), row.get(error.field_name, "")
    elif any(row.get(column) for column in table.key):  # else each cell of the key has its own finding
        yield table.key, ", ".join(row.get(column, "") for column in table.key)


def _first(table: Table, frame: pl.DataFrame, line: int) -> str:
    key = [pl.col(column).fill_null("") for column in table.key]
    (mine,) = frame.filter(pl.col(LINE) == line).select(key).rows()
    same = pl.all_horizontal(*(cell == value for cell, value in zip(key, mine, strict=True)))
    return same_key(table, int(frame.filter(same)[LINE].min()))  # type: ignore[arg-type]


def frictionless_findings(package: Package, written: Mapping[str, pl.DataFrame]) -> list[Finding]:
    """All findings of frictionless on types, constraints and keys of the tables that could be read."""
    from frictionless import Package as Descriptor

    resources = [_resource(package.tables[name]) for name in written]
    report = Descriptor({"resources": resources}, basepath=str(package.root)).validate(limit_errors=10**9)
    findings = []
    for name, task in zip(written, report.tasks, strict=True):
        table, frame = package.tables[name], written[name]
        rows = {row[LINE]: row for row in frame.fill_null("").iter_rows(named=True)} if task.errors else {}
        for error in task.errors:
            if error.type in _SEEN or error.row_number not in rows:
                continue
            rule = _TYPES.get(error.type) or _CONSTRAINTS.get(_constraint(error), "any/cell-is-in-range")
            for columns, value in _place(table, error, rows[error.row_number]):
                taken = error.type == "primary-key"
                fix = _first(table, frame, error.row_number) if taken else fix_of(rule, table, columns[0], value)
                findings.append(broken(rule, name, table.path, error.row_number, value, fix, columns))
    return findings


def _as_loaded(table: Table, frame: pl.DataFrame) -> "pd.DataFrame":
    """The table as the loader gives it, with bounds of the dates and the line of each row."""
    from ..model.frames import read_table, with_bounds

    allowed = {field.name: field.enum for field in table.fields if field.enum}
    cells = [pl.col(name).cast(pl.String) for name in table.columns]
    known = [
        pl.when(cell.is_in(allowed[name])).then(cell).alias(name) if name in allowed else cell
        for name, cell in zip(table.columns, cells, strict=True)
    ]
    text = frame.select(known).write_csv(quote_style="necessary")
    loaded = with_bounds(read_table(io.StringIO(text), table), table)
    loaded[LINE] = frame[LINE].to_list()
    return loaded


def _check(rule: Rule, tables: Tables) -> "pa.Check":
    import pandera.pandas as pa

    return pa.Check(lambda frame: ~frame[LINE].isin(rule.breaking(tables)), name=rule.id, ignore_na=False)


def _failing(frame: "pd.DataFrame", checks: "list[pa.Check]") -> set[tuple[str, int]]:
    """Rule ids with lines. pandera repeats a frame-level failure for each column, hence the set."""
    import pandera.pandas as pa

    try:
        pa.DataFrameSchema(checks=checks).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        failing = set()
        for error in errors.schema_errors:
            if error.reason_code is not pa.errors.SchemaErrorReason.DATAFRAME_CHECK:
                raise RuntimeError(f"a rule cannot run: {error}") from error  # our fault, not the data's
            indexes = set(error.failure_cases["index"].dropna().astype(int))
            failing |= {(error.check.name, int(frame[LINE].iloc[n])) for n in indexes}
        return failing
    return set()


def pandera_findings(package: Package, frames: Mapping[str, pl.DataFrame], judged: Tables) -> list[Finding]:
    """All findings of pandera, which runs the rules on pandas tables."""
    loaded = {name: _as_loaded(package.tables[name], frame) for name, frame in frames.items()}
    ids, texts, sentences = judged.records
    cut = judged.engine.fetched(sentences)
    pandas, polars = Pandas(), Polars()
    theirs, mine = (Records(ids, texts, engine.put("sentences", [cut])) for engine in (pandas, polars))
    tables = Tables(
        {name: nw.from_native(frame).lazy() for name, frame in loaded.items()}, theirs, pandas, judged.created
    )
    ours = Tables({name: nw.from_native(frame.lazy()) for name, frame in frames.items()}, mine, polars, judged.created)
    law, report = {rule.id: rule for rule in rules()}, Report()
    for name, frame in loaded.items():
        failing = _failing(frame, [_check(rule, tables) for rule in law.values() if rule.table == name])
        for id in sorted({id for id, _ in failing}):
            lines = pl.Series(LINE, [line for other, line in failing if other == id], pl.Int64).sort()
            tell_rule(law[id], package, ours, lines, report)
    return report.findings
