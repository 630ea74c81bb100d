"""Turns a package folder into its tables as text: columns, keys, rows, and the schemas behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..checks.bytes import read_text
from ..findings.text import as_text
from ..model.csv import write_rows
from ..model.descriptor import LIMIT, read_package
from ..model.plain_file import unfit
from ..model.table import Package
from ..model.unreadable import Unreadable

RowKey = tuple[str, ...]


@dataclass(frozen=True)
class TableState:
    """One table: its columns, its key columns, and its rows by key, each a cell for each column."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Mapping[RowKey, Mapping[str, str]] = field(hash=False)


@dataclass(frozen=True)
class State:
    """A version of the package: its tables and their schemas by name, and its source records by id."""

    version: str
    tables: Mapping[str, TableState] = field(hash=False)
    schemas: Mapping[str, Mapping[str, Any]] = field(hash=False, default_factory=dict)
    records: Mapping[str, bytes] = field(hash=False, default_factory=dict)


def as_record(cells: tuple[str, ...]) -> str:
    """Cells as one CSV line: how a key of several columns is written in one cell."""
    return write_rows(list(cells), []).removesuffix("\n")


def table_state(path: str, header: list[str], key: tuple[str, ...], rows: list[list[str]]) -> TableState:
    """A table from its rows; raises Unreadable where they are ragged or share a key."""
    if len(set(header)) != len(header) or not set(key) <= set(header):
        raise Unreadable(f"{path}:1: the header does not hold the key ({', '.join(key)}): run `validate`")
    found: dict[RowKey, dict[str, str]] = {}
    for row in rows:
        if not row:
            continue
        if len(row) != len(header):
            raise Unreadable(f"{path}: a row has {len(row)} cells, the header {len(header)}: run `validate`")
        cells = dict(zip(header, row, strict=True))
        place = tuple(cells[column] for column in key)
        if place in found:
            raise Unreadable(f"{path}: two rows have the key {as_record(place)}: run `validate`")
        found[place] = cells
    return TableState(tuple(header), key, found)


def read_table_state(package: Package, name: str) -> TableState:
    """One table as it stands. Raises Unreadable where it cannot be read as rows with unique keys."""
    table = package.tables[name]
    text, found = read_text(package, name)
    if text is None:
        raise Unreadable(as_text(found))
    return table_state(table.path, text.header, table.key, text.rows or [])


def read_state(root: Path) -> State:
    """The package below `root` as it stands, under its own schemas.

    Raises Unreadable where a table cannot be read as rows with unique keys.
    """
    package, findings = read_package(root)
    if findings:
        raise Unreadable(as_text(findings))
    tables = {name: read_table_state(package, name) for name in package.tables}
    schemas = {name: table.schema for name, table in package.tables.items()}
    files = [file for file in sorted((root / "sources").glob("*.json")) if not unfit(file, LIMIT)]
    records = {file.stem: file.read_bytes() for file in files}
    return State(str(package.descriptor.get("version", "")), tables, schemas, records)
