"""Turns claims of plans into how many came true, by who made them and with how little certainty."""

from collections import defaultdict
from datetime import date
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING, Any, get_args

from ..library import RECORDED, Tables, cells
from ..model.edtf import bounds
from ..model.options import By

if TYPE_CHECKING:
    import pandas as pd

PLANS = ("planned", "under-discussion")
STATES = ("came-true", "in-part", "not", "open")
# below this many settled claims a share says more about chance than about who spoke
FEW = 10
COLUMNS = ["group", "claims", *STATES, "share", "share_low", "share_high", "few", "median_days", "timed"]


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score, which holds for small numbers too."""
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, z * z / of
    middle, half = share + spread / 2, z * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def _day(text: object) -> date | None:
    """The day, if the text gives one to the day and without a doubt."""
    return bounds(text)[0] if isinstance(text, str) and len(text) == 10 else None


def _state(relations: list[tuple[str, str, str]]) -> str:
    kinds = {kind for kind, _, _ in relations}
    if not kinds:
        return "open"
    if kinds == {"not-fulfilled-by"}:
        return "not"
    partial = any(note.lower().startswith("in part") for kind, _, note in relations if kind == "fulfilled-by")
    return "in-part" if partial or "not-fulfilled-by" in kinds else "came-true"


def _groups(tables: Tables, by: By) -> dict[str, list[str]]:
    """The groups that each claim belongs to: one outlet, document or kind of speaker, or each measure it is about."""
    claims = tables["claims"].astype(object)
    if by == "measure":
        links: dict[str, list[str]] = defaultdict(list)
        for row in tables["claim_measures"].itertuples(index=False):
            links[row.claim_id].append(row.measure_id)
        return links
    if by == "speaker_kind":
        return {row.claim_id: [row.speaker_kind] for row in claims.itertuples(index=False)}
    if by == "source":
        return {row.claim_id: [row.source_id] for row in claims.itertuples(index=False)}
    names = tables["sources"].astype(object).set_index("source_id")["publisher"].fillna("unnamed")
    via = claims["via_source_id"].where(claims["via_source_id"].notna(), claims["source_id"])
    return {claim: [names[source]] for claim, source in zip(claims["claim_id"], via, strict=True)}


def _settled(tables: Tables) -> dict[str, list[tuple[str, str, str]]]:
    relations: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in tables["claim_relations"].astype(object).fillna("").itertuples(index=False):
        if row.relation in ("fulfilled-by", "not-fulfilled-by"):
            relations[row.claim_id].append((row.relation, row.related_claim_id, row.note))
    return relations


def _row(group: str, members: list[tuple[str, int | None]]) -> dict[str, Any]:
    counts = {state: sum(s == state for s, _ in members) for state in STATES}
    settled = len(members) - counts["open"]
    low, high = wilson(counts["came-true"], settled)
    days = [d for _, d in members if d is not None]
    return {
        "group": group,
        "claims": len(members),
        **counts,
        "share": counts["came-true"] / settled if settled else None,
        "share_low": low,
        "share_high": high,
        "few": settled < FEW,
        "median_days": median(days) if days else None,
        "timed": len(days),
    }


def outcomes(by: By = "outlet", *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """Of the claims of plans, how many came true, in part, not, or are open, with the time between.

    A claim of a plan is planned or under discussion, or has a recorded outcome. `outlet` is the publisher that the
    claim credits, or else its own; `source` the document that the claim stands in. In part: a note that begins so, or
    one fulfilment beside one failure.

    Columns: group, claims, came-true, in-part, not, open (counts), share (of those settled that came true, missing if
    none is), share_low and share_high (its 95 % interval, Wilson), few (true below ten settled: read no rate into it),
    median_days (from the claim to what came, over claims dated to the day), timed (how many those are). A row for each
    group, most claims first.

    Raises ValueError for another `by`. Source: claim_relations of the installed package; a claim whose outcome nobody
    has looked for is open.

    >>> list(outcomes("speaker_kind").columns)[:2]
    ['group', 'claims']
    """
    if by not in get_args(By):
        raise ValueError(f'by={by!r}: give "outlet", "source", "speaker_kind" or "measure"')
    import pandas as pd

    told = cells(tables, "claims")[["claim_id", "modality", "asserted_on", "refers_to"]]
    claims = {row.claim_id: row for row in told.itertuples(index=False)}
    relations, groups = _settled(tables), _groups(tables, by)
    plans = [c for c, row in claims.items() if row.modality in PLANS or c in relations]
    members: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for claim in plans:
        said = _day(claims[claim].asserted_on)
        came = [r for kind, r, _ in relations[claim] if kind == "fulfilled-by"] if claim in relations else []
        days = [_day(claims[r].refers_to) or _day(claims[r].asserted_on) for r in came]
        waits = [(day - said).days for day in days if day and said]
        for group in groups.get(claim, []):
            members[group].append((_state(relations.get(claim, [])), min(waits) if waits else None))
    rows = [_row(group, found) for group, found in sorted(members.items(), key=lambda g: (-len(g[1]), g[0]))]
    types = {"group": "string", "share": "Float64", "median_days": "Float64", "few": "boolean"}
    whole = {name: "Int64" for name in ("claims", *STATES, "timed")}
    types |= {"share_low": "Float64", "share_high": "Float64"}
    answer = pd.DataFrame(rows, columns=COLUMNS).astype(types | whole)
    states = [_state(relations.get(claim, [])) for claim in plans]
    told_of = ", ".join(f"{states.count(state)} {state}" for state in STATES)
    answer.attrs["verdict"] = (
        f"{len(plans)} claims of plans: {told_of}; one that stands in several groups counts in each of them."
    )
    return answer
