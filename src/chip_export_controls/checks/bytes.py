"""Turns the bytes of a table's file into its rows, and findings on how they are written."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..findings.finding import Finding
from ..findings.fixed import broken
from ..model.csv import Breach, Text, key_of, parse, write_rows
from ..model.descriptor import Package, Table
from . import cells

MOST_BYTES, MOST_LINES = 64 * 2**20, 10**6
MOST_BLANK, MOST_COMMAS = 1_000, 10_000


def too_large(data: bytes) -> tuple[int, str] | None:
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


# what stands in the place of a table, by how it begins
_OTHERS = (
    (re.compile(rb"\s*<(?:!doctype|html|\?xml|head|body)", re.I), "a web page: download the raw file"),
    (re.compile(rb'\s*[\[{]\s*["{\[]'), "JSON, perhaps an error message: download the raw file"),
    (re.compile(rb"version https://git-lfs"), "a pointer of Git LFS: run `git lfs pull`"),
    (re.compile(rb"PK\x03\x04"), "a workbook or a zip: save the sheet as CSV in UTF-8"),
    (re.compile(rb"\xff\xfe|\xfe\xff"), "text in UTF-16: run `fmt`, which writes it in UTF-8"),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?sep=."),
        "a line that tells a spreadsheet the separator: run `fmt`, which drops it",
    ),
)
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}) .*$", re.M)


def something_else(data: bytes) -> tuple[int, str, str] | None:
    """The line, its text and what to do where a file is no table, so that none of its cells is judged."""
    for begins, said in _OTHERS:
        if begins.match(data):
            return 1, data[:60].decode("utf-8", errors="replace").splitlines()[0], f"this is {said}"
    if conflict := _CONFLICT.search(data):
        line = data[: conflict.start()].count(b"\n") + 1
        fix = "finish the merge: keep the rows that are right, and remove the lines of <, = and >"
        return line, conflict[0][:60].decode("utf-8", errors="replace").strip(), fix
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


def _form(table: Table, text: Text, raw: str) -> Iterator[Breach]:
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


def read_text(package: Package, name: str) -> tuple[Text | None, list[Finding]]:
    """The rows of one table and all findings on its bytes and its characters; None if there are no rows to check."""
    table, file = package.tables[name], package.file(name)

    def finding(rule: str, line: int = 1, value: str = "", *columns: str) -> Finding:
        return broken(rule, name, table.path, line, value, columns=columns)

    if not file.is_file():
        return None, [finding("any/file-exists")]
    if file.stat().st_size > MOST_BYTES:
        return None, [finding("any/file-is-small", 1, f"{file.stat().st_size} bytes")]
    data = file.read_bytes()
    if breach := too_large(data):
        return None, [finding("any/file-is-small", *breach)]
    if other := something_else(data):
        line, value, fix = other
        return None, [broken("any/file-is-a-table", name, table.path, line, value, fix)]
    found = [finding(*breach) for breach in _bytes(data)]
    if {f.rule for f in found} & {"any/utf-8", "any/no-nul"}:
        return None, found
    raw = data.decode("utf-8-sig")
    text, breaches = parse(raw)
    found += [finding(*breach) for breach in breaches]
    if text.rows is None:
        return None, found
    if text.header == table.columns:
        found += [finding(rule, line, value, column) for rule, line, column, value in cells.breaches(table, text)]
        found += [finding(*breach) for breach in _form(table, text, raw)]
    return text, found
