"""Turns the rows that were read into the CSVs of a release, byte for byte those of the package."""

from collections.abc import Mapping
from pathlib import Path

from ..model.csv import Text, write_rows
from ..model.descriptor import Package


def write(package: Package, texts: Mapping[str, Text], folder: Path) -> None:
    """One `<table>.csv` for each table; rows without findings stand in canonical form, in which they are written."""
    folder.mkdir()
    for name, table in package.tables.items():
        text = texts[name]
        file = folder / Path(table.path).name
        file.write_bytes(write_rows(text.header, text.rows or []).encode("utf-8"))
