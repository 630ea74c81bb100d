"""Turns the installed tables into rows of plain values, with the rows that name a key at hand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, package

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
CORE = {
    "measures": "measure_id",
    "firms": "firm_id",
    "equipment": "equipment_id",
    "sources": "source_id",
    "claims": "claim_id",
}


def rows_of(frame: "pd.DataFrame") -> list[Row]:
    """The rows as dicts of text, whole and broken numbers and truth values; an empty cell is empty text."""
    names = list(frame)
    columns = [frame[name].astype(object).where(frame[name].notna(), "").tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


@dataclass
class Record:
    """All tables of one version of the data; `home` is the folder that they were read from."""

    tables: Mapping[str, list[Row]]
    descriptor: Mapping[str, Any]
    frames: Mapping[str, "pd.DataFrame"]
    home: Path
    _by: dict[tuple[str, str], dict[str, list[Row]]] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version of the data."""
        return str(self.descriptor["version"])

    @property
    def day(self) -> str:
        """The day that the version bears, on which every verdict stands."""
        return str(self.descriptor["created"])[:10]

    def by(self, table: str, column: str) -> dict[str, list[Row]]:
        """The rows of a table by what stands in one of its columns."""
        if (table, column) not in self._by:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self.tables[table]:
                found[row[column]].append(row)
            self._by[table, column] = dict(found)
        return self._by[table, column]

    def where(self, table: str, column: str, key: str) -> list[Row]:
        """The rows of a table that have the key in a column."""
        return self.by(table, column).get(key, [])

    def one(self, table: str, key: str) -> Row:
        """The row of a core table that has the key. Raises KeyError."""
        return self.by(table, CORE[table])[key][0]


def read() -> Record:
    """The installed data package."""
    import chip_export_controls as cec

    told = {name: rows_of(cec.load(name)) for name in cec.tables()}
    return Record(told, package().descriptor, RECORDED, package().root)
