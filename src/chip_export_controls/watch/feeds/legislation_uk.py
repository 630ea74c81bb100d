"""Turns a publication feed of legislation.gov.uk into entries, each instrument once."""

import re

from ..entry import Entry, plain
from .atom import entries
from .shape import UnknownShape, named

# the id of an entry ends in the moment of its publication: an instrument that is published again is no new one
_INSTRUMENT = re.compile(r"https?://www\.legislation\.gov\.uk/(?:id/)?(uksi|ukpga)/([0-9]{4})/([0-9]{1,5})(?:/.*)?")


def parse(data: bytes) -> list[Entry]:
    """The statutory instruments and acts; other kinds of document in the feed are passed over."""
    found: dict[str, Entry] = {}
    for entry in entries(data):
        given = next((node.text or "" for node in named(entry.node, "identifier")), entry.id)
        match = _INSTRUMENT.fullmatch(given)
        if not match:
            if "legislation.gov.uk" not in given:
                raise UnknownShape(f"an id without legislation.gov.uk: {given[:80]}")
            continue
        type, year, number = match.groups()
        summary = next(("".join(node.itertext()) for node in named(entry.node, "summary")), "")
        found.setdefault(
            f"{type}/{year}/{number}",
            Entry(
                title=plain(entry.title),
                date=entry.date,
                url=f"https://www.legislation.gov.uk/{type}/{year}/{number}",
                kind="statutory-instrument" if type == "uksi" else "act",
                identifiers=(("UK-SI" if type == "uksi" else "UK-ACT", f"{year}/{number}"),),
                citation=f"S.I. {year}/{number}" if type == "uksi" else "",
                about=plain(summary),
            ),
        )
    return list(found.values())
