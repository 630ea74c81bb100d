"""Faults in the bytes of a file: its encoding, its lines, its header and the shape of its rows."""

from collections.abc import Callable
from pathlib import Path

from drafts import Draft, Row
from kinds import BYTES, Expected, raw


def lines(draft: Draft, table: str) -> list[bytes]:
    return draft.file(table).read_bytes().split(b"\n")[:-1]


def put(file: Path, found: list[bytes]) -> None:
    file.write_bytes(b"\n".join(found) + b"\n")


def some_line(draft: Draft, table: str) -> int:
    """A line of the table, its header not counted."""
    return draft.chance.randrange(2, len(draft.tables[table]) + 2)


def changed_line(draft: Draft, table: str, line: int, change: Callable[[bytes], bytes]) -> None:
    found = lines(draft, table)
    found[line - 1] = change(found[line - 1])
    put(draft.file(table), found)


@raw
def byte_order_mark(draft: Draft) -> Expected:
    table = draft.pick_table()
    draft.file(table).write_bytes(b"\xef\xbb\xbf" + draft.file(table).read_bytes())
    return "any/no-byte-order-mark", table, 1


@raw
def windows_line_end(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text + b"\r")
    return "any/unix-line-ends", table, line


@raw
def no_final_newline(draft: Draft) -> Expected:
    table = draft.pick_table()
    draft.file(table).write_bytes(draft.file(table).read_bytes()[:-1])
    return "any/final-newline", table, len(draft.tables[table]) + 1


@raw
def latin_1_letter(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b"\xe9" + text)
    return "any/utf-8", table, line


@raw
def nul_byte(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text + b"\0")
    return "any/no-nul", table, line


def unquoted(rows: list[Row]) -> bool:
    return not any('"' in cell or "," in cell for row in rows for cell in row.values())


@raw
def quotation_mark_left_open(draft: Draft) -> Expected:
    table = draft.pick_table(fits=unquoted)
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b'"' + text)
    return "any/quotes-are-closed", table, line


@raw
def line_break_in_a_cell(draft: Draft) -> Expected:
    table = draft.pick_table(fits=unquoted)
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b'"a\nb",' + text.partition(b",")[2])
    return "any/one-line-cells", table, line


@raw
def needless_quotes(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b'"%b",%b' % tuple(text.split(b",", 1)))
    return "any/minimal-quoting", table, line


@raw
def rows_out_of_order(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = draft.chance.randrange(2, len(draft.tables[table]) + 1)
    found = lines(draft, table)
    found[line - 1], found[line] = found[line], found[line - 1]
    put(draft.file(table), found)
    return "any/sorted-by-key", table, line + 1


@raw
def file_deleted(draft: Draft) -> Expected:
    table = draft.pick_table(0)
    draft.file(table).unlink()
    return "any/file-exists", table, 1


@raw
def file_emptied(draft: Draft) -> Expected:
    table = draft.pick_table(0)
    draft.file(table).write_bytes(b"")
    return "any/file-is-not-empty", table, 1


@raw
def column_renamed(draft: Draft) -> Expected:
    table = draft.pick_table(1)
    changed_line(draft, table, 1, lambda text: text + b"s")
    return "any/columns-match-schema", table, 1


@raw
def columns_swapped(draft: Draft) -> Expected:
    table = draft.pick_table(1)
    changed_line(draft, table, 1, lambda text: b",".join(reversed(text.split(b","))))
    return "any/columns-match-schema", table, 1


@raw
def semicolons(draft: Draft) -> Expected:
    table = draft.pick_table(1)
    draft.file(table).write_bytes(draft.file(table).read_bytes().replace(b",", b";"))
    return "any/columns-match-schema", table, 1


@raw
def one_cell_too_many(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text + b",more")
    return "any/row-is-whole", table, line


@raw
def one_cell_too_few(draft: Draft) -> Expected:
    table = draft.pick_table(fits=unquoted)
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text.rpartition(b",")[0])
    return "any/row-is-whole", table, line


@raw
def blank_line(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b"\n" + text)
    return "any/no-blank-rows", table, line


# few tables hold no comma and no quotation mark, so that these choose first
PICKY = [quotation_mark_left_open, line_break_in_a_cell, one_cell_too_few]
BYTES.sort(key=lambda fault: fault not in PICKY)
