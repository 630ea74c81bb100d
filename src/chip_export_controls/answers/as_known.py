"""Turns the tables of today into those that the sources published until a day could have filled.

A source counts from the last day on which it can have been published, one without a date from the day it was read, and
one that another source credits or cites from that source's day at the latest. A fact counts from the day of the first
claim that says so. Titles, summaries and ids were written with today's knowledge and stay as they are.
"""

from datetime import date
from typing import TYPE_CHECKING

from ..library import RECORDED, Tables
from ..model.descriptor import law
from ..model.edtf import bounds
from ..model.period import Day, period
from .links.hierarchy import above, parents

if TYPE_CHECKING:
    import pandas as pd

# records of our own work, which no source says
OURS = ("coverage", "retired_ids")


def _last_day(text: object) -> date:
    last = bounds(text)[1] if isinstance(text, str) else None
    return last or date.max


def published(tables: Tables) -> dict[str, date]:
    """The day from which each source counts."""
    sources = tables["sources"].astype(object).where(lambda cells: cells.notna(), None)
    days = {
        s.source_id: _last_day(s.published_on) if s.published_on else _last_day(s.retrieved_on)
        for s in sources.itertuples(index=False)
    }
    claims, relations = tables["claims"].dropna(subset=["via_source_id"]), tables["source_relations"]
    pairs = [*zip(claims["via_source_id"], claims["source_id"], strict=True)]
    pairs += zip(relations["upstream_source_id"], relations["source_id"], strict=True)
    settled = False
    while not settled:  # a source that credits one may itself be known only through a third
        settled = True
        for upstream, citing in pairs:
            if days[citing] < days[upstream]:
                days[upstream], settled = days[citing], False
    return days


def _earliest(tables: Tables, claims: dict[str, date], column: str) -> dict[str, date]:
    """For each id in the column, the day of the first claim that a row of some table ties to it."""
    found: dict[str, date] = {}
    for name in (name for name, table in law().items() if {column, "claim_id"} <= set(table.columns)):
        table = tables[name]
        for key, claim in zip(table[column], table["claim_id"], strict=True):
            found[key] = min(found.get(key, date.max), claims[claim])
    return found


def _lift(days: dict[str, date], parent_of: dict[str, str]) -> None:
    """Makes each family known no later than what belongs to it."""
    for item, day in list(days.items()):
        for family in above(item, parent_of):
            days[family] = min(days.get(family, date.max), day)


def _pairs(table: "pd.DataFrame", key: str, value: str) -> dict[str, str]:
    known = table.dropna(subset=[value])
    return dict(zip(known[key], known[value], strict=True))


def _days(tables: Tables) -> dict[str, dict[str, date]]:
    """The day from which each id of the core tables is known, by the name of its key."""
    sources, equipment = published(tables), tables["equipment"]
    claims = {claim: sources[source] for claim, source in _pairs(tables["claims"], "claim_id", "source_id").items()}
    measures = _earliest(tables, claims, "measure_id")
    for key, day in _earliest(tables, claims, "related_measure_id").items():
        measures[key] = min(measures.get(key, date.max), day)
    items = _earliest(tables, claims, "equipment_id")
    _lift(items, parents(equipment))
    firms = _earliest(tables, claims, "firm_id")
    for item, maker in _pairs(equipment, "equipment_id", "maker_firm_id").items():
        firms[maker] = min(firms.get(maker, date.max), items.get(item, date.max))
    _lift(firms, _pairs(tables["firms"], "firm_id", "parent_firm_id"))
    return {"source_id": sources, "claim_id": claims, "measure_id": measures, "equipment_id": items, "firm_id": firms}


_REFERENCES = {"related_claim_id": "claim_id", "related_measure_id": "measure_id", "upstream_source_id": "source_id"}


def known_from(tables: Tables) -> dict[str, "pd.Series[int]"]:
    """For each row of each table, the ordinal of the day from which all that it refers to by key is known."""
    import pandas as pd

    days, never, found = _days(tables), date.max.toordinal(), {}
    for name in tables:
        if name in OURS:
            continue
        table = tables[name]
        row = pd.Series(0, index=table.index)
        for column in table.columns:
            of = days.get(_REFERENCES.get(column, column))
            # the source through which a claim came, a parent and a maker are known by what refers to them
            if of is not None:
                ordinals = [of[key].toordinal() if key in of else never for key in table[column]]
                row = row.where(row >= ordinals, pd.Series(ordinals, index=table.index))
        found[name] = row
    return found


def as_known(on: Day, *, tables: Tables = RECORDED) -> "dict[str, pd.DataFrame]":
    """The tables, by name, as the sources published until `on` could have filled them.

    Rows whose only evidence is later are absent; a source without a date counts from the day it was read, one with a
    partial date from its last day. Columns are those of `load`; `coverage` and `retired_ids`, which no source says, are
    left out. Titles and summaries are today's. Raises ValueError for a date that is none.

    >>> len(as_known("2018-01-01")["measures"])
    0
    """
    last = period(on)[1].toordinal()
    rows = known_from(tables)
    return {name: tables[name][days <= last].reset_index(drop=True) for name, days in rows.items()}


_SEARCHED = ("last_searched_on", "read_until")


def _searched_by(coverage: "pd.DataFrame", on: Day) -> "pd.DataFrame":
    """The coverage with no search later than the day."""
    last = period(on)[1].isoformat()
    clipped = {c: coverage[c].where(coverage[c].isna() | (coverage[c] <= last), last) for c in _SEARCHED}
    return coverage.assign(**clipped)


def tables_known(tables: Tables, known_on: Day | None) -> Tables:
    """The tables of that day, or of today; what is asked about bears today's names and families all the same."""
    if known_on is None:
        return tables
    ours = {name: tables[name] for name in ("measures", "equipment", "firms", "retired_ids")}
    return as_known(known_on, tables=tables) | ours | {"coverage": _searched_by(tables["coverage"], known_on)}
