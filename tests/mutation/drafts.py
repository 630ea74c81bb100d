"""Turns a package into rows that faults may be planted in, and the broken rows back into a package."""

import csv
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.descriptor import law

Row = dict[str, str]


@dataclass
class Draft:
    """The tables as rows, a source of chance, and the rows that already carry a fault."""

    root: Path
    chance: random.Random
    tables: dict[str, list[Row]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    whole: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in law():
            with (self.root / "datapackage" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
                reader = csv.DictReader(stream)
                self.tables[name] = list(reader)
                self.columns[name] = list(reader.fieldnames or [])
        self.whole = sorted(self.tables)

    def pick(self, table: str, fits: Callable[[Row], object] = lambda row: True) -> Row:
        """A row without a fault, by chance; it counts as broken from now on."""
        rows = [row for row in self.tables[table] if id(row) not in self.taken and fits(row)]
        chosen = self.chance.choice(rows)
        self.taken.add(id(chosen))
        return chosen

    def pick_cell(self, columns: list[tuple[str, str]], fits: Callable[[Row, str], object]) -> tuple[str, Row, str]:
        """A table, a row without a fault and one of the columns, by chance."""
        places = [(t, c) for t, c in columns if any(id(r) not in self.taken and fits(r, c) for r in self.tables[t])]
        table, column = self.chance.choice(places)
        return table, self.pick(table, lambda row: fits(row, column)), column

    def pick_table(self, rows: int = 3, fits: Callable[[list[Row]], object] = lambda rows: True) -> str:
        """A table of at least so many rows that nobody has picked, by chance; nobody will again."""
        chosen = self.chance.choice([t for t in self.whole if len(self.tables[t]) >= rows and fits(self.tables[t])])
        self.whole.remove(chosen)
        return chosen

    def add(self, table: str, /, **cells: str) -> Row:
        """A row at the end of a table."""
        row = dict.fromkeys(self.columns[table], "") | cells
        self.tables[table].append(row)
        self.taken.add(id(row))
        return row

    def line(self, table: str, row: Row) -> int:
        """The line of a row as the tables now stand."""
        return next(n for n, other in enumerate(self.tables[table], 2) if other is row)

    def file(self, table: str) -> Path:
        """Where a table stands."""
        return self.root / "datapackage" / f"{table}.csv"

    def empty(self) -> None:
        """Leaves the header alone in each table."""
        self.tables = {name: [] for name in self.tables}
        self.write()

    def write(self) -> None:
        """Writes the rows, in the order they are in."""
        for name, rows in self.tables.items():
            cells = [[row[column] for column in self.columns[name]] for row in rows]
            self.file(name).write_text(write_rows(self.columns[name], cells), "utf-8")


def copied(package: Path, root: Path, folders: tuple[str, ...] = ("datapackage", "sources", "schemas")) -> Path:
    """A copy of the package's data under the project's law."""
    root.mkdir()
    shutil.copy(package / "datapackage.json", root)
    for folder in folders:
        if (package / folder).is_dir():
            shutil.copytree(package / folder, root / folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return root
