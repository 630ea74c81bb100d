"""Rules on a row of source_relations."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("source_relations", "source_id", "upstream_source_id", mend="name another source, or remove the row")
def related_is_another() -> nw.Expr:
    """A source is not related to itself."""
    return nw.col("source_id") == nw.col("upstream_source_id")


RULES = named(globals())
