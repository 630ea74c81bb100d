"""Lists what happened since a day or a version: events, what came into force, what ends soon, what the data learned."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from ..library import RECORDED, Tables, cells, package
from ..model.event_kinds import STARTED
from ..model.frames import frame
from ..model.options import ChangeKind
from ..model.period import Day, period
from .intervals import courses
from .sentences.gaps import gaps
from .sentences.refusals import check_code, read_codes
from .sentences.verdicts import counted
from .standing.events import events_by_measure, measures_told
from .standing.lifecycle import IN_FORCE, SUSPENDED
from .standing.searches import horizons, last_search

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["kind", "date", "measure_id", "event", "scope", "title", "jurisdiction", "domain", "basis", "claim_id"]
KINDS = get_args(ChangeKind)
SOON = 90
# the most days ahead that can be asked for
FAR = 3660
TWICE = "an event that put something in force is told twice, as `happened` and as `came into force`: count one of these"
_VERSION = re.compile(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$", re.M)


@cache
def _releases(text: str) -> dict[str, str]:
    return dict(_VERSION.findall(text))


def released(root: Path) -> list[str]:
    """The days of the releases that the changelog of a package names, the last first."""
    file = root / "CHANGELOG.md"
    return list(_releases(file.read_text("utf-8")).values()) if file.is_file() else []


def day_of(since: Day) -> date:
    """The day that is meant: a date, `today`, or the day of a version of the data.

    Raises ValueError for a version without a day, or a date that is none.
    """
    if since == "today":
        return date.today()
    if not isinstance(since, str) or not re.fullmatch(r"v?\d+\.\d+\.\d+", since):
        return period(since)[0]
    file = package().root / "CHANGELOG.md"
    known = _releases(file.read_text("utf-8")) if file.is_file() else {}
    if since.removeprefix("v") not in known:
        raise ValueError(f"no version {since!r}; give a day, or one of {', '.join(known) or 'none that is known'}")
    return date.fromisoformat(known[since.removeprefix("v")])


def _happened(tables: Tables, first: date, last: date) -> Iterator[dict[str, Any]]:
    for measure_id, events in events_by_measure(tables).items():
        for event in events:
            if event.basis == "happened" and event.first >= first and event.last <= last:
                told = {"measure_id": measure_id, "date": event.edtf, "event": event.kind, "scope": event.scope}
                told |= {"basis": event.basis, "claim_id": event.claim_id}
                yield told | {"kind": "happened"}
                if event.kind in STARTED:
                    yield told | {"kind": "came into force"}


_STARTS = (*STARTED, "compliance-deadline")


def _ahead(tables: Tables, first: date, today: date, ahead: int = SOON) -> Iterator[dict[str, Any]]:
    """What was to come about until today and no source tells of, and what starts within the time."""
    for measure_id, events in events_by_measure(tables).items():
        for event in events:
            told = {"measure_id": measure_id, "date": event.edtf, "event": event.kind, "scope": event.scope}
            told |= {"basis": event.basis, "claim_id": event.claim_id}
            begins = event.first >= first or first <= event.last <= today
            if event.basis == "scheduled" and begins and event.first <= today:
                yield told | {"kind": "scheduled, not confirmed"}
            elif event.kind in _STARTS and today < event.first <= today + timedelta(days=ahead):
                yield told | {"kind": "starts soon"}


def _ends(tables: Tables, today: date, ahead: int) -> Iterator[dict[str, Any]]:
    """The last days within the time; where it may be one of several, the first and the last of them."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for told in _last_days(tables, today, ahead):
        key = (told["measure_id"], told["scope"], told["event"])
        days = sorted({told["date"], *found.get(key, told)["date"].split("/")})
        found[key] = told | {"date": days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}"}
    yield from found.values()


def _last_days(tables: Tables, today: date, ahead: int) -> Iterator[dict[str, Any]]:
    for measure_id, course in courses(tables).items():
        for stretch in course:
            standing, event = stretch.standing, stretch.standing.event
            if standing.status in (IN_FORCE, SUSPENDED) and today <= stretch.last <= today + timedelta(days=ahead):
                what = "in force" if standing.status == IN_FORCE else "of the suspension"
                told: dict[str, Any] = {
                    "measure_id": measure_id,
                    "date": stretch.last.isoformat(),
                    "event": f"last day {what}",
                }
                told |= {"scope": standing.scope, "basis": "scheduled", "claim_id": event.claim_id if event else None}
                yield told | {"kind": "ends soon"}


def _learned(tables: Tables, first: date) -> Iterator[dict[str, Any]]:
    """Events before the day of which the record learned since, from the day on which each source was read."""
    sources = cells(tables, "sources")
    read = dict(sources[["source_id", "retrieved_on"]].itertuples(index=False, name=None))
    source_of = dict(cells(tables, "claims")[["claim_id", "source_id"]].itertuples(index=False, name=None))
    for measure_id, events in events_by_measure(tables).items():
        for event in events:
            day = read.get(source_of.get(event.claim_id, ""), "")
            if day and day >= first.isoformat() and event.last < first:
                told = {"measure_id": measure_id, "date": event.edtf, "event": event.kind, "scope": event.scope}
                yield told | {"kind": "learned", "basis": event.basis, "claim_id": event.claim_id}


def _unconfirmed(rows: Iterable[dict[str, Any]]) -> list[str]:
    """A note on what a text had set for a day before the time asked about, and of which no source tells."""
    told = sorted({(r["date"], r["measure_id"], r["event"]) for r in rows})
    if not told:
        return []
    shown = "; ".join(f"{measure} ({event} {day})" for day, measure, event in told[-3:])
    which = f"the last of them {shown}" if len(told) > 3 else shown
    said, it = ("schedule of an earlier day is", "it") if len(told) == 1 else ("schedules of earlier days are", "them")
    return [f"{len(told)} {said} not confirmed by any source: {which}; an earlier `since` lists {it}"]


def changes(
    since: Day | None = None,
    *,
    today: Day | None = None,
    ahead: int = SOON,
    kind: ChangeKind | None = None,
    jurisdiction: str | None = None,
    domain: str | None = None,
    tables: Tables = RECORDED,
) -> "pd.DataFrame":
    """What happened since a day or a version of the data, what was or is to start or end, and what the record learned.

    `since` is a date (the first day of a month or year), `today` or a version such as `0.2.0`, 90 days before the last
    day if none is given; `today` the day from
    which the days ahead count and to which events count, the last day of the search if none is given; `ahead` how many
    days ahead starts and ends are told. `kind` keeps one kind.

    Columns, all text: kind (`happened`: an event on or after the day; `came into force`: one that put a measure or a
    part in force; `scheduled, not confirmed`: the day has come and no source tells of it; `starts soon`: the day is
    within the days ahead; `ends soon`: the last day of a stretch in force or of a suspension within them; `learned`: an
    event before the day whose source was read on it or later), date (EDTF), measure_id, event, scope, title,
    jurisdiction, domain, basis, claim_id. Sorted by kind and date. `attrs["verdict"]` holds the counts in a sentence.
    An event that put something in force is told twice, as `happened` and as `came into force`.

    Raises ValueError for a date or code that is none, an unknown version, another kind, or days ahead below
    zero. Source: measure_events, coverage and sources of the installed package.

    >>> changes("2020-05-01", today="2020-05-10")["kind"].value_counts()["came into force"]
    1
    """
    whose = check_code("jurisdiction", jurisdiction)
    read, jurisdiction = read_codes((jurisdiction, whose)), whose
    if kind is not None and kind not in KINDS:
        raise ValueError(f"kind={kind!r}: give one of {', '.join(KINDS)}")
    if not 0 <= ahead <= FAR:
        raise ValueError(f"ahead={ahead}: give days from 0 to {FAR}")
    searched = last_search(tables) or date.max - timedelta(days=ahead)
    ended = period(today)[1] if today else searched
    first = day_of(since) if since else ended - timedelta(days=SOON)
    last = ended if today else max(searched, first)
    about = {m["measure_id"]: m for m in measures_told(tables)}
    rows = [
        row | {column: about[row["measure_id"]][column] for column in ("title", "jurisdiction", "domain")}
        for found in (
            _happened(tables, first, last),
            _ahead(tables, first, last, ahead),
            _ends(tables, last, ahead),
            _learned(tables, first),
        )
        for row in found
        if row["measure_id"] in about
    ]
    rows = [r for r in rows if jurisdiction in (None, r["jurisdiction"]) and domain in (None, r["domain"])]
    before = [
        row
        for row in _ahead(tables, date.min, first - timedelta(days=1))
        if row["kind"] == "scheduled, not confirmed"
        if jurisdiction in (None, about[row["measure_id"]]["jurisdiction"])
        if domain in (None, about[row["measure_id"]]["domain"])
    ]
    rows.sort(key=lambda r: (KINDS.index(r["kind"]), r["date"], r["measure_id"], r["event"], r["scope"]))
    answer = frame([row for row in rows if kind in (None, row["kind"])], COLUMNS)
    counts = {kind: sum(row["kind"] == kind for row in rows) for kind in KINDS}
    answer.attrs["verdict"] = (
        f"From {first} to {last}: {counted(counts['happened'], 'event')}, {counts['came into force']} that put "
        f"something in force; {counts['scheduled, not confirmed']} scheduled, not confirmed; "
        f"{counted(counts['starts soon'], 'start')} and {counted(counts['ends soon'], 'end')} "
        f"in the {ahead} days after; "
        f"{counted(counts['learned'], 'earlier event')} read since."
    )
    makers = [jurisdiction] if jurisdiction else horizons(tables)
    twice = [TWICE] if {"happened", "came into force"} <= set(answer["kind"]) else []
    answer.attrs["notes"] = [*read, *twice, *_unconfirmed(before), *gaps(tables, makers, last)]
    return answer
