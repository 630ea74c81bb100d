"""Rules on the rows of licence_requirements."""

from chip_export_controls.checks.builders import claim_is_about_its_measure, group_is_known

about = claim_is_about_its_measure("licence_requirements")


group = group_is_known("licence_requirements", "destination")
