"""Rules on a row of firms."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("firms", "firm_id", "parent_firm_id", mend="name another row as the parent, or none")
def parent_is_another() -> nw.Expr:
    """A firm is not its own parent."""
    return nw.col("firm_id") == nw.col("parent_firm_id")


RULES = named(globals())
