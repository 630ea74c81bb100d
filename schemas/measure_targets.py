"""Rules on the rows of measure_targets."""

from chip_export_controls.checks.builders import claim_is_about_its_measure, group_is_known

about = claim_is_about_its_measure("measure_targets")


group = group_is_known("measure_targets", "jurisdiction")
