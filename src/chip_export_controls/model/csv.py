"""Turns the text of a CSV into rows with their lines, and rows into the one canonical text."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from ..findings.finding import shorten
from .table import Table

MOST_CHARACTERS = 2**17
Breach = tuple[str, int, str]  # a rule, the line, and the value that breaks it


@dataclass(frozen=True)
class Text:
    """A decoded table: its header and its rows, with the line of each row; `rows` is None if it cannot be parsed."""

    header: list[str]
    rows: list[list[str]] | None
    lines: list[int]

    def fits(self, table: Table) -> bool:
        """Whether the rows stand under the header of the table, each with a cell for each of its columns."""
        width = len(table.columns)
        return self.rows is not None and self.header == table.columns and all(len(row) == width for row in self.rows)


def write_rows(header: list[str], rows: list[list[str]]) -> str:
    """The canonical text: minimal quoting, LF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def key_of(table: Table) -> Callable[[list[str]], list[str]]:
    """What gives the cells that rows are sorted by."""
    positions = [table.columns.index(column) for column in table.key]
    return lambda row: [row[position] for position in positions]


def parse(text: str, separator: str = ",") -> tuple[Text, list[Breach]]:
    """Rows with their lines; breaches name the line where the record begins."""
    rows: list[list[str]] = []
    lines: list[int] = []
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    start, breaches = 1, []
    try:
        for row in reader:
            if reader.line_num > start:
                breaches.append(("any/one-line-cells", start, shorten(max(row, key=len))))
            rows.append(row)
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        # a cell that is large because it runs on over lines is one whose quotation mark was left open
        if "field limit" in str(error) and reader.line_num == start:
            return Text([], None, []), [("any/file-is-small", start, str(error))]
        line = next(islice(io.StringIO(text, newline=""), start - 1, None), "")
        return Text([], None, []), [("any/quotes-are-closed", start, line.rstrip("\r\n"))]
    if not rows:
        return Text([], None, []), [("any/file-is-not-empty", 1, "")]
    return Text(rows[0], None if breaches else rows[1:], lines[1:]), breaches
