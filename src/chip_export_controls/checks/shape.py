"""Turns the Table Schemas into expressions that mark the cells, keys and references that break them.

Types, lists, patterns and limits are judged on each piece of a file as it is read; keys and references
(`any/reference-exists`) on the engine.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import narwhals as nw
import polars as pl

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..findings.nearest import Nearest
from ..model.table import Field, ForeignKey, Package, Table
from . import fixes
from .cells import PLAIN, readable
from .engines.engine import Engine, Frame
from .report import Report

LINE = "line"
# a cell that breaks one of these cannot be read as its type, and is blank to the rules that follow
MALFORMED = {"any/cell-has-type", "any/cell-has-form", "any/cell-is-allowed", "any/number-is-plain"}
_GIVEN, _TYPE, _PLAIN = "any/cell-is-given", "any/cell-has-type", "any/number-is-plain"


@dataclass(frozen=True)
class Check:
    """A rule that the schema makes for a column, and what marks the cells that break it."""

    rule: str
    column: str
    mask: pl.Expr


def is_plain(field: Field) -> pl.Expr:
    """Whether a cell of a number column is spelt as numbers are."""
    return pl.col(field.name).str.contains(f"^(?:{PLAIN[field.type].pattern})$")


def _ranges(field: Field) -> Iterator[pl.Expr]:
    """Whether a cell lies beyond one of its column's limits."""
    limits, cell = field.constraints, pl.col(field.name)
    number = pl.when(is_plain(field)).then(cell).cast(pl.Float64) if field.type in PLAIN else None
    if number is not None and "minimum" in limits:
        yield number < limits["minimum"]
    if number is not None and "maximum" in limits:
        yield number > limits["maximum"]
    if "minLength" in limits:
        yield cell.str.len_chars() < limits["minLength"]
    if "maxLength" in limits:
        yield cell.str.len_chars() > limits["maxLength"]


def _of_field(field: Field) -> Iterator[Check]:
    cell = pl.col(field.name)
    if field.constraints.get("required"):
        yield Check(_GIVEN, field.name, cell.is_null())
    if field.type == "boolean":
        yield Check(_TYPE, field.name, ~cell.is_in(["true", "false"]))
    elif field.type in PLAIN:  # those that some reader takes for numbers are told apart when they are found
        yield Check(_TYPE, field.name, ~is_plain(field))
    if field.enum:
        yield Check("any/cell-is-allowed", field.name, ~cell.is_in(field.enum))
    if "pattern" in field.constraints:
        yield Check("any/cell-has-form", field.name, ~cell.str.contains(f"^(?:{field.pattern})$"))
    for beyond in _ranges(field):
        yield Check("any/cell-is-in-range", field.name, beyond)


def checks(table: Table) -> list[Check]:
    """Each rule that the table's schema makes for its cells; what is not given breaks none but the first."""
    given = [check for field in table.fields for check in _of_field(field)]
    return [Check(c.rule, c.column, c.mask.fill_null(False)) for c in given]


def fix_of(rule: str, table: Table, column: str, value: str) -> str:
    """What to do with a cell that breaks the rule."""
    field = next(field for field in table.fields if field.name == column)
    if rule == _GIVEN:
        return fixes.cell_given(table, field)
    said = {
        "any/cell-is-allowed": fixes.cell_allowed,
        _TYPE: fixes.cell_of_type,
        "any/cell-is-in-range": fixes.cell_in_range,
        "any/cell-has-form": fixes.cell_with_form,
    }
    return said[rule](field, value)


def cell_finding(rule: str, table: Table, column: str, line: int, value: str) -> Finding:
    """The finding on a cell that breaks its column's schema."""
    fix = None if rule == _PLAIN else fix_of(rule, table, column, value)
    return broken(rule, table.name, table.path, line, value, fix, (column,))


def of_cells(table: Table, asked: list[Check], frame: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Rule, column, and the `line` and `value` of each cell of a piece that breaks its column's schema."""
    counts = frame.select(check.mask.sum().alias(str(n)) for n, check in enumerate(asked)).row(0) if asked else ()
    types = {field.name: field.type for field in table.fields}
    for check, count in zip(asked, counts, strict=True):
        if not count:
            continue
        rows = frame.filter(check.mask).select(LINE, value=pl.col(check.column).fill_null(""))
        if check.rule == _TYPE and types[check.column] in PLAIN:
            taken = [v for v in rows["value"].unique() if readable(v, types[check.column])]
            yield _PLAIN, check.column, rows.filter(pl.col("value").is_in(taken))
            rows = rows.filter(~pl.col("value").is_in(taken))
        yield check.rule, check.column, rows


def _key(table: Table, frame: Frame) -> Frame:
    """The line and the key of each row that has one, as text: a cell that is no number has its finding already."""
    numbers = [f.name for f in table.fields if f.name in table.key and f.type in PLAIN]
    cells = [nw.col(column).cast(nw.String).fill_null("") for column in table.key]
    rows = frame.drop_nulls(numbers) if numbers else frame
    rows = rows.select(LINE, *(cell.alias(column) for cell, column in zip(cells, table.key, strict=True)))
    return rows.filter(nw.any_horizontal(*(nw.col(c) != "" for c in table.key), ignore_nulls=False))


def repeated(table: Table, frame: Frame) -> Frame:
    """The rows whose key stands on an earlier line, which is given as `first`."""
    rows = _key(table, frame)
    groups = rows.group_by(*table.key).agg(n=nw.len(), first=nw.col(LINE).min()).filter(nw.col("n") > 1)
    return rows.join(groups, on=list(table.key)).filter(nw.col(LINE) != nw.col("first"))


def same_key(table: Table, first: int) -> str:
    """For a row whose key is taken: the line that has it first."""
    return f"line {first!s} has the same {', '.join(table.key)}: remove one of the two, or correct the key of one"


def asked(package: Package, frames: Mapping[str, Frame], unique: Collection[str] = ()) -> dict[str, Frame]:
    """What is asked of the engine about keys and references, by a name for each question.

    The keys of the tables of `unique` are known to differ.
    """
    doubted = {name: frame for name, frame in frames.items() if name not in unique}
    frame = {f"key {name}": repeated(package.tables[name], frame) for name, frame in doubted.items()}
    links: dict[tuple[str, str], list[Frame]] = {}
    for name, rows in frames.items():
        for link in package.tables[name].foreign_keys:
            if link.table in frames:
                given = rows.select(LINE, id=link.column).drop_nulls()
                named = given.with_columns(broken=nw.lit(f"reference {name} {link.column}"))
                links.setdefault((link.table, link.target), []).append(named)
    for (target, column), facts in links.items():
        known = frames[target].select(id=column).drop_nulls()
        frame[f"references to {target}"] = nw.concat(facts).join(known, on="id", how="anti").select(LINE, "broken")
    return frame


def on_lines(engine: Engine, frame: Frame, lines: pl.Series, *columns: str) -> pl.DataFrame:
    """These columns of the rows on these lines, in order."""
    wanted = engine.bring({LINE: int}, [(line,) for line in lines])
    return engine.fetched(frame.select(LINE, *columns).join(wanted, on=LINE, how="semi")).sort(LINE)


def _replaced(frames: Mapping[str, Frame], engine: Engine) -> dict[tuple[str, str], str]:
    """What took the place of each retired id, by table and id."""
    if "retired_ids" not in frames:
        return {}
    asked = frames["retired_ids"].select(nw.col("table").cast(nw.String), "id", "replaced_by").drop_nulls()
    return {(table, id): by for table, id, by in engine.fetched(asked).rows()}


def tell(
    package: Package, frames: Mapping[str, Frame], found: Mapping[str, pl.Series], engine: Engine, report: Report
) -> None:
    """Reports what the engine found on keys and references."""
    near: dict[str, Nearest] = {}
    replaced: dict[tuple[str, str], str] | None = None
    for question, lines in found.items():
        what, *names = question.split(" ")
        if what not in ("key", "reference"):
            continue  # a rule of schemas/
        name, *column = names
        table = package.tables[name]
        if what == "key":
            _tell_keys(table, engine.fetched(repeated(table, frames[name])), report)
            continue
        link = next(link for link in table.foreign_keys if link.column == column[0])
        if link.table not in near:
            ids = engine.fetched(frames[link.table].select(link.target).drop_nulls().unique())[link.target]
            near[link.table] = Nearest(ids)
        replaced = _replaced(frames, engine) if replaced is None else replaced
        rows = on_lines(engine, frames[name], report.wanted(lines), link.column).rename({link.column: "value"})

        def of(
            line: int,
            value: str,
            link: ForeignKey = link,
            table: Table = table,
            replaced: Mapping[tuple[str, str], str] = replaced,
        ) -> Finding:
            successor = replaced.get((link.table, value), "")
            fix = fixes.reference(package.tables[link.table], near[link.table](value), value, successor)
            return broken("any/reference-exists", table.name, table.path, line, value, fix, (link.column,))

        report.rows(name, table.path, "any/reference-exists", (link.column,), rows, of, len(lines))


def _tell_keys(table: Table, rows: pl.DataFrame, report: Report) -> None:
    firsts = dict(rows.select(LINE, "first").rows())
    told = rows.sort(LINE).select(LINE, value=pl.concat_str(table.key, separator=", "))
    rule = "any/key-is-unique"

    def of(line: int, value: str) -> Finding:
        return broken(rule, table.name, table.path, line, value, same_key(table, firsts[line]), table.key)

    report.rows(table.name, table.path, rule, table.key, told, of)
