"""Turns a date in the package's EDTF subset into the first and the last day it can mean.

The loader runs on pandas alone, so the subset is read here; the tests hold it against the `edtf` library.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.ASCII)
OPEN = ".."


class NotADate(ValueError):
    """The text is not a date of the subset, or the day is not in the calendar."""


class RunsBackward(ValueError):
    """The interval ends before it begins."""


def _days(text: str) -> tuple[date, date]:
    match = _DATE.fullmatch(text)
    if not match:
        raise NotADate(f"`{text}` is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise NotADate(f"`{text}` is not in the calendar") from error
    if day:
        return first, first
    if not month:
        return first, date(first.year, 12, 31)
    return first, date(first.year, first.month, monthrange(first.year, first.month)[1])


@lru_cache(maxsize=65536)
def bounds(text: str) -> tuple[date | None, date | None]:
    """First and last day that `text` can mean; None where an interval is open.

    A qualifier (? uncertain, ~ approximate, % both) does not widen the bounds.
    Raises NotADate or RunsBackward, both ValueErrors.
    """
    if "/" not in text:
        return _days(text)
    start, _, end = text.partition("/")
    if start == OPEN and end == OPEN:
        raise NotADate("`../..` says nothing: leave the cell empty")
    first = None if start == OPEN else _days(start)
    last = None if end == OPEN else _days(end)
    if first and last and (first[0] > last[0] or first[1] > last[1]):
        raise RunsBackward(f"`{text}` ends before it begins")
    return (first[0] if first else None), (last[1] if last else None)
