"""Turns the events of the tables into those of each measure, and a standing into a row of an answer."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ..library import Tables, kept
from ..model.edtf import bounds
from .lifecycle import UNTOLD, Event, Standing

if TYPE_CHECKING:
    import pandas as pd

STATUS = [
    "measure_id",
    "scope",
    "status",
    "certainty",
    "event",
    "since",
    "until",
    "basis",
    "as_of",
    "claim_id",
    "excepted",
    "note",
]
AFTER, SCHEDULED, DOUBTED, OPEN = (
    "nothing after {} was read",
    "as scheduled; no source tells that it happened",
    "the day is in doubt",
    "the dates leave it open",
)


def cells(tables: Tables, name: str) -> "pd.DataFrame":
    """A table as plain text and numbers, empty text for an empty cell."""
    table = tables[name].astype(object)
    return table.where(table.notna(), "")


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
def horizons(tables: Tables) -> dict[str, date]:
    """The last day of which documents of each jurisdiction were read, as far as `coverage` tells."""
    found: dict[str, date] = {}
    for row, searched in _searches(tables):
        read = bounds(row.read_until)[1] if row.read_until else None
        day = min(searched, read or searched, date(int(row.year), 12, 31))
        found[row.jurisdiction] = max(day, found.get(row.jurisdiction, date.min))
    return found


def _searches(tables: Tables) -> Iterator[tuple[Any, date]]:
    """The rows of `coverage` that tell of a search, and its day."""
    if "coverage" not in tables:
        return
    for row in cells(tables, "coverage").itertuples(index=False):
        searched = bounds(row.last_searched_on)[1] if row.last_searched_on else None
        if row.status != "not-searched" and searched:
            yield row, searched


def last_search(tables: Tables) -> date | None:
    """The day of the last search, in the last year that was searched: today, as far as the record can tell."""
    return max((min(day, date(int(row.year), 12, 31)) for row, day in _searches(tables)), default=None)


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


def certainty(standing: Standing, last: date, as_of: date | None) -> tuple[str, str]:
    """`certain` or `possible`, and why it is no more than possible."""
    if as_of is not None and last > as_of:
        unread = AFTER.format(as_of)
        return "possible", unread if standing.certain else f"{unread}; {doubt(standing)}"
    return ("certain", "") if standing.certain else ("possible", doubt(standing))


def doubt(standing: Standing) -> str:
    """Why a standing is no more than possible, where it is."""
    event = standing.event
    if any(UNTOLD in part for part in standing.excepted):
        return SCHEDULED
    if event is None or event.is_sure:
        return OPEN
    return SCHEDULED if event.basis == "scheduled" else DOUBTED


def row(
    measure_id: str, standing: Standing, last: date, as_of: date | None = None, until: date | None = None
) -> dict[str, Any]:
    """The cells of STATUS that tell how a part of the measure stands on the day, or on the last day of a period."""
    event = standing.event
    sure, why = certainty(standing, last, as_of)
    return {
        "measure_id": measure_id,
        "scope": standing.scope,
        "status": standing.status,
        "certainty": sure,
        "event": event.kind if event else None,
        "since": event.edtf if event else None,
        "until": until.isoformat() if until and until != date.max else None,
        "basis": event.basis if event else None,
        "as_of": as_of.isoformat() if as_of else None,
        "claim_id": event.claim_id if event else None,
        "excepted": "; ".join(standing.excepted),
        "note": why,
    }


def frame(rows: list[dict[str, Any]], columns: list[str]) -> "pd.DataFrame":
    """The rows as a DataFrame of strings with these columns, even where there are none."""
    import pandas as pd

    given = {name: pd.array([cell.get(name) for cell in rows], dtype="string") for name in columns}
    return pd.DataFrame(given, columns=columns)
