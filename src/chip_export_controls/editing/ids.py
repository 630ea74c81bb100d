"""Turns what is known of a source, a claim, a measure, a firm or an item into the id proposed for it."""

import re
from collections.abc import Iterable

from ..model.slug import words

_LEGAL = {"inc", "ltd", "llc", "co", "corp", "corporation", "company", "limited", "nv", "bv", "ag", "gmbh", "kk", "plc"}
_SMALL = {"a", "an", "and", "for", "in", "of", "on", "the", "to", "with", "by", "its", "from", "at", "as"}
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)


class NoId(ValueError):
    """Nothing to make an id from; the message says what to give."""


def _slug(text: str, most: int, without: set[str]) -> str:
    said = words(text.replace("’", "").replace("'", ""))
    kept = [word for word in said if word not in without] or said
    if not kept:
        raise NoId(f"no id can be made of `{text}`: give --id in lower-case Latin letters and digits")
    return "-".join(kept[:most])


def _day(date: str) -> str:
    match = _DATE.match(date)
    return match[0] if match else ""


def source_id(publisher: str, published_on: str, title: str) -> str:
    """`<publisher>-<date>-<title>`, as far as they are known."""
    parts = [_slug(publisher, 2, _LEGAL | _SMALL), _day(published_on), _slug(title, 4, _SMALL) if title else ""]
    return "-".join(part for part in parts if part)


def claim_id(source_id: str, taken: Iterable[str]) -> str:
    """The source's id and the number after the highest that was ever given under it."""
    form = re.compile(re.escape(source_id) + r"\.(\d{3})", re.ASCII)
    numbers = [int(match[1]) for match in map(form.fullmatch, taken) if match]
    return f"{source_id}.{max(numbers, default=0) + 1:03}"


def measure_id(jurisdiction: str, date: str, title: str) -> str:
    """`<jurisdiction>-<yyyy-mm[-dd]>-<slug>`; raises NoId where the month is not known."""
    if _day(date).count("-") == 0:
        raise NoId(f"`{date}` names no month, and the id of a measure does: give --id")
    return f"{jurisdiction.lower()}-{_day(date)}-{_slug(title, 6, _SMALL)}"


def firm_id(name: str) -> str:
    """The firm's name without its legal form."""
    return _slug(name, 4, _LEGAL)


def equipment_id(name: str) -> str:
    """The item's name."""
    return _slug(name, 6, _SMALL)
