"""Turns a release folder into `SHA256SUMS`, and `SHA256SUMS` into the digests that it promises."""

import re
from pathlib import Path

from .descriptor import sha256 as sha256

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def files(folder: Path) -> list[Path]:
    """The files below a folder, sorted by path."""
    return sorted((file for file in folder.rglob("*") if file.is_file()), key=lambda file: file.as_posix())


def write(folder: Path) -> None:
    """`SHA256SUMS` over every file of the folder, as `sha256sum --check` reads it."""
    lines = [f"{sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in files(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(file: Path) -> dict[str, str]:
    """The digest of each path that the file lists."""
    lines = file.read_text("utf-8", errors="replace").splitlines()
    return {match[2]: match[1] for match in map(_LINE.fullmatch, lines) if match}
