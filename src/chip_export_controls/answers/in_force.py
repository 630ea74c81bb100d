"""Lists the measures in force on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables
from ..model.frames import frame
from ..model.jurisdictions import UNION
from ..model.period import Day, period
from .as_known import tables_known
from .conditions.destinations import members, names_of, targets_of
from .find import read_as, resolve
from .intervals import courses, stood
from .links.named_by_measures import EQUIPMENT, FIRM, freed, of_equipment, of_firm
from .sentences.gaps import gaps
from .sentences.kin import kin
from .sentences.refusals import check_code, check_domain, read_codes
from .sentences.verdicts import Asked, counted, undated, verdict_in_force
from .standing.events import measures_told
from .standing.lifecycle import IN_FORCE
from .standing.renewed_lists import renewals
from .standing.searches import horizons
from .standing.status_rows import STATUS, row

if TYPE_CHECKING:
    import pandas as pd

ABOUT = ["title", "jurisdiction", "instrument", "domain"]


def _chosen(tables: Tables, asked: Asked) -> Iterator[dict[str, Any]]:
    """What the answer tells of each measure that the question leaves."""
    targets = targets_of(tables)
    named: dict[str, set[str]] = {}
    for measure in measures_told(tables):
        if asked.jurisdiction not in (None, measure["jurisdiction"]) or asked.domain not in (None, measure["domain"]):
            continue
        whose = measure["jurisdiction"]
        if asked.target and whose not in named:
            named[whose] = names_of(tables, asked.target, *asked.days, whose)
        if not asked.target or named[whose] & targets.get(measure["measure_id"], set()):
            yield {column: measure[column] for column in ("measure_id", *ABOUT)}


def _rows(tables: Tables, asked: Asked) -> list[dict[str, Any]]:
    of, searched = courses(tables), horizons(tables)
    items = of_equipment(tables, asked.equipment) if asked.equipment else None
    roles = of_firm(tables, asked.firm, asked.days) if asked.firm else None
    rows: list[dict[str, Any]] = []
    for about in _chosen(tables, asked):
        name = about["measure_id"]
        named = items.get(name, []) if items is not None else [{}]
        if not named:
            continue
        for standing, until in stood(of.get(name, []), *asked.days):
            if standing.status != IN_FORCE:
                continue
            told = row(name, standing, asked.days[1], searched.get(about["jurisdiction"]), until) | about
            if items is not None and (also := freed(tables, str(asked.equipment), named)):
                told["excepted"] = "; ".join(filter(None, [told["excepted"], *also]))
            tied = list(roles(name, standing)) if roles else [{}]
            rows += [told | item | role for role in tied for item in named]
    if items is not None:  # what only a claim mentions comes last
        rows.sort(key=lambda told: told["reach"] == "mentioned")
    return rows


_ASK_UNION = f"not told here: `--jurisdiction {UNION}`"


def _of_the_union(tables: Tables, asked: Asked) -> list[str]:
    """That the law of the European Union applies in a member too, and how many of its measures answer the question."""
    if asked.jurisdiction not in members(tables, *asked.days):
        return []
    also = {row["measure_id"] for row in _rows(tables, replace(asked, jurisdiction=UNION))}
    other = (asked.target, asked.equipment, asked.firm, asked.domain)
    same = " that answer the same question" if any(other) else ""
    return [
        f"{asked.jurisdiction} is a member of the European Union, whose law applies there too: "
        f"{counted(len(also), 'measure')} of {UNION} in force on {asked.on}{same}, {_ASK_UNION}"
    ]


def _listed(given: str | Iterable[str] | None) -> list[str | None]:
    """One code or several; None is one that asks for all."""
    return [given] if given is None or isinstance(given, str) else list(dict.fromkeys(given)) or [None]


def _together(answers: dict[str, "pd.DataFrame"]) -> "pd.DataFrame":
    """The rows of several answers, each once, with the sentence of each and what they leave out."""
    import pandas as pd

    whole = pd.concat(list(answers.values()), ignore_index=True).drop_duplicates(ignore_index=True)
    verdict = "\n".join(f"{label}: {found.attrs['verdict']}" for label, found in answers.items())
    notes = [note for found in answers.values() for note in found.attrs["notes"]]
    whole.attrs = {"verdict": verdict, "notes": list(dict.fromkeys(notes))}
    return whole


def in_force(
    on: Day,
    *,
    jurisdiction: str | Iterable[str] | None = None,
    target: str | Iterable[str] | None = None,
    equipment: str | None = None,
    firm: str | None = None,
    domain: str | None = None,
    known_on: Day | None = None,
    tables: Tables = RECORDED,
) -> "pd.DataFrame":
    """The measures in force on a day, or at some time of a month, a year or a closed interval.

    `jurisdiction` is the one that made the measure, `target` a destination (measures on all destinations, and on a
    country group that it belongs to, are kept) or a country group; of either several may be given, and a measure that
    answers for one of them is told once. `equipment` keeps what names the item, its families
    or its kinds, and last what only claims mention it with; `firm` what lists or touches the firm, without the listings
    that it has been taken off. Both take an id or any name that `find` leads to one record. `known_on` answers from the
    sources published until that day.

    Columns, all text: measure_id, scope (the part in force; empty for the whole), certainty (`certain`, or `possible`
    where a partial date or one in doubt, a schedule, or the end of the search leaves it open), event and since (what
    put it in force, EDTF), until (the last day, empty where no end is known), basis (`happened`, or `scheduled` where
    no source tells that the day came about), as_of (how far the jurisdiction was searched: nothing is certain after
    it), claim_id (of that event), excepted (parts suspended or ended, items exempted), note (why it is only possible),
    title, jurisdiction, instrument, domain; with `equipment` also equipment_id, reach (`itself`, `family`, `kind`,
    `mentioned`), effect, control_code; with `firm` firm_id, role. A row for each part, and for each item or role that
    ties it to the question. `attrs["verdict"]` holds the answer in a sentence, `attrs["notes"]` what it leaves out.

    Raises ValueError for a date, a code or a domain that is none, KeyError for an unknown firm or item, or a name that
    several bear. Source: measure_events of the installed package; a measure without an `effective` event is never in
    force here.

    >>> found = in_force("2020-05-10", jurisdiction="NA", domain="export-control")
    >>> list(found.columns)[:3]
    ['measure_id', 'scope', 'certainty']
    >>> found.attrs["verdict"]
    '1 measure in force: 1 certain.'
    """
    makers, goals = _listed(jurisdiction), _listed(target)
    if len(makers) > 1 or len(goals) > 1:

        def ask(maker: str | None, goal: str | None) -> "pd.DataFrame":
            return in_force(
                on,
                jurisdiction=maker,
                target=goal,
                equipment=equipment,
                firm=firm,
                domain=domain,
                known_on=known_on,
                tables=tables,
            )

        together = _together({" to ".join(filter(None, (m, t))): ask(m, t) for m in makers for t in goals})
        if UNION in makers:
            together.attrs["notes"] = [note for note in together.attrs["notes"] if _ASK_UNION not in note]
        return together
    (jurisdiction,), (target,) = makers, goals
    maker, reached = check_code("jurisdiction", jurisdiction), check_code("target", target, groups=True)
    as_code = read_codes((jurisdiction, maker), (target, reached))
    jurisdiction, target = maker, reached
    check_domain(list(tables["measures"]["domain"].cat.categories), domain)
    item = resolve(tables, equipment, "equipment") if equipment else None
    name = resolve(tables, firm, "firm") if firm else None
    asked = Asked(period(on), str(on), jurisdiction, target, item, name, domain)
    known = tables_known(tables, known_on)
    columns = [c for c in STATUS if c != "status"] + ABOUT + (EQUIPMENT if item else []) + (FIRM if name else [])
    found = frame(_rows(known, asked), columns)
    found.attrs["verdict"] = verdict_in_force(known, asked, found)
    read = as_code + read_as(tables, "equipment", equipment, item) + read_as(tables, "firm", firm, name)
    whose = [jurisdiction] if jurisdiction else found["jurisdiction"].dropna().unique()
    found.attrs["notes"] = read + undated(known, asked, found) + gaps(known, whose, asked.days[1])
    found.attrs["notes"] += _of_the_union(known, asked)
    if name:
        found.attrs["notes"] = kin(known, name, asked.days, set(found["measure_id"])) + found.attrs["notes"]
        found.attrs["notes"] += renewals(known, name, found.loc[found["role"] == "listed", "measure_id"])
    return found
