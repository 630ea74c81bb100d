"""Rules on the rows of coverage."""

import narwhals as nw

from chip_export_controls.checks.rules import row_rule


@row_rule("coverage", "status", "last_searched_on", "method", fix="say when and how it was searched")
def search_says_when_and_how() -> nw.Expr:
    """What was searched has the day and the method of the search."""
    searched = nw.col("status").cast(nw.String) != "not-searched"
    return ~nw.col("status").is_null() & searched & (nw.col("last_searched_on").is_null() | nw.col("method").is_null())
