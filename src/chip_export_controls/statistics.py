"""Turns the tables into the figures that tell how much is recorded and how well it is evidenced."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from .proof import prove
from .records import read_records


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


def proved_share(claims: pd.DataFrame, root: Path, texts: Path | None) -> str:
    """One sentence: how many claims the text copies prove, or could, where none are given."""
    if texts is None:
        count, what = int(claims["span_sha256"].notna().sum()), "carry a span that `verify` proves against a text copy"
    else:
        records, _ = read_records(root)
        count = sum(proof.state in ("proved", "moved") for proof in prove(claims, records, texts))
        what = "proved against the text copies"
    share = count / len(claims) if len(claims) else 0.0
    return f"{count} of {len(claims)} claims ({share:.0%}) {what}"
