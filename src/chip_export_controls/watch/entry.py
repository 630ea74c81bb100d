"""One document as its feed states it."""

import html
import re
import unicodedata
from dataclasses import dataclass

_TAG = re.compile(r"<[^<>]{0,400}>")
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~:/?#@!$&()*+,;=%-]*)?")
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
LONGEST = 500


@dataclass(frozen=True)
class Entry:
    """What a feed states of one document; `about` is text to rank by that is kept nowhere.

    `identifiers` are pairs of a scheme and a number as the feed writes it, the surest first; `under` are the acts under
    which the feed says that it stands.
    """

    title: str
    date: str
    url: str
    kind: str
    identifiers: tuple[tuple[str, str], ...] = ()
    issuer: str = ""
    citation: str = ""
    effective_on: str = ""
    about: str = ""
    under: tuple[tuple[str, str], ...] = ()


def plain(text: object) -> str:
    """Text of a stranger as one cell may hold it: no tags, no control or hidden characters, no formula, one line."""
    shown = html.unescape(_TAG.sub(" ", text if isinstance(text, str) else ""))
    shown = _HIDDEN.sub("", unicodedata.normalize("NFC", shown))
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Zl", "Zp") else c for c in shown)
    shown = " ".join(shown.split())
    shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown


def address(text: object) -> str:
    """An address of the web, or nothing where the text is none."""
    return text if isinstance(text, str) and len(text) <= 1000 and _ADDRESS.fullmatch(text) else ""


def day(text: object) -> str:
    """The day that a text begins with (`2026-10-02`, `2026-10-02T…`), or nothing."""
    found = _DAY.match(text) if isinstance(text, str) else None
    return found[0] if found else ""
