"""Runs a command again and again, each time killed just before its nth change of a file, as a plan says.

A plan is `{"words": […], "runs": [[root, n], …]}`; n = 0 lets the command end. What is printed is, for each run, the
signal that ended it, or how many changes it made.
"""

import json
import os
import signal
import sys
import tempfile
from typing import Any

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.symlink"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def run(words: list[str], root: str, n: int) -> int:
    """Runs the command on `root` in this process; never returns if it makes as many changes as `n`."""
    from typer.testing import CliRunner

    from chip_export_controls.cli import app

    seen = 0

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        writes = event == "open" and isinstance(args[2], int) and args[2] & WRITES
        if writes or event in CHANGES:
            seen += 1
            if seen == n:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    result = CliRunner().invoke(app, [word.replace("{root}", root) for word in words])
    assert result.exit_code == 0, result.output
    return seen


def forked(words: list[str], root: str, n: int) -> int:
    """The negative signal that ended the run, or the number of changes it made."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            try:
                os.write(said.fileno(), str(run(words, root, n)).encode())
            finally:
                os._exit(0)
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            return -os.WTERMSIG(status)
        said.seek(0)
        return int(said.read())


if __name__ == "__main__":
    plan = json.load(sys.stdin)
    # imported once, before the forks
    import frictionless  # noqa: F401
    import pandera.pandas  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    import chip_export_controls.checks.check
    import chip_export_controls.commands.build as build

    chip_export_controls.checks.check.sentences()
    build.JUDGES = ()  # type: ignore[attr-defined]  # a second opinion changes no file, and takes most of the time
    json.dump([forked(plan["words"], root, n) for root, n in plan["runs"]], sys.stdout)
