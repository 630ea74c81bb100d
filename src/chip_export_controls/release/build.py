"""Turns checked tables into a release: a folder written aside and moved into place whole."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from ..answers.changes import changes, released
from ..checks.check import Checked
from ..exports import bibliography, csv, parquet, sqlite, xlsx
from ..model.descriptor import TEXTS
from . import archive, checksums, descriptor, readme
from .exchange import put_in_place
from .place import NotOurs, clear_left_behind, refuse_what_is_not_ours

_LABEL = re.compile(r"[a-z0-9][a-z0-9._-]*-\d+\.\d+\.\d+", re.ASCII)


def _write(checked: Checked, folder: Path, say: Callable[[str], None]) -> None:
    """Every file of the release, the descriptor after what it describes, the checksums and the zip last."""
    package, tables = checked.package, checked.tables
    name = package.descriptor["name"]
    say("CSVs and source records")
    csv.write(((package.tables[name].path, checked.csv(name)) for name in checked.written), folder / "datapackage")
    (folder / "sources").mkdir()
    for record in sorted((package.root / "sources").glob("*.json")):
        shutil.copyfile(record, folder / "sources" / record.name, follow_symlinks=False)
    for text in TEXTS:
        if (package.root / text).is_file():
            shutil.copyfile(package.root / text, folder / text, follow_symlinks=False)
    say("Parquet")
    parquet.write(tables, folder / "parquet")
    say("SQLite")
    sqlite.write(package, tables, folder / f"{name}.sqlite")
    say("XLSX")
    xlsx.write(package, tables, folder / f"{name}.xlsx")
    say("bibliography")
    bibliography.write(tables["sources"], folder)
    say("changes")
    _write_changes(tables, package.root, folder)
    say("README")
    readme.write(package, tables, folder)
    descriptor.write(package, tables, folder)
    say("checksums and zip")
    checksums.write(folder)
    archive.write_zip(folder, folder / f"{folder.name}.zip", folder.name)


def _write_changes(tables: Mapping[str, pd.DataFrame], root: Path, folder: Path) -> None:
    """`changes.csv`: what happened, ends and was learned since the release before this one, where there was one."""
    before = released(root)[1:]
    if before:
        found = changes(before[0], tables=tables)
        found.to_csv(folder / "changes.csv", index=False, lineterminator="\n", encoding="utf-8")


def build(checked: Checked, out: Path, say: Callable[[str], None]) -> Path:
    """Writes `out/<name>-<version>/` and returns it; a failure leaves what was there before.

    Raises NotOurs where something stands in its place that no build made: that is never removed or replaced.

    What is published is what was judged: the tables come from `checked`, which has no findings. Two builds of the same
    package with the same locked tools are byte-identical.
    """
    about = checked.package.descriptor
    label = f"{about['name']}-{about['version']}"
    if not _LABEL.fullmatch(label):  # a finding, were it asked for; here it would name another folder
        raise NotOurs(f"`{label}` is no name of a release: write the name as words and the version as X.Y.Z")
    out.mkdir(parents=True, exist_ok=True)
    target = out / label
    refuse_what_is_not_ours(target)
    clear_left_behind(out)
    with tempfile.TemporaryDirectory(dir=out, prefix=f".building-{os.getpid()}-") as aside:
        folder = Path(aside) / target.name
        folder.mkdir()
        _write(checked, folder, say)
        for directory, _, files in os.walk(folder):
            for file in files:
                os.chmod(Path(directory) / file, 0o644)
        refuse_what_is_not_ours(target)
        put_in_place(folder, target)
    return target
