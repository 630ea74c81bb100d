"""Turns the rows of a table into the typed frame that rules run on, malformed cells blank."""

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..findings.finding import Finding
from ..findings.fixed import broken
from ..model import edtf
from ..model.csv import Text, write_rows
from ..model.descriptor import Package, Table

if TYPE_CHECKING:
    import pandas as pd

Cell = tuple[str, int, str]  # table, line, column


def _dates(table: Table, text: Text, blank: set[tuple[int, str]]) -> Iterator[Finding]:
    """Findings on dates that have the form of a date and yet are none."""
    for position, field in enumerate(table.fields):
        if not field.is_date:
            continue
        for line, row in zip(text.lines, text.rows or [], strict=True):
            cell = row[position] if position < len(row) else ""
            if not cell or (line, field.name) in blank:
                continue
            try:
                edtf.bounds(cell)
            except ValueError as error:
                rule = "any/interval-runs-forward" if isinstance(error, edtf.RunsBackward) else "any/date-exists"
                fix = f"{error}; write the date as the source has it"
                yield broken(rule, table.name, table.path, line, cell, fix, (field.name,))


def _typed(table: Table, text: Text, blank: set[tuple[int, str]]) -> "pd.DataFrame":
    """The rows as the loader reads them, with bounds of the dates and the `line` of each."""
    from ..model.frames import read_table, with_bounds

    width, rows, lines = len(table.columns), [], []
    for line, row in zip(text.lines, text.rows or [], strict=True):
        if any(row):
            cells = zip(table.columns, (row + [""] * width)[:width], strict=True)
            rows.append(["" if (line, column) in blank else cell for column, cell in cells])
            lines.append(line)
    frame = with_bounds(read_table(io.StringIO(write_rows(table.columns, rows)), table), table)
    frame["line"] = lines
    return frame


def typed(
    package: Package, texts: Mapping[str, Text], blank: set[Cell]
) -> "tuple[dict[str, pd.DataFrame], list[Finding]]":
    """The frame of each table, the blank cells missing in it, and findings on dates that are none."""
    frames, findings = {}, []
    for name, text in texts.items():
        ours = {(line, column) for table, line, column in blank if table == name}
        dates = list(_dates(package.tables[name], text, ours))
        findings += dates
        frames[name] = _typed(package.tables[name], text, ours | {(f.line, f.columns[0]) for f in dates})
    return frames, findings
