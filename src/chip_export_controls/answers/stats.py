"""Turns the tables into the figures that tell how much is recorded and how well it is evidenced."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.event_kinds import DECIDED
from ..passages.proof import prove


def official_sources(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By jurisdiction: measures, those decided or in force, and how many of these rest on an official source.

    `read` counts those with a claim on an official source that was read, `credited` the others with a claim that
    credits one; `share` is that of `read` in `decided`. The last row, `all`, adds up.
    """
    sources, claims, link = tables["sources"], tables["claims"], tables["claim_measures"]
    official = sources.loc[sources["is_official"].fillna(False), "source_id"]

    def about(column: str) -> pd.Series:
        chosen = claims.loc[claims[column].isin(official), "claim_id"]
        return tables["measures"]["measure_id"].isin(link.loc[link["claim_id"].isin(chosen), "measure_id"])

    events = tables["measure_events"]
    decided = tables["measures"]["measure_id"].isin(events.loc[events["event"].isin(DECIDED), "measure_id"])
    read = decided & about("source_id")
    marks = pd.DataFrame({"measures": True, "decided": decided, "read": read})
    marks["credited"] = decided & about("via_source_id") & ~read
    counts = marks.groupby(tables["measures"]["jurisdiction"]).sum().rename_axis("jurisdiction").reset_index()
    whole = counts.sum(numeric_only=True).to_frame().T.assign(jurisdiction="all")[counts.columns]
    counts = pd.concat([counts, whole], ignore_index=True)
    return counts.assign(share=counts["read"] / counts["decided"].where(counts["decided"] > 0))


def rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By table: its rows."""
    return pd.DataFrame([(name, len(frame)) for name, frame in tables.items()], columns=["table", "rows"])


def claims_by_source(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By source: its claims in each modality and in all, most first."""
    claims = tables["claims"]
    counts = pd.crosstab(claims["source_id"], claims["modality"].astype("string"))
    counts.insert(0, "claims", counts.sum(axis=1))
    return counts.reset_index().sort_values(["claims", "source_id"], ascending=[False, True]).reset_index(drop=True)


def proved(claims: pd.DataFrame, records: Mapping[str, Any], texts: Path | None) -> pd.DataFrame:
    """How many claims the text copies prove, or could, where none are given: what, claims, of, share."""
    if texts is None:
        count, what = int(claims["span_sha256"].notna().sum()), "carry a span that `verify` proves against a text copy"
    else:
        count = sum(proof.state in ("proved", "moved") for proof in prove(claims, records, texts))
        what = "proved against the text copies"
    row = (what, count, len(claims), count / len(claims) if len(claims) else 0.0)
    return pd.DataFrame([row], columns=["what", "claims", "of", "share"])
