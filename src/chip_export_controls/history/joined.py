"""Turns two folders of the package into the changes between them by joins, for tables too large to hold row by row.

The changes are those of `changes.compare`, which is what small tables are compared with; here each table is read as a
frame of text, and only the rows that differ become values.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from ..checks.bytes import pieces
from ..checks.reading import canonical_rows
from ..findings.text import as_text
from ..model.descriptor import read_package
from ..model.table import Package, Table
from ..model.unreadable import Unreadable
from .changes import Change, changes_of
from .state import TableState, as_record, read_table_state

SMALL = 4 * 2**20  # bytes of a table that is compared row by row


def _at_once(file: Path, columns: list[str]) -> pl.DataFrame | None:
    """The cells of a canonical CSV as text, or None where it is none."""
    frames = []
    head = (",".join(columns) + "\n").encode()
    for n, data in enumerate(pieces(file)):
        body = data.removeprefix(head)
        if n == 0 and len(body) == len(data):
            return None
        frame = canonical_rows(columns, body, 1)
        if frame is None:
            return None
        frames.append(frame.select(columns))
    return pl.concat(frames)


def _frame(package: Package, table: Table) -> pl.DataFrame | None:
    """The table as text, an empty cell as empty text; None where it is small or must be read row by row."""
    file = package.root / table.path
    if not file.is_file() or file.stat().st_size < SMALL:
        return None
    frame = _at_once(file, table.columns)
    return None if frame is None else frame.fill_null("")


def _unique(frame: pl.DataFrame, table: Table) -> None:
    """Raises Unreadable where two rows have one key."""
    again = frame.select(table.key).filter(~pl.struct(table.key).is_first_distinct()).head(1)
    if again.height:
        raise Unreadable(f"{table.path}: two rows have the key {as_record(again.row(0))}: run `validate`")


def _state(frame: pl.DataFrame, table: Table) -> TableState:
    """The rows of a frame as values."""
    rows = frame.select(table.columns).iter_rows(named=True)
    return TableState(tuple(table.columns), table.key, {tuple(row[c] for c in table.key): row for row in rows})


def differing(old: pl.DataFrame, new: pl.DataFrame, a: Table, b: Table) -> tuple[TableState, TableState]:
    """Both tables without the rows that are the same in both."""
    _unique(old, a)
    _unique(new, b)
    if a.key != b.key:
        return _state(old, a), _state(new, b)
    shared = [column for column in b.columns if column in a.columns]
    key = list(b.key)
    if shared == a.columns == b.columns:
        gone, come = old.join(new, on=shared, how="anti"), new.join(old, on=shared, how="anti")
        return _state(gone, a), _state(come, b)
    # a column that only one of them has differs wherever it has a cell
    mine = [pl.col(column) != "" for column in a.columns if column not in shared]
    theirs = [pl.col(column) != "" for column in b.columns if column not in shared]
    before = old.filter(pl.any_horizontal(*mine)).select(key) if mine else old.select(key).head(0)
    after = new.filter(pl.any_horizontal(*theirs)).select(key) if theirs else new.select(key).head(0)
    gone, come = old.join(new, on=shared, how="anti"), new.join(old, on=shared, how="anti")
    keys = pl.concat([frame.select(key) for frame in (before, after, gone, come)]).unique()
    return _state(old.join(keys, on=key, how="semi"), a), _state(new.join(keys, on=key, how="semi"), b)


def _package(root: Path) -> Package:
    package, findings = read_package(root)
    if findings:
        raise Unreadable(as_text(findings))
    return package


def _states(old: Package, new: Package, name: str) -> tuple[TableState | None, TableState | None]:
    a, b = old.tables.get(name), new.tables.get(name)
    before = _frame(old, a) if a and b else None
    after = _frame(new, b) if a and b and before is not None else None
    if a and b and before is not None and after is not None:
        return differing(before, after, a, b)
    return (read_table_state(old, name) if a else None), (read_table_state(new, name) if b else None)


def compare_folders(old: Path, new: Path) -> Iterator[Change]:
    """All changes from the package below `old` to that below `new`, in the order of `changes.compare`.

    Raises Unreadable where a table cannot be read as rows with unique keys.
    """
    a, b = _package(old), _package(new)
    for name in [*b.tables, *(name for name in a.tables if name not in b.tables)]:
        yield from changes_of(name, *_states(a, b, name))
