"""A command that is killed at any moment leaves the old state or the new one, nothing between."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CHANGELOG, CITATION, FIRM, tree
from edits import apply as edit
from repositories import commit

from chip_export_controls.editing.transaction import ASIDE, settle
from chip_export_controls.model.descriptor import JOURNAL

KILLING = Path(__file__).parents[1] / "killing.py"
MOST = 20
COMMANDS = {
    "fmt": ["fmt", "--root", "{root}"],
    "new": ["new", "firm", *(word for name, cell in FIRM.items() for word in (f"--{name}", cell)), "--root", "{root}"],
    "prepare": ["release", "prepare", "99.0.0", "--date", "2026-12-01", "--base", "v0.1.0", "--root", "{root}"],
    "build": ["build", "--root", "{root}", "--out", "{root}/dist"],
}

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a process can be killed at a given moment only by fork"
)


def killed(words: list[str], runs: list[tuple[Path, int]]) -> list[int]:
    plan = json.dumps({"words": words, "runs": [[str(root), n] for root, n in runs]})
    done = subprocess.run([sys.executable, str(KILLING)], input=plan, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def state(root: Path) -> dict[str, str]:
    """Every file that counts, by its path, with its digest."""
    found = {Path(path).relative_to(root): digest for path, digest in tree(root).items()}
    return {
        path.as_posix(): digest
        for path, digest in found.items()
        if not path.parts[0].startswith((ASIDE, ".git"))
        and not any(part.startswith(".building-") for part in path.parts)
    }


def prepared(package: Path, command: str) -> Path:
    """The package in a state in which the command has several files to change."""
    (package / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    (package / "CITATION.cff").write_text(CITATION, "utf-8")
    if command == "prepare":
        commit(package, "v0.1.0")
    if command == "build":  # a release is there already, of other data
        killed(COMMANDS["build"], [(package, 0)])
        edit(package, [{"table": "firms", "line": 3, "set": {"headquarters": "Lüderitz"}}])
    if command == "fmt":
        for name in ("firms", "sources", "claims"):
            file = package / "datapackage" / f"{name}.csv"
            header, *rows = file.read_text("utf-8").splitlines(keepends=True)
            file.write_text("".join([header, *reversed(rows)]), "utf-8")
    return package


@pytest.mark.parametrize("command", COMMANDS)
def test_a_kill_leaves_the_old_state_or_the_new_one(command: str, package: Path, tmp_path: Path) -> None:
    words, base = COMMANDS[command], prepared(package, command)
    whole = tmp_path / "whole"
    shutil.copytree(base, whole)
    (changes,) = killed(words, [(whole, 0)])
    old, new = state(base), state(whole)
    assert old != new
    moments = sorted(random.Random(command).sample(range(1, changes + 1), min(MOST, changes)))
    runs = [(tmp_path / str(n), n) for n in moments]
    for root, _ in runs:
        shutil.copytree(base, root)
    assert killed(words, runs) == [-signal.SIGKILL] * len(runs)
    for root, n in runs:
        settle(root)
        assert state(root) in (old, new), f"killed before change {n} of {changes}"
        assert not (root / JOURNAL).exists()
