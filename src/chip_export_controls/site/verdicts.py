"""Turns the stretches of a measure into the sentence that answers whether it is in force on a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.event_kinds import ENDING
from .record import Row
from .words import date, on
from .words import since as from_when

# status of the whole, as a short label and as schema.org says it
LABELS = {
    "in-force": ("In force", "InForce"),
    "partly": ("In force in part", "PartiallyInForce"),
    "perhaps": ("Perhaps in force", "PartiallyInForce"),
    "suspended": ("Suspended", "NotInForce"),
    "expired": ("Expired", "NotInForce"),
    "revoked": ("Revoked", "NotInForce"),
    "withdrawn": ("Withdrawn", "NotInForce"),
    "proposed": ("Proposal", "NotInForce"),
    "reported": ("Reported only", "NotInForce"),
    "announced": ("Announced", "NotInForce"),
    "adopted": ("Adopted", "NotInForce"),
    "published": ("Published", "NotInForce"),
    "unheard-of": ("Not yet", "NotInForce"),
}
_BEFORE = {
    "reported": "Reported {on}; the record holds no announcement of it by an authority",
    "proposed": "A proposal, not law: put forward {on}",
    "announced": "Announced {on}; the record holds no day on which it took effect",
    "adopted": "Adopted {on}; the record holds no day on which it took effect",
    "published": "Published {on}; the record holds no day on which it took effect",
}


@dataclass(frozen=True)
class Verdict:
    """What a measure is on a day: a key of LABELS, one sentence, and a sentence for each part where they differ."""

    kind: str
    sentence: str
    parts: tuple[tuple[str, str, str], ...] = ()

    @property
    def label(self) -> str:
        """A word or two for a list."""
        return LABELS[self.kind][0]


def _at(rows: Sequence[Row], day: str) -> list[Row]:
    return [r for r in rows if r["from"] <= day and (not r["until"] or day <= r["until"])]


def _next(rows: Sequence[Row], now: Row) -> Row | None:
    """What certainly follows when this stretch ends."""
    later = [r for r in rows if now["until"] and r["from"] > now["until"]]
    return min(later, key=lambda r: str(r["from"])) if later else None


def _amended(events: Sequence[Row], scope: str, since: str, day: str) -> str:
    days = [e["date"] for e in events if e["event"] == "amended" and e["scope"] in ("", scope)]
    days = [d for d in days if since < d[:10] <= day]
    return f"; last amended {on(max(days))}" if days else ""


def _planned(follow: Row | None, now: Row) -> str:
    if follow is None:
        return ""
    if follow["status"] == "in-force":
        word = "to apply again" if now["status"] == "suspended" else "to take effect"
        return f", {word} {on(follow['from'])}"
    if follow["status"] in (*ENDING, "suspended"):
        return f", until {date(now['until'])}"
    return ""


def _sentence(rows: Sequence[Row], now: Row, events: Sequence[Row], day: str) -> str:
    set_before = " (the day that a text set beforehand)" if now["basis"] == "scheduled" else ""
    return _said(rows, now, events, day) + set_before


def _said(rows: Sequence[Row], now: Row, events: Sequence[Row], day: str) -> str:
    status, since = str(now["status"]), str(now["since"])
    follow = _next(rows, now)
    planned = _planned(follow, now)
    if status == "in-force":
        verb = "In force again" if now["event"] == "resumed" else "In force"
        return f"{verb} {from_when(since)}{_amended(events, now['scope'], since[:10], day)}{planned}"
    if status == "suspended":
        return f"Suspended {from_when(since)}{planned}"
    if status == "expired":
        return f"Expired: its last day was {date(since)}"
    if status in ("revoked", "withdrawn"):
        return f"{status.capitalize()} {on(since)}"
    if status in _BEFORE:
        said = _BEFORE[status].format(on=on(since))
        return said.split(";")[0] + planned if planned else said
    return "Not yet made on this day" + planned


def _part(scope: str, rows: Sequence[Row], events: Sequence[Row], day: str) -> tuple[str, str, str]:
    now = _at(rows, day)
    if len(now) == 1:
        return scope, str(now[0]["status"]), _sentence(rows, now[0], events, day)
    ways = [_sentence(rows, row, events, day) for row in now]
    said = "The dates known leave it open: " + ", or ".join(w[0].lower() + w[1:] for w in ways)
    return scope, "perhaps" if any(r["status"] == "in-force" for r in now) else str(now[0]["status"]), said


def verdict(stretches: Sequence[Row], events: Sequence[Row], day: str) -> Verdict:
    """The verdict on a measure, from its rows of `intervals` and its events."""
    of_scope: dict[str, list[Row]] = defaultdict(list)
    for row in stretches:
        of_scope[row["scope"]].append(row)
    parts = [_part(scope, rows, events, day) for scope, rows in sorted(of_scope.items())]
    if not parts:
        return Verdict("unheard-of", "No event of this measure is recorded")
    kinds = {kind for _, kind, _ in parts}
    aside = "; ".join(sorted({r["excepted"] for r in _at(stretches, day) if r["excepted"]}))
    but = f", but not: {aside}" if aside else ""
    if len(parts) == 1:
        kind = "partly" if but and parts[0][1] == "in-force" else parts[0][1]
        return Verdict(kind, parts[0][2] + but)
    if len(kinds) == 1:
        whole = next((p for p in parts if p[0] == ""), parts[0])
        return Verdict(whole[1], whole[2] + but, tuple(parts))
    forced = sum(kind == "in-force" for _, kind, _ in parts)
    if not forced:
        return Verdict(parts[0][1], parts[0][2] + but, tuple(parts))
    rest = [p for p in parts if p[0] == "" and p[1] == "in-force"]
    head = rest[0][2] if rest else f"In force in part: {forced} of {len(parts)} parts"
    return Verdict("partly", head + but, tuple(parts))
