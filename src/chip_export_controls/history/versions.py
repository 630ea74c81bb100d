"""Turns two states of the package into the least step of the version between them, with the reasons."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .changes import compare
from .state import State
from .views import by_table, counts

Version = tuple[int, int, int]
STEPS = ("none", "patch", "minor", "major")
_FORM = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)


@dataclass(frozen=True)
class Reason:
    """Why the version must take at least this step."""

    step: str
    said: str


def parse(text: str) -> Version:
    """The three numbers of a version; raises ValueError."""
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(f"`{text}` is not X.Y.Z")
    return int(match[1]), int(match[2]), int(match[3])


def stepped(version: Version, step: str) -> Version:
    """The version after one step."""
    major, minor, patch = version
    steps = {"major": (major + 1, 0, 0), "minor": (major, minor + 1, 0), "patch": (major, minor, patch + 1)}
    return steps.get(step, version)


def _type(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return entry.get("type", "string"), entry.get("format"), entry.get("rdfType")


def _links(schema: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    links = schema.get("foreignKeys", [])
    return {k["fields"][0]: (k["reference"].get("resource", ""), k["reference"]["fields"][0]) for k in links}


def _of_schema(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Reason]:
    before, after = ({f["name"]: f for f in schema["fields"]} for schema in (old, new))
    for column in before:
        if column not in after:
            yield Reason("major", f"the column {name}.{column} was removed or renamed")
        elif _type(before[column]) != _type(after[column]):
            yield Reason("major", f"the column {name}.{column} changed its type")
        else:
            allowed, still = (f[column].get("constraints", {}).get("enum", []) for f in (before, after))
            if still and set(allowed) - set(still):
                gone = ", ".join(sorted(set(allowed) - set(still)))
                yield Reason("major", f"{name}.{column} no longer allows {gone}")
    if old.get("primaryKey") != new.get("primaryKey"):
        yield Reason("major", f"the key of {name} changed")
    if any(_links(new).get(column) != target for column, target in _links(old).items()):
        yield Reason("major", f"a reference of {name} changed")
    for column in after:
        if column not in before:
            yield Reason("minor", f"the column {name}.{column} was added")
    if old != new:
        yield Reason("patch", f"the schema of {name} changed")


_ROWS = {
    "row-added": ("minor", "rows were added to {}"),
    "row-removed": ("patch", "rows were removed from {}"),
    "cell-changed": ("patch", "cells of {} were corrected"),
}


def reasons(old: State, new: State) -> list[Reason]:
    """All reasons for a step from `old` to `new`, the strongest first; none if nothing changed."""
    found = [
        Reason("major", f"the table {name} was removed or renamed") for name in old.tables if name not in new.tables
    ]
    found += [Reason("minor", f"the table {name} was added") for name in new.tables if name not in old.tables]
    for name in old.schemas:
        if name in new.schemas:
            found += _of_schema(name, old.schemas[name], new.schemas[name])
    for name, changes in by_table(compare(old, new)).items():
        if name in old.tables and name in new.tables:
            found += [Reason(_ROWS[kind][0], _ROWS[kind][1].format(name)) for kind in counts(changes) if kind in _ROWS]
    if old.records != new.records:
        found.append(Reason("patch", "records of text copies changed"))
    return sorted(found, key=lambda reason: -STEPS.index(reason.step))


def least(old: State, new: State) -> tuple[Version, str]:
    """The lowest version that `new` may have, and why."""
    found = reasons(old, new)
    last = parse(old.version)
    return (stepped(last, found[0].step), found[0].said) if found else (last, "nothing changed")
