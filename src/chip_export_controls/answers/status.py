"""Says what each part of a measure is on a day, or what each part of every measure is."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables
from ..model.frames import frame
from ..model.period import Day, period
from .as_known import tables_known
from .find import hits, index, read_as, resolve
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


# the commands that answer for what is no measure
_ANSWERS = {
    "firm": "`in-force --firm {0}`, `timeline {0}` or `screen`",
    "equipment": "`controls {0}`, `in-force --equipment {0}` or `timeline {0}`",
    "jurisdiction": "`in-force --jurisdiction {0}` or `timeline {0}`",
    "parameter": "`timeline {0}`",
}
_CALLED = {"equipment": "item"}
_EXACT, _FEW = 4, 3


def _other(tables: Tables, text: str) -> str:
    """What the text is the exact name of where it is no measure, and what answers for it; else nothing."""
    labels = index(tables).labels
    told = []
    for tier, _, entry in hits(tables, text):
        if tier < _EXACT and entry.kind in _ANSWERS:
            name = entry.id if entry.kind == "parameter" else labels.get((entry.kind, entry.id), entry.id)
            called = f"`{entry.id}`" if name == entry.id else f"`{entry.id}` ({name})"
            what = f"the {_CALLED.get(entry.kind, entry.kind)} {called}"
            told.append(f"{what}: ask {_ANSWERS[entry.kind].format(entry.id)}")
    return "; or ".join(told[:_FEW])


def one_measure(tables: Tables, text: str) -> str:
    """The id of the measure that the text names.

    Raises KeyError where none or several do; where it is the name of a firm, an item, a jurisdiction or a parameter,
    the error says so and which command answers.
    """
    try:
        return resolve(tables, text, "measure")
    except KeyError as error:
        other, said = _other(tables, text), str(error.args[0])
        if not other or "may be any of" in said:
            raise
        _, near, measures = said.partition("did you mean ")
        also = f"; or the measure {measures}" if near else ""
        raise KeyError(f"{text!r} is no measure but {other}{also}") from error


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

    Raises KeyError for an unknown measure (of a firm, an item, a jurisdiction or a parameter it says which command
    answers), ValueError for a date that is none. Source: measure_events of the installed
    package.

    >>> list(status(load("measures")["measure_id"][0], "1990-01-01")["status"])
    ['unheard-of']
    """
    days = period(on)
    wanted = one_measure(tables, measure_id) if measure_id is not None else None
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
