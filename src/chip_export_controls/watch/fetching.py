"""Turns a feed into the bytes of its answer: https alone, in bounds of size and time, and no more often than needed."""

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx2

from .cache import Cache, Kept
from .registry import MEBIBYTE, Feed

TRIES, MOST_REDIRECTS, LONGEST_REST = 3, 3, 60.0
_AGAIN = {429, 500, 502, 503, 504}


class NoAnswer(Exception):
    """The register did not answer, or not as it may; the message says how, and never holds the query with its key."""


class _Passing(NoAnswer):
    """What may be over when asked again, after a rest that the register may have named."""

    def __init__(self, message: str, rest: float | None = None) -> None:
        super().__init__(message)
        self.rest = rest


@dataclass(frozen=True)
class Fetcher:
    """How registers are asked; `sleep` and `clock` are given so that a test needs neither."""

    client: httpx2.Client
    cache: Cache
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    longest: float = 180.0
    say: Callable[[str], None] = field(default=lambda _: None)

    def fetch(self, feed: Feed, since: str, key: str = "") -> bytes:
        """The answer of a feed, from the cache where the register says that nothing has changed. Raises NoAnswer."""
        url = str(httpx2.URL(feed.address, params=_query(feed, since, key)))
        for attempt in range(TRIES):
            try:
                return self._once(feed, url)
            except _Passing as error:
                if attempt == TRIES - 1:
                    raise NoAnswer(f"{error}, {TRIES} times") from error
                rest = min(2.0**attempt if error.rest is None else error.rest, LONGEST_REST)
                self.say(f"{feed.name}: {error}; again in {rest:.0f} s")
                self.sleep(rest)
        raise AssertionError("a loop ends above")

    def _once(self, feed: Feed, url: str) -> bytes:
        kept = self.cache.kept(feed.name, url)
        sent = {"Accept-Encoding": "gzip", **(kept.asked if kept else {})}
        try:
            for _ in range(MOST_REDIRECTS + 1):
                with self.client.stream("GET", url, headers=sent) as response:
                    if response.status_code in (301, 302, 303, 307, 308):
                        url = _redirect(url, response.headers.get("Location", ""))
                        continue
                    if response.status_code == 304 and kept:
                        return kept.body
                    _refuse(response)
                    body = self._body(feed, response)
                    self.cache.keep(feed.name, Kept.of(url, response.headers, body))
                    return body
        except httpx2.TimeoutException as error:
            raise _Passing("no answer in time") from error
        except (httpx2.TransportError, httpx2.DecodingError, httpx2.StreamError, httpx2.InvalidURL) as error:
            raise _Passing(f"the connection failed ({type(error).__name__})") from error
        raise NoAnswer(f"more than {MOST_REDIRECTS} redirects")

    def _body(self, feed: Feed, response: httpx2.Response) -> bytes:
        """The whole body, unpacked here: a packed one that breaks off would else pass for a short one."""
        until, whole = self.clock() + self.longest, bytearray()
        for part in _unpacked(response, feed.most_bytes):
            whole += part
            if len(whole) > feed.most_bytes:
                raise NoAnswer(f"more than {feed.most_bytes // MEBIBYTE} MiB")
            if self.clock() > until:
                raise _Passing(f"not done after {self.longest:.0f} s")
        return bytes(whole)


def _query(feed: Feed, since: str, key: str) -> list[tuple[str, str]]:
    pairs = [(n, v) for n, given in feed.query.items() for v in (given if isinstance(given, list) else [given])]
    return [(name, value.replace("{since}", since).replace("{key}", key)) for name, value in pairs]


def _redirect(url: str, location: str) -> str:
    """Where a redirect leads, refused where that is not https or another host."""
    try:
        here, there = urlsplit(url), urlsplit(urljoin(url, location))
    except ValueError as error:
        raise NoAnswer("a redirect to what is no address") from error
    if there.scheme != "https":
        raise NoAnswer(f"a redirect to {there.scheme or 'nowhere'}://, which is not https")
    if there.netloc != here.netloc:
        raise NoAnswer(f"a redirect to another host ({(there.hostname or '')[:80]})")
    return there.geturl()


def _refuse(response: httpx2.Response) -> None:
    """Raises where the status is not that of an answer."""
    if response.status_code in _AGAIN:
        rest = response.headers.get("Retry-After", "")
        raise _Passing(f"HTTP {response.status_code}", float(rest) if rest.isdecimal() else None)
    if response.status_code != 200:
        raise NoAnswer(f"HTTP {response.status_code}")


def _unpacked(response: httpx2.Response, most: int) -> Iterator[bytes]:
    """The parts of the body, unpacked if it is packed; no more than `most` bytes of it at a time."""
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    if coding in ("", "identity"):
        yield from response.iter_raw()
        return
    if coding not in ("gzip", "x-gzip"):
        raise NoAnswer(f"packed as {coding[:20]}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for part in response.iter_raw():
            yield unpacker.decompress(part, most + 1)
            if unpacker.unconsumed_tail:
                raise NoAnswer(f"more than {most // MEBIBYTE} MiB")
        yield unpacker.flush()
    except zlib.error as error:
        raise _Passing("a gzip that cannot be unpacked") from error
    if not unpacker.eof:
        raise _Passing("a gzip that breaks off")
