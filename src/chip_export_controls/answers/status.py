"""Says what each part of a measure is on a day."""

from typing import TYPE_CHECKING

from ..library import RECORDED, Tables
from ..model.period import Day, period
from .as_known import tables_known
from .lifecycle import standings
from .refusals import unknown
from .standing import STATUS, events_by_measure, frame, row

if TYPE_CHECKING:
    import pandas as pd


def status(measure_id: str, on: Day, *, known_on: Day | None = None, tables: Tables = RECORDED) -> "pd.DataFrame":
    """What each part of a measure is on a day, or can be during a month, a year or a closed interval.

    Columns, all text: measure_id, scope, status (`in-force`, `suspended`, `expired`, `revoked`, `withdrawn`; before any
    of these the furthest stage, `reported`, `proposed`, `announced`, `adopted` or `published`; `unheard-of` before the
    first event), certainty, event and since (what made it so), claim_id, excepted. A part that may be several things
    has a row for each, all `possible`.

    Raises KeyError for an unknown measure, ValueError for a date that is none.

    >>> list(status(load("measures")["measure_id"][0], "1990-01-01")["status"])
    ['unheard-of']
    """
    tables = tables_known(tables, known_on)
    ids = list(tables["measures"]["measure_id"])
    if measure_id not in ids:
        raise unknown(f"no measure {measure_id!r}", measure_id, ids)
    found = standings(events_by_measure(tables).get(measure_id, []), *period(on))
    return frame([row(measure_id, standing) for standing in found], STATUS)
