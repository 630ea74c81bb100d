"""Turns a release folder into `SHA256SUMS` and into a zip that is the same on every machine."""

import re
import zipfile
from pathlib import Path

from .descriptor import sha256 as sha256

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _files(folder: Path) -> list[Path]:
    return sorted((file for file in folder.rglob("*") if file.is_file()), key=lambda file: file.as_posix())


def write(folder: Path) -> None:
    """`SHA256SUMS` over every file of the folder, as `sha256sum --check` reads it."""
    lines = [f"{sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in _files(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(file: Path) -> dict[str, str]:
    """The digest of each path that the file lists."""
    lines = file.read_text("utf-8", errors="replace").splitlines()
    return {match[2]: match[1] for match in map(_LINE.fullmatch, lines) if match}


def write_zip(folder: Path, file: Path, name: str) -> None:
    """A zip of the folder under `name`, without clock, owner or order of the file system."""
    members = _files(folder)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member in members:
            info = zipfile.ZipInfo(f"{name}/{member.relative_to(folder).as_posix()}", date_time=_EPOCH)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(info, member.read_bytes())
