"""Turns the cells that were judged into the CSVs of a release, byte for byte those of the package."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ..model.descriptor import Table


class HasCsv(Protocol):
    """A table whose cells are at hand as canonical CSV."""

    @property
    def table(self) -> Table:
        """The table."""
        ...

    def csv(self) -> str:
        """The rows as canonical CSV."""
        ...


def write(written: Mapping[str, HasCsv], folder: Path) -> None:
    """One `<table>.csv` for each table."""
    folder.mkdir()
    for table in written.values():
        (folder / Path(table.table.path).name).write_bytes(table.csv().encode("utf-8"))
