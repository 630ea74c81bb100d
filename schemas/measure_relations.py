"""Rules on a row of measure_relations."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("measure_relations", "measure_id", "related_measure_id", mend="name another measure, or remove the row")
def related_is_another() -> nw.Expr:
    """A measure is not related to itself."""
    return nw.col("measure_id") == nw.col("related_measure_id")


RULES = named(globals())
