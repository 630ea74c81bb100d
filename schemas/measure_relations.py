"""Rules on the rows of measure_relations."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, no_circle
from chip_export_controls.checks.rules import row_rule


@row_rule("measure_relations", "measure_id", "related_measure_id", fix="name another measure, or remove the row")
def related_is_another() -> nw.Expr:
    """A measure is not related to itself."""
    return nw.col("measure_id") == nw.col("related_measure_id")


about = claim_is_about_its_measure("measure_relations")


circle = no_circle("measure_relations", "measure_id", "related_measure_id", "relation")
