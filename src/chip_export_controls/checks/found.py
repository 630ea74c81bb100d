"""Turns the lines that break the rules of schemas/ into findings, with the cells that stand there and their fixes."""

import re
from collections.abc import Mapping

import polars as pl

from ..findings.finding import Finding, shorten
from ..model.table import Package
from .fixes import filled
from .report import Report
from .rules import Rule, Tables, rules
from .shape import LINE, on_lines


def _shown(cells: tuple[object, ...]) -> str:
    return ", ".join("" if cell is None else str(cell) for cell in cells)


def tell_rule(rule: Rule, package: Package, tables: Tables, lines: pl.Series, report: Report) -> None:
    """Reports the lines of a rule's table that break it."""
    frame, path = tables[rule.table], package.tables[rule.table].path
    there = frame.collect_schema().names()
    columns = [column for column in rule.columns if column in there]
    places = [name for name in re.findall(r"\{(\w+)", rule.fix) if name in there]
    wanted = list(dict.fromkeys([*columns, *places]))
    rows = on_lines(tables.engine, frame, report.wanted(lines), *wanted)
    row_on = {row[LINE]: row for row in rows.head(report.most).iter_rows(named=True)}
    values = [_shown(cells) for cells in rows.select(columns).rows()]

    def of(line: int, value: str) -> Finding:
        given = {column: cell for column, cell in row_on[line].items() if cell is not None}
        fix = filled(rule.fix, given)
        return Finding(rule.table, path, line, rule.columns, rule.id, rule.sentence, shorten(value), fix, rule.severity)

    told = rows.select(LINE).with_columns(value=pl.Series(values, dtype=pl.String))
    report.rows(rule.table, path, rule.id, rule.columns, told, of, len(lines))


def tell_rules(
    package: Package,
    tables: Tables,
    found: Mapping[str, pl.Series],
    blank: Mapping[str, pl.DataFrame],
    report: Report,
) -> None:
    """Reports what the engine found on rules; a row whose cell is blank has the finding of that cell already."""
    for rule in rules():
        if rule.id not in found:
            continue
        cells = blank[rule.table].filter(pl.col("column").is_in(rule.columns))
        lines = found[rule.id].to_frame(LINE).join(cells, on=LINE, how="anti")[LINE].sort()
        if len(lines):
            tell_rule(rule, package, tables, lines, report)
