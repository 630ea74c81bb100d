"""Turns claims of plans into what came of them: shares by who told of them, and a list of all."""

from typing import Any

import chip_export_controls as cec

from ..answers.outcomes import PLANS
from .context import Site
from .lists import Listing
from .record import Row, rows_of
from .words import date, term

STATES = {"came-true": "came true", "in-part": "came true in part", "not": "did not come true", "open": "open"}


def _state(rows: list[Row]) -> str:
    """What came of one plan, as `outcomes` counts it."""
    from ..answers.outcomes import _state as counted

    return STATES[counted([(r["relation"], r["related_claim_id"], r["note"]) for r in rows])]


def listing(site: Site) -> Listing:
    """Every claim of a plan with what came of it, newest first, under the shares by who told of it."""
    record, rows = site.record, []
    for claim in record.tables["claims"]:
        fates = [
            r
            for r in record.where("claim_relations", "claim_id", claim["claim_id"])
            if r["relation"] in ("fulfilled-by", "not-fulfilled-by")
        ]
        if claim["modality"] not in PLANS and not fates:
            continue
        source = record.one("sources", claim["via_source_id"] or claim["source_id"])
        rows.append(
            {
                "path": f"claims/{claim['claim_id']}.html",
                "claim_id": claim["claim_id"],
                "name": claim["statement"],
                "outcome": _state(fates),
                "told": date(claim["asserted_on"]),
                "outlet": source["publisher"] or "unnamed",
                "speaker": term(claim["speaker_kind"]),
                "year": claim["asserted_on"][:4],
            }
        )
    rows.sort(key=lambda r: (record.one("claims", r["claim_id"])["asserted_on"], r["claim_id"]), reverse=True)
    return Listing(
        "plans",
        "Reports of plans, and what came of them",
        "Plans that the press, officials and analysts told of. A plan is open until what came of it is recorded.",
        (("name", "Plan"), ("outcome", "What came of it"), ("told", "Told"), ("outlet", "By")),
        (("outcome", "Outcome"), ("speaker", "Kind of speaker"), ("outlet", "Outlet"), ("year", "Year")),
        rows,
        "plans-above.html",
        {"tables": tables()},
    )


def tables() -> list[dict[str, Any]]:
    """The answers of `outcomes` by speaker and by outlet; of outlets, those with ten plans settled or more."""
    speakers = rows_of(cec.outcomes("speaker_kind"))
    outlets = [r for r in rows_of(cec.outcomes("outlet")) if not r["few"]]
    for row in speakers:
        row["group"] = term(row["group"])
    return [
        {"title": "By kind of speaker", "rows": speakers},
        {"title": "By outlet, where ten or more are settled", "rows": outlets},
    ]
