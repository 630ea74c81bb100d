"""Turns an analyst's question into one table, each row of it with the claim that says so."""

from typing import TYPE_CHECKING

from .library import load, tables
from .period import Day, period

if TYPE_CHECKING:
    import pandas as pd

    from .standing import Load


def as_known(on: Day) -> "dict[str, pd.DataFrame]":
    """The tables, by name, as the sources published until `on` could have filled them.

    Rows whose only evidence is later are absent; a source without a date counts from the day it was read, one with a
    partial date from its last day. Columns are those of `load`; `coverage` and `retired_ids`, which no source says, are
    left out. Titles and summaries are today's. Raises ValueError for a date that is none.

    >>> len(as_known("2018-01-01")["measures"])
    0
    """
    from .known import as_known as answer

    return answer(load, tables(), period(on)[1])


def _knowing(known_on: Day | None) -> "Load":
    """A loader of what was known on the day, but for the things asked about, which bear today's names and families."""
    if known_on is None:
        return load
    then = as_known(known_on)
    return lambda name: load(name) if name in ("measures", "equipment", "firms") else then[name]


def in_force(
    on: Day,
    *,
    jurisdiction: str | None = None,
    target: str | None = None,
    equipment: str | None = None,
    firm: str | None = None,
    domain: str | None = None,
    known_on: Day | None = None,
) -> "pd.DataFrame":
    """The measures in force on a day, or at some time of a month, a year or a closed interval.

    `jurisdiction` is the one that made the measure, `target` a destination (measures on all destinations are kept).
    `equipment` keeps what names the item, its families or its kinds; `firm` what lists or touches the firm, without the
    listings that it has been taken off. `known_on` answers from the sources published until that day.

    Columns, all text: measure_id, scope (the part in force; empty for the whole), certainty (`certain`, or `possible`
    where a partial date, of the question or of an event, leaves it open), event and since (what put it in force, EDTF),
    claim_id (of that event), excepted (parts suspended or ended), title, jurisdiction, instrument, domain; with
    `equipment` also equipment_id, reach (`itself`, `family`, `kind`), effect, control_code; with `firm` firm_id, role.
    A row for each part, and for each item or role that ties it to the question.

    Raises ValueError for a date, a code or a domain that is none, KeyError for an unknown firm or item. Source:
    measure_events of the installed package; a measure without an `effective` event is never in force here.

    >>> found = in_force("2023-12-01", jurisdiction="NL", domain="export-control")
    >>> list(found.columns)[:3]
    ['measure_id', 'scope', 'certainty']
    """
    from .standing import in_force as answer

    return answer(
        _knowing(known_on),
        period(on),
        jurisdiction=jurisdiction,
        target=target,
        equipment=equipment,
        firm=firm,
        domain=domain,
    )


def status(measure_id: str, on: Day, *, known_on: Day | None = None) -> "pd.DataFrame":
    """What each part of a measure is on a day, or can be during a month, a year or a closed interval.

    Columns, all text: measure_id, scope, status (`in-force`, `suspended`, `expired`, `revoked`, `withdrawn`; before any
    of these the furthest stage, `reported`, `proposed`, `announced`, `adopted` or `published`; `unheard-of` before the
    first event), certainty, event and since (what made it so), claim_id, excepted. A part that may be several things
    has a row for each, all `possible`.

    Raises KeyError for an unknown measure, ValueError for a date that is none.

    >>> list(status(load("measures")["measure_id"][0], "1990-01-01")["status"])
    ['unheard-of']
    """
    from .standing import status as answer

    return answer(_knowing(known_on), measure_id, *period(on))


def timeline(key: str) -> "pd.DataFrame":
    """The events of a measure, a jurisdiction, a firm or an item of equipment in order, each with its evidence.

    `key` is the id of one of these; an item brings the events of its families and kinds along.

    Columns: date (EDTF), event, scope, measure_id, title, jurisdiction, claim_id, statement, source_id, publisher,
    is_official, passage_url (opens at the passage). Raises KeyError for an unknown key, naming the nearest.

    >>> timeline(load("measures")["measure_id"][0])["event"].empty
    False
    """
    from .chronicle import timeline as answer

    return answer(load, key)
