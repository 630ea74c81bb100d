"""Turns new rows into tables that hold them or, where the result would have findings, into those and no change."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..checks.bytes import read_text
from ..checks.check import check
from ..findings.finding import Finding, errors
from ..model.csv import key_of, write_rows
from ..model.descriptor import DESCRIPTOR, law, read_package
from ..model.table import Package
from .transaction import write_all

Row = tuple[str, dict[str, str]]


def _texts(package: Package, rows: list[Row]) -> dict[str, str] | None:
    """The CSVs with the rows in their places, by path; None where one of them cannot be read as rows."""
    texts = {}
    for name in dict.fromkeys(name for name, _ in rows):
        table = package.tables[name]
        text, _ = read_text(package, name)
        if text is None or text.rows is None or not text.fits(table):
            return None
        new = [[given.get(column, "") for column in table.columns] for other, given in rows if other == name]
        texts[table.path] = write_rows(table.columns, sorted([*text.rows, *new], key=key_of(table)))
    return texts


def tried(root: Path, texts: Mapping[str, str], gone: Iterable[str] = ()) -> list[Finding]:
    """The errors that `validate` finds on a copy of the package with the new texts, without the files that are gone."""
    with tempfile.TemporaryDirectory(prefix="chip-export-controls-") as aside:
        copy = Path(aside) / "package"
        copy.mkdir()
        shutil.copy(root / DESCRIPTOR, copy)
        for folder in ("datapackage", "schemas", "sources"):
            if (root / folder).is_dir():
                shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for path, text in texts.items():
            (copy / path).parent.mkdir(exist_ok=True)
            (copy / path).write_bytes(text.encode("utf-8"))
        for path in gone:
            (copy / path).unlink(missing_ok=True)
        return errors(check(copy).findings)


def add(root: Path, rows: list[Row]) -> list[Finding]:
    """Puts rows into their tables, in order; writes nothing and returns the errors where the result has any."""
    package, findings = read_package(root, law())
    texts = None if findings else _texts(package, rows)
    if texts is None:
        return errors(check(root).findings)
    findings = tried(root, texts)
    if not findings:
        write_all(root, texts)
    return findings
