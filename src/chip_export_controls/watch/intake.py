"""Turns the folder `intake/` into its tables as rows, and rows into the one canonical text of a table."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..checks.bytes import read_text
from ..editing.fmt import canonical
from ..findings.text import as_text
from ..model.csv import key_of, write_rows
from ..model.descriptor import law, read_package
from ..model.table import Package, Table
from ..model.unreadable import Unreadable

FOLDER = "intake"
Row = dict[str, str]


def read_intake(root: Path) -> Package:
    """The tables of `intake/` beside those of the record, with paths from `root`; the former alone may be missing."""
    package, findings = read_package(root / FOLDER)
    if findings:
        raise Unreadable(as_text([replace(finding, file=f"{FOLDER}/{finding.file}") for finding in findings]))
    own = {name: replace(table, path=f"{FOLDER}/{table.path}") for name, table in package.tables.items()}
    return Package(root, package.descriptor, {**law(), **own})


def changes(root: Path) -> dict[Path, tuple[str, str]]:
    """Each file of `intake/` that is not canonical, with its text now and its canonical text. Raises Unreadable."""
    if not (root / FOLDER).is_dir():
        return {}
    package, found = read_intake(root), {}
    for name in own_tables(package):
        file = package.file(name)
        try:
            text = canonical(package.tables[name], file)
        except ValueError as error:
            raise Unreadable(str(error)) from error
        if text.encode("utf-8") != file.read_bytes():
            found[file] = (file.read_bytes().decode("utf-8"), text)
    return found


def own_tables(package: Package) -> list[str]:
    """The names of the tables of `intake/`."""
    return [name for name in package.tables if name not in law()]


def elsewhere(package: Package, name: str, file: Path) -> Package:
    """The package with another file in the place of a table."""
    table = replace(package.tables[name], path=str(file.resolve()))
    return replace(package, tables={**package.tables, name: table})


def rows(package: Package, name: str) -> list[Row]:
    """The rows of a table. Raises Unreadable, with the reasons, where it cannot be read under its own header."""
    table = package.tables[name]
    text, findings = read_text(package, name)
    if text is None or text.rows is None or not text.fits(table):
        shape = f"{table.path}:1: the header or a row has not the columns of the schema: run `validate`"
        raise Unreadable(as_text(findings) if findings else shape)
    return [dict(zip(table.columns, row, strict=True)) for row in text.rows]


def written(table: Table, found: Iterable[Row]) -> str:
    """The canonical text of a table with these rows."""
    cells = [[row.get(column, "") for column in table.columns] for row in found]
    return write_rows(table.columns, sorted(cells, key=key_of(table)))
