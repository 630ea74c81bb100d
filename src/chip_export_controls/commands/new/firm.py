"""Adds a firm."""

from pathlib import Path

from ..shared import Root
from .asking import Cells, Claims, Id, proposed, read, refuse_known_name, row_of, write_with_claims
from .options import columns_of, with_columns


@with_columns(cells=columns_of("firms", "firm_id"))
def firm(cells: Cells, claim: Claims = None, id: Id = None, root: Root = Path(".")) -> None:
    """Add a firm and the claims that are about it."""
    from ...editing.ids import firm_id

    row = row_of("firms", cells)
    refuse_known_name(read(root), row[1]["name"])
    write_with_claims(root, row, proposed(id, lambda: firm_id(row[1]["name"])), claim)
