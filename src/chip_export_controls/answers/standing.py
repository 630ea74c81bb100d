"""Turns the events of the tables into those of each measure, and a standing into a row of an answer."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from ..library import Tables
from ..model.edtf import bounds
from .lifecycle import Event, Standing

if TYPE_CHECKING:
    import pandas as pd

STATUS = ["measure_id", "scope", "status", "certainty", "event", "since", "claim_id", "excepted"]


def events_by_measure(tables: Tables) -> dict[str, list[Event]]:
    """The events of each measure, with the bounds of their days."""
    events: dict[str, list[Event]] = defaultdict(list)
    for row in tables["measure_events"].astype(object).fillna("").itertuples(index=False):
        first, last = bounds(row.date)
        event = Event(row.event, row.date, first or date.min, last or date.max, row.scope, row.claim_id)
        events[row.measure_id].append(event)
    return events


def row(measure_id: str, standing: Standing) -> dict[str, Any]:
    """The cells of STATUS that tell how a part of the measure stands."""
    event = standing.event
    told = (event.kind, event.edtf, event.claim_id) if event else (None, None, None)
    certainty, aside = "certain" if standing.certain else "possible", "; ".join(standing.excepted)
    cells = (measure_id, standing.scope, standing.status, certainty, *told, aside)
    return dict(zip(STATUS, cells, strict=True))


def frame(rows: list[dict[str, Any]], columns: list[str]) -> "pd.DataFrame":
    """The rows as a DataFrame of strings with these columns, even where there are none."""
    import pandas as pd

    return pd.DataFrame(rows, columns=columns).astype("string")
