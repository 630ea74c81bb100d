"""Rules on a row of retired_ids."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("retired_ids", "id", "replaced_by", mend="name the id that took its place, or none")
def replacement_is_another() -> nw.Expr:
    """A retired id is not its own replacement."""
    return nw.col("id") == nw.col("replaced_by")


RULES = named(globals())
