"""Turns what a question calls a day, a date or its EDTF text, into the first and the last day it can mean."""

from datetime import date, datetime

from .edtf import bounds

Day = str | date


def period(on: Day) -> tuple[date, date]:
    """First and last day of `on`: the same for a day, the ends of the month or year for a partial date.

    Raises ValueError for text that is not a date of the package's subset, and for an open interval.
    """
    if isinstance(on, datetime):
        on = on.date()
    if isinstance(on, date):
        return on, on
    first, last = bounds(on)
    if first is None or last is None:
        raise ValueError(f"`{on}` is open at one end: give a day, a month, a year or a closed interval")
    return first, last
