"""Turns the events of the tables into those of each measure, and tells whose it is."""

from collections import defaultdict
from datetime import date
from typing import Any

from ...library import Tables, cells, kept
from ...model.edtf import bounds
from .lifecycle import Event


@kept
def events_by_measure(tables: Tables) -> dict[str, list[Event]]:
    """The events of each measure, with the bounds of their days."""
    events: dict[str, list[Event]] = defaultdict(list)
    for row in cells(tables, "measure_events").itertuples(index=False):
        first, last = bounds(row.date)
        days = (first or date.min, last or date.max)
        events[row.measure_id].append(
            Event(row.event, row.date, *days, row.scope, row.claim_id, row.basis or "happened")
        )
    return events


@kept
def measures_told(tables: Tables) -> list[dict[str, Any]]:
    """The measures as dicts, empty text for an empty cell."""
    found: list[dict[str, Any]] = cells(tables, "measures").to_dict("records")
    return found


@kept
def jurisdictions(tables: Tables) -> dict[str, str]:
    """Whose measure each measure is."""
    measures = tables["measures"]
    return dict(zip(measures["measure_id"], measures["jurisdiction"].astype(object), strict=True))
