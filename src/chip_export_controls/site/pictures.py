"""Turns the stretches and events of a measure into its lifecycle as SVG, in a wide and in a narrow form."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup, escape

from ..model.edtf import bounds
from .record import Row
from .words import EVENTS, term
from .words import date as said

WIDE, NARROW = 720, 340
_LEFT, _BAR, _STEP = 8, 18, 40
_SHOWN = ("in-force", "suspended", "expired", "revoked", "withdrawn")


def place_of(day: date, first: date, last: date, width: float) -> float:
    """How far right a day stands on an axis from the first day to the last."""
    span = max((last - first).days, 1)
    return round(width * min(max((day - first).days / span, 0), 1), 1)


def years(first: date, last: date, most: int) -> list[int]:
    """The years whose first days are marked on the axis, no more than fit."""
    every = range(first.year, last.year + 2)
    step = max(1, -(-len(every) // most))
    return [year for year in every[::step] if first <= date(year, 1, 1) <= last]


def _axis(events: Sequence[Row], today: date) -> tuple[date, date]:
    days = [day for e in events for day in bounds(e["date"]) if day]
    first, last = min([*days, today]), max([*days, today])
    return date(first.year, 1, 1), date(last.year, 12, 31)


def joined(stretches: Sequence[Row]) -> list[Row]:
    """The stretches, with those that follow one another as the same status made one."""
    found: list[Row] = []
    for row in sorted(stretches, key=lambda r: (r["scope"], r["status"], r["certainty"], r["from"])):
        last = found[-1] if found else None
        same = last and all(last[c] == row[c] for c in ("scope", "status", "certainty"))
        if (
            last
            and same
            and last["until"]
            and date.fromisoformat(last["until"]) + timedelta(days=1) == date.fromisoformat(row["from"])
        ):
            found[-1] = last | {"until": row["until"]}
        else:
            found.append(row)
    return sorted(found, key=lambda r: (r["scope"], r["from"]))


def _bar(row: Row, x: float, y: float, w: float) -> str:
    status, doubt = row["status"], " p" if row["certainty"] == "possible" else ""
    kind = status if status in _SHOWN else "before"
    until = f" until {said(row['until'])}" if row["until"] else ""
    title = f"{term(status)}{' (possible)' if doubt else ''} from {said(row['from'])}{until}"
    label = (
        f'<text class="in" x="{x + 6:g}" y="{y + 13:g}">{escape(term(status))}</text>'
        if w > 8 * len(status) + 8 and not doubt
        else ""
    )
    bar = f'<rect class="s-{kind}{doubt}" x="{x:g}" y="{y:g}" width="{max(w, 2):g}" height="{_BAR}" rx="2"/>'
    return f"<g><title>{escape(title)}</title>{bar}{label}</g>"


def _drawn(stretches: Sequence[Row], events: Sequence[Row], today: date, width: int) -> Markup:
    first, last = _axis(events, today)
    inner = width - 2 * _LEFT
    scopes = sorted({row["scope"] for row in stretches})
    parts: list[str] = []
    bottom = 26 + _STEP * len(scopes) + 26
    for year in years(first, last, 10 if width == WIDE else 5):
        x = _LEFT + place_of(date(year, 1, 1), first, last, inner)
        parts.append(
            f'<path class="tick" d="M{x:g} 20V{bottom - 4}"/><text class="yr" x="{x + 3:g}" y="14">{year}</text>'
        )
    for n, scope in enumerate(scopes):
        y = 26 + _STEP * n
        name = scope or ("the rest" if len(scopes) > 1 else "")
        parts.append(f'<text class="sc" x="{_LEFT}" y="{y + 9}">{escape(name[: width // 7])}</text>' if name else "")
        for row in joined(stretches):
            if row["scope"] != scope or row["status"] == "unheard-of" or not row["from"]:
                continue
            start, end = date.fromisoformat(row["from"]), date.fromisoformat(row["until"]) if row["until"] else last
            a, b = (place_of(day, first, last, inner) for day in (start, end))
            parts.append(_bar(row, _LEFT + a, y + 13, b - a))
    y = bottom - 12
    for event in events:
        known = [place_of(day, first, last, inner) for day in bounds(event["date"]) if day]
        left, right = min(known), max(known)
        title = f"{EVENTS[event['event']]}: {said(event['date'])}{', ' + event['scope'] if event['scope'] else ''}"
        shape = (
            f'<circle cx="{_LEFT + left:g}" cy="{y}" r="4"/>'
            if right - left < 2
            else f'<rect x="{_LEFT + left:g}" y="{y - 2}" width="{right - left:g}" height="4" rx="2"/>'
        )
        parts.append(
            f'<g class="ev{" sch" if event["basis"] == "scheduled" else ""}"><title>{escape(title)}</title>{shape}</g>'
        )
    x = _LEFT + place_of(today, first, last, inner)
    parts.append(
        f'<path class="now" d="M{x:g} 20V{bottom - 4}">'
        f"<title>{said(today.isoformat())}, the day of this version</title></path>"
    )
    kind = "wide" if width == WIDE else "narrow"
    label = "Lifecycle: bars are what the measure was, dots are events; the table below says the same"
    return Markup(
        f'<svg class="life {kind}" viewBox="0 0 {width} {bottom}" role="img" '
        f'aria-label="{label}">{"".join(parts)}</svg>'
    )


def lifecycle(stretches: Sequence[Row], events: Sequence[Row], day: str) -> Markup:
    """Both forms of the picture; empty for a measure without events."""
    if not events:
        return Markup("")
    today = date.fromisoformat(day)
    return _drawn(stretches, events, today, WIDE) + _drawn(stretches, events, today, NARROW)
