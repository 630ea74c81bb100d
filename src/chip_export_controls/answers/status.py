"""Says what each part of a measure is on a day, or what each part of every measure is."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables
from ..model.frames import frame
from ..model.period import Day, period
from .as_known import tables_known
from .find import read_as, resolve
from .intervals import courses, stood
from .links.announced import named_firms, totals
from .sentences.gaps import gaps
from .sentences.verdicts import verdict_status
from .standing.events import jurisdictions
from .standing.lifecycle import NOT_YET_HEARD_OF, Standing
from .standing.schedules import doubts
from .standing.searches import horizons
from .standing.status_rows import STATUS, row

if TYPE_CHECKING:
    import pandas as pd


def status(
    measure_id: str | None, on: Day, *, known_on: Day | None = None, tables: Tables = RECORDED
) -> "pd.DataFrame":
    """What each part of a measure is on a day, or can be during a month, a year or a closed interval.

    `measure_id` is its id, its citation or title, or another text that `find` leads to one measure; None asks for all
    measures at once.

    Columns, all text: measure_id, scope, status (`in-force`, `suspended`, `expired`, `revoked`, `withdrawn`; before any
    of these the furthest stage, `reported`, `proposed`, `announced`, `adopted` or `published`; `unheard-of` before the
    first event), certainty, event and since (what made it so), until (the last day that it holds), basis, as_of,
    claim_id, excepted, note; as in `in_force`. A part that may be several things has a row for each, all `possible`.
    `attrs["verdict"]` holds the answer in a sentence.

    Raises KeyError for an unknown measure, ValueError for a date that is none. Source: measure_events of the installed
    package.

    >>> list(status(load("measures")["measure_id"][0], "1990-01-01")["status"])
    ['unheard-of']
    """
    days = period(on)
    wanted = resolve(tables, measure_id, "measure") if measure_id is not None else None
    known = tables_known(tables, known_on)
    of, searched, whose = courses(known), horizons(known), jurisdictions(known)
    rows: list[dict[str, Any]] = []
    for name in [wanted] if wanted else list(known["measures"]["measure_id"]):
        as_of = searched.get(whose.get(name, ""))
        found = list(stood(of.get(name, []), *days)) or [(Standing("", NOT_YET_HEARD_OF, None, True), date.max)]
        rows += [row(name, standing, days[1], as_of, until) for standing, until in found]
    answer = frame(rows, STATUS)
    doubted = set(answer.loc[answer["note"].fillna("") != "", "measure_id"]) if wanted else set()
    told = doubts(known, doubted, on)
    answer.attrs["verdict"] = verdict_status(answer, str(on), wanted, told)
    answer.attrs["notes"] = read_as(tables, "measure", measure_id, wanted) + sorted({d.sentence for d in told})
    if wanted and (firms := named_firms(wanted, known)):
        said = ", ".join(f"{n} as {role}" for role, n in firms.items())
        listed = totals(known).get(wanted)
        named = f"the record has firms that it names: {said}"
        answer.attrs["notes"].append(f"{named}; of those that it lists {listed}" if listed else named)
    makers = {whose.get(wanted, "")} if wanted else set(whose.values())
    answer.attrs["notes"] += gaps(known, makers, days[1])
    return answer
