"""Finds lists that a later act, which names the firm too, has amended or superseded: the later one is the current."""

from collections.abc import Iterable

from ...library import Tables
from ...model.relation_kinds import RENEWING
from .listing import links


def named_anew(tables: Tables, listed: Iterable[str]) -> dict[str, str]:
    """Of the measures that list a firm: the last one that amends or supersedes each, and lists it too."""
    standing = set(listed)
    found: dict[str, str] = {}
    for measure, relation, earlier in sorted(links(tables)):
        if relation in RENEWING and {measure, earlier} <= standing and measure != earlier:
            found[earlier] = max(measure, found.get(earlier, measure))
    return found


def renewals(tables: Tables, firm: str, listed: Iterable[str]) -> list[str]:
    """A note for each list of the firm that a later one has taken the place of."""
    return [
        f"{earlier} is no longer the current list: {later}, which amends or supersedes it, names {firm} too"
        for earlier, later in sorted(named_anew(tables, listed).items())
    ]
