"""Turns a candidate into the cells that a measure, its events, its source and its numbers begin with."""

from dataclasses import dataclass
from pathlib import Path

from ..model.descriptor import law
from . import keys
from .candidates import of_row
from .intake import Row
from .ledger import candidate
from .registry import Feed, read_feeds

Cells = dict[str, str]


class NoMeasure(ValueError):
    """Nothing that a measure can be made of; the message says what to do instead."""


@dataclass(frozen=True)
class Draft:
    """What a register states, by table; a person adds the rest."""

    key: str
    measure: Cells
    event: Cells
    source: Cells
    claim: Cells
    effective_on: str
    numbers: tuple[tuple[str, str], ...]


def _numbers(row: Row) -> tuple[tuple[str, str], ...]:
    """The numbers that measure_identifiers has a scheme for."""
    (scheme,) = [field for field in law()["measure_identifiers"].fields if field.name == "scheme"]
    return tuple(key for key in dict.fromkeys(of_row(row)) if key[0] in scheme.enum)


def _citation(row: Row) -> str:
    scheme, number = keys.read(row["key"])
    return row["citation"] or (f"FR Doc. {number}" if scheme == "FR-DOC" else "")


def drafted(row: Row, feed: Feed) -> Draft:
    """The draft of a candidate of a feed. Raises NoMeasure."""
    if row["state"] == "known":
        raise NoMeasure(f"the record has {row['key']} as {row['measure_id']}")
    if row["kind"] == "listed-name":
        raise NoMeasure(f"{row['key']} is a name on a list: add the firm, and its row in measure_firms")
    if row["kind"] == "gazette-issue":
        raise NoMeasure(f"{row['key']} is an issue: read its contents, and add what stands in it by hand")
    date = row["date"]
    return Draft(
        row["key"],
        {
            "title": row["title"],
            "jurisdiction": row["jurisdiction"],
            "issuer": row["issuer"],
            "citation": _citation(row),
        },
        {"event": feed.event, "date": date},
        {
            "kind": feed.source_kind,
            "title": row["title"],
            "publisher": feed.register,
            "published_on": date,
            "language": feed.language,
            "url": row["url"],
            "is_official": "true",
        },
        {
            "speaker_kind": "legal-text" if feed.source_kind == "legal-text" else "government",
            "asserted_on": date,
            "relevance": "core",
        },
        row["effective_on"],
        _numbers(row),
    )


def draft(root: Path, key: str) -> Draft:
    """The draft of the candidate of a key.

    Raises NoCandidate or NoMeasure, Unreadable where the queue cannot be read, BadFeeds where the feeds cannot.
    """
    row = candidate(root, key)
    feeds = [feed for feed in read_feeds(root) if feed.name == row["feed"]]
    if not feeds:
        raise NoMeasure(f"intake/feeds.toml has no feed `{row['feed']}` any more")
    return drafted(row, feeds[0])
