"""Says which firms an act lists on a day."""

from typing import TYPE_CHECKING

from ..library import RECORDED, Tables, cells
from ..model.frames import frame
from ..model.period import Day, period
from .intervals import listings
from .links.announced import totals
from .sentences.gaps import gaps
from .sentences.verdicts import NO_CLEARANCE, counted
from .standing.events import jurisdictions
from .standing.searches import horizons
from .status import one_measure

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["firm_id", "firm", "jurisdiction", "name_as_listed", "scope", "since", "until", "certainty", "claim_id"]


def members(measure_id: str, on: Day, *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """The firms on the list of a measure at some time of the day, month or year, by name.

    `measure_id` is as for `status`. Columns, all text: firm_id, firm, jurisdiction, name_as_listed, scope, since,
    until, certainty,
    claim_id. `attrs["verdict"]` says how many of those that the act names are in the record. Raises KeyError for an
    unknown measure, ValueError for a date that is none.
    """
    first, last = period(on)
    wanted = one_measure(tables, measure_id)
    firms = cells(tables, "firms").set_index("firm_id")
    named, of = firms["name"].to_dict(), firms["jurisdiction"].to_dict()
    told = cells(tables, "measure_firms")
    told = told[(told["measure_id"] == wanted) & (told["role"] == "listed")].set_index("firm_id")["name_as_listed"]
    as_listed = told.to_dict()
    whose = jurisdictions(tables).get(wanted, "")
    late = last > horizons(tables).get(whose, last)
    rows = listings(tables=tables).astype(object)
    rows = rows[rows["measure_id"] == wanted].rename(columns={"from": "since"})
    found = [
        row
        | {
            "firm": named[row["firm_id"]],
            "jurisdiction": of[row["firm_id"]],
            "name_as_listed": as_listed.get(row["firm_id"]),
        }
        | ({"certainty": "possible"} if late else {})
        for row in rows.where(rows.notna(), None).to_dict("records")
        if (row["since"] or "") <= last.isoformat() and first.isoformat() <= (row["until"] or "9999")
    ]
    answer = frame(sorted(found, key=lambda row: (row["firm"], row["scope"] or "")), COLUMNS)
    recorded = totals(tables).get(wanted)
    said = (
        f"of those that the act names, {recorded} are in the record" if recorded else "the act lists none in the record"
    )
    answer.attrs["verdict"] = (
        f"{counted(answer['firm_id'].nunique(), 'firm')} on {wanted} on {on}; {said}. {NO_CLEARANCE}"
    )
    answer.attrs["notes"] = gaps(tables, [whose], last)
    return answer
