"""Finds what is told of measures that suspend or change another, where only a schedule says how this one stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...library import Tables, cells
from ...model.period import Day, period
from ...model.relation_kinds import CHANGING
from .events import events_by_measure
from .lifecycle import Event

_TOLD = ("reported", "announced", "adopted")


@dataclass(frozen=True)
class Doubt:
    """What is told of one measure that suspends, amends or extends another."""

    by: str
    relation: str
    measure_id: str
    event: Event

    @property
    def sentence(self) -> str:
        """What is told, of which measure, and when."""
        told = f"{self.event.scope} ({self.event.kind} {self.event.edtf})"
        return f"{self.by}, which {self.relation} {self.measure_id}: {told}"


def doubts(tables: Tables, measures: Iterable[str], on: Day) -> list[Doubt]:
    """Each part of a suspending or changing measure that was reported, announced or adopted until the day.

    Such as a longer term that no act in the record sets: the schedule may then not have come about.
    """
    asked, last = set(measures), period(on)[1]
    relations = cells(tables, "measure_relations")
    rows = relations[relations["relation"].isin(CHANGING) & relations["related_measure_id"].isin(asked)]
    return [
        Doubt(row.measure_id, row.relation, row.related_measure_id, event)
        for row in rows.itertuples(index=False)
        for event in events_by_measure(tables).get(row.measure_id, [])
        if event.scope and event.basis == "happened" and event.kind in _TOLD and event.first <= last
    ]


def told_of_schedules(tables: Tables, measures: Iterable[str], on: Day) -> list[str]:
    """A note for each of these doubts."""
    return sorted({doubt.sentence for doubt in doubts(tables, measures, on)})


def by_schedule(status: str, event: str, since: str, doubt: Doubt) -> str:
    """What a part is by a schedule that is in doubt, and what it may be instead."""
    again = " again" if event == "resumed" else ""
    instead = {"suspends": "suspended longer", "extends": "extended", "amends": "changed"}[doubt.relation]
    said = f"by schedule {status.replace('-', ' ')}{again} since {since}"
    return f"{said}, or {instead}, as was {doubt.event.kind}: not known"
