"""Rules on the rows of source_relations."""

import narwhals as nw

from chip_export_controls.checks.builders import no_circle
from chip_export_controls.checks.rules import row_rule


@row_rule("source_relations", "source_id", "upstream_source_id", fix="name another source, or remove the row")
def related_is_another() -> nw.Expr:
    """A source is not related to itself."""
    return nw.col("source_id") == nw.col("upstream_source_id")


circle = no_circle("source_relations", "source_id", "upstream_source_id", "relation")
