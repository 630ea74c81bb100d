"""Turns dates, places and the record's own terms into plain English."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)", re.ASCII)
_SPELT = {
    "us": "US",
    "eu": "EU",
    "eccn": "ECCN",
    "eda": "EDA",
    "un": "UN",
    "tops": "TOPS",
    "dram": "DRAM",
    "io": "IO",
    "rms": "RMS",
    "in-force": "in force",
    "is-informed-letter": "“is informed” letter",
    "unheard-of": "not yet heard of",
    "legal-text": "legal text",
    "not-fulfilled-by": "did not come true",
    "fulfilled-by": "came true in",
    "equipment": "item",
}
EVENTS = {
    "reported": "Reported",
    "proposed": "Proposed",
    "announced": "Announced",
    "adopted": "Adopted",
    "published": "Published",
    "effective": "In force",
    "compliance-deadline": "Deadline to comply",
    "amended": "Amended",
    "suspended": "Suspended",
    "resumed": "Resumed",
    "expired": "Last day",
    "revoked": "Revoked",
    "withdrawn": "Withdrawn",
}
# how an event reads that is still to come
AHEAD = {
    "effective": "Comes into force",
    "expired": "Last day",
    "resumed": "Applies again",
    "suspended": "Is suspended",
    "revoked": "Is revoked",
}
# how a relation reads from the other end
INVERSE = {
    "amends": "amended by",
    "extends": "extended by",
    "supersedes": "superseded by",
    "implements": "implemented by",
    "aligns-with": "in line with",
    "responds-to": "answered by",
    "suspends": "suspended by",
    "revokes": "revoked by",
    "repeats": "repeated by",
    "corroborates": "corroborated by",
    "contradicts": "contradicted by",
    "denies": "denied by",
    "updates": "updated by",
    "fulfilled-by": "the outcome of",
    "not-fulfilled-by": "the failure of",
}


@cache
def places() -> dict[str, str]:
    """The English name of each jurisdiction's code."""
    return dict(json.loads((Path(__file__).parent / "places.json").read_text("utf-8")))


def place(code: str) -> str:
    """The name of a jurisdiction; of a group that the law names, the name itself."""
    return "all destinations" if code == "*" else places().get(code, f"country group {code}" if ":" in code else code)


def _one(text: str) -> str:
    match = _DATE.fullmatch(text)
    if not match:
        return text
    year, month, day, mark = match.groups()
    said = " ".join(part for part in (day.lstrip("0") if day else "", MONTHS[int(month) - 1] if month else "") if part)
    about = "about " if mark in ("~", "%") else ""
    return f"{about}{said} {year}".replace("  ", " ").strip() + (" (uncertain)" if mark in ("?", "%") else "")


@lru_cache(maxsize=65536)
def date(text: str) -> str:
    """An EDTF date as a reader would say it.

    >>> date("2022-12?"), date("2024-01-01/.."), date("2023-09-01")
    ('December 2022 (uncertain)', 'from 1 January 2024 on', '1 September 2023')
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _one(text)
    if first == "..":
        return f"until {_one(last)}"
    return f"from {_one(first)} on" if last == ".." else f"between {_one(first)} and {_one(last)}"


def on(text: str) -> str:
    """The date with the preposition that it takes: on a day, in a month or a year.

    >>> on("2023-09-01"), on("2023-09"), on("2024~")
    ('on 1 September 2023', 'in September 2023', 'about 2024')
    """
    said = date(text)
    if "/" in text or said.startswith("about"):
        return said
    return f"on {said}" if len(text) >= 10 else f"in {said}"


def since(text: str) -> str:
    """From when on, of a date that may leave the day open.

    >>> since("2023-09-01"), since("../2026-07-23"), since("2022-01/2022-03")
    ('since 1 September 2023', 'by 23 July 2026 at the latest', 'since a day between January 2022 and March 2022')
    """
    first, slash, last = text.partition("/")
    if not slash:
        return f"since {_one(text)}"
    if first == "..":
        return f"by {_one(last)} at the latest"
    return f"since {_one(first)} or later" if last == ".." else f"since a day {date(text)}"


@lru_cache(maxsize=4096)
def term(name: object) -> str:
    """A value of the record as words: `licence-required` is “licence required”.

    >>> term("licence-required"), term("us-eccn")
    ('licence required', 'US ECCN')
    """
    text = str(name)
    if text in _SPELT:
        return _SPELT[text]
    return " ".join(_SPELT.get(word, word) for word in text.replace("_", "-").split("-"))


def number(value: object) -> str:
    """A number with thin groups of thousands, as short as it can be said.

    >>> number(4800.0), number(1.35)
    ('4,800', '1.35')
    """
    return f"{float(str(value)):,.10g}"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def plural(count: int, one: str, more: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "firm"), plural(2000, "firm")
    ('1 firm', '2,000 firms')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"
