"""Turns the events of one measure into the status of each of its parts during a period.

The day of an event is the first day of what it brings, but for `expired`, which names the last day in force. A later
`effective` event puts a part back in force that was revoked or has expired; one that was withdrawn, or ended before it
ever took effect, stays out. What only a schedule or a day in doubt has brought is never certain.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from ...model.event_kinds import DECIDING, ENDING, PREPARATORY

IN_FORCE, SUSPENDED, NOT_YET_HEARD_OF = "in-force", "suspended", "unheard-of"
# of a part whose suspension ends by a schedule alone
UNTOLD = "to be resumed by schedule on"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """One row of measure_events; `first` and `last` bound its day."""

    kind: str
    edtf: str
    first: date
    last: date
    scope: str = ""
    claim_id: str = ""
    basis: str = "happened"

    @property
    def is_sure(self) -> bool:
        """Whether a source tells that it happened, and on a day that is not in doubt."""
        return self.basis == "happened" and not set("?~%") & set(self.edtf)


@dataclass(frozen=True)
class Standing:
    """What one part of a measure may be during the period, and the event that made it so.

    `scope` is the part's name, empty for the whole or the rest of it; `excepted` names what has been suspended or ended
    within it under names that no effective event bears.
    """

    scope: str
    status: str
    event: Event | None
    certain: bool
    excepted: tuple[str, ...] = ()


def _sooner(day: date) -> date:
    return day if day == date.min else day - _DAY


def _later(day: date) -> date:
    return day if day == date.max else day + _DAY


def _acts_from(kind: str, day: date) -> date:
    return _later(day) if kind == "expired" else day


def _candidates(event: Event, days: Iterable[date]) -> list[date]:
    """Days that stand for all that the event may have happened on: its ends and what lies around other days."""
    around = {near for day in days for near in (_sooner(day), day, _later(day))}
    return sorted({event.first, event.last} | {day for day in around if event.first < day < event.last})


def _run(dated: Iterable[tuple[date, Event]], on: date) -> tuple[str, Event] | None:
    """The status that the dated events have brought by `on`, None if none of them has acted."""
    since: Event | None = None
    suspension: Event | None = None
    end: Event | None = None
    ever = cancelled = False
    for _, event in sorted((p for p in dated if p[0] <= on), key=lambda p: (p[0], DECIDING.index(p[1].kind))):
        if event.kind == "effective" and not cancelled:
            since, end, ever = event, None, True
        elif event.kind == "suspended" and not end:
            suspension = event
        elif event.kind == "resumed" and suspension:
            suspension, since = None, since and event
        elif event.kind in ENDING:
            cancelled = cancelled or not ever or event.kind == "withdrawn"
            since, suspension, end = None, None, event
    if suspension:
        return SUSPENDED, suspension
    if since:
        return IN_FORCE, since
    return (end.kind, end) if end else None


def _outcomes(events: list[Event], on: date) -> Iterator[tuple[str, Event] | None]:
    """What the deciding events may have brought by `on`, over every order in which they can have happened."""
    ends = {day for event in events for day in (event.first, event.last)} | {on}
    choices = [_candidates(event, ends) if event.first != event.last else [event.first] for event in events]
    for days in product(*choices):
        yield _run([(_acts_from(e.kind, day), e) for e, day in zip(events, days, strict=True)], on)


def _stages(events: list[Event], on: date) -> list[tuple[str, Event | None]]:
    """What a part that no deciding event has touched may be on the day: the furthest stage, or several."""
    sure = [e for e in events if e.last <= on]
    maybe = [e for e in events if e.first <= on < e.last]
    furthest = max(sure, key=lambda e: (PREPARATORY.index(e.kind), e.last), default=None)
    rank = PREPARATORY.index(furthest.kind) if furthest else -1
    stages: list[tuple[str, Event | None]] = [(furthest.kind if furthest else NOT_YET_HEARD_OF, furthest)]
    return stages + [(e.kind, e) for e in maybe if PREPARATORY.index(e.kind) > rank]


def _part(events: list[Event], scope: str | None, first: date, last: date) -> dict[str, Event | None]:
    """Each status that the part can have on a day of the period, with the event behind it."""
    deciding = [e for e in events if e.kind in DECIDING and (scope is None or e.scope in ("", scope))]
    preparing = [e for e in events if e.kind in PREPARATORY]
    turns = {
        day for e in (*deciding, *preparing) for end in (e.first, e.last) for day in (_sooner(end), end, _later(end))
    }
    found: dict[str, Event | None] = {}
    for day in sorted({first, last} | {turn for turn in turns if first < turn < last}):
        for outcome in _outcomes(deciding, day):
            for status, event in [outcome] if outcome else _stages(preparing, day):
                found[status] = event
    return found


def _excepted(events: list[Event], scopes: list[str], last: date) -> tuple[str, ...]:
    """What has been suspended or ended by the day under names that no effective event bears."""
    acting = [e for e in events if e.kind in DECIDING and e.scope and e.scope not in scopes]
    begun = [e for e in acting if _acts_from(e.kind, e.first) <= last]
    latest = {e.scope: e for e in sorted(begun, key=lambda e: (e.first, DECIDING.index(e.kind)))}
    aside = {scope: scope for scope, event in latest.items() if event.kind != "resumed"}
    ahead = {s: f"{s} ({UNTOLD} {e.edtf})" for s, e in latest.items() if e.kind == "resumed" and not e.is_sure}
    return tuple(sorted((aside | ahead).values()))


def standings(events: Iterable[Event], first: date, last: date) -> list[Standing]:
    """Each part of the measure with each status that it can have between two days; one row a part if dates leave one.

    Parts are the scopes that `effective` events bear; a measure without any has one part, its whole.
    """
    known = list(events)
    scopes = sorted({e.scope for e in known if e.kind == "effective"})
    rows = []
    whole: list[str | None] = [None]
    for scope in scopes or whole:
        found = _part(known, scope, first, last)
        aside = _excepted(known, scopes, last) if scopes else ()
        rows += [
            Standing(
                scope or "",
                status,
                event,
                len(found) == 1 and (event is None or event.is_sure) and not any(UNTOLD in part for part in aside),
                aside if status == IN_FORCE else (),
            )
            for status, event in sorted(found.items())
        ]
    return rows
