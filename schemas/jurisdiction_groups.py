"""Rules on the rows of jurisdiction_groups."""

import narwhals as nw

from chip_export_controls.checks.rules import row_rule


@row_rule("jurisdiction_groups", "group", "from", "until", fix="correct one of the two dates")
def membership_runs_forward() -> nw.Expr:
    """A jurisdiction leaves a group after it joined it."""
    return nw.col("until_max") < nw.col("from_min")
