"""Turns typed tables into the lines that break the rules of schemas/, on whichever engine holds the tables.

A row rule is a narwhals expression that marks breaking rows; a dataset rule returns the breaking rows, by expressions
and joins that every engine can run. What is unknown breaks nothing.
"""

import importlib.util
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from ..findings.finding import Severity
from ..model.home import home
from ..model.table import Package

if TYPE_CHECKING:
    from .engines.engine import Engine

Frame = nw.LazyFrame[Any]


class Records(NamedTuple):
    """What the records of the sources say: the ids of all, malformed ones too, the number and the length of the text of
    each sound one by its id, and a frame of the sentences: `record`, its number, `start`, `end` and `sha256`."""

    ids: list[str]
    texts: Mapping[str, tuple[int, int]]
    sentences: Frame


class Unavailable(Exception):
    """A rule asked for a table that could not be read; the reason has its own finding."""


class Tables(dict[str, Frame]):
    """The typed tables by name, each with a `line`, on one engine; the sources' records, and the release's day."""

    def __init__(
        self, frames: Mapping[str, Frame], records: Records, engine: "Engine", created: date | None = None
    ) -> None:
        """The frames are the engine's own."""
        super().__init__(frames)
        self.records, self.engine, self.created = records, engine, created

    def __missing__(self, name: str) -> Frame:
        """Says that the table could not be read."""
        raise Unavailable(name)

    @cached_property
    def record_files(self) -> Frame:
        """The `source_id` of each record, of malformed ones too."""
        return self.engine.bring({"source_id": str}, [(id,) for id in self.records.ids])

    @cached_property
    def recorded(self) -> Frame:
        """The `source_id`, the number and the `length` of each sound record."""
        rows = [(id, number, length) for id, (number, length) in self.records.texts.items()]
        return self.engine.bring({"source_id": str, "record": int, "length": int}, rows)

    @property
    def sentences(self) -> Frame:
        """The `start`, `end` and `sha256` of each sentence, and the number of its `record`."""
        return self.records.sentences

    def held(self, frame: Frame) -> tuple[Frame, int]:
        """The frame, worked out now, and the number of its rows: for a loop that goes on from it."""
        return self.engine.held(frame)

    def back(self, frame: Frame) -> Frame:
        """What a loop made of a frame that is held, to be joined with the tables again."""
        return self.engine.back(frame)

    def broken(self) -> dict[str, Frame]:
        """The lines that break each rule whose tables could be read, not worked out yet.

        What the rules on the rows of one table break is asked for together: `broken` names the rules of each line.
        """
        asked, together = {}, dict[str, list[Rule]]()
        for rule in rules():
            with suppress(Unavailable):
                if rule.tied:
                    continue
                if rule.expression:
                    together.setdefault(rule.table, []).append(rule)
                else:
                    asked[rule.id] = rule.lines(self)
        asked |= self._untied([rule for rule in rules() if rule.tied and rule.table in self])
        for table, some in together.items():
            with suppress(Unavailable):
                asked[f"rows {table}"] = _marked(self[table], some)
        return asked

    def _untied(self, rules: list["Rule"]) -> dict[str, Frame]:
        """What the rules on claims that are not tied mark: the facts that one table ties are looked up together."""
        given: dict[str, list[Frame]] = {}
        for rule in rules:
            if rule.tied in self:
                rows = self[rule.table].select("line", "claim_id", id=rule.columns[0]).drop_nulls()
                given.setdefault(rule.tied, []).append(rows.with_columns(broken=nw.lit(rule.id)))
        asked = {}
        for links, facts in given.items():
            (id,) = {rule.columns[0] for rule in rules if rule.tied == links}
            ties = self[links].select("claim_id", id=id).drop_nulls()
            lost = nw.concat(facts).join(ties, on=["claim_id", "id"], how="anti")
            asked[f"claims that {links} does not tie"] = lost.select("line", "broken")
        return asked

    def where(self, frame: Frame, columns: tuple[str, ...], broken: Callable[..., bool]) -> Frame:
        """The rows whose cells a Python function marks, asked once for each set of cells; unknown ones are not."""
        known = frame.drop_nulls(list(columns)).with_columns(nw.col(columns).cast(nw.String))
        asked = self.engine.fetched(known.select(*columns).unique()).rows()
        marked = self.engine.bring(dict.fromkeys(columns, str), [cells for cells in sorted(asked) if broken(*cells)])
        return known.join(marked, on=list(columns), how="semi")


@dataclass(frozen=True)
class Rule:
    """A law: its id, the columns it reads, its sentence, and what marks the breaking rows of its table."""

    id: str
    table: str
    columns: tuple[str, ...]
    sentence: str
    expression: Callable[[], nw.Expr] | None = None
    rows: Callable[[Tables], Frame] | None = None
    fix: str = ""  # `{column}` in it stands for the breaking row's cell
    severity: Severity = "error"
    tied: str = ""  # the table that ties claims to the id in the first column, where the rule asks for that

    def lines(self, tables: Tables) -> Frame:
        """The `line` of each row of the table that breaks the rule, not worked out yet.

        Raises Unavailable where a table that the rule asks for could not be read.
        """
        frame = tables[self.table]
        if self.tied:
            key = [self.columns[0], "claim_id"]
            frame = frame.drop_nulls(key).join(tables[self.tied].select(key).drop_nulls(), on=key, how="anti")
        elif self.expression:
            frame = frame.filter(self.expression().fill_null(False))
        elif self.rows:
            frame = self.rows(tables)
        return frame.select(nw.col("line").cast(nw.Int64)).unique()

    def breaking(self, tables: Tables) -> list[int]:
        """The lines of the table that break the rule; none where a table that it asks for could not be read."""
        try:
            return sorted(line for (line,) in tables.engine.fetched(self.lines(tables)).rows())
        except Unavailable:
            return []


def _marked(frame: Frame, rules: list[Rule]) -> Frame:
    """The `line` of each row that breaks one of the row rules, and in `broken` their ids, with semicolons between."""
    names = [f"broken_{n}" for n in range(len(rules))]
    masks = [
        rule.expression().fill_null(False).alias(name)
        for rule, name in zip(rules, names, strict=True)
        if rule.expression
    ]
    wrong = frame.select(nw.col("line").cast(nw.Int64), *masks).filter(nw.any_horizontal(*names, ignore_nulls=True))
    said = [nw.when(nw.col(name)).then(nw.lit(rule.id)) for rule, name in zip(rules, names, strict=True)]
    return wrong.select("line", broken=nw.concat_str(said, separator=";", ignore_nulls=True))


def _rule(table: str, columns: tuple[str, ...], fix: str, function: Callable[..., Any], **how: Any) -> Rule:
    sentence = (function.__doc__ or "").strip()
    return Rule(f"{table}/{function.__name__.replace('_', '-')}", table, columns, sentence, fix=fix, **how)


def row_rule(
    table: str, *columns: str, fix: str, severity: Severity = "error"
) -> Callable[[Callable[[], nw.Expr]], Rule]:
    """Makes a rule of a function that returns the expression of breaking rows; its docstring is the sentence."""
    return lambda function: _rule(table, columns, fix, function, expression=function, severity=severity)


def dataset_rule(
    table: str, *columns: str, fix: str, severity: Severity = "error"
) -> Callable[[Callable[[Tables], Frame]], Rule]:
    """Makes a rule of a function from all tables to the breaking rows of one."""
    return lambda function: _rule(table, columns, fix, function, rows=function, severity=severity)


def tied_rule(table: str, links: str, id: str) -> Callable[[Callable[[], None]], Rule]:
    """Makes the rule that a link table ties each row's claim to the row's id; the function gives name and sentence."""
    fix = f"add to {links}.csv: `{{claim_id}},{{{id}}}`; or name the claim that says so"
    return lambda function: _rule(table, (id, "claim_id"), fix, function, tied=links)


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"chip_export_controls_schemas_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the installed package's `schemas/`, by id; the law never comes from the folder that is checked."""
    modules = [_module(file) for file in sorted((home() / "schemas").glob("*.py"))]
    found = {value.id: value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(found[id] for id in sorted(found))


def created(package: Package) -> date | None:
    """The day of the release, as the descriptor has it."""
    try:
        return date.fromisoformat(str(package.descriptor.get("created"))[:10])
    except ValueError:
        return None
