"""Finds lists that a later act, which names the firm too, has amended or superseded: the later one is the current."""

from collections.abc import Iterable

from ...library import Tables, kept
from ...model.relation_kinds import RENEWING
from .listing import links


@kept
def _renewing(tables: Tables) -> list[tuple[str, str]]:
    """The measures that renew another, each with it, in order."""
    return sorted(
        (measure, earlier) for measure, how, earlier in links(tables) if how in RENEWING and measure != earlier
    )


def named_anew(tables: Tables, listed: Iterable[str]) -> dict[str, str]:
    """Of the measures that list a firm: the last one that amends or supersedes each, and lists it too."""
    standing = set(listed)
    found: dict[str, str] = {}
    for measure, earlier in _renewing(tables) if len(standing) > 1 else ():
        if measure in standing and earlier in standing:
            found[earlier] = max(measure, found.get(earlier, measure))
    return found


def renewals(tables: Tables, firm: str, listed: Iterable[str]) -> list[str]:
    """A note for each list of the firm that a later one has taken the place of."""
    return [
        f"{earlier} is no longer the current list: {later}, which amends or supersedes it, names {firm} too"
        for earlier, later in sorted(named_anew(tables, listed).items())
    ]
