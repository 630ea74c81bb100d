"""Turns a release folder into a zip that is the same on every machine."""

import zipfile
from pathlib import Path

from .checksums import files

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_zip(folder: Path, file: Path, name: str) -> None:
    """A zip of the folder under `name`, without clock, owner or order of the file system."""
    members = files(folder)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member in members:
            info = zipfile.ZipInfo(f"{name}/{member.relative_to(folder).as_posix()}", date_time=_EPOCH)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(info, member.read_bytes())
