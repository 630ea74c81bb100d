"""Rules on a row of claim_relations."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("claim_relations", "claim_id", "related_claim_id", mend="name another claim, or remove the row")
def related_is_another() -> nw.Expr:
    """A claim is not related to itself."""
    return nw.col("claim_id") == nw.col("related_claim_id")


RULES = named(globals())
