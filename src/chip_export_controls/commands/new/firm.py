"""Adds a firm."""

from pathlib import Path

from ..shell import Root
from .asking import Claims, Id, Text, proposed, row_of, write_with_claims


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
    from ...identity import firm_id

    given = {"name": name, "jurisdiction": jurisdiction, "headquarters": headquarters, "kind": kind}
    row = row_of("firms", given | {"parent_firm_id": parent_firm_id, "website": website})
    write_with_claims(root, row, proposed(id, lambda: firm_id(row[1]["name"])), claim)
