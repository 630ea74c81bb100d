"""Turns what the descriptor of a release promises of its files into findings where bytes, digest or rows differ."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..model.plain_file import unfit
from ..model.table import Package

MOST_BYTES = 2**28
_FIX = "take the file as the release has it; a change of the data is made in the package, and released anew"


def _digest(file: Path, algorithm: str) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, algorithm).hexdigest()


def _stands(root: Path, path: str) -> str:
    """Why the path is no plain file below the folder, reached through no link; empty if it is one."""
    parts = PurePosixPath(path).parts
    if not parts or parts[0] == "/" or ".." in parts or ":" in path or "\\" in path or "\0" in path:
        return "outside the folder"
    if any(root.joinpath(*parts[:n]).is_symlink() for n in range(1, len(parts))):
        return "behind a link"
    return unfit(root.joinpath(*parts), MOST_BYTES)


def _differs(root: Path, promise: Mapping[str, Any]) -> str:
    """How the file differs from its bytes and its digest as they are promised; empty if it does not."""
    path, size, told = promise.get("path"), promise.get("bytes"), promise.get("hash")
    if not isinstance(path, str) or not (isinstance(size, int) or isinstance(told, str)):
        return ""  # nothing is promised, or not in the form of a promise, which has its finding
    if reason := _stands(root, path):
        return reason
    found = (root / path).stat().st_size
    if isinstance(size, int) and found != size:
        return f"{found} bytes, not {size}"
    algorithm, _, wanted = told.rpartition(":") if isinstance(told, str) else ("", "", "")
    algorithm = algorithm or "md5"
    if (
        wanted
        and algorithm in ("md5", "sha1", "sha256", "sha512")
        and _digest(root / path, algorithm) != wanted.lower()
    ):
        return f"the {algorithm} digest is another"
    return ""


def _entries(package: Package) -> Iterator[Mapping[str, Any]]:
    for key in ("resources", "files"):
        listed = package.descriptor.get(key)
        yield from (entry for entry in (listed if isinstance(listed, list) else []) if isinstance(entry, dict))


def broken_promises(package: Package, heights: Mapping[str, int]) -> list[Finding]:
    """Findings on each file that is not what the descriptor says of it, and on tables with another number of rows.

    `heights` are the rows of each table that could be read.
    """
    findings = []
    for entry in _entries(package):
        if said := _differs(package.root, entry):
            path = str(entry["path"])
            findings.append(broken("package/file-is-as-promised", PurePosixPath(path).stem, path, 1, said, _FIX))
    for entry in package.descriptor.get("resources", []):
        promised = entry.get("rowCount") if isinstance(entry, dict) else None
        name = str(entry.get("name")) if isinstance(entry, dict) else ""
        if name not in heights or type(promised) is not int or heights[name] == promised:
            continue
        said = f"{heights[name]} rows, not {promised}"
        findings.append(broken("package/rows-are-as-promised", name, package.tables[name].path, 1, said, _FIX))
    return findings
