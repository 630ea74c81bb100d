"""Turns a table's file into a frame of its cells as they are written, with the line of each row, and findings."""

import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ..findings.finding import Finding
from ..findings.fixed import broken
from ..model.csv import Text
from ..model.descriptor import Package, Table
from . import cells, fixes
from .bytes import MOST_BYTES, read_text, too_large
from .header import header_findings

LINE = "line"


@dataclass(frozen=True)
class Written:
    """The cells of a table as text, null where empty, and the line of each row in `line`."""

    table: Table
    frame: pl.DataFrame

    def csv(self) -> str:
        """The rows as canonical CSV; the file's own text where it had no findings."""
        return self.frame.drop(LINE).write_csv(quote_style="necessary")


def _at_once(table: Table, file: Path) -> pl.DataFrame | None:
    """The cells of a file that is canonical in every byte, or None where it is not, or not known to be.

    The cells written again are the file again: so rows are whole, quoting is minimal and lines end in LF. Where there
    are as many lines as rows and a header, no cell holds a line break, and row n stands on line n + 1.
    """
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        return None
    data = file.read_bytes()
    if not data.startswith((",".join(table.columns) + "\n").encode()) or b"\0" in data or too_large(data):
        return None
    try:
        text = data.decode("utf-8")
        frame = pl.read_csv(io.BytesIO(data), infer_schema=False, raise_if_empty=False)
    except (UnicodeDecodeError, pl.exceptions.PolarsError):
        return None
    if frame.columns != table.columns or frame.height + 1 != data.count(b"\n"):
        return None
    if frame.write_csv(quote_style="necessary") != text or _unsorted(table, frame):
        return None
    if not unicodedata.is_normalized("NFC", text) or cells.suspect(table, frame):
        return None
    if frame.select(pl.all_horizontal(pl.all().is_null()).any()).item():
        return None  # a blank row
    return frame.with_row_index(LINE, 2).with_columns(pl.col(LINE).cast(pl.Int64))


def _unsorted(table: Table, frame: pl.DataFrame) -> bool:
    """Whether a row stands before one with a smaller key; text is compared by code point, as sorting by hand does."""
    below, same = pl.lit(False), pl.lit(True)
    for column in table.key:
        cell = pl.col(column).fill_null("")
        before = cell.shift(1)
        below, same = below | (same & (cell < before)), same & (cell == before)
    return bool(frame.select(below.fill_null(False).any()).item())


def _row_by_row(table: Table, text: Text) -> tuple[pl.DataFrame, list[Finding]]:
    """The cells of rows that were parsed one by one, padded where they are short, and findings on their shape."""
    width, rows, lines, findings = len(table.columns), [], [], []
    for row, line in zip(text.rows or [], text.lines, strict=True):
        where = (table.name, table.path, line)
        if not any(row):
            findings.append(broken("any/no-blank-rows", *where, ",".join(row)))
            continue
        if len(row) != width:
            findings.append(broken("any/row-is-whole", *where, ",".join(row), fixes.row_made_whole(table, row)))
        rows.append([cell or None for cell in (row + [""] * width)[:width]])
        lines.append(line)
    columns = {name: [row[n] for row in rows] for n, name in enumerate(table.columns)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(table.columns, pl.String))
    return frame.with_columns(pl.Series(LINE, lines, pl.Int64)), findings


def read(package: Package, name: str) -> tuple[Written | None, list[Finding]]:
    """The cells of a table under its own header, None if it has none, and findings on bytes, characters and rows."""
    table = package.tables[name]
    frame = _at_once(table, package.file(name))
    if frame is not None:
        return Written(table, frame), []
    text, findings = read_text(package, name)
    wrong = header_findings(table, text.header) if text else []
    if text is None or wrong:
        return None, findings + wrong
    frame, found = _row_by_row(table, text)
    return Written(table, frame), findings + found
