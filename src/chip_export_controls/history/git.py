"""Asks git about a repository that may be a stranger's: objects are read as they are stored, and nothing is run."""

import os
import subprocess
from pathlib import Path

# a configuration that came with the repository may name programs for these; none is needed to read an object
_QUIET = ["--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"]
_OFFLINE = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
}


def git(root: Path, *words: str, given: bytes = b"") -> bytes | None:
    """What git prints below `root`, or None where it refuses or is not there."""
    command = ["git", *_QUIET, "-C", str(root), *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **_OFFLINE})
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def files_of(root: Path, commit: str) -> dict[str, tuple[str, int]]:
    """The object and the size of each plain file of a commit, by its path from `root`."""
    listed, found = git(root, "ls-tree", "-r", "-z", "-l", commit) or b"", {}
    for entry in listed.split(b"\0"):
        about, _, path = entry.partition(b"\t")
        if about.startswith(b"100"):  # a file: no link, no submodule
            _, _, object, size = about.split()
            found[path.decode("utf-8", "surrogateescape")] = (object.decode(), int(size))
    return found


def contents(root: Path, objects: list[str]) -> list[bytes]:
    """The bytes of each object, as they are stored: no filter runs, no line end is changed."""
    asked = "".join(f"{object}\n" for object in objects).encode()
    told, at, found = git(root, "cat-file", "--batch", given=asked) or b"", 0, []
    for _ in objects:
        end = told.index(b"\n", at)
        size = int(told[at:end].split()[2])
        found.append(told[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return found
