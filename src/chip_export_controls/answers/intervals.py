"""Turns the tables into the dated stretches of each part of each measure, and of each firm's place on a list."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables, kept
from ..model.frames import frame
from .standing.events import events_by_measure, jurisdictions
from .standing.lifecycle import IN_FORCE, Event, Standing, standings
from .standing.listing import Listing, stands_in, struck
from .standing.searches import horizons
from .standing.status_rows import doubt

if TYPE_CHECKING:
    import pandas as pd

INTERVALS = ["measure_id", "scope", "from", "until", "status", "certainty", "event", "since", "basis", "claim_id"]
INTERVALS += ["excepted", "as_of", "ends", "note"]
LISTINGS = ["firm_id", "measure_id", "scope", "from", "until", "certainty", "claim_id"]
_DAY = timedelta(days=1)
_OPEN = (date.min, date.max)


@dataclass(frozen=True)
class Stretch:
    """The days, both included, on which a part of a measure stands the same; open ends are the calendar's."""

    first: date
    last: date
    standing: Standing


def turns(events: list[Event]) -> list[date]:
    """The days from which something may be other than the day before, in order, the calendar's first among them."""
    ends = {day for event in events for day in (event.first, event.last)}
    near = {day + _DAY * n for day in ends - set(_OPEN) for n in (-1, 0, 1, 2)}
    return sorted((near | ends | {date.min}) - {date.max})  # the last day stands for all days to come


def stretches(events: list[Event]) -> list[Stretch]:
    """What each part of the measure is on every day of the calendar, a stretch for each status that it may have."""
    days = turns(events)
    open_ones: dict[Standing, date] = {}
    found: list[Stretch] = []
    for day in days:
        now = dict.fromkeys(standings(events, day, day))
        for gone in [s for s in open_ones if s not in now]:
            found.append(Stretch(open_ones.pop(gone), day - _DAY, gone))
        for standing in now:
            open_ones.setdefault(standing, day)
    found += [Stretch(first, date.max, standing) for standing, first in open_ones.items()]
    return sorted(found, key=lambda s: (s.standing.scope, s.first, s.last, s.standing.status))


@kept
def courses(tables: Tables) -> dict[str, list[Stretch]]:
    """The stretches of each measure that has events."""
    return {measure_id: stretches(events) for measure_id, events in events_by_measure(tables).items()}


def stood(course: list[Stretch], first: date, last: date) -> Iterator[tuple[Standing, date]]:
    """Each status of each part between two days, sure if the part had no other, with the last day that it holds."""
    by_scope: dict[str, dict[str, Stretch]] = defaultdict(dict)
    for stretch in course:
        if stretch.first <= last and first <= stretch.last:
            by_scope[stretch.standing.scope][stretch.standing.status] = stretch
    for scope in sorted(by_scope):
        for _, stretch in sorted(by_scope[scope].items()):
            standing = stretch.standing
            if standing.certain and len(by_scope[scope]) > 1:
                standing = Standing(scope, standing.status, standing.event, False, standing.excepted)
            yield standing, _end(course, stretch)


def _end(course: list[Stretch], stretch: Stretch) -> date:
    """The last day on which the part has the same status without a break, whatever else about it changes."""
    last = stretch.last
    same = sorted(
        (s.first, s.last)
        for s in course
        if s.standing.scope == stretch.standing.scope and s.standing.status == stretch.standing.status
    )
    for begin, end in same:
        if last != date.max and begin <= last + _DAY and end > last:
            last = end
    return last


def _edge(day: date) -> str:
    return "" if day in _OPEN else day.isoformat()


def intervals(*, tables: Tables = RECORDED) -> "pd.DataFrame":
    """For each measure and part of it, its status from its first day to its last, in one pass over the tables.

    Columns, all text: measure_id, scope, from and until (the first and the last day, empty where open), status,
    certainty, event, since and basis (of what made it so), claim_id, excepted, as_of (how far the jurisdiction was
    searched: `status` calls nothing certain after it), ends (the last day of the status, whatever else changes; empty
    where open), note (why it is no more than possible, where it is). A part that may be several things on a day has a
    row for each, all `possible`. A measure without events is left out. Raises nothing of its own. Source:
    measure_events and coverage of the installed package.

    >>> intervals()["measure_id"].nunique()
    2
    """
    rows, of, searched = [], jurisdictions(tables), horizons(tables)
    for measure_id, course in courses(tables).items():
        as_of = searched.get(of.get(measure_id, ""))
        for stretch in course:
            standing, event = stretch.standing, stretch.standing.event
            cells: list[Any] = [measure_id, standing.scope, _edge(stretch.first), _edge(stretch.last), standing.status]
            cells.append("certain" if standing.certain else "possible")
            cells += [event.kind, event.edtf, event.basis, event.claim_id] if event else [None] * 4
            cells += ["; ".join(standing.excepted), as_of.isoformat() if as_of else None]
            cells += [_edge(_end(course, stretch)), doubt(standing)]
            rows.append(dict(zip(INTERVALS, cells, strict=True)))
    answer = frame(rows, INTERVALS)
    answer.attrs["verdict"] = f"{len(rows)} stretches of time of {answer['measure_id'].nunique()} measures."
    answer.attrs["notes"] = [
        "a panel: for each day, the rows whose status is in-force, whose from is not later and whose until is not "
        "earlier or empty; listings of firms in the same form: answers.intervals.listings"
    ]
    return answer


def _cut(stretch: Stretch, off: list[tuple[date, date]]) -> Iterator[tuple[date, date, bool]]:
    """The parts of a stretch in force on which a listing binds, and whether it surely does.

    From the first day on which a delisting can have come the listing is in doubt, from its last day on it is over.
    """
    end = min([stretch.last, *(last - _DAY for _, last in off)])
    sure_until = min([end, *(first - _DAY for first, _ in off)]) if stretch.standing.certain else stretch.first - _DAY
    if stretch.first <= sure_until:
        yield stretch.first, sure_until, True
    doubt = max(stretch.first, sure_until + _DAY) if sure_until < end else None
    if doubt and doubt <= end:
        yield doubt, end, False


def listings(*, tables: Tables = RECORDED) -> "pd.DataFrame":
    """For each firm and each list that it was put on, the days on which the listing binds, without those struck off.

    Columns, all text: firm_id, measure_id, scope, from, until (empty where open), certainty, claim_id (of the listing);
    as `in_force` with `firm` would say on each day of the rows whose role is `listed`.
    """
    events, of_measure = events_by_measure(tables), courses(tables)
    about = tables["measures"].astype(object).set_index("measure_id")[["jurisdiction", "instrument"]].to_dict("index")
    relations = tables["measure_relations"][["measure_id", "relation", "related_measure_id"]]
    links = set(relations.itertuples(index=False, name=None))
    of_firm: dict[str, list[Listing]] = defaultdict(list)
    claims: dict[str, set[str]] = defaultdict(set)
    for r in tables["measure_firms"].astype(object).itertuples(index=False):
        of_firm[r.firm_id].append(Listing(r.measure_id, r.role, r.claim_id, **about[r.measure_id]))
        claims[r.measure_id].add(r.claim_id)
    in_force = {
        measure: [s for s in of_measure.get(measure, []) if s.standing.status == IN_FORCE]
        for measure in {row.measure_id for rows in of_firm.values() for row in rows if row.role == "listed"}
    }
    found: list[dict[str, Any]] = []
    for firm, rows in sorted(of_firm.items()):
        for row in (row for row in rows if row.role == "listed"):
            parts = stands_in(row, events.get(row.measure_id, []), claims[row.measure_id])
            for stretch in (s for s in in_force[row.measure_id] if s.standing.scope in parts):
                event = stretch.standing.event
                off = struck(row, event, rows, links, events) if event else []
                for first, last, sure in _cut(stretch, off):
                    sureness = "certain" if sure else "possible"
                    cells = (firm, row.measure_id, stretch.standing.scope, sureness, row.claim_id)
                    of_row = dict(zip(("firm_id", "measure_id", "scope", "certainty", "claim_id"), cells, strict=True))
                    before = found[-1] if found else {}
                    goes_on = first > date.min and before.get("until") == _edge(first - _DAY)
                    if goes_on and all(before[column] == cell for column, cell in of_row.items()):
                        before["until"] = _edge(last)  # only what is excepted of the act changed between the two
                    else:
                        found.append(of_row | {"from": _edge(first), "until": _edge(last)})
    return frame(found, LISTINGS)
