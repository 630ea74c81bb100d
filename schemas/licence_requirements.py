"""Rules on the rows of licence_requirements."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, code_is_that_of_its_list, group_is_known
from chip_export_controls.checks.rules import row_rule

claim_is_about_the_measure = claim_is_about_its_measure("licence_requirements")


group_has_members = group_is_known("licence_requirements", "destination")


code_is_written_as_its_list_does = code_is_that_of_its_list("licence_requirements", "control_code")


@row_rule("licence_requirements", "measure_id", "destination", fix="name the destination that needs a licence")
def destination_is_abroad() -> nw.Expr:
    """A licence is required for a destination abroad."""
    return nw.col("measure_id").cast(nw.String).str.slice(0, 2).str.to_uppercase() == nw.col("destination")
