"""Turns a claim into those that say the same or the contrary, each with the report that it goes back to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .evidence import passage_urls
from .spelling import unknown
from .standing import Load

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


def _upstream(load: Load) -> dict[str, set[str]]:
    table, above = load("source_relations"), defaultdict(set)
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


def _linked(load: Load, relations: Iterable[str]) -> dict[str, set[str]]:
    table, links = load("claim_relations"), defaultdict(set)
    for row in table[table["relation"].isin(list(relations))].itertuples(index=False):
        links[row.claim_id].add(row.related_claim_id)
        links[row.related_claim_id].add(row.claim_id)
    return links


def support(load: Load, claim_id: str) -> "pd.DataFrame":
    """See `chip_export_controls.support`."""
    claims = load("claims")
    if claim_id not in set(claims["claim_id"]):
        raise unknown(f"no claim {claim_id!r}", claim_id, claims["claim_id"])
    same, contrary = _closure(claim_id, _linked(load, _SAME)), _linked(load, _AGAINST)
    against = {other for claim in same for other in contrary.get(claim, set())} - same
    chosen = claims[claims["claim_id"].isin(same | against)].merge(
        load("sources")[["source_id", "publisher", "published_on", "url"]], on="source_id"
    )
    origin = _origins(chosen, _upstream(load))
    chosen = chosen.assign(
        stance=["against" if claim in against else "same" for claim in chosen["claim_id"]],
        origin=[origin[claim] for claim in chosen["claim_id"]],
        passage_url=passage_urls(chosen),
    ).astype({"stance": "string", "origin": "string"})
    # what is asked about leads, then what says the same, then what speaks against it
    order = [2 * (claim in against) + (claim != claim_id) for claim in chosen["claim_id"]]
    return chosen.assign(_order=order).sort_values(["_order", "origin", "claim_id"])[COLUMNS].reset_index(drop=True)
