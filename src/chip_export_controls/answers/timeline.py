"""Turns a measure, a jurisdiction, a firm or an item of equipment into its events in order, with their evidence."""

from typing import TYPE_CHECKING

from ..library import RECORDED, Tables
from .hierarchy import reach
from .passage import passage_urls
from .refusals import unknown
from .standing import events_by_measure, frame

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["date", "event", "scope", "measure_id", "title", "jurisdiction"]
EVIDENCE = ["claim_id", "statement", "source_id", "publisher", "is_official", "passage_url"]


def measures_of(tables: Tables, key: str) -> set[str]:
    """The measures that the key names: one, a jurisdiction's, those that touch a firm, or an item and its relatives.

    Raises KeyError where no table knows the key, naming the nearest.
    """
    measures, firms, equipment = tables["measures"], tables["firms"], tables["equipment"]
    if key in set(measures["measure_id"]):
        return {key}
    if key in set(firms["firm_id"]):
        table = tables["measure_firms"]
        return set(table.loc[table["firm_id"] == key, "measure_id"])
    if key in set(equipment["equipment_id"]):
        table = tables["measure_equipment"]
        return set(table.loc[table["equipment_id"].isin(list(reach(equipment, key))), "measure_id"])
    if key in set(measures["jurisdiction"]):
        return set(measures.loc[measures["jurisdiction"] == key, "measure_id"])
    known = [*measures["measure_id"], *firms["firm_id"], *equipment["equipment_id"], *set(measures["jurisdiction"])]
    raise unknown(f"no measure, firm, equipment or jurisdiction {key!r}", key, known)


def timeline(key: str, *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """The events of a measure, a jurisdiction, a firm or an item of equipment in order, each with its evidence.

    `key` is the id of one of these; an item brings the events of its families and kinds along.

    Columns: date (EDTF), event, scope, measure_id, title, jurisdiction, claim_id, statement, source_id, publisher,
    is_official, passage_url (opens at the passage). Raises KeyError for an unknown key, naming the nearest.

    >>> timeline(load("measures")["measure_id"][0])["event"].empty
    False
    """
    chosen = measures_of(tables, key)
    dated = [(e.first, e.last, m, e) for m, events in events_by_measure(tables).items() if m in chosen for e in events]
    ordered = sorted(dated, key=lambda row: (row[0], row[1], row[2], row[3].kind, row[3].scope))
    columns = ["date", "event", "scope", "measure_id", "claim_id"]
    rows = [dict(zip(columns, (e.edtf, e.kind, e.scope, m, e.claim_id), strict=True)) for _, _, m, e in ordered]
    told = frame(rows, columns).merge(tables["measures"][["measure_id", "title", "jurisdiction"]], on="measure_id")
    claims = tables["claims"][["claim_id", "statement", "source_id", "text_fragment"]]
    sources = tables["sources"][["source_id", "publisher", "is_official", "url"]]
    told = told.merge(claims, on="claim_id", how="left").merge(sources, on="source_id", how="left")
    return told.assign(passage_url=passage_urls(told))[COLUMNS + EVIDENCE]
