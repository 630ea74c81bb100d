"""Says until when the documents of each jurisdiction were read, as far as `coverage` tells."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ...library import Tables, cells, kept
from ...model.edtf import bounds


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
