"""Turns a package folder into its tables as text: columns, keys, rows, and the schemas behind them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .canonical import read_text, write_rows
from .descriptor import read_package
from .report import as_text

Key = tuple[str, ...]


class CannotCompare(ValueError):
    """The package cannot be read as tables with keys; the message says where and why."""


@dataclass(frozen=True)
class TableState:
    """One table: its columns, its key columns, and its rows by key, each a cell for each column."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Mapping[Key, Mapping[str, str]] = field(hash=False)

    def text(self) -> str:
        """The canonical CSV."""
        rows = [[self.rows[key][column] for column in self.columns] for key in sorted(self.rows)]
        return write_rows(list(self.columns), rows)


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


def from_record(text: str) -> tuple[str, ...]:
    """The cells of one CSV line."""
    return tuple(next(csv.reader([text]), ()))


def table_state(path: str, header: list[str], key: tuple[str, ...], rows: list[list[str]]) -> TableState:
    """A table from its rows; raises CannotCompare where they are ragged or share a key."""
    if len(set(header)) != len(header) or not set(key) <= set(header):
        raise CannotCompare(f"{path}:1: the header does not hold the key ({', '.join(key)}): run `validate`")
    found: dict[Key, dict[str, str]] = {}
    for row in rows:
        if not row:
            continue
        if len(row) != len(header):
            raise CannotCompare(f"{path}: a row has {len(row)} cells, the header {len(header)}: run `validate`")
        cells = dict(zip(header, row, strict=True))
        place = tuple(cells[column] for column in key)
        if place in found:
            raise CannotCompare(f"{path}: two rows have the key {as_record(place)}: run `validate`")
        found[place] = cells
    return TableState(tuple(header), key, found)


def read_state(root: Path) -> State:
    """The package below `root` as it stands, under its own schemas.

    Raises CannotCompare where a table cannot be read as rows with unique keys.
    """
    package, findings = read_package(root)
    if findings:
        raise CannotCompare(as_text(findings))
    tables = {}
    for name, table in package.tables.items():
        text, found = read_text(package, name)
        if text is None:
            raise CannotCompare(as_text(found))
        tables[name] = table_state(table.path, text.header, table.key, text.rows or [])
    schemas = {name: table.schema for name, table in package.tables.items()}
    records = {file.stem: file.read_bytes() for file in sorted((root / "sources").glob("*.json"))}
    return State(str(package.descriptor.get("version", "")), tables, schemas, records)
