"""Turns the name of a state of the package, a folder, a zip or a git revision, into a folder that can be read."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.descriptor import DESCRIPTOR, TEXTS, read_json
from .git import contents, files_of, git
from .no_such_state import NoSuchState
from .zipped import MOST_BYTES, Wanted, unzip

_RECORD = re.compile(r"sources/[^/]+\.json")
_PART = re.compile(r"(?:datapackage|sources|schemas)/|\.change[.-]")


def read_by_comparing(descriptor: bytes, paths: list[str]) -> list[str]:
    """Of the paths, those that a comparison reads: the tables and schemas that the descriptor names, and records."""
    try:
        resources = read_json(descriptor)["resources"]
        named = {r.get(key) for r in resources for key in ("path", "schema") if isinstance(r.get(key), str)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        named = set()  # whoever reads the descriptor says what is wrong with it
    return [path for path in paths if path in named or _RECORD.fullmatch(path)]


def everything(_: bytes, paths: list[str]) -> list[str]:
    """All of the paths."""
    return paths


def all_of_a_package(descriptor: bytes, paths: list[str]) -> list[str]:
    """Of the files of a repository, those that belong to the package in it, strays beside them too."""
    read = set(read_by_comparing(descriptor, paths))
    return [path for path in paths if path in read or _PART.match(path) or path in TEXTS]


def _checked_out(root: Path, name: str, into: Path, wanted: Wanted) -> None:
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise NoSuchState(f"{name}: no folder with {DESCRIPTOR}, no zip and no git revision")
    files = files_of(root, commit.decode().strip())  # from a folder of the repository: of that folder alone
    if DESCRIPTOR not in files:
        raise NoSuchState(f"{name}: no {DESCRIPTOR} in that revision")
    if files[DESCRIPTOR][1] > MOST_BYTES:
        raise NoSuchState(f"{name}: {DESCRIPTOR} has {files[DESCRIPTOR][1]} bytes")
    (descriptor,) = contents(root, [files[DESCRIPTOR][0]])
    paths = [path for path in wanted(descriptor, list(files)) if path.isprintable()]
    if sum(files[path][1] for path in paths) > MOST_BYTES:
        raise NoSuchState(f"{name}: a package has at most {MOST_BYTES} bytes")
    for path, data in zip(paths, contents(root, [files[path][0] for path in paths]), strict=True):
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        (into / path).write_bytes(data)
    (into / DESCRIPTOR).write_bytes(descriptor)


@contextmanager
def opened(name: str, root: Path, wanted: Wanted = read_by_comparing) -> Iterator[Path]:
    """A folder that holds the package as `name` has it; removed afterwards unless it was a folder already.

    `name` is a folder with `datapackage.json`, the zip of a release, or a git revision of the repository around `root`.
    `wanted` says which files of a zip or a revision are unpacked. Raises NoSuchState where it is none of them.
    """
    place = Path(name)
    if (place / DESCRIPTOR).is_file():
        yield place
        return
    aside = Path(tempfile.mkdtemp(prefix="chip-export-controls-"))
    try:
        if place.is_file():
            unzip(place, aside, wanted)
        else:
            _checked_out(root, name, aside, wanted)
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)
