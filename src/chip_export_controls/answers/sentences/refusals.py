"""Turns words that can stand in no row into an error, so that no answer is empty because of a typing mistake."""

from collections.abc import Iterable

from ...findings.nearest import nearest
from ...model.jurisdictions import CODES, GROUP, named, proposal


def unknown(said: str, asked: str, known: Iterable[str]) -> KeyError:
    """The error for a key that no row has: what there is not, and the nearest of the known ones."""
    return KeyError(f"{said}; {nearest(asked, list(known))}".rstrip("; "))


def check_code(name: str, code: str | None, groups: bool = False) -> str | None:
    """The code, or that of the jurisdiction whose name is given.

    Raises ValueError for what is neither, naming the one that is meant; `UK` is refused, for it is no code of ISO 3166.
    """
    if code is None or code in CODES or (groups and (code == "*" or GROUP.fullmatch(code))):
        return code
    if whose := named(code):
        return whose
    also = ", a country group such as D:5, or * for all" if groups else ""
    wanted = f"give an ISO 3166-1 alpha-2 code in capitals, EU{also}, or a name such as Germany"
    raise ValueError(f"{name}={code!r} is no code; {proposal(code)} {wanted}".replace("  ", " "))


def read_codes(*pairs: tuple[str | None, str | None]) -> list[str]:
    """A note for each name that was taken for a code."""
    return [f"`{given}` is read as {code}" for given, code in dict.fromkeys(pairs) if given != code]


def check_domain(allowed: list[str], domain: str | None) -> None:
    """Raises ValueError for a domain that is not of the list, naming the nearest."""
    if domain is not None and domain not in allowed:
        known = ", ".join(allowed)
        raise ValueError(f"domain={domain!r}: give one of {known}; {nearest(domain, allowed)}".rstrip("; "))
