"""Says of the place where a release is to stand whether it is free, or holds nothing but what `build` made itself."""

import os
import re
import shutil
import sys
import time
from pathlib import Path

from ..model.plain_file import unfit
from .checksums import SUMS, read_sums, sha256

_ASIDE = re.compile(r"\.building-(\d+)-[a-z0-9_]{8}")
_HOUR = 3600.0


class NotOurs(ValueError):
    """Something that `build` did not make stands where the release is to be; the message says what."""


def _strange(target: Path) -> str:
    """The first thing in the folder that is not as a build left it; empty if there is none."""
    if unfit(target / SUMS, 2**24):
        return f"it has no {SUMS}"
    sums = read_sums(target / SUMS)
    known = {SUMS, f"{target.name}.zip", *sums}
    for folder, names, files in os.walk(target):
        for name in sorted([*files, *(n for n in names if (Path(folder) / n).is_symlink())]):
            file = Path(folder) / name
            path = file.relative_to(target).as_posix()
            if path not in known or unfit(file, 2**31) or (path in sums and sha256(file) != sums[path]):
                return f"`{path}` in it was not made by a build, or was changed since"
        if not names and not files and Path(folder) != target:
            return f"`{Path(folder).relative_to(target).as_posix()}` in it is an empty folder"
    return ""


def refuse_what_is_not_ours(target: Path) -> None:
    """Raises NotOurs where the release would replace anything that a build did not make."""
    if not os.path.lexists(target):
        return
    reason = "it is a link" if target.is_symlink() else "it is no folder" if not target.is_dir() else _strange(target)
    if reason:
        raise NotOurs(f"{target}: {reason}: move it away, or give another --out")


def _is_left_behind(folder: Path, process: int) -> bool:
    """Whether the build that writes here is no more; where a process cannot be asked for, after an hour."""
    if sys.platform == "win32":
        return time.time() - folder.stat().st_mtime > _HOUR
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def clear_left_behind(out: Path) -> None:
    """Removes the folders in which builds that were killed had begun to write."""
    for folder in sorted(out.glob(".building-*")):
        match = _ASIDE.fullmatch(folder.name)
        if match and folder.is_dir() and not folder.is_symlink() and _is_left_behind(folder, int(match[1])):
            shutil.rmtree(folder, ignore_errors=True)
