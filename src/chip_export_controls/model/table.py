"""The tables of a package and their fields, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EDTF_TYPE = "http://id.loc.gov/datatypes/edtf"


@dataclass(frozen=True)
class Field:
    """One column: its Table Schema entry and what is read from it."""

    name: str
    type: str
    entry: Mapping[str, Any] = field(hash=False)

    @property
    def constraints(self) -> Mapping[str, Any]:
        """The column's constraints, as the Table Schema has them."""
        return self.entry.get("constraints", {})  # type: ignore[no-any-return]

    @property
    def enum(self) -> list[str]:
        """The allowed values; empty if any value is allowed."""
        return list(self.constraints.get("enum", ()))

    @property
    def pattern(self) -> str:
        """The regular expression that a whole cell matches; any text where the schema has none."""
        return str(self.constraints.get("pattern", ".*"))

    @property
    def is_date(self) -> bool:
        """Whether the column holds EDTF dates."""
        return self.entry.get("rdfType") == EDTF_TYPE


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values are the keys of a table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One resource with its Table Schema."""

    name: str
    path: str
    schema: Mapping[str, Any] = field(hash=False)
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def columns(self) -> list[str]:
        """The column names in order."""
        return [field.name for field in self.fields]


@dataclass(frozen=True)
class Package:
    """The folder, the descriptor as it stands, and its tables by name."""

    root: Path
    descriptor: Mapping[str, Any] = field(hash=False)
    tables: Mapping[str, Table] = field(hash=False)

    def file(self, table: str) -> Path:
        """Where the table's CSV stands."""
        return self.root / self.tables[table].path
