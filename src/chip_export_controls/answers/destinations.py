"""Turns a destination into the codes under which measures name it: its own, its country groups, and all."""

import re
from datetime import date

from ..library import Tables, kept
from ..model.edtf import bounds
from .standing import cells

_LEFT_OUT = re.compile(r"also in ([A-E]:\d) or ([A-E]:\d) are left out(, but not the Emirates)?")
Membership = tuple[str, date, date]


@kept
def memberships(tables: Tables) -> dict[str, list[Membership]]:
    """The groups that each jurisdiction belongs to, with the days, open where no source gives them."""
    found: dict[str, list[Membership]] = {}
    if "jurisdiction_groups" not in tables:
        return found
    table = cells(tables, "jurisdiction_groups")
    for group, member, begin, end in table[["group", "jurisdiction", "from", "until"]].itertuples(index=False):
        first = bounds(begin)[0] if begin else None
        last = bounds(end)[1] if end else None
        found.setdefault(member, []).append((group, first or date.min, last or date.max))
    return found


def groups_of(tables: Tables, destination: str, first: date, last: date) -> set[str]:
    """The country groups that hold the destination at some time between two days."""
    return {g for g, begin, end in memberships(tables).get(destination, []) if begin <= last and end >= first}


def names_of(tables: Tables, destination: str, first: date, last: date) -> set[str]:
    """What a measure may name to reach the destination: the code itself, a group of it, or `*`."""
    return {destination, "*", *groups_of(tables, destination, first, last)}


def left_out(tables: Tables, words: str, destination: str, first: date, last: date) -> bool:
    """Whether a licence requirement on a group leaves the destination out, being in a friendlier group too."""
    match = _LEFT_OUT.search(words)
    if not match or (match[3] and destination == "AE"):
        return False
    return bool({match[1], match[2]} & groups_of(tables, destination, first, last))
