"""Adds a firm."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..shell import Root, stop
from .asking import Claims, Id, Text, answer, row_of, unused, write

if TYPE_CHECKING:
    from ...scaffold import Row


def firm(
    name: Text = None,
    jurisdiction: Text = None,
    headquarters: Text = None,
    kind: Text = None,
    parent_firm_id: Text = None,
    website: Text = None,
    claim: Claims = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a firm and the claims that are about it."""
    from ...identity import NoId, firm_id

    given = {"name": name, "jurisdiction": jurisdiction, "headquarters": headquarters, "kind": kind}
    cells = row_of("firms", given | {"parent_firm_id": parent_firm_id, "website": website})[1]
    try:
        chosen = unused(root, "firms", id, id or firm_id(cells["name"]))
    except NoId as error:
        stop(f"{error}\nnothing was written", 2)
    claims = claim or [answer("Which claim_id is about it", "claim")]
    links: list[Row] = [("claim_firms", {"claim_id": name, "firm_id": chosen}) for name in claims]
    write(root, [("firms", {"firm_id": chosen, **cells}), *links])
