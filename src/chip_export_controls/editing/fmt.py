"""Turns the CSVs as they stand into their canonical form, or into the diff that would bring them there."""

import difflib
import unicodedata
from pathlib import Path

from ..findings.finding import shown
from ..findings.general_rules import FIXED
from ..findings.text import as_text
from ..model.csv import key_of, parse, write_rows
from ..model.descriptor import law, read_package
from ..model.plain_file import unfit
from ..model.table import Table
from ..model.unreadable import Unreadable
from .spreadsheet import decoded, meant, separated

MOST_BYTES = 64 * 2**20  # a table is rewritten in memory, row by row


def canonical(table: Table, file: Path) -> str:
    """The canonical text of a table as it stands: columns in order, trimmed, NFC, sorted, minimal quoting, LF, and one
    way to write a number, a day and a truth.

    Raises ValueError where the file cannot be read as rows of this table without loss.
    """
    if reason := unfit(file, MOST_BYTES):
        raise ValueError(f"{table.path}: {reason}: a table is a plain file of at most {MOST_BYTES} bytes")
    try:
        text, breaches = parse(*(split := separated(decoded(file.read_bytes()), table)))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{table.path}: {type(error).__name__}: save the file as UTF-8 text") from error
    if text.rows is None:
        rule, line, _ = breaches[0]
        raise ValueError(f"{table.path}:{line}: {FIXED[rule].sentence} ({FIXED[rule].fix})")
    if sorted(text.header) != sorted(table.columns):
        raise ValueError(f"{table.path}:1: the columns are not those of the schema: {', '.join(table.columns)}")
    order = [text.header.index(column) for column in table.columns]
    rows = []
    for row, line in zip(text.rows, text.lines, strict=True):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(order):
            raise ValueError(f"{table.path}:{line}: the row has {len(row)} cells, the header {len(order)}")
        cells = [unicodedata.normalize("NFC", row[n].strip()) for n in order]
        rows.append([meant(field, cell, split[1]) for field, cell in zip(table.fields, cells, strict=True)])
    return write_rows(table.columns, sorted(rows, key=key_of(table)))


def changes(root: Path) -> dict[Path, tuple[str, str]]:
    """Each file that is not canonical, with its text now and its canonical text.

    Raises Unreadable with all reasons where a file or the descriptor cannot be read.
    """
    package, findings = read_package(root, law())
    if findings:
        raise Unreadable(as_text(findings))
    found, reasons = {}, []
    for name, table in package.tables.items():
        file = package.file(name)
        try:
            text = canonical(table, file)
        except ValueError as error:
            reasons.append(str(error))
            continue
        if text.encode("utf-8") != file.read_bytes():
            found[file] = (decoded(file.read_bytes()), text)
    if reasons:
        raise Unreadable("\n".join(reasons))
    return found


def diff(root: Path, found: dict[Path, tuple[str, str]]) -> str:
    """The unified diff from the files as they stand to their canonical form."""
    lines: list[str] = []
    for file, (now, then) in found.items():
        name = file.relative_to(root).as_posix()
        a, b = now.splitlines(keepends=True), then.splitlines(keepends=True)
        lines += difflib.unified_diff(a, b, f"a/{name}", f"b/{name}")
    return "".join(shown(line.removesuffix("\n")) + "\n" for line in lines)
