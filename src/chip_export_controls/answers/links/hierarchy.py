"""Turns an item of equipment into the items that a control on it reaches, above it and below it."""

from typing import TYPE_CHECKING

from ..sentences.refusals import unknown

if TYPE_CHECKING:
    import pandas as pd


def parents(equipment: "pd.DataFrame") -> dict[str, str]:
    """The parent of each item that has one."""
    known = equipment.dropna(subset=["parent_id"])
    return dict(zip(known["equipment_id"], known["parent_id"], strict=True))


def above(item: str, parent_of: dict[str, str]) -> list[str]:
    """The families of the item, nearest first."""
    line: list[str] = []
    while (parent := parent_of.get(line[-1] if line else item)) and parent not in line:
        line.append(parent)
    return line


def reach(equipment: "pd.DataFrame", item: str) -> dict[str, str]:
    """How each item related to this one stands to it: `itself`, `family` (above it) or `kind` (below it).

    A control on a family catches its models; a control on one model is part of the answer to a question about the
    family. Raises KeyError for an unknown item, naming the nearest.
    """
    ids = list(equipment["equipment_id"])
    if item not in ids:
        raise unknown(f"no equipment {item!r}", item, ids)
    parent_of = parents(equipment)
    below = {other: "kind" for other in ids if item in above(other, parent_of)}
    return {item: "itself", **dict.fromkeys(above(item, parent_of), "family"), **below}


def reaches(equipment: "pd.DataFrame") -> dict[str, dict[str, str]]:
    """`reach` of every item at once, without the item itself."""
    parent_of = parents(equipment)
    found: dict[str, dict[str, str]] = {item: {} for item in equipment["equipment_id"]}
    for item in found:
        for family in above(item, parent_of):
            found[item][family] = "family"
            found[family].setdefault(item, "kind")
    return found
