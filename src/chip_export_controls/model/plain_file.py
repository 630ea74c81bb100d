"""Says of a path whether it is a plain file of a sensible size, without opening it: a pipe that is opened may wait."""

import os
import stat
from pathlib import Path

_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def unfit(file: Path | str, most: int) -> str:
    """Why the path is no plain file of at most so many bytes, such as `a link`; empty if it is one."""
    try:
        about = os.lstat(file)
    except (OSError, ValueError):
        return "not there"
    if stat.S_ISREG(about.st_mode):
        return f"{about.st_size} bytes" if about.st_size > most else ""
    return next((said for is_kind, said in _KINDS if is_kind(about.st_mode)), "no plain file")
