"""Turns the key of any row into the claims behind it, with their sources and links to the passages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ..library import RECORDED, Tables, table_named
from ..model.table import Table
from .links.passage import passage_urls
from .sentences.refusals import unknown

if TYPE_CHECKING:
    import pandas as pd

Key: TypeAlias = str | tuple[str | None, ...] | Mapping[str, str | None]
# rows that name no claim themselves are evidenced by the claims that these tables tie to them
_LINKS = {
    "measures": ["claim_measures"],
    "firms": ["claim_firms", "measure_firms"],
    "equipment": ["claim_equipment", "measure_equipment"],
}
# and where there are none, by those of the rows that these columns tie to them
_DEPENDANTS = {
    "firms": [("firms", "parent_firm_id"), ("equipment", "maker_firm_id")],
    "equipment": [("equipment", "parent_id")],
}
COLUMNS = [
    "table",
    "key",
    "claim_id",
    "statement",
    "modality",
    "speaker",
    "source_id",
    "title",
    "publisher",
    "published_on",
    "is_official",
    "place",
    "passage_url",
    "via_source_id",
]


def as_tuple(table: Table, key: Any) -> tuple[str, ...]:
    """The key's cells in the order of the primary key, empty text for a missing one.

    Raises KeyError where the key has not the shape of the table's primary key.
    """
    if isinstance(key, Mapping):
        cells = [key.get(column) for column in table.key] if set(key) <= set(table.key) else []
    else:
        cells = [key] if isinstance(key, str | int) else list(key)
    if len(cells) != len(table.key):
        raise KeyError(f"{table.name} is keyed by ({', '.join(table.key)}); got {key!r}")
    return tuple("" if cell is None else str(cell) for cell in cells)


def in_use(table: Table, key: tuple[str, ...], tables: Tables) -> tuple[str, ...]:
    """The key with each retired id in it as the id that took its place."""
    from .find import successors

    told = {link.column: link.table for link in table.foreign_keys}
    # the id of a table of its own, too
    named = [told.get(column, table.name) for column in table.key]
    return tuple(successors(tables).get((name, cell), cell) for name, cell in zip(named, key, strict=True))


def row_of(table: Table, key: tuple[str, ...], tables: Tables) -> "pd.Series[Any]":
    """The row with the key. Raises KeyError where there is none, naming the nearest."""
    frame = tables[table.name]
    cells = {column: frame[column].astype("string").fillna("") for column in table.key}
    for column, cell in zip(table.key, key, strict=True):
        frame = frame[cells[column].loc[frame.index] == cell]
    if frame.empty:
        asked, known = ", ".join(key), zip(*cells.values(), strict=True)
        raise unknown(f"no row ({asked}) in {table.name}", asked, [", ".join(k) for k in known])
    return frame.iloc[0]


def _tied(name: str, key: str, tables: Tables) -> set[str]:
    """The claims tied to a measure, a firm or an item; for one that stands only above others, those of the others."""
    column = {"measures": "measure_id", "firms": "firm_id", "equipment": "equipment_id"}[name]
    links = [tables[link] for link in _LINKS[name]]
    claims = {claim for link in links for claim in link.loc[link[column] == key, "claim_id"]}
    if claims:
        return claims
    below = [(table, tables[table], parent) for table, parent in _DEPENDANTS.get(name, [])]
    rows = [(table, row) for table, frame, parent in below for row in frame.loc[frame[parent] == key].iloc[:, 0]]
    return {claim for table, row in rows for claim in _tied(table, row, tables)}


def _claim_ids(table: Table, row: "pd.Series[Any]", tables: Tables) -> set[str]:
    if "claim_id" in row.index:
        return {str(row[column]) for column in ("claim_id", "related_claim_id") if column in row.index}
    return _tied(table.name, row[table.key[0]], tables) if table.name in _LINKS else set()


def provenance(table: str, key: Key | None = None, *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """The evidence behind one row: fact → claim → source → link to the passage, a row for each claim.

    `key` is the row's primary key: a string, a tuple in the key's order (None for an empty cell), or a mapping by
    column (a column left out is empty); a retired id in it leads to its successor. Without a key the first argument is
    an id, a citation or a name that `find` leads to one record.

    Columns: table, key, claim_id, statement, modality, speaker, source_id, title, publisher, published_on,
    is_official, place (pinpoint, or the characters of the span), passage_url (opens at the passage where the claim
    has a text fragment), via_source_id.

    Raises KeyError for an unknown table or key, naming the nearest ones. Source: the installed package.

    >>> claim = load("claims")["claim_id"][0]
    >>> list(provenance("claims", claim)["claim_id"]) == [claim]
    True
    """
    if key is None:
        from .find import meant

        table, key = meant(tables, table)
    shape = table_named(table)
    cells = in_use(shape, as_tuple(shape, key), tables)
    row = row_of(shape, cells, tables)
    claims, sources = tables["claims"], tables["sources"].drop(columns="note")
    ids = _claim_ids(shape, row, tables)
    if ids:
        chosen = claims[claims["claim_id"].isin(ids)].merge(sources, on="source_id")
    else:  # a source, or a name or an identifier read in one: the document is the evidence
        named = [row[column] for column in ("source_id", "upstream_source_id") if column in row.index]
        chosen = sources[sources["source_id"].isin(named)].merge(claims.iloc[:0], on="source_id", how="left")
    spans = chosen["char_start"].astype("string") + "-" + chosen["char_end"].astype("string")
    chosen = chosen.assign(
        table=table,
        key=", ".join(cells),
        place=chosen["pinpoint"].fillna("characters " + spans),
        passage_url=passage_urls(chosen),
    )
    return chosen[COLUMNS].reset_index(drop=True)
