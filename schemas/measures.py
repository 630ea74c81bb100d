"""Rules on a row of measures."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("measures", "measure_id", "jurisdiction", mend="begin the id with the jurisdiction in lower case")
def id_begins_with_its_jurisdiction() -> nw.Expr:
    """A measure's id begins with its jurisdiction."""
    return nw.col("measure_id").str.slice(0, 2).str.to_uppercase() != nw.col("jurisdiction")


RULES = named(globals())
