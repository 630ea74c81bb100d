"""Turns typed tables into findings on rows and on several tables, by running the rules of schemas/.

A row rule is a narwhals expression that marks breaking rows; a dataset rule returns the breaking rows. What is unknown
breaks nothing.
"""

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import narwhals as nw

from ..findings.finding import Finding, Severity, shorten
from ..model.descriptor import Package
from ..model.home import home
from .fixes import filled

Frame = nw.DataFrame[Any]


class Unavailable(Exception):
    """A rule asked for a table that could not be read; the reason has its own finding."""


class Tables(dict[str, Frame]):
    """The typed tables by name, each with a `line`, the `records` of the sources by id, and the release's day."""

    records: Mapping[str, dict[str, Any] | None] = {}
    created: date | None = None

    def __missing__(self, name: str) -> Frame:
        """Says that the table could not be read."""
        raise Unavailable(name)


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

    def breaking(self, tables: Tables) -> list[int]:
        """The lines of the table that break the rule."""
        frame = tables[self.table]
        if self.expression:
            frame = frame.filter(self.expression().fill_null(False))
        elif self.rows:
            frame = self.rows(tables)
        return [int(line) for line in frame["line"].to_list()]


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


def marked(frame: Frame, marks: list[bool]) -> Frame:
    """The rows of the frame whose mark is true."""
    return frame.filter(
        nw.col("line").is_in([n for n, mark in zip(frame["line"].to_list(), marks, strict=True) if mark])
    )


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


def breaking_lines(rule: Rule, tables: Tables) -> list[int]:
    """The lines that break the rule; none where a table that it asks for could not be read."""
    try:
        return rule.breaking(tables)
    except Unavailable:
        return []


def created(package: Package) -> date | None:
    """The day of the release, as the descriptor has it."""
    try:
        return date.fromisoformat(str(package.descriptor.get("created"))[:10])
    except ValueError:
        return None


def rule_findings(
    package: Package, frames: Mapping[str, Any], records: Mapping[str, dict[str, Any] | None]
) -> list[Finding]:
    """All findings of the rules whose tables could be read."""
    tables = Tables({name: nw.from_native(frame, eager_only=True) for name, frame in frames.items()})
    tables.records, tables.created = records, created(package)
    return [
        finding
        for rule in rules()
        if rule.table in tables
        for finding in findings_on(rule, package, tables[rule.table], breaking_lines(rule, tables))
    ]


def findings_on(rule: Rule, package: Package, frame: Frame, lines: list[int]) -> list[Finding]:
    """A finding for each of the lines that break the rule."""
    if not lines:
        return []
    found, path = [], package.tables[rule.table].path
    for row in frame.filter(nw.col("line").is_in(sorted(set(lines)))).rows(named=True):
        cells = [row[column] for column in rule.columns if column in row]
        value = shorten(", ".join("" if cell is None else str(cell) for cell in cells))
        given = {column: cell for column, cell in row.items() if cell is not None}
        fix = filled(rule.fix, given)
        where = (rule.table, path, row["line"], rule.columns)
        found.append(Finding(*where, rule.id, rule.sentence, value, fix, rule.severity))
    return found
