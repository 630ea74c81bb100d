"""Turns the feed of news releases of Japan's Ministry of Economy, Trade and Industry into entries."""

from ..entry import Entry, address, plain
from .atom import entries
from .shape import UnknownShape


def parse(data: bytes) -> list[Entry]:
    """The releases."""
    found = []
    for entry in entries(data):
        url = address(entry.link)
        if not url:
            raise UnknownShape("an entry has no address")
        found.append(Entry(plain(entry.title), entry.date, url, "press-release"))
    return found
