"""Faults in the bytes of a file: its encoding, its lines, its header and the shape of its rows."""

from collections.abc import Callable
from pathlib import Path

from drafts import Draft, Row
from kinds import BYTES, Expected, Fault, raw


def lines(draft: Draft, table: str) -> list[bytes]:
    return draft.file(table).read_bytes().split(b"\n")[:-1]


def put(file: Path, found: list[bytes]) -> None:
    file.write_bytes(b"\n".join(found) + b"\n")


def changed_line(draft: Draft, table: str, line: int, change: Callable[[bytes], bytes]) -> None:
    found = lines(draft, table)
    found[line - 1] = change(found[line - 1])
    put(draft.file(table), found)


def unquoted(rows: list[Row]) -> bool:
    return not any('"' in cell or "," in cell for row in rows for cell in row.values())


def on_a_line(
    rule: str, fits: Callable[[list[Row]], object] = lambda rows: True
) -> Callable[[Callable[[bytes], bytes]], Fault]:
    """A fault that changes some line of a table that fits, its header not among them."""

    def planted(change: Callable[[bytes], bytes]) -> Fault:
        def plant(draft: Draft) -> Expected:
            table = draft.pick_table(fits=fits)
            line = draft.chance.randrange(2, len(draft.tables[table]) + 2)
            changed_line(draft, table, line, change)
            return f"any/{rule}", table, line

        plant.__name__ = change.__name__
        return raw(plant)

    return planted


@raw
def byte_order_mark(draft: Draft) -> Expected:
    table = draft.pick_table()
    draft.file(table).write_bytes(b"\xef\xbb\xbf" + draft.file(table).read_bytes())
    return "any/no-byte-order-mark", table, 1


@on_a_line("unix-line-ends")
def windows_line_end(text: bytes) -> bytes:
    return text + b"\r"


@raw
def no_final_newline(draft: Draft) -> Expected:
    table = draft.pick_table()
    draft.file(table).write_bytes(draft.file(table).read_bytes()[:-1])
    return "any/final-newline", table, len(draft.tables[table]) + 1


@on_a_line("utf-8")
def latin_1_letter(text: bytes) -> bytes:
    return b"\xe9" + text


@on_a_line("no-nul")
def nul_byte(text: bytes) -> bytes:
    return text + b"\0"


@on_a_line("quotes-are-closed", unquoted)
def quotation_mark_left_open(text: bytes) -> bytes:
    return b'"' + text


@on_a_line("one-line-cells", unquoted)
def line_break_in_a_cell(text: bytes) -> bytes:
    return b'"a\nb",' + text.partition(b",")[2]


@on_a_line("minimal-quoting")
def needless_quotes(text: bytes) -> bytes:
    return b'"%b",%b' % tuple(text.split(b",", 1))


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


@on_a_line("row-is-whole")
def one_cell_too_many(text: bytes) -> bytes:
    return text + b",more"


@on_a_line("row-is-whole", unquoted)
def one_cell_too_few(text: bytes) -> bytes:
    return text.rpartition(b",")[0]


@on_a_line("no-blank-rows")
def blank_line(text: bytes) -> bytes:
    return b"\n" + text


# few tables hold no comma and no quotation mark, so that these choose first
PICKY = [quotation_mark_left_open, line_break_in_a_cell, one_cell_too_few]
BYTES.sort(key=lambda fault: fault not in PICKY)
