"""Turns the RSS of the Canada Gazette, which lists issues and not what stands in them, into entries."""

import re
from email.utils import parsedate_to_datetime

from ..entry import Entry, address, day, plain
from .shape import Node, UnknownShape, as_xml, local, named, written

_DATED = re.compile(r"/(\d{4}-\d{2}-\d{2})/")


def _date(item: Node, url: str) -> str:
    """The day in the issue's address, or of its publication."""
    if found := _DATED.search(url):
        return found[1]
    try:
        return day(parsedate_to_datetime(written(item, "pubDate")).date().isoformat())
    except ValueError as error:
        raise UnknownShape(f"an issue has no day: {error}") from error


def parse(data: bytes) -> list[Entry]:
    """The issues; whoever judges one reads its table of contents."""
    root = as_xml(data)
    items = list(named(root, "item"))
    if local(root) not in ("rss", "RDF") or not items:
        raise UnknownShape(f"<{local(root)}> with {len(items)} <item> where RSS with some was expected")
    found = []
    for item in items:
        url = address(written(item, "link"))
        if not url:
            raise UnknownShape("an issue has no address")
        title = plain(written(item, "title"))
        found.append(Entry(title, _date(item, url), url, "gazette-issue", (("CA-GAZETTE", title),), citation=title))
    return found
