"""Rules on the rows of claim_relations."""

import narwhals as nw

from chip_export_controls.checks.builders import first_of, no_circle, related_to_another
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule

related_is_another = related_to_another("claim_relations", "claim_id", "related_claim_id", "claim")


@dataset_rule(
    "claim_relations", "claim_id", "relation", "related_claim_id", fix="swap the two ids, or correct the dates"
)
def fulfilment_comes_later(tables: Tables) -> Frame:
    """A claim is fulfilled, or not, by a later one; it updates or denies an earlier one."""
    sources = first_of(tables["sources"], "source_id", "published_on_min", "published_on_max")
    ends = [tables["claim_relations"].select(claim_id=column) for column in ("claim_id", "related_claim_id")]
    related = tables["claims"].join(nw.concat(ends).drop_nulls().unique(), on="claim_id", how="semi")
    claims = first_of(related, "claim_id", "source_id", "asserted_on_min", "asserted_on_max")
    said = claims.join(sources, on="source_id", how="left")
    when = said.select(
        "claim_id",
        first=nw.coalesce("asserted_on_min", "published_on_min"),
        last=nw.coalesce("asserted_on_max", "published_on_max"),
    )
    rows = tables["claim_relations"].with_columns(nw.col("relation").cast(nw.String)).join(when, on="claim_id")
    pairs = rows.join(when, left_on="related_claim_id", right_on="claim_id", suffix="_related")
    forward = nw.col("relation").is_in(["fulfilled-by", "not-fulfilled-by"])
    early = forward & (nw.col("last_related") < nw.col("first"))
    late = nw.col("relation").is_in(["updates", "denies"]) & (nw.col("last") < nw.col("first_related"))
    return pairs.filter(early | late)


relations_run_in_no_circle = no_circle("claim_relations", "claim_id", "related_claim_id", "relation")


_AGREE, _DIFFER = ["repeats", "corroborates", "fulfilled-by"], ["contradicts", "denies"]


@dataset_rule("claim_relations", "claim_id", "relation", "related_claim_id", fix="keep the one that is true")
def claims_agree_or_differ(tables: Tables) -> Frame:
    """Two claims are not related as agreeing and as contradicting at the same time."""
    rows = tables["claim_relations"].with_columns(nw.col("relation").cast(nw.String))
    differ = rows.filter(nw.col("relation").is_in(_DIFFER)).select("claim_id", "related_claim_id").drop_nulls()
    turned = differ.select(claim_id=nw.col("related_claim_id"), related_claim_id=nw.col("claim_id"))
    either = nw.concat([differ, turned])
    return rows.filter(nw.col("relation").is_in(_AGREE)).join(either, on=["claim_id", "related_claim_id"], how="semi")


@dataset_rule("claim_relations", "claim_id", "relation", "related_claim_id", fix="keep the one that is true")
def outcome_is_one(tables: Tables) -> Frame:
    """A later claim does not both fulfil an earlier one and leave it unfulfilled."""
    rows = tables["claim_relations"].with_columns(nw.col("relation").cast(nw.String))
    pair = ["claim_id", "related_claim_id"]
    failed = rows.filter(nw.col("relation") == "not-fulfilled-by").select(pair).drop_nulls()
    return rows.filter(nw.col("relation") == "fulfilled-by").join(failed, on=pair, how="semi")
