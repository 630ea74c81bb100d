"""Turns the tables of today into those that the sources published until a day could have filled.

A source counts from the last day on which it can have been published, one without a date from the day it was read, and
one that another source credits or cites from that source's day at the latest. A fact counts from the day of the first
claim that says so. Titles, summaries and ids were written with today's knowledge and stay as they are.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from .edtf import bounds
from .hierarchy import above, parents
from .standing import Load

if TYPE_CHECKING:
    import pandas as pd

# records of our own work, which no source says
OURS = ("coverage", "retired_ids")


def _last_day(text: object) -> date:
    last = bounds(text)[1] if isinstance(text, str) else None
    return last or date.max


def published(load: Load) -> dict[str, date]:
    """The day from which each source counts."""
    sources = load("sources").astype(object).where(lambda cells: cells.notna(), None)
    days = {
        s.source_id: _last_day(s.published_on) if s.published_on else _last_day(s.retrieved_on)
        for s in sources.itertuples(index=False)
    }
    claims, relations = load("claims").dropna(subset=["via_source_id"]), load("source_relations")
    pairs = [*zip(claims["via_source_id"], claims["source_id"], strict=True)]
    pairs += zip(relations["upstream_source_id"], relations["source_id"], strict=True)
    settled = False
    while not settled:  # a source that credits one may itself be known only through a third
        settled = True
        for upstream, citing in pairs:
            if days[citing] < days[upstream]:
                days[upstream], settled = days[citing], False
    return days


def _linked(load: Load, claims: set[str], column: str, tables: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in tables:
        table = load(name)
        found |= set(table.loc[table["claim_id"].isin(claims), column])
    return found


def _with_families(ids: set[str], parent_of: dict[str, str]) -> set[str]:
    return ids | {family for item in ids for family in above(item, parent_of)}


def _core(load: Load, days: dict[str, date], on: date) -> dict[str, set[str]]:
    """The ids of the core tables' rows that could be known."""
    sources = {source for source, day in days.items() if day <= on}
    table = load("claims")
    claims = set(table.loc[table["source_id"].isin(sources), "claim_id"])
    measure_links = ["claim_measures", "measure_events", "measure_targets", "measure_equipment", "measure_firms"]
    measures = _linked(load, claims, "measure_id", [*measure_links, "thresholds", "measure_relations"])
    measures |= _linked(load, claims, "related_measure_id", ["measure_relations"])
    item_links = ["claim_equipment", "measure_equipment", "thresholds", "equipment_codes"]
    equipment, firms = load("equipment"), load("firms")
    items = _with_families(_linked(load, claims, "equipment_id", item_links), parents(equipment))
    makers = set(equipment.loc[equipment["equipment_id"].isin(items), "maker_firm_id"].dropna())
    owned = firms.dropna(subset=["parent_firm_id"])
    parent_of = dict(zip(owned["firm_id"], owned["parent_firm_id"], strict=True))
    named = _linked(load, claims, "firm_id", ["claim_firms", "measure_firms"])
    return {
        "source_id": sources,
        "claim_id": claims,
        "measure_id": measures,
        "equipment_id": items,
        "firm_id": _with_families(named | makers, parent_of),
    }


_REFERENCES = {
    "related_claim_id": "claim_id",
    "related_measure_id": "measure_id",
    "upstream_source_id": "source_id",
}


def as_known(load: Load, names: Iterable[str], on: date) -> dict[str, "pd.DataFrame"]:
    """The tables by name, each with the rows whose every reference, to evidence and to things, could be known."""
    core = _core(load, published(load), on)
    tables = {}
    for name in names:
        if name in OURS:
            continue
        table = load(name)
        for column in [c for c in table.columns if _REFERENCES.get(c, c) in core]:
            table = table[table[column].isin(core[_REFERENCES.get(column, column)])]
        tables[name] = table.reset_index(drop=True)
    return tables
