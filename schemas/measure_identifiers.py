"""Rules on the rows of measure_identifiers."""

from chip_export_controls.checks.builders import claim_is_about_its_measure

about = claim_is_about_its_measure("measure_identifiers")
