"""Writes the files of the site aside and moves them into place whole."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..release.place import NotOurs

_BINARY = getattr(os, "O_BINARY", 0)  # where a system would else write other ends of lines


def _all(file: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


class Folder:
    """A folder that files are written into; each path once."""

    def __init__(self, root: Path) -> None:
        """The folder must exist."""
        self.root = root
        self._root = f"{root}{os.sep}"
        self.sizes: dict[str, int] = {}
        self._made: set[str] = set()

    def put(self, path: str, content: bytes) -> None:
        """Writes one file. Raises ValueError where two would have one name, also on a disk that folds case."""
        if path in self.sizes:
            raise ValueError(f"two files of the site are named {path}")
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            (self.root / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        file = os.open(self._root + path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o644)
        try:
            _all(file, content)
        finally:
            os.close(file)
        self.sizes[path] = len(content)

    def add(self, sizes: Mapping[str, int]) -> None:
        """Takes note of files that another process wrote. Raises ValueError as `put` does."""
        for path, size in sizes.items():
            if path in self.sizes:
                raise ValueError(f"two files of the site are named {path}")
            self.sizes[path] = size

    def put_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Writes the files one by one."""
        for path, content in files:
            self.put(path, content)


def aside(out: Path) -> "tempfile.TemporaryDirectory[str]":
    """A folder beside the target to build in."""
    if out.exists() and any(out.iterdir()) and not (out / "index.json").is_file():
        raise NotOurs(f"{out} holds files that are no site of this project: give another folder, or empty this one")
    out.parent.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=out.parent, prefix=".building-")
