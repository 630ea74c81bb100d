"""Turns the tables into the figures that tell how much is recorded and how well it is evidenced."""

from collections.abc import Mapping

import pandas as pd


def official_sources(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By jurisdiction: measures, and those with a claim that rests on a read official source, with the share."""
    sources = tables["sources"]
    official = sources.loc[sources["is_official"].fillna(False), "source_id"]
    claims = tables["claims"].loc[tables["claims"]["source_id"].isin(official), "claim_id"]
    link = tables["claim_measures"]
    grounded = set(link.loc[link["claim_id"].isin(claims), "measure_id"])
    measures = tables["measures"].assign(official=lambda frame: frame["measure_id"].isin(grounded))
    counts = measures.groupby("jurisdiction")["official"].agg(["size", "sum"]).reset_index()
    counts.columns = pd.Index(["jurisdiction", "measures", "with_official_source"])
    return counts.assign(share=counts["with_official_source"] / counts["measures"])


def claims_by_source(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """By source: its claims in each modality and in all, most first."""
    claims = tables["claims"]
    counts = pd.crosstab(claims["source_id"], claims["modality"].astype("string"))
    counts.insert(0, "claims", counts.sum(axis=1))
    return counts.reset_index().sort_values(["claims", "source_id"], ascending=[False, True]).reset_index(drop=True)


def anchored_share(claims: pd.DataFrame) -> dict[str, float]:
    """How many claims there are, how many carry a span that `verify` can prove, and the share."""
    anchored = int(claims["span_sha256"].notna().sum())
    return {"claims": len(claims), "anchored": anchored, "share": anchored / len(claims) if len(claims) else 0.0}
