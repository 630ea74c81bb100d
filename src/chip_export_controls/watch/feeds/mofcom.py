"""Turns the list of announcements of China's Ministry of Commerce, JSON around HTML, into entries."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from ..entry import Entry, address, day, plain
from .shape import UnknownShape, as_json, member

SITE = "https://www.mofcom.gov.cn/"
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})")


class _List(HTMLParser):
    """Collects link, title and day of each `<li>`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[str, str, str]] = []
        self._link, self._title, self._text, self._open = "", "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "li":
            self._link, self._title, self._text, self._open = "", "", "", True
        elif tag == "a" and self._open and not self._link:
            self._link, self._title = given.get("href") or "", given.get("title") or ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "li" and self._open:
            date = _DATE.search(self._text)
            title = self._title or _DATE.sub("", self._text).replace("[]", "")
            self._open = False
            if self._link:
                self.rows.append((self._link, title, date[1] if date else ""))


def parse(data: bytes) -> list[Entry]:
    """The announcements; one may stand under several addresses, which its number in the title tells."""
    answer = as_json(data)
    if answer.get("success") is False if isinstance(answer, dict) else True:
        raise UnknownShape("the service tells of no success")
    reader = _List()
    reader.feed(member(member(answer, "data", dict), "html", str, "`data`"))
    if not reader.rows:
        raise UnknownShape("the HTML has no list with links")
    found = []
    for link, title, date in reader.rows:
        url = address(urljoin(SITE, link))
        if not url or not day(date) or not plain(title):
            raise UnknownShape(f"a line of the list has no address, title or day: {plain(title)[:60]}")
        found.append(Entry(plain(title), day(date), url, "announcement", (("MOFCOM", title), ("UEL", title))))
    return found
