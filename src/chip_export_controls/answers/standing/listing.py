"""Turns rows of firms into listings, those into the parts of a measure that they stand in, and delistings into days."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from ...library import Tables, cells, kept
from ...model.relation_kinds import STRIKING
from .lifecycle import Event


@dataclass(frozen=True)
class Listing:
    """One row of measure_firms that lists or delists a firm, with what tells which list it stands on."""

    measure_id: str
    role: str
    claim_id: str
    jurisdiction: str
    instrument: str


@kept
def roles(tables: Tables) -> dict[str, list[Listing]]:
    """What each firm is in each measure that names it."""
    measures = cells(tables, "measures").set_index("measure_id")[["jurisdiction", "instrument"]].to_dict("index")
    found: dict[str, list[Listing]] = defaultdict(list)
    for r in cells(tables, "measure_firms").itertuples(index=False):
        found[r.firm_id].append(Listing(r.measure_id, r.role, r.claim_id, **measures[r.measure_id]))
    return found


@kept
def claims_of_rows(tables: Tables) -> dict[str, set[str]]:
    """The claims on which the firms of each measure rest."""
    found: dict[str, set[str]] = defaultdict(set)
    for r in cells(tables, "measure_firms").itertuples(index=False):
        found[r.measure_id].add(r.claim_id)
    return found


@kept
def links(tables: Tables) -> set[tuple[str, str, str]]:
    """The relations between measures."""
    columns = ["measure_id", "relation", "related_measure_id"]
    return set(cells(tables, "measure_relations")[columns].itertuples(index=False, name=None))


def stands_in(row: Listing, events: list[Event], claims: Set[str]) -> set[str]:
    """The parts of its measure that list the firm, or take it off.

    A row that rests on the claim of an effective event belongs to the part of that event; the other rows belong to the
    parts whose events rest on the claim of no row of the measure. `claims` are those of all its rows.
    """
    effective = [event for event in events if event.kind == "effective"]
    own = {event.scope for event in effective if event.claim_id == row.claim_id}
    others = {event.scope for event in effective if event.claim_id not in claims}
    return own or others or {event.scope for event in effective}


def _struck_on(row: Listing, events: Mapping[str, list[Event]]) -> tuple[date, date] | None:
    """First and last day on which the delisting can have taken effect: its own event's, or its measure's."""
    of_measure = events.get(row.measure_id, [])
    chosen = [e for e in of_measure if e.claim_id == row.claim_id and e.kind in ("effective", "amended", "revoked")]
    chosen = chosen or [e for e in of_measure if e.kind == "effective"]
    return (min(e.first for e in chosen), min(e.last for e in chosen)) if chosen else None


def _strikes(strike: Listing, listing: Listing, related: set[tuple[str, str, str]], siblings: list[Listing]) -> bool:
    if strike.measure_id == listing.measure_id:
        return True
    named = {other for measure, relation, other in related if measure == strike.measure_id and relation in STRIKING}
    of_firm = {row.measure_id for row in siblings if row.role == "listed"}
    if named & of_firm:
        return listing.measure_id in named
    if strike.measure_id in of_firm:
        return False
    # a removal that names no listing strikes those on lists of its own kind
    return (strike.jurisdiction, strike.instrument) == (listing.jurisdiction, listing.instrument)


def _strikers(
    listing: Listing, rows: list[Listing], related: set[tuple[str, str, str]], events: Mapping[str, list[Event]]
) -> list[tuple[str, tuple[date, date] | None]]:
    """Each delisting that takes the firm off this listing: its measure, and its first and last possible day."""
    return [
        (r.measure_id, _struck_on(r, events))
        for r in rows
        if r.role == "delisted" and _strikes(r, listing, related, rows)
    ]


def struck_by(
    listing: Listing,
    since: date,
    rows: list[Listing],
    related: set[tuple[str, str, str]],
    events: Mapping[str, list[Event]],
) -> dict[str, tuple[date, date]]:
    """The measures that take the firm off this listing after the day, each with its first and last possible day."""
    found = dict(_strikers(listing, rows, related, events))
    return {measure: pair for measure, pair in found.items() if pair and pair[1] > since}


def struck(
    listing: Listing,
    since: Event,
    rows: list[Listing],
    related: set[tuple[str, str, str]],
    events: Mapping[str, list[Event]],
) -> list[tuple[date, date]]:
    """First and last possible day of each delisting that ends this listing, which has held since the event."""
    days = (pair for _, pair in _strikers(listing, rows, related, events))
    return [pair for pair in days if pair and pair[1] > since.first]
