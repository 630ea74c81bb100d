"""Says what could not be read up to the day that is asked about, and what is known to be missing."""

from collections.abc import Iterable
from datetime import date

from ...library import Tables, cells
from ..standing.searches import horizons
from ..standing.status_rows import AFTER

# jurisdictions of which the gaps are told in full
_FEW = 3


def gaps(tables: Tables, jurisdictions: Iterable[str], last: date) -> list[str]:
    """Notes on each jurisdiction of which nothing up to the day was read: since when, and the gaps of the last year."""
    days = {j: day for j, day in horizons(tables).items() if j in set(jurisdictions) and day < last}
    if len(days) > _FEW:
        told = ", ".join(f"{j} after {day}" for j, day in days.items())
        return [f"Nothing was read of {told}; the table coverage says what is missing"]
    missing: dict[str, str] = {}
    rows = cells(tables, "coverage").sort_values("year") if days else cells(tables, "coverage").head(0)
    for row in rows.itertuples(index=False):
        if row.jurisdiction in days and row.status != "not-searched" and int(row.year) <= last.year:
            missing[row.jurisdiction] = row.known_gaps
    return [
        f"{j}: {AFTER.format(day)}." + (f" Known gaps: {missing[j]}" if missing.get(j) else "")
        for j, day in days.items()
    ]
