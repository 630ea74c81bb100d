"""Rules on the rows of measure_targets."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, group_is_known
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule

claim_is_about_the_measure = claim_is_about_its_measure("measure_targets")


group_has_members = group_is_known("measure_targets", "jurisdiction")


@dataset_rule("measure_targets", "measure_id", "jurisdiction", fix="keep `*` alone, or the destinations that are named")
def all_destinations_stand_alone(tables: Tables) -> Frame:
    """A measure whose target is all destinations names no other one."""
    every = tables["measure_targets"].filter(nw.col("jurisdiction") == "*").select("measure_id").drop_nulls()
    return tables["measure_targets"].filter(nw.col("jurisdiction") != "*").join(every, on="measure_id", how="semi")


@dataset_rule("measure_targets", "measure_id", "jurisdiction", fix="name the destination, or correct the jurisdiction")
def target_is_abroad(tables: Tables) -> Frame:
    """The target of an export control is not its own jurisdiction."""
    controls = tables["measures"].filter(nw.col("domain").cast(nw.String) == "export-control")
    own = controls.select("measure_id", "jurisdiction").drop_nulls()
    return tables["measure_targets"].join(own, on=["measure_id", "jurisdiction"], how="semi")
