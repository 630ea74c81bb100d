"""Rules on the rows of measure_equipment."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about, claim_is_about_its_measure, code_is_that_of_its_list
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule

claim_is_about_the_measure = claim_is_about_its_measure("measure_equipment")


claim_names_what_the_row_names = claim_is_about("measure_equipment", "claim_equipment", "equipment_id")
_FREE = ["exempted", "decontrolled"]


@dataset_rule(
    "measure_equipment",
    "measure_id",
    "equipment_id",
    "effect",
    fix="give the exemption to the measure that made it, or name the code or the part that is exempted",
    severity="warning",
)
def item_is_controlled_or_free(tables: Tables) -> Frame:
    """A measure does not both control and exempt an item under the same code."""
    rows = tables["measure_equipment"].with_columns(
        nw.col("effect").cast(nw.String), code=nw.col("control_code").fill_null("")
    )
    key = ["measure_id", "equipment_id", "code"]
    bound = rows.filter(~nw.col("effect").is_in(_FREE)).select(key).drop_nulls()
    return rows.filter(nw.col("effect").is_in(_FREE)).join(bound, on=key, how="semi")


code_is_written_as_its_list_does = code_is_that_of_its_list("measure_equipment", "control_code")


@row_rule("measure_equipment", "equipment_id", "control_code", fix="write a row for each code")
def code_is_one() -> nw.Expr:
    """A cell of control_code holds one code."""
    return nw.col("control_code").str.contains("[0-9][A-E][0-9]{3}.*[ /&+][0-9][A-E][0-9]{3}")


_OF_CONTROLS = ["licence-required", "licence-revoked", "decontrolled"]


@dataset_rule("measure_equipment", "measure_id", "effect", fix="correct the effect, or the domain of the measure")
def effect_fits_the_measure(tables: Tables) -> Frame:
    """Licences are required, revoked and ended by controls of exports and imports, not by screenings or purchases."""
    domain = nw.col("domain").cast(nw.String)
    others = tables["measures"].filter(~domain.is_in(["export-control", "import-control"]) & ~domain.is_null())
    rows = tables["measure_equipment"].filter(nw.col("effect").cast(nw.String).is_in(_OF_CONTROLS))
    return rows.join(others.select("measure_id").drop_nulls(), on="measure_id", how="semi")
