"""Rules on the rows of claim_relations."""

import narwhals as nw

from chip_export_controls.checks.builders import first_of, no_circle
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


@row_rule("claim_relations", "claim_id", "related_claim_id", fix="name another claim, or remove the row")
def related_is_another() -> nw.Expr:
    """A claim is not related to itself."""
    return nw.col("claim_id") == nw.col("related_claim_id")


@dataset_rule(
    "claim_relations", "claim_id", "relation", "related_claim_id", fix="turn the relation round, or correct the dates"
)
def fulfilment_comes_later(tables: Tables) -> Frame:
    """A claim is fulfilled, or not, by a later one."""
    sources = first_of(tables["sources"], "source_id", "published_on_min", "published_on_max")
    claims = first_of(tables["claims"], "claim_id", "source_id", "asserted_on_min", "asserted_on_max")
    said = claims.join(sources, on="source_id", how="left")
    when = said.select(
        "claim_id",
        first=nw.coalesce("asserted_on_min", "published_on_min"),
        last=nw.coalesce("asserted_on_max", "published_on_max"),
    )
    outcome = nw.col("relation").cast(nw.String).is_in(["fulfilled-by", "not-fulfilled-by"])
    pairs = tables["claim_relations"].filter(outcome).join(when, on="claim_id")
    pairs = pairs.join(when, left_on="related_claim_id", right_on="claim_id", suffix="_related")
    return pairs.filter(nw.col("last_related") < nw.col("first"))


circle = no_circle("claim_relations", "claim_id", "related_claim_id", "relation")
