"""Turns the bytes of a CSV into rows, findings on how they are written, and the one canonical way to write them."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from .descriptor import Field, Package, Table
from .findings import Finding, shorten

MOST_BYTES, MOST_LINES, MOST_CHARACTERS = 64 * 2**20, 10**6, 2**17
MOST_BLANK, MOST_COMMAS = 1_000, 10_000

RULES = {
    "any/file-exists": "Each table is a regular file.",
    "any/file-is-small": "A table has at most 64 MiB, a million lines, a thousand blank ones, 10,000 commas "
    "in a row, and 131,072 characters in a cell.",
    "any/file-is-not-empty": "A table has at least its header line.",
    "any/no-byte-order-mark": "A file does not begin with a byte-order mark.",
    "any/utf-8": "A file is written in UTF-8.",
    "any/no-nul": "A file holds no NUL byte.",
    "any/unix-line-ends": "Lines end in LF alone.",
    "any/final-newline": "The last line ends in LF.",
    "any/quotes-are-closed": "A quotation mark that opens a cell is closed in its line, at the end of the cell.",
    "any/one-line-cells": "No cell holds a line break.",
    "any/minimal-quoting": "A cell is quoted only if it holds a comma or a quotation mark.",
    "any/sorted-by-key": "Rows are sorted by primary key.",
    "any/nfc": "Text is in Unicode normal form C.",
    "any/trimmed": "No cell begins or ends with white space.",
    "any/no-control-characters": "No cell holds a control character.",
    "any/no-invisible-characters": "No cell holds a zero-width or bidirectional control character.",
    "any/no-formulas": "No text begins with =, +, -, @ or a tab, which a spreadsheet would run as a formula.",
    "any/number-is-plain": "A number is written in plain digits, at most 15, with a full stop before decimals.",
    "any/one-script-words": "No word mixes Latin with Greek or Cyrillic letters that look alike.",
}

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LATIN, _ALIKE = "A-Za-z\u00c0-\u024f", "\u0370-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_ALIKE}]|[{_ALIKE}][{_LATIN}]")
# one search for what the rules on characters look for, in cells that are joined by line breaks
_ANYTHING = re.compile(rf"(?m)^[\s=+@-]|[^\S\n]$|(?!\n){_CONTROL.pattern}|{_INVISIBLE.pattern}|{_MIXED.pattern}")


_WHOLE = "-?(?:0|[1-9][0-9]{0,14})"
# the one spelling of a number: frictionless also reads `1_000`, `NAN` and integers of any length, pandas does not
PLAIN = {"integer": re.compile(_WHOLE), "number": re.compile(rf"{_WHOLE}(?:\.[0-9]{{1,15}})?")}


@dataclass(frozen=True)
class Text:
    """A decoded table: its header and its rows, with the line of each row; `rows` is None if it cannot be parsed."""

    header: list[str]
    rows: list[list[str]] | None
    lines: list[int]


def write_rows(header: list[str], rows: list[list[str]]) -> str:
    """The canonical text: minimal quoting, LF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def key_of(table: Table) -> Callable[[list[str]], list[str]]:
    """What gives the cells that rows are sorted by."""
    positions = [table.columns.index(column) for column in table.key]
    return lambda row: [row[position] for position in positions]


def _size(data: bytes) -> tuple[int, str] | None:
    """The line and the number that is too large to go on with: each blank row or cell too many would be a finding."""
    if (count := data.count(b"\n") + data.count(b"\r")) > 2 * MOST_LINES or data.count(b"\n") > MOST_LINES:
        return 1, f"{count} lines"
    if (count := data.count(b"\n\n") + data.count(b"\r\r") + data.count(b"\n\r\n")) > MOST_BLANK:
        return 1, f"{count} blank lines"
    if data.count(b",") > MOST_COMMAS:
        for number, line in enumerate(data.split(b"\n")[1:], 2):
            if (count := line.count(b",")) > MOST_COMMAS:
                return number, f"{count} commas"
    return None


def _bytes(data: bytes) -> Iterator[tuple[str, int, str]]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield "any/no-byte-order-mark", 1, ""
    if b"\0" in data:
        yield "any/no-nul", data[: data.index(b"\0")].count(b"\n") + 1, "\0"
    if b"\r" in data:
        yield "any/unix-line-ends", data[: data.index(b"\r")].count(b"\n") + 1, "\r"
    if data and not data.endswith(b"\n"):
        yield "any/final-newline", data.count(b"\n") + 1, ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield "any/utf-8", data[: error.start].count(b"\n") + 1, data[error.start : error.start + 4].hex(" ")


def _parse(text: str) -> tuple[Text, list[tuple[str, int, str]]]:
    """Rows with their lines; breaches name the line where the record begins."""
    rows: list[list[str]] = []
    lines: list[int] = []
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
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


def _cell(cell: str, is_text: bool) -> Iterator[str]:
    if not unicodedata.is_normalized("NFC", cell):
        yield "any/nfc"
    if cell != cell.strip():
        yield "any/trimmed"
    if _CONTROL.search(cell):
        yield "any/no-control-characters"
    if _INVISIBLE.search(cell):
        yield "any/no-invisible-characters"
    if is_text and cell[0] in "=+-@\t":
        yield "any/no-formulas"
    if _MIXED.search(cell):
        yield "any/one-script-words"


def _number(cell: str, type: str) -> Iterator[str]:
    """Spellings that one reader takes for a number and another does not; what neither does is left to frictionless."""
    try:
        int(cell) if type == "integer" else float(cell)
    except ValueError:
        return
    if not PLAIN[type].fullmatch(cell):
        yield "any/number-is-plain"


def _suspect(cells: list[str], field: Field) -> bool:
    """Whether some cell of a column may break a rule, asked of the column at once; most columns are clean."""
    joined = "\n".join(cells)
    if field.type in PLAIN:
        return not all(PLAIN[field.type].fullmatch(cell) for cell in cells if cell)
    return not unicodedata.is_normalized("NFC", joined) or bool(_ANYTHING.search(joined))


def _cells(table: Table, text: Text) -> Iterator[tuple[str, int, str, str]]:
    rows = text.rows or []
    for position, field in enumerate(table.fields):
        allowed = set(field.enum)
        cells = [row[position] if position < len(row) else "" for row in rows]
        if not _suspect(cells, field):
            continue
        for cell, line in zip(cells, text.lines, strict=True):
            if cell and field.type in PLAIN:
                for rule in _number(cell, field.type):
                    yield rule, line, field.name, cell
            # an operator such as >= is a value of its column's list, not a formula
            if cell:
                for rule in _cell(cell, field.type == "string" and cell not in allowed):
                    yield rule, line, field.name, cell


def _form(table: Table, text: Text, raw: str) -> Iterator[tuple[str, int, str]]:
    """Quoting and order, once the rows are known to be whole."""
    pairs = [(row, line) for row, line in zip(text.rows or [], text.lines, strict=True) if row]
    if any(len(row) != len(table.columns) for row, _ in pairs):
        return
    written = write_rows(text.header, [row for row, _ in pairs]).split("\n")
    given = [line for line in raw.removeprefix("\ufeff").replace("\r", "").split("\n") if line]
    for number, (found, canon) in enumerate(zip(given, written, strict=False), 1):
        if found != canon:
            yield "any/minimal-quoting", number, found
            break
    key = key_of(table)
    for (before, _), (row, line) in pairwise(pairs):
        if key(row) < key(before):
            yield "any/sorted-by-key", line, ", ".join(key(row))
            break


_MENDS = {
    "any/file-exists": "restore the file from the last commit",
    "any/file-is-small": "split the table or the cell",
    "any/file-is-not-empty": "restore the header line",
    "any/no-formulas": "reword the text so that it begins with a letter or a digit",
    "any/number-is-plain": "write it like 14, 2.5 or -3",
    "any/one-script-words": "retype the word in one script",
    "any/no-control-characters": "delete the character that is shown as \\x… or \\t",
    "any/no-invisible-characters": "delete the character that is shown as \\u…",
    "any/utf-8": "save the file as UTF-8",
    "any/no-nul": "save the file as plain UTF-8 text",
    "any/quotes-are-closed": "close the quotation mark, and double each one inside a cell",
    "any/one-line-cells": "write the cell on one line",
}


def read_text(package: Package, name: str) -> tuple[Text | None, list[Finding]]:
    """The rows of one table and all findings on its bytes and its characters; None if there are no rows to check."""
    table, file = package.tables[name], package.file(name)

    def finding(rule: str, line: int, value: str = "", *columns: str) -> Finding:
        mend = _MENDS.get(rule, "run `fmt`, which writes the file canonically")
        return Finding(name, table.path, line, columns, rule, RULES[rule], shorten(value), mend)

    if not file.is_file():
        return None, [finding("any/file-exists", 1)]
    if file.stat().st_size > MOST_BYTES:
        return None, [finding("any/file-is-small", 1, f"{file.stat().st_size} bytes")]
    data = file.read_bytes()
    if breach := _size(data):
        return None, [finding("any/file-is-small", *breach)]
    found = [finding(*breach) for breach in _bytes(data)]
    if {f.rule for f in found} & {"any/utf-8", "any/no-nul"}:
        return None, found
    raw = data.decode("utf-8-sig")
    text, breaches = _parse(raw)
    found += [finding(*breach) for breach in breaches]
    if text.rows is None:
        return None, found
    if text.header == table.columns:
        found += [finding(rule, line, value, column) for rule, line, column, value in _cells(table, text)]
        found += [finding(*breach) for breach in _form(table, text, raw)]
    return text, found


def canonical(table: Table, file: Path) -> str:
    """The canonical text of a table as it stands: columns in order, trimmed, NFC, sorted, minimal quoting, LF.

    Raises ValueError where the file cannot be read as rows of this table without loss.
    """
    try:
        text, breaches = _parse(file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{table.path}: {type(error).__name__}: save the file as UTF-8 text") from error
    if text.rows is None:
        rule, line, _ = breaches[0]
        raise ValueError(f"{table.path}:{line}: {RULES[rule]} ({_MENDS[rule]})")
    if sorted(text.header) != sorted(table.columns):
        raise ValueError(f"{table.path}:1: the columns are not those of the schema: {', '.join(table.columns)}")
    order = [text.header.index(column) for column in table.columns]
    rows = []
    for row, line in zip(text.rows, text.lines, strict=True):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(order):
            raise ValueError(f"{table.path}:{line}: the row has {len(row)} cells, the header {len(order)}")
        rows.append([unicodedata.normalize("NFC", row[n].strip()) for n in order])
    return write_rows(table.columns, sorted(rows, key=key_of(table)))
