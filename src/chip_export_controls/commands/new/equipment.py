"""Adds an item of equipment."""

from pathlib import Path

from ..shared import Root
from .asking import Cells, Claims, Id, proposed, row_of, write_with_claims
from .options import columns_of, with_columns


@with_columns(cells=columns_of("equipment", "equipment_id"))
def equipment(cells: Cells, claim: Claims = None, id: Id = None, root: Root = Path(".")) -> None:
    """Add an item and the claims that are about it."""
    from ...editing.ids import equipment_id

    row = row_of("equipment", cells)
    write_with_claims(root, row, proposed(id, lambda: equipment_id(row[1]["name"])), claim)
