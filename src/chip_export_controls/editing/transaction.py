"""Turns new texts of several files into those files, all of them or none, whenever the process may be killed.

The texts are written aside; a journal, renamed into place, is the moment from which they count; then each file is
renamed over the old one. The next command that writes finishes what a killed process began, or drops it.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model.descriptor import JOURNAL
from ..model.plain_file import unfit

ASIDE = ".change-"
MOST_OF_A_JOURNAL = 2**20
# the journal of a stranger's package must not move anything else
_OURS = re.compile(
    r"(?:datapackage|intake)/[a-z_]+\.csv|sources/[a-z0-9-]+\.json|datapackage\.json|CITATION\.cff|CHANGELOG\.md"
)


class NoJournal(ValueError):
    """The file in the journal's place was not written by `write_all`."""


def _synced(file: Path, text: str) -> None:
    with file.open("wb") as stream:
        stream.write(text.encode("utf-8"))
        stream.flush()
        os.fsync(stream.fileno())


def _mode(file: Path) -> int:
    """The permissions that a file has, or is to have."""
    return file.stat().st_mode & 0o777 if file.exists() else 0o644


def write_whole(file: Path, text: str) -> None:
    """Writes one file so that a crash leaves the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        _synced(temporary, text)
        temporary.chmod(_mode(file))
        os.replace(temporary, file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _read(root: Path) -> tuple[Path, list[str], list[str]]:
    """The folder with the new files, the paths they are for, and the paths to remove, checked."""
    if unfit(root / JOURNAL, MOST_OF_A_JOURNAL):
        raise NoJournal(f"{JOURNAL}: not a journal: remove it")
    try:
        journal = json.loads((root / JOURNAL).read_text("utf-8"))
        aside, paths = root / journal["aside"], [str(path) for path in journal["files"]]
        gone = [str(path) for path in journal.get("gone", [])]
        sound = re.fullmatch(r"\.change-\w+", journal["aside"]) and all(_OURS.fullmatch(path) for path in paths + gone)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoJournal(f"{JOURNAL}: not a journal: remove it") from error
    folders = [root / "datapackage", root / "intake", root / "sources"]
    links = [aside, *folders, *(aside / str(n) for n in range(len(paths)))]
    if not sound or (root / JOURNAL).is_symlink() or any(link.is_symlink() for link in links):
        raise NoJournal(f"{JOURNAL}: names files that no command writes: remove it")
    return aside, paths, gone


def settle(root: Path) -> list[str]:
    """Finishes what a killed process had committed; the paths it moved into place. Raises NoJournal."""
    if not (root / JOURNAL).is_file():
        return []
    aside, paths, gone = _read(root)
    moved = []
    for n, path in enumerate(paths):
        if (aside / str(n)).is_file():
            os.replace(aside / str(n), root / path)
            moved.append(path)
    for path in gone:
        if (root / path).is_file():
            (root / path).unlink()
            moved.append(path)
    (root / JOURNAL).unlink()
    shutil.rmtree(aside, ignore_errors=True)
    return moved


def _is_ours(stray: Path) -> bool:
    """Whether a folder holds nothing but what a killed process had begun to write."""
    if stray.is_symlink() or not stray.is_dir():
        return False
    return all(re.fullmatch(r"\d+|journal", file.name) and file.is_file() for file in stray.iterdir())


def write_all(root: Path, texts: Mapping[str, str], gone: Iterable[str] = ()) -> None:
    """Writes each text to its path below `root`, and removes the files that are gone.

    A kill or a failure leaves all files old or, once settled, all new.
    """
    settle(root)
    for stray in sorted(root.glob(f"{ASIDE}*")):
        if _is_ours(stray):
            shutil.rmtree(stray, ignore_errors=True)  # of a process that was killed before its journal stood
    aside = Path(tempfile.mkdtemp(dir=root, prefix=ASIDE))
    try:
        for n, (path, text) in enumerate(texts.items()):
            _synced(aside / str(n), text)
            (aside / str(n)).chmod(_mode(root / path))
        _synced(aside / "journal", json.dumps({"aside": aside.name, "files": list(texts), "gone": list(gone)}))
        os.replace(aside / "journal", root / JOURNAL)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    settle(root)
