"""Turns a folder written aside into the release in place, in one step where the system has one."""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _swap(a: Path, b: Path) -> bool:
    """Exchanges two folders atomically (Linux); false where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    call: Any = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and call(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0


def put_in_place(new: Path, target: Path) -> None:
    """Moves `new` to `target`; what stood there ends where `new` was, to be removed with it."""
    if not target.exists():
        new.rename(target)
    elif not _swap(new, target):
        old = new.with_name(f"{new.name}.old")
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
