"""Turns a table's file into frames of its cells as they are written, with the line of each row, and findings.

A file is read in pieces of whole lines, so that memory does not grow with it. A piece that is canonical in every byte
is proved so by writing it again; any other is read row by row.
"""

from collections.abc import Iterator

import polars as pl

from ..findings.general_rules import broken
from ..model.csv import MOST_CHARACTERS
from ..model.table import Package, Table
from . import fixes
from .bytes import pieces, text_of, too_large
from .header import header_findings
from .report import Report
from .shape import LINE

# of each of these only the first in a file is a finding
_ONCE = {"any/unix-line-ends", "any/minimal-quoting", "any/final-newline"}


class Unread(Exception):
    """The table cannot be read as rows; the reason has its own finding."""


def _twice_quoted(data: bytes) -> tuple[list[int], bytes]:
    """The lines with a quotation mark written twice: their numbers, from 0 on, and they one below the other."""
    numbers, lines, number, counted, end = [], [], 0, 0, 0
    while (at := data.find(b'""', end)) >= 0:
        start = data.rfind(b"\n", counted, at) + 1 or counted
        number, counted = number + data.count(b"\n", counted, start), start
        end = data.index(b"\n", at) + 1
        numbers.append(number)
        lines.append(data[start:end])
    return numbers, b"".join(lines)


def _sizes(frame: pl.DataFrame, quoted: bool) -> tuple[int, int, int]:
    """The bytes of the longest cell and of all cells, and how many have a comma, where that is asked."""
    length, comma = pl.all().str.len_bytes(), pl.all().str.contains(",", literal=True)
    asked = [
        pl.max_horizontal(length.max()).alias("longest"),
        pl.sum_horizontal(length.sum().cast(pl.UInt64)).alias("cells"),
        *([pl.sum_horizontal(comma.sum().cast(pl.UInt64)).alias("commas")] if quoted else []),
    ]
    longest, cells, *commas = frame.select(asked).row(0)
    return longest or 0, cells or 0, (commas[0] or 0) if commas else 0


def canonical_rows(columns: list[str], data: bytes, first: int) -> pl.DataFrame | None:
    """The cells of rows that are canonical in every byte, the first on line `first`, or None where they are not.

    Where there are as many lines as rows, no cell holds a line break, and each row stands on a line of its own. Rows
    are whole and quoting is minimal where all bytes are those of cells, of a separator for each, and of two quotation
    marks around each cell with a comma; lines where a mark is written twice are written again, and the others counted.
    """
    if b"\0" in data or b"\r" in data or (data and not data.endswith(b"\n")) or data.startswith(b"\n"):
        return None
    lines = data.count(b"\n")
    if len(data) < lines * len(columns):
        return None  # blank rows, or rows that are not whole: very many would fill the memory as a frame
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            schema=dict.fromkeys(columns, pl.String),
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != lines:
        return None
    marks, width = data.count(b'"'), frame.width
    longest, cells, quoted = _sizes(frame, marks > 0)
    if longest > MOST_CHARACTERS:
        return None
    size, odd = len(data), 0
    if marks != 2 * quoted:  # that is so where no mark is written twice
        numbers, twice = _twice_quoted(data)
        some = frame[numbers]
        if not numbers or some.select(pl.any_horizontal((pl.all() == "").any())).item():
            return None  # a cell of two marks alone
        if some.write_csv(include_header=False, quote_style="necessary").encode() != twice:
            return None
        _, of_some, quoted_some = _sizes(some, True)
        cells, quoted = cells - of_some, quoted - quoted_some
        marks, size, odd = marks - twice.count(b'"'), size - len(twice), some.height
    if marks != 2 * quoted or size != cells + (lines - odd) * width + marks:
        return None
    return frame.with_columns(pl.int_range(first, first + lines, dtype=pl.Int64).alias(LINE))


class Reading:
    """One table while it is read; `rows` gives its pieces, and what is wrong with them goes to the report."""

    def __init__(self, package: Package, name: str, report: Report) -> None:
        """Nothing is read yet."""
        self.table, self.file, self.report = package.tables[name], package.file(name), report
        self.at, self.blank, self.ragged = 1, 0, 0  # lines read so far, and how many of them are blank or not whole
        self.sorted = self.unique = True  # whether rows stand in the order of their keys, and no two have the same
        self.last: pl.DataFrame | None = None
        self.seen: set[str] = set()

    def _tell(self, rule: str, line: int = 1, value: str = "", fix: str | None = None) -> None:
        if rule in self.seen and rule in _ONCE:
            return
        self.seen.add(rule)
        self.report.add([broken(rule, self.table.name, self.table.path, line, value, fix)])

    def rows(self) -> Iterator[pl.DataFrame]:
        """The cells of the rows, piece by piece, null where empty; raises Unread where they cannot be read."""
        if not self.file.is_file():
            self._tell("any/file-exists")
            raise Unread
        header = (",".join(self.table.columns) + "\n").encode()
        for data in pieces(self.file):
            body = data.removeprefix(header) if self.at == 1 else data
            frame = None
            if self.at > 1 or len(body) < len(data):
                frame = self._whole(body, self.at + (len(body) < len(data)))
            if frame is None:
                if breach := too_large(data, len(self.table.columns)):
                    self._tell("any/file-is-small", self.at + breach[0] - 1, breach[1])
                    raise Unread
                frame = self._row_by_row(data if self.at == 1 else header + data)
                self.at += data.count(b"\n")
            yield self._judged(frame)

    def _whole(self, body: bytes, first: int) -> pl.DataFrame | None:
        frame = canonical_rows(self.table.columns, body, first)
        if frame is None:
            return None
        self.at = first + frame.height  # a row on each line
        nothing = pl.all_horizontal(pl.col(self.table.columns).is_null())
        for (line,) in frame.filter(nothing).select(LINE).head(self.report.most).rows():
            self._tell("any/no-blank-rows", line, "," * (len(self.table.columns) - 1))
        return frame.filter(~nothing) if "any/no-blank-rows" in self.seen else frame

    def _row_by_row(self, data: bytes) -> pl.DataFrame:
        """The cells of rows that are parsed one by one, padded where they are short."""
        text, found = text_of(self.table, data)
        down = self.at - 2 if self.at > 1 else 0  # a later piece was given the header anew
        for rule, line, value in found:
            self._tell(rule, line + down, value)
        if text is None:
            raise Unread
        wrong = header_findings(self.table, text.header)
        if wrong:
            self.report.add(wrong)
            raise Unread
        width, rows, lines = len(self.table.columns), [], []
        for row, line in zip(text.rows or [], text.lines, strict=True):
            if not any(row):
                self.blank += 1
                self._tell("any/no-blank-rows", line + down, ",".join(row))
                continue
            if len(row) != width:
                self.ragged += 1
                fix = fixes.row_made_whole(self.table, row)
                self._tell("any/row-is-whole", line + down, ",".join(row), fix)
            rows.append([cell or None for cell in (row + [""] * width)[:width]])
            lines.append(line + down)
        columns = {name: [row[n] for row in rows] for n, name in enumerate(self.table.columns)}
        frame = pl.DataFrame(columns, schema=dict.fromkeys(self.table.columns, pl.String))
        return frame.with_columns(pl.Series(LINE, lines, pl.Int64))

    @property
    def known_unique(self) -> bool:
        """Whether the keys of all rows are known to differ, since neighbours in order do."""
        return self.sorted and self.unique and not self.ragged

    def _judged(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The piece, once its order is judged."""
        if self.sorted and not self.ragged and frame.height:
            self._order(frame)
        return frame

    def _order(self, frame: pl.DataFrame) -> None:
        """Finds the first row that stands below one with a greater key; text is compared by code point."""
        key = frame.select(pl.col(column).fill_null("") for column in self.table.key)
        if self.last is not None:
            key = pl.concat([self.last, key])
        below, same = pl.lit(False), pl.lit(True)
        for column in self.table.key:
            cell = pl.col(column)
            before = cell.shift(1)
            below, same = below | (same & (cell < before)), same & (cell == before)
        wrong, twice = key.select(
            below.fill_null(False).arg_true().first().alias("below"), same.fill_null(False).any().alias("same")
        ).row(0)
        self.unique = self.unique and not twice
        if wrong is not None:
            self.sorted = False
            line = frame[LINE][wrong - (self.last is not None)]
            self._tell("any/sorted-by-key", line, ", ".join(key.row(wrong)))
        self.last = key.tail(1)


def written(table: Table, frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The pieces of a table one below the other."""
    if not frames:
        return pl.DataFrame(schema=dict.fromkeys(table.columns, pl.String) | {LINE: pl.Int64})
    return pl.concat(frames, how="vertical")
