"""Turns how a part of a measure stands into a row of an answer, with how sure it is and why."""

from datetime import date
from typing import Any

from .lifecycle import UNTOLD, Standing

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
