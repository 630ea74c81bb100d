"""Adds an item of equipment."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..shell import Root, stop
from .asking import Claims, Id, Text, answer, row_of, unused, write

if TYPE_CHECKING:
    from ...scaffold import Row


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
    from ...identity import NoId, equipment_id

    given = {"name": name, "kind": kind, "category": category, "parent_id": parent_id}
    cells = row_of("equipment", given | {"maker_firm_id": maker_firm_id, "description": description})[1]
    try:
        chosen = unused(root, "equipment", id, id or equipment_id(cells["name"]))
    except NoId as error:
        stop(f"{error}\nnothing was written", 2)
    claims = claim or [answer("Which claim_id is about it", "claim")]
    links: list[Row] = [("claim_equipment", {"claim_id": name, "equipment_id": chosen}) for name in claims]
    write(root, [("equipment", {"equipment_id": chosen, **cells}), *links])
