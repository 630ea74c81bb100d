"""Shows the evidence behind a record."""

from .output import Format, RowKey, TableName, asking, emit

SHOWN = ("claim_id", "statement", "publisher", "passage_url")


def provenance(
    table: TableName,
    key: RowKey = None,
    form: Format = None,
) -> None:
    """Show the claims behind one record, with the link that opens each source at the passage.

    Example: provenance measure_events us-2025-09-29-affiliates-rule effective 2025-09-29 ''
    """
    from ..answers.provenance import provenance as answer

    with asking():
        found = answer(table, tuple(key) if key else None)
    emit(found, form, f"Evidence of {' '.join(key or [table])}", SHOWN, lead=("claim_id",), trail=("passage_url",))
