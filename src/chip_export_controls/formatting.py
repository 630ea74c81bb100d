"""Turns the CSVs as they stand into their canonical form, or into the diff that would bring them there."""

import difflib
from pathlib import Path

from .canonical import canonical
from .descriptor import law, read_package
from .report import as_text


class CannotFormat(ValueError):
    """Some file cannot be read without loss; nothing was written."""


def changes(root: Path) -> dict[Path, tuple[str, str]]:
    """Each file that is not canonical, with its text now and its canonical text.

    Raises CannotFormat with all reasons where a file or the descriptor cannot be read.
    """
    package, findings = read_package(root, law())
    if findings:
        raise CannotFormat(as_text(findings))
    found, reasons = {}, []
    for name, table in package.tables.items():
        file = package.file(name)
        try:
            text = canonical(table, file)
        except ValueError as error:
            reasons.append(str(error))
            continue
        if text.encode("utf-8") != file.read_bytes():
            found[file] = (file.read_bytes().decode("utf-8"), text)
    if reasons:
        raise CannotFormat("\n".join(reasons))
    return found


def diff(root: Path, found: dict[Path, tuple[str, str]]) -> str:
    """The unified diff from the files as they stand to their canonical form."""
    lines: list[str] = []
    for file, (now, then) in found.items():
        name = file.relative_to(root).as_posix()
        a, b = now.splitlines(keepends=True), then.splitlines(keepends=True)
        lines += difflib.unified_diff(a, b, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
