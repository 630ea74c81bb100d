"""Turns checked tables into a release: a folder written aside and moved into place whole."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..checks.check import Checked
from ..exports import bibliography, csv, parquet, sqlite, xlsx
from . import checksums, descriptor
from .exchange import put_in_place


def _write(checked: Checked, folder: Path, say: Callable[[str], None]) -> None:
    """Every file of the release, the descriptor after what it describes, the checksums and the zip last."""
    package, tables = checked.package, checked.tables
    name = package.descriptor["name"]
    say("CSVs and source records")
    csv.write(((package.tables[name].path, checked.csv(name)) for name in checked.written), folder / "datapackage")
    (folder / "sources").mkdir()
    for record in sorted((package.root / "sources").glob("*.json")):
        shutil.copyfile(record, folder / "sources" / record.name)
    for text in ("LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md"):
        if (package.root / text).is_file():
            shutil.copyfile(package.root / text, folder / text)
    say("Parquet")
    parquet.write(tables, folder / "parquet")
    say("SQLite")
    sqlite.write(package, tables, folder / f"{name}.sqlite")
    say("XLSX")
    xlsx.write(package, tables, folder / f"{name}.xlsx")
    say("bibliography")
    bibliography.write(tables["sources"], folder)
    descriptor.write(package, tables, folder)
    say("checksums and zip")
    checksums.write(folder)
    checksums.write_zip(folder, folder / f"{folder.name}.zip", folder.name)


def build(checked: Checked, out: Path, say: Callable[[str], None]) -> Path:
    """Writes `out/<name>-<version>/` and returns it; a failure leaves what was there before.

    What is published is what was judged: the tables come from `checked`, which has no findings. Two builds of the same
    package with the same locked tools are byte-identical.
    """
    about = checked.package.descriptor
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{about['name']}-{about['version']}"
    with tempfile.TemporaryDirectory(dir=out, prefix=".building-") as aside:
        folder = Path(aside) / target.name
        folder.mkdir()
        _write(checked, folder, say)
        for directory, _, files in os.walk(folder):
            for file in files:
                os.chmod(Path(directory) / file, 0o644)
        put_in_place(folder, target)
    return target
