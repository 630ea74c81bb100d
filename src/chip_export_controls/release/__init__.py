"""Turns checked tables into a release: a folder written aside and moved into place whole."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from ..descriptor import Package, read_package
from .exchange import put_in_place


def _write(package: Package, tables: Mapping[str, pd.DataFrame], folder: Path, say: Callable[[str], None]) -> None:
    """Every file of the release, the descriptor after what it describes, the checksums and the zip last."""
    # the loader writes the database alone, without the libraries of the other formats
    from . import bibliography, checksums, columnar, database, descriptor, workbook

    name = folder.name
    say("CSVs and source records")
    (folder / "datapackage").mkdir()
    for table in package.tables.values():
        shutil.copyfile(package.root / table.path, folder / "datapackage" / Path(table.path).name)
    (folder / "sources").mkdir()
    for record in sorted((package.root / "sources").glob("*.json")):
        shutil.copyfile(record, folder / "sources" / record.name)
    for text in ("LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md"):
        if (package.root / text).is_file():
            shutil.copyfile(package.root / text, folder / text)
    say("Parquet")
    columnar.write(tables, folder / "parquet")
    say("SQLite")
    database.write(package, tables, folder / f"{package.descriptor['name']}.sqlite")
    say("XLSX")
    workbook.write(package, tables, folder / f"{package.descriptor['name']}.xlsx")
    say("bibliography")
    bibliography.write(tables["sources"], folder)
    descriptor.write(package, tables, folder)
    say("checksums and zip")
    checksums.write(folder)
    checksums.write_zip(folder, folder / f"{name}.zip", name)


def release(root: Path, tables: Mapping[str, pd.DataFrame], out: Path, say: Callable[[str], None]) -> Path:
    """Writes `out/chip-export-controls-<version>/` and returns it; a failure leaves what was there before.

    Two builds of the same package with the same locked tools are byte-identical.
    """
    package, _ = read_package(root)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{package.descriptor['name']}-{package.descriptor['version']}"
    with tempfile.TemporaryDirectory(dir=out, prefix=".building-") as aside:
        folder = Path(aside) / target.name
        folder.mkdir()
        _write(package, tables, folder, say)
        for directory, _, files in os.walk(folder):
            for file in files:
                os.chmod(Path(directory) / file, 0o644)
        put_in_place(folder, target)
    return target
