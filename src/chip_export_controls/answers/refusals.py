"""Turns words of a question that can stand in no row into an error, lest an answer be empty for a slip of the pen."""

import re
from collections.abc import Iterable

from ..findings.finding import nearest

_CODE = re.compile(r"[A-Z]{2}")


def unknown(said: str, asked: str, known: Iterable[str]) -> KeyError:
    """The error for a key that no row has: what there is not, and the nearest of the known ones."""
    return KeyError(f"{said}; {nearest(asked, list(known))}".rstrip("; "))


def check_code(name: str, code: str | None) -> None:
    """Raises ValueError for a jurisdiction that is no code."""
    if code is not None and not _CODE.fullmatch(code):
        raise ValueError(f"{name}={code!r}: give an ISO 3166-1 alpha-2 code in capitals, or EU")


def check_domain(allowed: list[str], domain: str | None) -> None:
    """Raises ValueError for a domain that is not of the list, naming the nearest."""
    if domain is not None and domain not in allowed:
        known = ", ".join(allowed)
        raise ValueError(f"domain={domain!r}: give one of {known}; {nearest(domain, allowed)}".rstrip("; "))
