"""Turns a package in miniature into a git repository of its own, with a commit and a tag a version."""

import os
import subprocess
from pathlib import Path


def git(root: Path, *words: str) -> str:
    """Runs git below `root`, deaf to the settings of whoever runs the tests."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(root), *words], env={**os.environ, **who}, capture_output=True, text=True, check=True
    )
    return done.stdout


def commit(root: Path, tag: str = "") -> None:
    """Commits everything below `root`, making the repository first where there is none."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", tag or "work")
    if tag:
        git(root, "tag", tag)
