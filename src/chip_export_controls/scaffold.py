"""Turns new rows into tables that hold them or, where the result would have findings, into those and no change."""

import shutil
import tempfile
from pathlib import Path

from .canonical import key_of, read_text, write_rows
from .descriptor import DESCRIPTOR, Package, law, read_package
from .findings import Finding
from .transaction import write_all
from .validation import validate

Row = tuple[str, dict[str, str]]


class Unreadable(ValueError):
    """The package cannot take rows as it stands."""

    def __init__(self, findings: list[Finding]) -> None:
        """With the findings that say why."""
        super().__init__()
        self.findings = findings


def _texts(package: Package, rows: list[Row]) -> dict[str, str]:
    """The CSVs with the rows in their places, by path."""
    texts = {}
    for name in dict.fromkeys(name for name, _ in rows):
        table = package.tables[name]
        text, findings = read_text(package, name)
        if text is None or text.header != table.columns:
            raise Unreadable(findings or validate(package.root, {name}))
        whole = [row for row in text.rows or [] if len(row) == len(table.columns)]
        if len(whole) != len(text.rows or []):
            raise Unreadable(validate(package.root, {name}))
        whole += [[given.get(column, "") for column in table.columns] for other, given in rows if other == name]
        texts[table.path] = write_rows(table.columns, sorted(whole, key=key_of(table)))
    return texts


def _tried(root: Path, texts: dict[str, str]) -> list[Finding]:
    """What `validate` finds on a copy of the package with the new texts."""
    with tempfile.TemporaryDirectory(prefix="chip-export-controls-") as aside:
        copy = Path(aside) / "package"
        copy.mkdir()
        shutil.copy(root / DESCRIPTOR, copy)
        for folder in ("datapackage", "schemas", "sources"):
            if (root / folder).is_dir():
                shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for path, text in texts.items():
            (copy / path).write_bytes(text.encode("utf-8"))
        return validate(copy)


def add(root: Path, rows: list[Row]) -> list[Finding]:
    """Puts rows into their tables, in order; writes nothing and returns the findings where the result has any."""
    package, findings = read_package(root, law())
    if findings:
        return findings
    try:
        texts = _texts(package, rows)
    except Unreadable as error:
        return error.findings
    findings = _tried(root, texts)
    if not findings:
        write_all(root, texts)
    return findings
