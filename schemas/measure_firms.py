"""Rules on the rows of measure_firms."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about, claim_is_about_its_measure
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule
from chip_export_controls.model.relation_kinds import STRIKING

about = claim_is_about_its_measure("measure_firms")


firm = claim_is_about("measure_firms", "claim_firms", "firm_id")


@dataset_rule(
    "measure_firms",
    "measure_id",
    "firm_id",
    "role",
    fix="give the delisting to the act that made it",
    severity="warning",
)
def firm_is_listed_or_delisted(tables: Tables) -> Frame:
    """A measure does not both list and delist a firm, unless it moves the firm from the list of an older measure."""
    rows = tables["measure_firms"].with_columns(nw.col("role").cast(nw.String))
    key = ["measure_id", "firm_id"]
    listed = rows.filter(nw.col("role") == "listed").select(key).drop_nulls()
    relations = tables["measure_relations"].filter(nw.col("relation").cast(nw.String).is_in(STRIKING))
    older = relations.select("measure_id", older=nw.col("related_measure_id")).drop_nulls()
    moved = older.join(listed.rename({"measure_id": "older"}), on="older").select(key).unique()
    both = rows.filter(nw.col("role") == "delisted").join(listed, on=key, how="semi")
    return both.join(moved, on=key, how="anti")
