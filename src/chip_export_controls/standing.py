"""Turns the tables into the measures in force in a period, and into the status of one of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from .edtf import bounds
from .hierarchy import reach
from .lifecycle import IN_FORCE, Event, Standing, standings
from .listing import Listing, struck
from .spelling import check_code, check_domain, unknown

if TYPE_CHECKING:
    import pandas as pd

Load = Callable[[str], "pd.DataFrame"]

STATUS = ["measure_id", "scope", "status", "certainty", "event", "since", "claim_id", "excepted"]
ABOUT = ["title", "jurisdiction", "instrument", "domain"]
EQUIPMENT = ["equipment_id", "reach", "effect", "control_code"]


def events_by_measure(load: Load) -> dict[str, list[Event]]:
    """The events of each measure, with the bounds of their days."""
    events: dict[str, list[Event]] = defaultdict(list)
    for row in load("measure_events").astype(object).fillna("").itertuples(index=False):
        first, last = bounds(row.date)
        event = Event(row.event, row.date, first or date.min, last or date.max, row.scope, row.claim_id)
        events[row.measure_id].append(event)
    return events


def _row(measure_id: str, standing: Standing) -> dict[str, Any]:
    event = standing.event
    told = (event.kind, event.edtf, event.claim_id) if event else (None, None, None)
    certainty, aside = "certain" if standing.certain else "possible", "; ".join(standing.excepted)
    cells = (measure_id, standing.scope, standing.status, certainty, *told, aside)
    return dict(zip(STATUS, cells, strict=True))


def frame(rows: list[dict[str, Any]], columns: list[str]) -> "pd.DataFrame":
    """The rows as a DataFrame of strings with these columns, even where there are none."""
    import pandas as pd

    return pd.DataFrame(rows, columns=columns).astype("string")


def status(load: Load, measure_id: str, first: date, last: date) -> "pd.DataFrame":
    """See `chip_export_controls.status`."""
    ids = list(load("measures")["measure_id"])
    if measure_id not in ids:
        raise unknown(f"no measure {measure_id!r}", measure_id, ids)
    found = standings(events_by_measure(load).get(measure_id, []), first, last)
    return frame([_row(measure_id, standing) for standing in found], STATUS)


def _of_firm(load: Load, firm: str, days: tuple[date, date]) -> Callable[[str, Standing], Iterator[dict[str, Any]]]:
    """What ties the firm to a measure in force: its roles, without the listings that it has been taken off."""
    table, firms = load("measure_firms"), list(load("firms")["firm_id"])
    if firm not in firms:
        raise unknown(f"no firm {firm!r}", firm, firms)
    events = events_by_measure(load)
    relations = load("measure_relations")[["measure_id", "relation", "related_measure_id"]]
    about = load("measures").set_index("measure_id").astype(object)
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
        for row in rows:
            if row.measure_id != measure_id:
                continue
            off = struck(row, standing.event, rows, links, events) if row.role == "listed" and standing.event else []
            if any(day[1] <= days[0] for day in off):
                continue
            sure = standing.certain and not any(day[0] <= days[1] for day in off)
            yield {"firm_id": firm, "role": row.role, "certainty": "certain" if sure else "possible"}

    return ties


def _of_equipment(load: Load, item: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of measure_equipment that name the item, its families or its kinds, by measure."""
    near = reach(load("equipment"), item)
    ties: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in load("measure_equipment").astype(object).itertuples(index=False):
        if row.equipment_id in near:
            cells = (row.equipment_id, near[row.equipment_id], row.effect, row.control_code)
            ties[row.measure_id].append(dict(zip(EQUIPMENT, cells, strict=True)))
    return ties


def _chosen(load: Load, jurisdiction: str | None, target: str | None, domain: str | None) -> "pd.DataFrame":
    typed = load("measures")
    check_code("jurisdiction", jurisdiction)
    check_code("target", target)
    check_domain(list(typed["domain"].cat.categories), domain)
    measures = typed.astype(object)
    if jurisdiction:
        measures = measures[measures["jurisdiction"] == jurisdiction]
    if domain:
        measures = measures[measures["domain"] == domain]
    if target:
        targets = load("measure_targets")
        measures = measures[
            measures["measure_id"].isin(targets.loc[targets["jurisdiction"].isin([target, "*"]), "measure_id"])
        ]
    return measures


def in_force(
    load: Load,
    days: tuple[date, date],
    *,
    jurisdiction: str | None = None,
    target: str | None = None,
    equipment: str | None = None,
    firm: str | None = None,
    domain: str | None = None,
) -> "pd.DataFrame":
    """See `chip_export_controls.in_force`."""
    events = events_by_measure(load)
    items = _of_equipment(load, equipment) if equipment else None
    roles = _of_firm(load, firm, days) if firm else None
    rows: list[dict[str, Any]] = []
    for measure in _chosen(load, jurisdiction, target, domain).itertuples(index=False):
        about = {column: getattr(measure, column) for column in ABOUT}
        for standing in standings(events.get(measure.measure_id, []), *days):
            if standing.status != IN_FORCE:
                continue
            row = _row(measure.measure_id, standing) | about
            tied = list(roles(measure.measure_id, standing)) if roles else [{}]
            named = items[measure.measure_id] if items is not None else [{}]
            rows += [row | item | role for role in tied for item in named]
    columns = [c for c in STATUS if c != "status"] + ABOUT
    columns += (EQUIPMENT if equipment else []) + (["firm_id", "role"] if firm else [])
    return frame(rows, columns)
