"""Turns a package and the version it is to have into the texts of its release: descriptor, citation and changelog."""

import re
from pathlib import Path

from ..history.changes import compare
from ..history.git import git
from ..history.state import State
from ..history.versions import parse
from ..history.views import as_counts
from ..model.descriptor import DESCRIPTOR
from .check import HEADING

TEXTS = (DESCRIPTOR, "CHANGELOG.md", "CITATION.cff")


def last_release(root: Path) -> str | None:
    """The highest version tag that the checkout descends from, other than on the checked-out commit; None if none."""
    merged, here = git(root, "tag", "--list", "--merged", "HEAD"), git(root, "tag", "--points-at", "HEAD")
    found = []
    for tag in set((merged or b"").decode().split()) - set((here or b"").decode().split()):
        try:
            found.append((parse(tag.removeprefix("v")), tag))
        except ValueError:
            continue
    return max(found)[1] if found else None


def read_texts(root: Path) -> dict[str, str]:
    """The texts of the package below `root` that name its version; empty where a file is missing."""
    return {name: (root / name).read_text("utf-8") if (root / name).is_file() else "" for name in TEXTS}


def draft(old: State | None, new: State) -> str:
    """What changed in the data, as the changelog lists it: to be put into a user's words."""
    lines = [f"- `{table}`: {said}." for table, said in as_counts(compare(old, new)).items()] if old else []
    return "\n".join(["### Data", "", *(lines or ["- Nothing changed in the tables."])])


def prepared(texts: dict[str, str], version: str, day: str, notes: str) -> dict[str, str]:
    """The texts with the version and the day; the changelog gets a section unless it has one for the version."""
    descriptor = re.sub(r'^(  "version": )"[^"]*"', rf'\1"{version}"', texts[DESCRIPTOR], count=1, flags=re.M)
    descriptor = re.sub(r'^(  "created": )"[^"]*"', rf'\1"{day}T00:00:00Z"', descriptor, count=1, flags=re.M)
    citation = re.sub(r"^version: .*$", f"version: {version}", texts["CITATION.cff"], count=1, flags=re.M)
    citation = re.sub(r"^date-released: .*$", f'date-released: "{day}"', citation, count=1, flags=re.M)
    changelog, heading = texts["CHANGELOG.md"], f"## {version} – {day}"
    first = HEADING.search(changelog)
    if first and first[1] == version:
        changelog = changelog[: first.start()] + heading + changelog[first.end() :]
    else:
        at = first.start() if first else len(changelog)
        changelog = f"{changelog[:at]}{heading}\n\n{notes}\n\n{changelog[at:]}".rstrip("\n") + "\n"
    return {DESCRIPTOR: descriptor, "CHANGELOG.md": changelog, "CITATION.cff": citation}
