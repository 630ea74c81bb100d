"""Turns a claim into those that say the same or the contrary, each with the report that it goes back to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..library import RECORDED, Tables
from .find import successors
from .links.passage import passage_urls
from .sentences.refusals import unknown

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    "stance",
    "origin",
    "claim_id",
    "statement",
    "speaker",
    "source_id",
    "publisher",
    "published_on",
    "passage_url",
]
_SAME, _AGAINST = ("repeats", "corroborates"), ("contradicts", "denies")
# a document that cites another has more to say than the other; one that retells it has not
_RETELLS = ("reprints", "reports", "translates")


def _upstream(tables: Tables) -> dict[str, set[str]]:
    table, above = tables["source_relations"], defaultdict(set)
    for row in table[table["relation"].isin(_RETELLS)].itertuples(index=False):
        above[row.source_id].add(row.upstream_source_id)
    return above


def _closure(start: str, links: Mapping[str, set[str]]) -> set[str]:
    """What the links lead to from the start, itself among it."""
    found, open_ends = {start}, [start]
    while open_ends:
        new = links.get(open_ends.pop(), set()) - found
        found |= new
        open_ends += new
    return found


def roots(source: str, above: Mapping[str, set[str]]) -> set[str]:
    """The documents that the source goes back to: itself, if it retells no other."""
    return {at for at in _closure(source, above) if not above.get(at)} or {source}


def _origins(claims: "pd.DataFrame", above: Mapping[str, set[str]]) -> dict[str, str]:
    """One origin for each claim: claims that share any document upstream share it, under its first name."""
    groups: list[tuple[set[str], set[str]]] = []
    for claim, source, via in claims[["claim_id", "source_id", "via_source_id"]].astype(object).itertuples(index=False):
        back = roots(via if isinstance(via, str) else source, above)
        ids, ends = {claim}, set(back)
        for group in [g for g in groups if g[1] & back]:
            groups.remove(group)
            ids, ends = ids | group[0], ends | group[1]
        groups.append((ids, ends))
    return {claim: min(ends) for ids, ends in groups for claim in ids}


def _linked(tables: Tables, relations: Iterable[str]) -> dict[str, set[str]]:
    table, links = tables["claim_relations"], defaultdict(set)
    for row in table[table["relation"].isin(list(relations))].itertuples(index=False):
        links[row.claim_id].add(row.related_claim_id)
        links[row.related_claim_id].add(row.claim_id)
    return links


def support(claim_id: str, *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """What speaks for a claim and against it, counted by origin and not by outlet.

    Claims that repeat or corroborate one another say the same. Each has the origin that it goes back to: the document
    that the claim credits, or its own, followed upstream through reprints, reports and translations; claims that share
    a document upstream share an origin, so that two papers that retell one wire report count once.

    Columns, all text: stance (`same` or `against`; the claim itself comes first), origin (a source_id), claim_id,
    statement, speaker, source_id, publisher, published_on (EDTF), passage_url. The number of independent origins is
    `found.query("stance == 'same'")["origin"].nunique()`.

    A retired id leads to its successor. Raises KeyError for an unknown claim.

    Source: claim_relations and source_relations of the installed package.

    >>> support(load("claims")["claim_id"][0])["stance"][0]
    'same'
    """
    claims = tables["claims"]
    claim_id = successors(tables).get(("claims", claim_id), claim_id)
    if claim_id not in set(claims["claim_id"]):
        raise unknown(f"no claim {claim_id!r}", claim_id, claims["claim_id"])
    same, contrary = _closure(claim_id, _linked(tables, _SAME)), _linked(tables, _AGAINST)
    against = {other for claim in same for other in contrary.get(claim, set())} - same
    chosen = claims[claims["claim_id"].isin(same | against)].merge(
        tables["sources"][["source_id", "publisher", "published_on", "url"]], on="source_id"
    )
    origin = _origins(chosen, _upstream(tables))
    chosen = chosen.assign(
        stance=["against" if claim in against else "same" for claim in chosen["claim_id"]],
        origin=[origin[claim] for claim in chosen["claim_id"]],
        passage_url=passage_urls(chosen),
    ).astype({"stance": "string", "origin": "string"})
    # what is asked about leads, then what says the same, then what speaks against it
    order = [2 * (claim in against) + (claim != claim_id) for claim in chosen["claim_id"]]
    return chosen.assign(_order=order).sort_values(["_order", "origin", "claim_id"])[COLUMNS].reset_index(drop=True)
