"""Turns a clause and a destination into whether a licence is needed, why, and what may free from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...library import Tables, cells, kept
from ..intervals import courses, stood
from ..standing.events import jurisdictions
from ..standing.lifecycle import IN_FORCE
from .destinations import left_out, names_of, targets_of

NEEDED, CHART, NOT_NAMED, UNSAID = "reached", "see the country chart", "not reached", "destinations not recorded"
EXCEPTED = "reached by a rule with an exception"
# words of a requirement on all destinations that leave to another text which they are
_ELSEWHERE = ("country chart", "as section", "Only where", "Encryption controls")


@dataclass(frozen=True)
class Licence:
    """What the record says of a licence for one clause and one destination."""

    destination: str
    reason: str = ""
    policy: str = ""
    exception: str = ""


def covers(code: str, clause: str) -> bool:
    """Whether what is said of a code holds for a clause: 3A090.b for 3A090.b.1, Item 17 (ka) for Item 17 (ka)(1)."""
    return bool(code) and (clause == code or clause.startswith((f"{code}.", f"{code} ", f"{code}(")))


@kept
def _by_entry(tables: Tables) -> dict[tuple[str, str, str], list[Any]]:
    """Requirements and exceptions by table, jurisdiction and entry."""
    found: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    whose = jurisdictions(tables)
    for name in ("licence_requirements", "licence_exceptions"):
        for row in cells(tables, name).itertuples(index=False):
            found[name, whose.get(row.measure_id, ""), row.control_code.split(".")[0]].append(row)
    return found


def _reached(row: Any, names: set[str], tables: Tables, destination: str, days: tuple[date, date]) -> str:
    if row.destination not in names or left_out(tables, row.words, destination, *days):
        return NOT_NAMED
    return CHART if any(word in row.words for word in _ELSEWHERE) else NEEDED


def reached(tables: Tables, row: Any, destination: str, days: tuple[date, date]) -> str:
    """Whether a requirement of a licence reaches the destination at some time between two days."""
    whose = jurisdictions(tables).get(row.measure_id, "")
    return _reached(row, names_of(tables, destination, *days, whose), tables, destination, days)


def offers(tables: Tables, jurisdiction: str, clause: str) -> tuple[list[Any], list[Any]]:
    """The requirements of a licence for a clause, and the exceptions that may be used, in any measure."""
    of, key = _by_entry(tables), (jurisdiction, clause.split(".")[0])
    rows = [r for r in of["licence_requirements", *key] if covers(r.control_code, clause)]
    free = [r for r in of["licence_exceptions", *key] if covers(r.control_code, clause)]
    return rows, [r for r in free if not r.words.startswith("Not available")]


def _acts(tables: Tables, measure_id: str, days: tuple[date, date]) -> bool:
    return any(s.status == IN_FORCE for s, _ in stood(courses(tables).get(measure_id, []), *days))


def terms(
    tables: Tables, entries: Iterable[tuple[str, str]], destination: str | None, days: tuple[date, date]
) -> list[str]:
    """The terms of the exceptions that entries, each a jurisdiction and a clause, offer in the period, a note each."""
    told: dict[tuple[str, str], list[str]] = {}
    for whose, clause in dict.fromkeys(entries):
        names = names_of(tables, destination, *days, whose) if destination else None
        for row in offers(tables, whose, clause)[1]:
            reaches = names is None or row.destination in names
            plain = row.words in ("", "Available", f"Available for {row.control_code}")
            if reaches and not plain and _acts(tables, row.measure_id, days):
                codes = told.setdefault((row.exception, row.words), [])
                codes += [row.control_code] if row.control_code not in codes else []
    return [
        f"licence exception {exception} of {', '.join(codes)}: {words}"
        for (exception, words), codes in sorted(told.items())
    ]


def _joined(told: list[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, told)))


def licence(
    tables: Tables,
    measure_id: str,
    clause: str,
    destination: str | None,
    days: tuple[date, date],
    acting: Mapping[str, str],
) -> Licence:
    """What the measures that act, each with what is excepted of it, say of a licence for the clause."""
    whose = jurisdictions(tables).get(measure_id, "")
    rows, free = ([r for r in offered if r.measure_id in acting] for offered in offers(tables, whose, clause))
    if destination is None:
        reasons = [f"{r.reason} {r.destination}" for r in rows]
        return Licence("", _joined(reasons), _joined([r.policy for r in rows]), _joined([r.exception for r in free]))
    names = names_of(tables, destination, *days, whose)
    exceptions = _joined([r.exception for r in free if r.destination in names])
    by_state = defaultdict(list)
    for row in rows:
        state = _reached(row, names, tables, destination, days)
        by_state[EXCEPTED if state == NEEDED and acting[row.measure_id] else state].append(row)
    targets = targets_of(tables).get(measure_id, set())
    if not by_state[NEEDED] and (names - {"*"}) & targets:  # the measure itself names the destination
        by_state[NEEDED] = by_state[EXCEPTED] or by_state[CHART]
    for state in (NEEDED, EXCEPTED, CHART):
        if found := by_state[state]:
            reason, policy = _joined([r.reason for r in found]), _joined([r.policy for r in found])
            return Licence(state, reason, policy, exceptions)
    if rows:
        return Licence(NOT_NAMED)
    return Licence(UNSAID if not targets else NEEDED if names & targets else NOT_NAMED, exception=exceptions)
