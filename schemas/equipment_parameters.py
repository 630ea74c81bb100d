"""Rules on the rows of equipment_parameters."""

import narwhals as nw

from chip_export_controls.checks.builders import one_unit_a_parameter, unit_is_known, value_is_not_negative
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, tied_rule


@tied_rule("equipment_parameters", "claim_equipment", "equipment_id")
def claim_is_about_the_item() -> None:
    """The claim that gives a parameter of an item is about that item."""


@dataset_rule(
    "equipment_parameters", "comparator", "value", "unit", "claim_id", fix="copy the three cells from `{claim_id}`"
)
def value_is_that_of_its_claim(tables: Tables) -> Frame:
    """A parameter's value, unit and comparator are those of the claim that gives it."""
    quantity = ["comparator", "value", "unit"]
    told = tables["equipment_parameters"].drop_nulls([*quantity, "claim_id"])
    told = told.with_columns(nw.col("comparator").cast(nw.String))
    claims = tables["claims"].select("claim_id", *quantity).drop_nulls("claim_id")
    claims = claims.with_columns(nw.col("comparator").cast(nw.String))
    known = told.join(claims.select("claim_id").unique(), on="claim_id", how="semi")
    return known.join(claims.drop_nulls(quantity), on=["claim_id", *quantity], how="anti")


parameter_has_one_unit = one_unit_a_parameter("equipment_parameters")


unit_is_of_the_vocabulary = unit_is_known("equipment_parameters")


quantity_is_not_negative = value_is_not_negative("equipment_parameters")
