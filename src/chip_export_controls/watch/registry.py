"""Turns `intake/feeds.toml` into the feeds that are watched."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..findings.nearest import nearest
from .feeds import PARSERS

FILE = "intake/feeds.toml"
MEBIBYTE = 2**20
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadFeeds(ValueError):
    """The list of feeds is not what it must be; the message says where and why."""


@dataclass(frozen=True)
class Feed:
    """One register: where it answers, how the answer is read, and what `new` may take from it.

    A candidate with fewer points than `floor` is `low`, unless one of `always` issued it; `key_from` names the
    environment variable that holds a key without which the register does not answer. `register`, `source_kind`,
    `language` and `event` fill a source and an event of a measure.
    """

    name: str
    address: str
    parser: str
    jurisdiction: str
    floor: int
    query: dict[str, str | list[str]] = field(default_factory=dict)
    always: list[str] = field(default_factory=list)
    limit: int = 8
    key_from: str = ""
    register: str = ""
    source_kind: str = "legal-text"
    language: str = "en"
    event: str = "published"

    @property
    def most_bytes(self) -> int:
        """How large an answer may be."""
        return self.limit * MEBIBYTE


def _check(feed: Feed, where: str) -> None:
    """Raises BadFeeds where an option is not what it must be."""
    for option in ("address", "parser", "jurisdiction", "key_from", "register", "source_kind", "language", "event"):
        if not isinstance(getattr(feed, option), str):
            raise BadFeeds(f"{where}: `{option}` is a text")
    if feed.parser not in PARSERS:
        hint = nearest(str(feed.parser), sorted(PARSERS))
        raise BadFeeds(f"{where}: no parser `{feed.parser}`; {hint or 'there are ' + ', '.join(sorted(PARSERS))}")
    if urlsplit(feed.address).scheme != "https" or not urlsplit(feed.address).hostname:
        raise BadFeeds(f"{where}: the address begins with https://")
    if not isinstance(feed.floor, int) or not isinstance(feed.limit, int) or not 0 < feed.limit <= 128:
        raise BadFeeds(f"{where}: floor is a number of points, limit one of mebibytes up to 128")
    lists = [*feed.query.values(), feed.always]
    values = [word for value in lists for word in (value if isinstance(value, list) else [value])]
    if not all(isinstance(value, str) for value in values):
        raise BadFeeds(f"{where}: each value of query is a text or a list of texts")


def _feed(name: str, given: Any) -> Feed:
    where = f"{FILE}: feed `{name}`"
    if not _NAME.fullmatch(name) or not isinstance(given, dict):
        raise BadFeeds(f"{where}: a feed is a table under a name in lower case")
    known = set(Feed.__dataclass_fields__) - {"name"}
    for option in given:
        if option not in known:
            raise BadFeeds(f"{where}: no option `{option}`; {nearest(option, sorted(known))}".rstrip("; "))
    try:
        feed = Feed(name=name, **given)
    except TypeError as error:
        raise BadFeeds(f"{where}: {str(error).partition(') ')[2] or error}") from error
    _check(feed, where)
    return feed


def read_feeds(root: Path) -> list[Feed]:
    """The feeds, in the order of the file."""
    file = root / FILE
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise BadFeeds(f"{FILE}: there is none: run `watch` in a checkout") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFeeds(f"{FILE}: {error}") from error
    return [_feed(name, given) for name, given in tables.items()]


def chosen(feeds: list[Feed], names: list[str]) -> list[Feed]:
    """The feeds of these names, or all where none is named."""
    known = [feed.name for feed in feeds]
    for name in names:
        if name not in known:
            raise BadFeeds(f"no feed `{name}`; {nearest(name, known) or 'there are ' + ', '.join(known)}")
    return [feed for feed in feeds if not names or feed.name in names]
