"""Rules on the rows of licence_exceptions."""

from chip_export_controls.checks.builders import claim_is_about_its_measure, code_is_that_of_its_list, group_is_known

about = claim_is_about_its_measure("licence_exceptions")


group = group_is_known("licence_exceptions", "destination")


code = code_is_that_of_its_list("licence_exceptions", "control_code")
