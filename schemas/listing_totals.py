"""Rules on the rows of listing_totals."""

from chip_export_controls.checks.builders import claim_is_about_its_measure

about = claim_is_about_its_measure("listing_totals")
