"""Rules on a row of equipment."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("equipment", "equipment_id", "parent_id", mend="name another row as the parent, or none")
def parent_is_another() -> nw.Expr:
    """An item is not its own parent."""
    return nw.col("equipment_id") == nw.col("parent_id")


RULES = named(globals())
