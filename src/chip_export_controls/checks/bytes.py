"""Turns the bytes of a table's file into its rows, and findings on how they are written."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..model.csv import Breach, Text, parse, write_rows
from ..model.table import Package, Table

PIECE = 16 * 2**20  # a file is read in pieces of whole lines of so many bytes
MOST_BLANK, MOST_COMMAS, MOST_RAGGED = 1_000, 10_000, 100_000
_ROW_BY_ROW = 24  # bytes of memory that a byte of a file takes where it is read row by row


def memory() -> int:
    """The bytes of memory that are free, as far as the system says."""
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as stream:
            return next(int(line.split()[1]) * 1024 for line in stream if line.startswith("MemAvailable"))
    except (OSError, StopIteration):
        names = getattr(os, "sysconf_names", {})
        pages = os.sysconf("SC_PHYS_PAGES") if "SC_PHYS_PAGES" in names else 2**20
        return pages * 4096 // 2


def pieces(file: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces that end where a line does; at least one.

    Where a line is longer than a piece, the last piece is as much of it as was read.
    """
    none = True
    with file.open("rb") as stream:
        start = 0
        while True:
            stream.seek(start + PIECE - 1)
            size = PIECE - 1 + len(stream.readline(PIECE + 1))  # known before it is read, so that nothing is copied
            stream.seek(start)
            block = stream.read(size)
            if not block:
                break
            none = False
            start += len(block)
            yield block
            if len(block) == 2 * PIECE and not block.endswith(b"\n"):
                return  # one line has no end
    if none:
        yield b""


def too_large(data: bytes, width: int = 1) -> tuple[int, str] | None:
    """The line and the number that is too large to go on with: each blank row or cell too many would be a finding."""
    if b"\n" not in data[-PIECE:] and len(data) > PIECE:
        return data.count(b"\n") + 1, f"{len(data)} bytes in a line"
    if (count := data.count(b"\n\n") + data.count(b"\r\r") + data.count(b"\n\r\n")) > MOST_BLANK:
        return 1, f"{count} blank lines"
    commas = data.count(b",")
    if (count := data.count(b"\n") - commas // max(1, width - 1)) > MOST_RAGGED:
        return 1, f"{count} rows that are not whole"
    return None


def too_wide(data: bytes) -> tuple[int, str] | None:
    """The line below the header with too many commas, and their number."""
    if data.count(b",") > MOST_COMMAS:
        for number, line in enumerate(data.split(b"\n")[1:], 2):
            if (count := line.count(b",")) > MOST_COMMAS:
                return number, f"{count} commas"
    return None


# what stands in the place of a table, by how it begins
_OTHERS = (
    (re.compile(rb"\s*<(?:!doctype|html|\?xml|head|body)", re.I), "a web page"),
    (re.compile(rb'\s*[\[{]\s*["{\[]'), "JSON, perhaps an error message"),
    (re.compile(rb"version https://git-lfs"), "a pointer of Git LFS"),
    (re.compile(rb"PK\x03\x04"), "a workbook or a zip"),
    (re.compile(rb"\xff\xfe|\xfe\xff"), "text in UTF-16"),
    (re.compile(rb"(?:\xef\xbb\xbf)?sep=."), "a line that tells a spreadsheet the separator"),
)
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}) .*$", re.M)


def something_else(data: bytes) -> tuple[int, str] | None:
    """The line and what stands there where a file is no table, so that none of its cells is judged."""
    for begins, said in _OTHERS:
        if begins.match(data):
            return 1, said
    if conflict := _CONFLICT.search(data):
        line = data[: conflict.start()].count(b"\n") + 1
        return line, f"a merge that is not finished: {conflict[0][:60].decode('utf-8', errors='replace').strip()}"
    return None


def _bytes(data: bytes) -> Iterator[Breach]:
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


def _quoting(table: Table, text: Text, raw: str) -> Iterator[Breach]:
    """The first cell that is quoted and need not be, once the rows are known to be whole."""
    rows = [row for row in text.rows or [] if row]
    if any(len(row) != len(table.columns) for row in rows):
        return
    written = write_rows(text.header, rows).split("\n")
    given = [line for line in raw.removeprefix("\ufeff").replace("\r", "").split("\n") if line]
    for number, (found, canon) in enumerate(zip(given, written, strict=False), 1):
        if found != canon:
            yield "any/minimal-quoting", number, found
            return


def text_of(table: Table, data: bytes) -> tuple[Text | None, list[Breach]]:
    """The rows of a file's bytes, or of a piece of them below the header; None if there are no rows to check."""
    if breach := too_large(data, len(table.columns)) or too_wide(data):
        return None, [("any/file-is-small", *breach)]
    if other := something_else(data):
        return None, [("any/file-is-a-table", *other)]
    found = list(_bytes(data))
    if {rule for rule, _, _ in found} & {"any/utf-8", "any/no-nul"}:
        return None, found
    raw = data.decode("utf-8-sig")
    text, breaches = parse(raw)
    found += breaches
    if text.rows is None:
        return None, found
    if text.header == table.columns:
        found += _quoting(table, text, raw)
    return text, found


def read_text(package: Package, name: str) -> tuple[Text | None, list[Finding]]:
    """The rows of one table, all in memory, and all findings on its bytes; None if there are no rows to check."""
    table, file = package.tables[name], package.file(name)
    if not file.is_file():
        return None, [broken("any/file-exists", name, table.path)]
    if file.stat().st_size * _ROW_BY_ROW > memory():
        return None, [broken("any/file-is-small", name, table.path, 1, f"{file.stat().st_size} bytes")]
    line = 0
    for data in pieces(file):  # before all of it is in memory
        if breach := too_large(data, len(table.columns)):
            return None, [broken("any/file-is-small", name, table.path, line + breach[0], breach[1])]
        line += data.count(b"\n")
    text, found = text_of(table, file.read_bytes())
    return text, [broken(rule, name, table.path, line, value) for rule, line, value in found]
