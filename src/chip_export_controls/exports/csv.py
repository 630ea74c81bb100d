"""Turns the cells that were judged into the CSVs of a release, byte for byte those of the package."""

from collections.abc import Iterable
from pathlib import Path


def write(texts: Iterable[tuple[str, str]], folder: Path) -> None:
    """One file for each path and canonical text, under the path's own name."""
    folder.mkdir()
    for path, text in texts:
        (folder / Path(path).name).write_bytes(text.encode("utf-8"))
