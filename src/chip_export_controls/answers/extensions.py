"""Finds what is told of measures that suspend or change another, where only a schedule says how this one stands."""

from collections.abc import Iterable

from ..library import Tables
from ..model.period import Day, period
from .standing import cells, events_by_measure

_CHANGING = ("suspends", "amends", "extends")


def told_of_schedules(tables: Tables, measures: Iterable[str], on: Day) -> list[str]:
    """A note for each part of a suspending or changing measure that was reported, announced or adopted until the day.

    Such as a longer term that no act in the record sets: the schedule may then not have come about.
    """
    asked, last = set(measures), period(on)[1]
    relations = cells(tables, "measure_relations")
    notes = []
    for row in relations[relations["relation"].isin(_CHANGING)].itertuples(index=False):
        if row.related_measure_id not in asked:
            continue
        notes += [
            f"{row.measure_id}, which {row.relation} {row.related_measure_id}: "
            f"{event.scope} ({event.kind} {event.edtf})"
            for event in events_by_measure(tables).get(row.measure_id, [])
            if event.scope and event.basis == "happened" and event.kind in ("reported", "announced", "adopted")
            if event.first <= last
        ]
    return sorted(set(notes))
