"""Turns the name of a state of the package, a folder, a zip or a git revision, into a folder that can be read."""

import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath

from ..model.descriptor import DESCRIPTOR

MOST_MEMBERS, MOST_BYTES = 20_000, 2**29
# what a comparison reads; nothing else is ever unpacked
_WANTED = re.compile(r"datapackage\.json|(?:datapackage|data)/[^/]+\.csv|(?:schemas|sources)/[^/]+\.json")


class NoSuchState(ValueError):
    """The name is no folder, zip or revision with a data package in it; the message says what to give."""


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """The files of a zip by their path below the folder that holds the descriptor."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise NoSuchState(f"{name}: a release has at most {MOST_MEMBERS} files and {MOST_BYTES} bytes")
    for member in members:
        parts = PurePosixPath(member.filename).parts
        is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
        if is_link or ".." in parts or parts[:1] == ("/",) or "\\" in member.filename or ":" in member.filename:
            raise NoSuchState(f"{name}: the entry {member.filename!r} leaves its folder: build the zip anew")
    places = [PurePosixPath(m.filename).parent for m in members if PurePosixPath(m.filename).name == DESCRIPTOR]
    if not places:
        raise NoSuchState(f"{name}: no {DESCRIPTOR} in it: give the zip of a release")
    top = min(places, key=lambda place: (len(place.parts), str(place)))
    below = {m.filename.removeprefix(f"{top}/" if top.parts else ""): m for m in members if not m.is_dir()}
    return {path: member for path, member in below.items() if _WANTED.fullmatch(path)}


def _unzipped(file: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            for path, member in _members(archive, file.name).items():
                (into / path).parent.mkdir(exist_ok=True)
                with archive.open(member) as source, (into / path).open("wb") as target:
                    # a member may hold more than it says; the sum was checked on what it says
                    data = source.read(member.file_size + 1)
                    if len(data) > member.file_size:
                        raise NoSuchState(f"{file.name}: {path} is longer than it says: build the zip anew")
                    target.write(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise NoSuchState(f"{file}: cannot be read as a zip: {error}") from error


def git(root: Path, *words: str) -> bytes | None:
    """What git prints below `root`, or None where it refuses or is not there."""
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def _checked_out(root: Path, name: str, into: Path) -> None:
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    # from a folder of the repository, `git archive` takes that folder alone
    archive = git(root, "archive", "--format=tar", commit.decode().strip()) if commit else None
    if archive is None:
        raise NoSuchState(f"{name}: no folder with {DESCRIPTOR}, no zip and no git revision")
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        for member in tar.getmembers():
            source = tar.extractfile(member) if member.isfile() and _WANTED.fullmatch(member.name) else None
            if source:
                (into / member.name).parent.mkdir(exist_ok=True)
                (into / member.name).write_bytes(source.read())
    if not (into / DESCRIPTOR).is_file():
        raise NoSuchState(f"{name}: no {DESCRIPTOR} in that revision")


@contextmanager
def opened(name: str, root: Path) -> Iterator[Path]:
    """A folder that holds the package as `name` has it; removed afterwards unless it was a folder already.

    `name` is a folder with `datapackage.json`, the zip of a release, or a git revision of the repository around `root`.
    Raises NoSuchState where it is none of them.
    """
    place = Path(name)
    if (place / DESCRIPTOR).is_file():
        yield place
        return
    aside = Path(tempfile.mkdtemp(prefix="chip-export-controls-"))
    try:
        if place.is_file():
            _unzipped(place, aside)
        else:
            _checked_out(root, name, aside)
        yield aside
    finally:
        shutil.rmtree(aside)
