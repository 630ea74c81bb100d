"""Turns a destination into the codes under which measures name it: its own, its country groups, and all."""

import re
from datetime import date, timedelta

from ...library import Tables, cells, kept
from ...model.edtf import bounds
from ...model.jurisdictions import UNION
from ..intervals import courses, stood
from ..standing.lifecycle import IN_FORCE

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


def members(tables: Tables, first: date, last: date) -> set[str]:
    """The members of the European Union at some time between two days."""
    return {code for code in memberships(tables) if UNION in groups_of(tables, code, first, last)}


def laws_of(tables: Tables, exporter: str | None, first: date, last: date) -> list[str | None]:
    """Whose law an exporter has to ask: its own, and for a member of the European Union that of the Union too."""
    return [exporter, UNION] if exporter and UNION in groups_of(tables, exporter, first, last) else [exporter]


# destinations that a jurisdiction counts as part of another one, by the measure that says so
PART_OF = {("US", "HK"): ("CN", "us-2020-12-23-hong-kong-separate-destination")}


def _counted_as(tables: Tables, destination: str, jurisdiction: str | None, first: date, last: date) -> str | None:
    """What the jurisdiction counts the destination as part of, while the measure that says so is in force."""
    whole, measure = PART_OF.get((jurisdiction or "", destination), (None, ""))
    if whole is None:
        return None
    acting = (s.status == IN_FORCE for s, _ in stood(courses(tables).get(measure, []), first, last))
    return whole if any(acting) else None


def names_of(tables: Tables, destination: str, first: date, last: date, jurisdiction: str | None = None) -> set[str]:
    """What a measure of the jurisdiction may name to reach the destination: its code, a group that holds it, or `*`.

    Hong Kong is part of China in the rules of the United States since December 2020.
    """
    whole = _counted_as(tables, destination, jurisdiction, first, last)
    found = {destination, "*", *groups_of(tables, destination, first, last)}
    return found | ({whole, *groups_of(tables, whole, first, last)} if whole else set())


@kept
def targets_of(tables: Tables) -> dict[str, set[str]]:
    """The destinations that each measure names."""
    found: dict[str, set[str]] = {}
    for row in cells(tables, "measure_targets")[["measure_id", "jurisdiction"]].itertuples(index=False):
        found.setdefault(row.measure_id, set()).add(row.jurisdiction)
    return found


def turns(tables: Tables, destination: str) -> list[date]:
    """The days from which other names than the day before may reach it, the calendar's first among them."""
    wholes = [(whole, measure) for (_, part), (whole, measure) in PART_OF.items() if part == destination]
    spans = [span[1:] for code in (destination, *(w for w, _ in wholes)) for span in memberships(tables).get(code, [])]
    spans += [(s.first, s.last) for _, measure in wholes for s in courses(tables).get(measure, [])]
    after = {last + timedelta(days=1) for _, last in spans if last != date.max}
    return sorted({date.min, *(first for first, _ in spans), *after})


def named(tables: Tables, destination: str, jurisdiction: str | None = None) -> list[Membership]:
    """What a measure of the jurisdiction may name to reach the destination, each with the days on which it does so."""
    days, found = turns(tables, destination), dict[str, list[Membership]]()
    for day, after in zip(days, [*days[1:], None], strict=True):
        last = after - timedelta(days=1) if after else date.max
        for name in sorted(names_of(tables, destination, day, day, jurisdiction)):
            rows = found.setdefault(name, [])
            first = rows.pop()[1] if rows and rows[-1][2] + timedelta(days=1) == day else day
            rows.append((name, first, last))
    return [row for rows in found.values() for row in rows]


def left_out(tables: Tables, words: str, destination: str, first: date, last: date) -> bool:
    """Whether a licence requirement on a group leaves the destination out, being in a friendlier group too."""
    match = _LEFT_OUT.search(words)
    if not match or (match[3] and destination == "AE"):
        return False
    return bool({match[1], match[2]} & groups_of(tables, destination, first, last))
