"""Turns the zip of a release into the files that are wanted of it, or refuses it in a sentence."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from ..model.descriptor import DESCRIPTOR
from .no_such_state import NoSuchState

MOST_MEMBERS, MOST_OF_ONE, MOST_BYTES = 20_000, 2**27, 2**28
_MOST_LISTED = 8 * 2**20
_END, _LOCATOR = b"PK\x05\x06", b"PK\x06\x07"

Wanted = Callable[[bytes, list[str]], list[str]]


def _refuse_long_list(file: Path) -> None:
    """The list of members is read whole by whoever opens a zip: it must not be what fills the memory."""
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - 2**16 - 22))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise NoSuchState(f"{file.name}: cannot be read as a zip: it has no end")
    (size,) = struct.unpack_from("<L", tail, at + 12)
    if size > _MOST_LISTED or tail[max(0, at - 20) : at].startswith(_LOCATOR):
        raise NoSuchState(f"{file.name}: a release has at most {MOST_MEMBERS} files: build the zip anew")


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """The files of a zip by their path below the folder that holds the descriptor."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise NoSuchState(f"{name}: a release has at most {MOST_MEMBERS} files: build the zip anew")
    if len({member.filename for member in members}) < len(members):
        raise NoSuchState(f"{name}: two entries have one name: build the zip anew")
    for member in members:
        parts = PurePosixPath(member.filename).parts
        is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
        if is_link or ".." in parts or parts[:1] == ("/",) or "\\" in member.filename or ":" in member.filename:
            raise NoSuchState(f"{name}: the entry {member.filename!r} leaves its folder: build the zip anew")
    places = [PurePosixPath(m.filename).parent for m in members if PurePosixPath(m.filename).name == DESCRIPTOR]
    if not places:
        raise NoSuchState(f"{name}: no {DESCRIPTOR} in it: give the zip of a release")
    top = min(places, key=lambda place: (len(place.parts), str(place)))
    before = f"{top}/" if top.parts else ""
    return {m.filename.removeprefix(before): m for m in members if not m.is_dir() and m.filename.startswith(before)}


def _refuse_large(members: Mapping[str, zipfile.ZipInfo], paths: list[str], name: str) -> None:
    sizes = [members[path].file_size for path in paths]
    if sum(sizes) > MOST_BYTES or max(sizes, default=0) > MOST_OF_ONE:
        raise NoSuchState(f"{name}: a release has at most {MOST_BYTES} bytes, a file {MOST_OF_ONE}: build the zip anew")


def _put(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: Path) -> None:
    """Writes one member; it may hold more than it says, and what it says was checked."""
    file.parent.mkdir(parents=True, exist_ok=True)
    left = member.file_size
    with archive.open(member) as source, file.open("wb") as target:
        while data := source.read(2**20):
            left -= len(data)
            if left < 0:
                raise zipfile.BadZipFile(f"{member.filename!r} is longer than it says")
            target.write(data)


def unzip(file: Path, into: Path, wanted: Wanted) -> None:
    """Puts the descriptor and what is wanted besides into a folder; raises NoSuchState where the zip is no release."""
    try:
        _refuse_long_list(file)
        with zipfile.ZipFile(file) as archive:
            members = _members(archive, file.name)
            _refuse_large(members, [DESCRIPTOR], file.name)
            _put(archive, members[DESCRIPTOR], into / DESCRIPTOR)
            paths = [p for p in wanted((into / DESCRIPTOR).read_bytes(), list(members)) if p != DESCRIPTOR]
            _refuse_large(members, paths, file.name)
            for path in paths:
                _put(archive, members[path], into / path)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError) as error:
        raise NoSuchState(f"{file.name}: cannot be read as a zip: {error}") from error
