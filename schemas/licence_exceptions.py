"""Rules on the rows of licence_exceptions."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, code_is_that_of_its_list, group_is_known
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule

claim_is_about_the_measure = claim_is_about_its_measure("licence_exceptions")


group_has_members = group_is_known("licence_exceptions", "destination")


code_is_written_as_its_list_does = code_is_that_of_its_list("licence_exceptions", "control_code")


@dataset_rule("licence_exceptions", "control_code", fix="correct the code, or record what is controlled under it")
def code_is_controlled(tables: Tables) -> Frame:
    """An exception is from a code that the record has: in a licence requirement, a measure on an item, or a code."""
    places = [
        ("licence_requirements", "control_code"),
        ("measure_equipment", "control_code"),
        ("equipment_codes", "code"),
    ]
    known = nw.concat([tables[table].select(control_code=nw.col(column)) for table, column in places]).drop_nulls()
    return tables["licence_exceptions"].drop_nulls("control_code").join(known.unique(), on="control_code", how="anti")
