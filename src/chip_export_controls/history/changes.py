"""Turns two states of the package into the changes between them."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields

from ..model.csv import write_rows
from .state import State, TableState, as_record


@dataclass(frozen=True)
class Change:
    """One change of one cell, row, column or table.

    `key` is the row's key as a CSV line. Kinds: `row-added`, `row-removed` (one for each cell that is not empty),
    `cell-changed`; `column-added`, `column-removed`, `column-moved` (`old` and `new` are positions from 1);
    `table-added`, `table-removed` (`key` names the key columns).
    """

    table: str
    key: str
    column: str
    old: str
    new: str
    kind: str


def _columns(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for n, column in enumerate(old, 1):
        if column not in new:
            yield Change(name, "", column, str(n), "", "column-removed")
    for n, column in enumerate(new, 1):
        if column not in old:
            yield Change(name, "", column, "", str(n), "column-added")
    if [column for column in old if column in new] != [column for column in new if column in old]:
        for n, column in enumerate(new, 1):
            if column in old:
                yield Change(name, "", column, str(old.index(column) + 1), str(n), "column-moved")


def _rows(name: str, old: TableState, new: TableState) -> Iterator[Change]:
    columns = [*new.columns, *(column for column in old.columns if column not in new.columns)]
    for key in sorted(old.rows.keys() | new.rows.keys()):
        before, after = old.rows.get(key), new.rows.get(key)
        kind = "row-added" if before is None else "row-removed" if after is None else "cell-changed"
        for column in columns:
            a, b = (before or {}).get(column, ""), (after or {}).get(column, "")
            if a != b:
                yield Change(name, as_record(key), column, a, b, kind)


def changes_of(name: str, old: TableState | None, new: TableState | None) -> Iterator[Change]:
    """The changes of one table; rows that are the same in both may be left out of them."""
    if old and new and old.key != new.key:
        yield from changes_of(name, old, None)
        yield from changes_of(name, None, new)
        return
    nothing = TableState((), (), {})
    if old is None and new is not None:
        yield Change(name, as_record(new.key), "", "", "", "table-added")
    # cells of a removed column are listed before it goes, those of an added one after it came
    columns = list(_columns(name, (old or nothing).columns, (new or nothing).columns))
    yield from (change for change in columns if change.kind != "column-removed")
    yield from _rows(name, old or nothing, new or nothing)
    yield from (change for change in columns if change.kind == "column-removed")
    if new is None and old is not None:
        yield Change(name, as_record(old.key), "", "", "", "table-removed")


def compare(old: State, new: State) -> list[Change]:
    """All changes from `old` to `new`, by table in the order of the descriptor, then by key and column."""
    names = [*new.tables, *(name for name in old.tables if name not in new.tables)]
    return [change for name in names for change in changes_of(name, old.tables.get(name), new.tables.get(name))]


def as_csv(changes: list[Change]) -> str:
    """`changes.csv`: table, key, column, old, new, kind."""
    return write_rows([field.name for field in fields(Change)], [list(astuple(change)) for change in changes])
