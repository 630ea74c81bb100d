"""Turns an item or a firm into what ties it to each measure: roles, effects, and claims that only mention it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from ...library import Tables, cells
from ...model.effect_kinds import FREED
from ..standing.events import events_by_measure
from ..standing.lifecycle import Standing
from ..standing.listing import claims_of_rows, links, roles, stands_in, struck
from .hierarchy import reach
from .mentions import mentioned

EQUIPMENT = ["equipment_id", "reach", "effect", "control_code"]
FIRM = ["firm_id", "role"]
Ties = Callable[[str, Standing], Iterator[dict[str, Any]]]


def of_firm(tables: Tables, firm: str, days: tuple[date, date]) -> Ties:
    """What ties the firm to a measure in force: its roles, without the listings that it has been taken off."""
    rows, events, related = roles(tables).get(firm, []), events_by_measure(tables), links(tables)
    claims = claims_of_rows(tables)

    def ties(measure_id: str, standing: Standing) -> Iterator[dict[str, Any]]:
        for listed in (row for row in rows if row.measure_id == measure_id):
            on_a_list = listed.role in ("listed", "delisted")
            if on_a_list and standing.scope not in stands_in(listed, events.get(measure_id, []), claims[measure_id]):
                continue
            off: list[tuple[date, date]] = []
            if listed.role == "listed" and standing.event:
                off = struck(listed, standing.event, rows, related, events)
            if any(day[1] <= days[0] for day in off):
                continue
            told = {"firm_id": firm, "role": listed.role}
            if any(day[0] <= days[1] for day in off):
                told |= {"certainty": "possible", "note": "a delisting may have ended it"}
            yield told

    return ties


def of_equipment(tables: Tables, item: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of measure_equipment that name the item, its families or its kinds, and claims that mention it."""
    near = reach(tables["equipment"], item)
    ties: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for named in cells(tables, "measure_equipment").itertuples(index=False):
        if named.equipment_id in near:
            told = (named.equipment_id, near[named.equipment_id], named.effect, named.control_code)
            ties[named.measure_id].append(dict(zip(EQUIPMENT, told, strict=True)))
    for measure_id in mentioned(tables, item):
        if measure_id not in ties:
            ties[measure_id].append(dict(zip(EQUIPMENT, (item, "mentioned", "", ""), strict=True)))
    return ties


def freed(tables: Tables, item: str, rows: list[dict[str, Any]]) -> list[str]:
    """The items among those of one measure that it frees, told where it also controls others."""
    if all(row["effect"] in FREED for row in rows):
        return []
    return sorted({f"{row['equipment_id']} ({row['effect']})" for row in rows if row["effect"] in FREED})
