"""Rules on the rows of coverage."""

import narwhals as nw

from chip_export_controls.checks.builders import beyond
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


@row_rule("coverage", "status", "last_searched_on", "method", fix="say when and how it was searched")
def search_says_when_and_how() -> nw.Expr:
    """A searched year has `last_searched_on` and `method`."""
    searched = nw.col("status").cast(nw.String) != "not-searched"
    return ~nw.col("status").is_null() & searched & (nw.col("last_searched_on").is_null() | nw.col("method").is_null())


@dataset_rule("coverage", "jurisdiction", "last_searched_on", fix="write the day of the search")
def it_was_searched_in_the_past(tables: Tables) -> Frame:
    """The day in last_searched_on is not later than both the release and the latest retrieved_on."""
    return beyond(tables, "coverage", "last_searched_on", ("sources", "retrieved_on"))


@row_rule("coverage", "year", "last_searched_on", fix="correct one of the two, or write not-searched")
def year_had_begun() -> nw.Expr:
    """A year was not searched before it began."""
    return nw.col("year") > nw.col("last_searched_on_max").dt.year()


@row_rule("coverage", "last_searched_on", "read_until", fix="correct one of the two, or leave read_until empty")
def nothing_was_read_after_the_search() -> nw.Expr:
    """The last day of which documents could be read is no later than the search."""
    return nw.col("read_until_min") > nw.col("last_searched_on_max")
