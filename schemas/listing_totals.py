"""Rules on the rows of listing_totals."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule

claim_is_about_the_measure = claim_is_about_its_measure("listing_totals")


@dataset_rule(
    "listing_totals",
    "measure_id",
    "role",
    "announced",
    "note",
    fix="add the missing rows to measure_firms.csv, or say in note why the numbers differ",
)
def firms_are_as_many_as_announced(tables: Tables) -> Frame:
    """The table measure_firms has as many rows of a role as the act announces, or note says why they differ."""
    key = ["measure_id", "role"]
    firms = tables["measure_firms"].with_columns(nw.col("role").cast(nw.String)).drop_nulls(key)
    counts = firms.group_by(key).agg(firms=nw.len())
    totals = tables["listing_totals"].with_columns(nw.col("role").cast(nw.String)).filter(nw.col("note").is_null())
    counted = totals.join(counts, on=key, how="left").with_columns(nw.col("firms").fill_null(0))
    return counted.filter(nw.col("firms") != nw.col("announced"))


@dataset_rule("listing_totals", "announced", "claim_id", fix="copy the number from `{claim_id}`, or name another claim")
def total_is_that_of_its_claim(tables: Tables) -> Frame:
    """A total is the number of its claim, if the claim counts firms or entries."""
    said = tables["claims"].select("claim_id", "value", "unit", "comparator").drop_nulls()
    exact = said.filter((nw.col("comparator").cast(nw.String) == "=") & (nw.col("unit") != "aliases"))
    return tables["listing_totals"].join(exact, on="claim_id").filter(nw.col("value") != nw.col("announced"))
