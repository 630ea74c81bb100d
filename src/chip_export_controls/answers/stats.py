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
    credits one, `numbered` those with a row in measure_identifiers; `share` is that of `read` in `decided`. The last
    row, `all`, adds up.
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
    marks["numbered"] = decided & tables["measures"]["measure_id"].isin(tables["measure_identifiers"]["measure_id"])
    counts = marks.groupby(tables["measures"]["jurisdiction"]).sum().rename_axis("jurisdiction").reset_index()
    whole = counts.sum(numeric_only=True).to_frame().T.assign(jurisdiction="all")[counts.columns]
    counts = pd.concat([counts, whole], ignore_index=True)
    return counts.assign(share=(counts["read"] / counts["decided"].where(counts["decided"] > 0)).round(3))


def rows(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By table: its rows."""
    return pd.DataFrame([(name, len(frame)) for name, frame in tables.items()], columns=["table", "rows"])


def claims_by_source(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By source: its claims in each modality and in all, most first."""
    claims = tables["claims"]
    counts = pd.crosstab(claims["source_id"], claims["modality"].astype("string"))
    counts.insert(0, "claims", counts.sum(axis=1))
    return counts.reset_index().sort_values(["claims", "source_id"], ascending=[False, True]).reset_index(drop=True)


_FACTS = ["measure_events", "measure_relations", "measure_targets", "measure_firms", "measure_equipment", "thresholds"]


def anchored(tables: Mapping[str, pd.DataFrame], records: Mapping[str, Any], texts: Path | None) -> pd.DataFrame:
    """How many claims carry a span that `verify` proves against a text copy, or are proved against those in `texts`.

    A row each for all claims, for those whose source has an address, and for those behind each table of facts: claims,
    anchored, of, share.
    """
    claims = tables["claims"]
    if texts is None:
        has = set(claims.loc[claims["span_sha256"].notna(), "claim_id"])
    else:
        has = {proof.claim_id for proof in prove(claims, records, texts) if proof.state in ("proved", "moved")}
    addressed = claims["source_id"].isin(tables["sources"].dropna(subset="url")["source_id"])
    groups = {"all": claims["claim_id"], "with an address": claims.loc[addressed, "claim_id"]}
    groups |= {f"behind {name}": tables[name]["claim_id"].dropna().drop_duplicates() for name in _FACTS}
    counts = [(what, int(ids.isin(has).sum()), len(ids)) for what, ids in groups.items()]
    rows = [(what, count, whole, round(count / whole, 3) if whole else None) for what, count, whole in counts]
    return pd.DataFrame(rows, columns=["claims", "anchored", "of", "share"])
