"""Says on which lists a firm stood that is on none on a day: from when to when, and what took it off."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ...library import Tables, cells
from ..intervals import courses
from ..standing.events import events_by_measure
from ..standing.listing import links, roles, struck_by

_DAY = timedelta(days=1)
_SHOWN = 3


def _taken_off(tables: Tables, firm: str, measure: str, scope: str, last: date) -> str:
    """The act that took the firm off its list after the last day, or what became of the list."""
    rows, events = roles(tables).get(firm, []), events_by_measure(tables)
    listed = [row for row in rows if row.measure_id == measure and row.role == "listed"]
    acts = {
        act: day
        for row in listed
        for act, (_, day) in struck_by(row, date.min, rows, links(tables), events).items()
        if day == last + _DAY
    }
    if acts:
        return "taken off by " + ", ".join(f"{act} ({day})" for act, day in sorted(acts.items()))
    after = [s for s in courses(tables).get(measure, []) if s.standing.scope == scope and s.first == last + _DAY]
    if not after or after[0].standing.event is None:
        return "no act that took it off is recorded"
    return f"the list is {after[0].standing.status} since {after[0].standing.event.edtf}"


def once_listed(tables: Tables, firm: str, listings: Iterable[dict[str, Any]], first: str) -> str:
    """A note on the lists that the firm stood on before the first day asked about, the last first, or nothing."""
    spells: dict[tuple[str, str], tuple[str, str]] = {}
    for row in listings:
        if row["until"] and row["until"] < first:
            key = (row["measure_id"], row["scope"])
            begin, end = spells.get(key, (row["from"], row["until"]))
            spells[key] = (min(begin, row["from"]), max(end, row["until"]))
    if not spells:
        return ""
    titles = dict(cells(tables, "measures")[["measure_id", "title"]].itertuples(index=False, name=None))
    last_first = sorted(spells.items(), key=lambda one: (one[1][1], one[0]), reverse=True)
    told = [
        f"{titles[measure]} ({measure}) from {begin or 'an unknown day'} until {end}, "
        f"{_taken_off(tables, firm, measure, scope, date.fromisoformat(end))}"
        for (measure, scope), (begin, end) in last_first[:_SHOWN]
    ]
    more = f"; and {len(spells) - _SHOWN} more" if len(spells) > _SHOWN else ""
    return f"{firm} is on no list in force in the record, but was on {'; '.join(told)}{more}"
