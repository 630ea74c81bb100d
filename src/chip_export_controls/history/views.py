"""Turns changes into text for a terminal and into Markdown for a pull request."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from itertools import groupby

from ..findings.finding import shown
from ..findings.markdown import code, cut
from .changes import Change, as_csv
from .form import Form

# the words, in the order in which a table's changes are counted
_WORDS = {
    "table-added": "table added",
    "table-removed": "table removed",
    "column-added": "column added",
    "column-removed": "column removed",
    "column-moved": "column moved",
    "row-added": "row added",
    "row-removed": "row removed",
    "cell-changed": "cell changed",
}
_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": "~"}


def counts(changes: list[Change]) -> dict[str, int]:
    """How many tables, columns, rows and cells changed, by kind; kinds that do not occur are left out."""
    found = {}
    for kind in _WORDS:
        places = [c for c in changes if c.kind == kind]
        number = len({(c.table, c.key) for c in places}) if kind.startswith("row") else len(places)
        if number:
            found[kind] = number
    return found


def _counted(changes: list[Change]) -> str:
    said = []
    for kind, number in counts(changes).items():
        noun, verb = _WORDS[kind].split()
        said.append(f"{number} {noun}{'' if number == 1 else 's'} {verb}")
    return ", ".join(said)


def by_table(changes: list[Change]) -> dict[str, list[Change]]:
    """The changes of each table, in their order."""
    return {name: list(group) for name, group in groupby(changes, key=lambda change: change.table)}


def as_counts(changes: list[Change]) -> dict[str, str]:
    """What changed in each table, counted in words: `{"firms": "2 rows added, 1 cell changed"}`."""
    return {table: _counted(ours) for table, ours in by_table(changes).items()}


def _said(change: Change) -> str:
    if change.kind == "cell-changed":
        return shown(f"{change.column}: `{change.old}` → `{change.new}`")
    return shown(f"{change.column}: `{change.new or change.old}`")


def as_text(changes: list[Change]) -> str:
    """A heading a table with its counts, a line a row, a line a cell below it."""
    lines = []
    for table, ours in by_table(changes).items():
        lines.append(f"{shown(table)}: {_counted(ours)}")
        for (kind, key), cells in groupby(ours, key=lambda change: (change.kind, change.key)):
            sign = _SIGNS[kind.partition("-")[2]]
            if kind.startswith(("column", "table")):
                lines += [f"  {sign} {_WORDS[kind]} {shown(change.column)}".rstrip() for change in cells]
            else:
                lines.append(f"  {sign} {shown(key)}")
                lines += [f"      {_said(change)}" for change in cells]
    return "\n".join(lines or ["no changes"])


def as_stat(changes: list[Change]) -> str:
    """A line a table: what changed in it, counted."""
    lines = [f"{shown(table)}: {said}" for table, said in as_counts(changes).items()]
    return "\n".join(lines or ["no changes"])


def as_markdown(changes: list[Change]) -> str:
    """A table of counts, then the rows of each table folded away, at most as much as a comment holds."""
    if not changes:
        return "### No changes in the data"
    lines = ["### Changes in the data", "", "| table | changes |", "| --- | --- |"]
    lines += [f"| {code(table)} | {said} |" for table, said in as_counts(changes).items()]
    lines += ["", "| table | row | column | before | after |", "| --- | --- | --- | --- | --- |"]
    for change in changes:
        sign = _SIGNS[change.kind.partition("-")[2]]
        row = code(change.key) or _WORDS[change.kind]
        cells = [f"{sign} {code(change.table)}", row, code(change.column), code(change.old), code(change.new)]
        lines.append(f"| {' | '.join(cells)} |")
    return cut(lines, "{n} more changes are left off here: `diff` lists them all.")


def as_json(changes: list[Change]) -> str:
    """A list of objects, one a change."""
    return json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=2)


VIEWS: Mapping[Form, Callable[[list[Change]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "csv": lambda changes: as_csv(changes).rstrip("\n"),
    "json": as_json,
}
