"""Tells which of the sources behind a measure is the act itself, and which stands nearest to it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ...library import Tables, cells, kept
from ...model.naming import compact

# hosts of authorities; a copy elsewhere is official too, but its link lasts less
_HOSTS = re.compile(
    r"https?://[^/]*(\.gov\b|\.go\.(jp|kr)|europa\.eu|overheid\.nl|\.gc\.ca|gov\.uk|bund\.de|legifrance|gazzetta|boe\.es)"
)
_COPY = re.compile(r"\b(?:mirror|copy|copied|digest|repost|reprint(?:s|ed)?)\b", re.I)
_ORIGINAL = re.compile(r"address of the original as (https?://[^\s,;)]+)")
# the addresses that authorities keep for a document, by its number in each scheme
_BY_NUMBER = {
    "FR-DOC": "https://www.federalregister.gov/d/{}",
    "CELEX": "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{}",
    "UK-SI": "https://www.legislation.gov.uk/uksi/{}",
}
_KINDS = {"legal-text": 0, "official-statement": 1}


@kept
def _numbers(tables: Tables) -> dict[str, set[str]]:
    """The numbers by which gazettes know each measure, without spaces and punctuation; short ones tell nothing."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in cells(tables, "measure_identifiers").itertuples(index=False):
        found[row.measure_id].add(compact(row.value))
    for row in cells(tables, "measures")[["measure_id", "citation"]].itertuples(index=False):
        found[row.measure_id] |= {compact(part) for part in row.citation.split("; ")}
    return {measure: {n for n in numbers if len(n) > 5} for measure, numbers in found.items()}


@kept
def _published(tables: Tables) -> dict[str, set[str]]:
    events = cells(tables, "measure_events")
    found: dict[str, set[str]] = defaultdict(set)
    for row in events[events["event"] == "published"].itertuples(index=False):
        found[row.measure_id].add(row.date)
    return found


def is_copy(source: Mapping[str, Any]) -> bool:
    """Whether the address is that of a copy, on a page that no authority keeps."""
    return bool(source.get("url") and _COPY.search(source.get("note", "")) and not _HOSTS.match(source["url"]))


def address(tables: Tables, measure_id: str, source: Mapping[str, Any]) -> str:
    """The official address of an act: that of the source, of its original as the note gives it, or of its number."""
    if source.get("url") and not is_copy(source):
        return str(source["url"])
    if original := _ORIGINAL.search(source.get("note", "")):
        return original[1].rstrip(".")
    for row in cells(tables, "measure_identifiers").itertuples(index=False):
        if row.measure_id == measure_id and row.scheme in _BY_NUMBER:
            return _BY_NUMBER[row.scheme].format(row.value)
    return ""


def nearness(tables: Tables, measure_id: str, source: Mapping[str, Any]) -> tuple[Any, ...]:
    """What to sort the sources of a measure by: official ones, the act before other acts, then hosts of authorities."""
    written = compact(f"{source['url']} {source['title']}")
    named = any(number in written for number in _numbers(tables).get(measure_id, ()))
    same_day = source["published_on"] in _published(tables).get(measure_id, set())
    return (
        not source["is_official"],
        0 if named else 1 if same_day and source["kind"] == "legal-text" else 2,
        not source["url"],
        not _HOSTS.match(source["url"]),
        _KINDS.get(source["kind"], 2),
        not source["title"],
        source["published_on"] or "9",
    )
