"""Turns the US consolidated screening list into entries: a name each, under the notice that listed it."""

import re
from typing import Any

from ..entry import Entry, address, day, plain
from .shape import UnknownShape, as_json, member, word

# the lists of the Bureau of Industry and Security, and the Chinese military-industrial companies of the Treasury
_LISTS = ("Entity List", "Military End User", "Unverified List", "Non-SDN Chinese Military-Industrial Complex")
_NOTICE = re.compile(r"\d{2} FR \d{1,6}")


def _entry(row: Any, list_name: str) -> Entry:
    name = word(row, "name")
    notices = _NOTICE.findall(str(row.get("federal_register_notice") or ""))
    others = row.get("alt_names") or []
    also = ", ".join(map(str, others)) if isinstance(others, list) else str(others)
    return Entry(
        title=plain(name),
        date=day(row.get("start_date")),
        url=address(row.get("source_list_url") or row.get("source_information_url")),
        kind="listed-name",
        identifiers=(("CSL", word(row, "id")),),
        issuer=plain(list_name),
        citation=plain("; ".join(notices)),
        about=plain(also),
        under=tuple(("FR", notice) for notice in notices),
    )


def parse(data: bytes) -> list[Entry]:
    """The names on the lists that this record follows."""
    results = member(as_json(data), "results", list)
    if not results:
        raise UnknownShape("the list is empty")
    found = []
    for row in results:
        list_name = word(row, "source", "a name")
        if list_name.startswith(_LISTS):
            found.append(_entry(row, list_name))
    if not found:
        raise UnknownShape(f"no name of {', '.join(_LISTS)}")
    return found
