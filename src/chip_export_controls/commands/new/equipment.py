"""Adds an item of equipment."""

from pathlib import Path

from ..shell import Root
from .asking import Claims, Id, Text, proposed, row_of, write_with_claims


def equipment(
    name: Text = None,
    kind: Text = None,
    category: Text = None,
    parent_id: Text = None,
    maker_firm_id: Text = None,
    description: Text = None,
    claim: Claims = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add an item and the claims that are about it."""
    from ...identity import equipment_id

    given = {"name": name, "kind": kind, "category": category, "parent_id": parent_id}
    row = row_of("equipment", given | {"maker_firm_id": maker_firm_id, "description": description})
    write_with_claims(root, row, proposed(id, lambda: equipment_id(row[1]["name"])), claim)
