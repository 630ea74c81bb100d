"""Lists the measures in force on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables
from ..model.period import Day, period
from .as_known import tables_known
from .hierarchy import reach
from .lifecycle import IN_FORCE, Standing, standings
from .listing import Listing, struck
from .refusals import check_code, check_domain, unknown
from .standing import STATUS, events_by_measure, frame, row

if TYPE_CHECKING:
    import pandas as pd

ABOUT = ["title", "jurisdiction", "instrument", "domain"]
EQUIPMENT = ["equipment_id", "reach", "effect", "control_code"]


def _of_firm(tables: Tables, firm: str, days: tuple[date, date]) -> Callable[[str, Standing], Iterator[dict[str, Any]]]:
    """What ties the firm to a measure in force: its roles, without the listings that it has been taken off."""
    table, firms = tables["measure_firms"], list(tables["firms"]["firm_id"])
    if firm not in firms:
        raise unknown(f"no firm {firm!r}", firm, firms)
    events = events_by_measure(tables)
    relations = tables["measure_relations"][["measure_id", "relation", "related_measure_id"]]
    about = tables["measures"].set_index("measure_id").astype(object)
    rows = [
        Listing(
            r.measure_id,
            r.role,
            r.claim_id,
            about.at[r.measure_id, "jurisdiction"],
            about.at[r.measure_id, "instrument"],
        )
        for r in table[table["firm_id"] == firm].astype(object).itertuples(index=False)
    ]
    links = set(relations.itertuples(index=False, name=None))

    def ties(measure_id: str, standing: Standing) -> Iterator[dict[str, Any]]:
        for listed in rows:
            if listed.measure_id != measure_id:
                continue
            off = (
                struck(listed, standing.event, rows, links, events)
                if listed.role == "listed" and standing.event
                else []
            )
            if any(day[1] <= days[0] for day in off):
                continue
            sure = standing.certain and not any(day[0] <= days[1] for day in off)
            yield {"firm_id": firm, "role": listed.role, "certainty": "certain" if sure else "possible"}

    return ties


def _of_equipment(tables: Tables, item: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of measure_equipment that name the item, its families or its kinds, by measure."""
    near = reach(tables["equipment"], item)
    ties: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for named in tables["measure_equipment"].astype(object).itertuples(index=False):
        if named.equipment_id in near:
            cells = (named.equipment_id, near[named.equipment_id], named.effect, named.control_code)
            ties[named.measure_id].append(dict(zip(EQUIPMENT, cells, strict=True)))
    return ties


def _chosen(tables: Tables, jurisdiction: str | None, target: str | None, domain: str | None) -> "pd.DataFrame":
    typed = tables["measures"]
    check_code("jurisdiction", jurisdiction)
    check_code("target", target)
    check_domain(list(typed["domain"].cat.categories), domain)
    measures = typed.astype(object)
    if jurisdiction:
        measures = measures[measures["jurisdiction"] == jurisdiction]
    if domain:
        measures = measures[measures["domain"] == domain]
    if target:
        targets = tables["measure_targets"]
        measures = measures[
            measures["measure_id"].isin(targets.loc[targets["jurisdiction"].isin([target, "*"]), "measure_id"])
        ]
    return measures


def in_force(
    on: Day,
    *,
    jurisdiction: str | None = None,
    target: str | None = None,
    equipment: str | None = None,
    firm: str | None = None,
    domain: str | None = None,
    known_on: Day | None = None,
    tables: Tables = RECORDED,
) -> "pd.DataFrame":
    """The measures in force on a day, or at some time of a month, a year or a closed interval.

    `jurisdiction` is the one that made the measure, `target` a destination (measures on all destinations are kept).
    `equipment` keeps what names the item, its families or its kinds; `firm` what lists or touches the firm, without the
    listings that it has been taken off. `known_on` answers from the sources published until that day.

    Columns, all text: measure_id, scope (the part in force; empty for the whole), certainty (`certain`, or `possible`
    where a partial date, of the question or of an event, leaves it open), event and since (what put it in force, EDTF),
    claim_id (of that event), excepted (parts suspended or ended), title, jurisdiction, instrument, domain; with
    `equipment` also equipment_id, reach (`itself`, `family`, `kind`), effect, control_code; with `firm` firm_id, role.
    A row for each part, and for each item or role that ties it to the question.

    Raises ValueError for a date, a code or a domain that is none, KeyError for an unknown firm or item. Source:
    measure_events of the installed package; a measure without an `effective` event is never in force here.

    >>> found = in_force("2023-12-01", jurisdiction="NL", domain="export-control")
    >>> list(found.columns)[:3]
    ['measure_id', 'scope', 'certainty']
    """
    days, tables = period(on), tables_known(tables, known_on)
    events = events_by_measure(tables)
    items = _of_equipment(tables, equipment) if equipment else None
    roles = _of_firm(tables, firm, days) if firm else None
    rows: list[dict[str, Any]] = []
    for measure in _chosen(tables, jurisdiction, target, domain).itertuples(index=False):
        about = {column: getattr(measure, column) for column in ABOUT}
        for standing in standings(events.get(measure.measure_id, []), *days):
            if standing.status != IN_FORCE:
                continue
            told = row(measure.measure_id, standing) | about
            tied = list(roles(measure.measure_id, standing)) if roles else [{}]
            named = items[measure.measure_id] if items is not None else [{}]
            rows += [told | item | role for role in tied for item in named]
    columns = [c for c in STATUS if c != "status"] + ABOUT
    columns += (EQUIPMENT if equipment else []) + (["firm_id", "role"] if firm else [])
    return frame(rows, columns)
