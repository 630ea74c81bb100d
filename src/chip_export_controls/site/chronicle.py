"""Turns all events into a list to filter, under a picture of when each jurisdiction moved."""

from collections import defaultdict

from markupsafe import Markup, escape

from ..model.event_kinds import DECIDING, STARTED
from .context import Site
from .lists import Listing
from .words import EVENTS, date, place, term


def year_of(text: str) -> str:
    """The year of a date; of an interval that of the end that is known."""
    return text.removeprefix("../")[:4]


def _picture(site: Site, wide: bool) -> Markup:
    """A row a jurisdiction, a column a year: how many events put something in force, ended it, or led up to it."""
    counts: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for e in site.record.tables["measure_events"]:
        home = site.record.one("measures", e["measure_id"])["jurisdiction"]
        year = int(year_of(e["date"]))
        counts[home, year][0 if e["event"] in STARTED else 1 if e["event"] in DECIDING else 2] += 1
    years = sorted({y for _, y in counts})
    totals: dict[str, int] = defaultdict(int)
    for (home, _), n in counts.items():
        totals[home] += sum(n)
    homes = sorted(totals, key=lambda c: (-totals[c], c))[: 12 if wide else 8]
    head, width, row = (120, 960, 46) if wide else (34, 350, 40)
    step = (width - head) / len(years)
    most = max((sum(n) for n in counts.values()), default=1)
    parts = []
    for i, year in enumerate(years):
        label = str(year) if wide else f"’{year % 100:02}"
        parts.append(f'<text class="yr" x="{head + i * step:.1f}" y="14">{label}</text>')
    for j, home in enumerate(homes):
        base = 24 + (j + 1) * row
        name = place(home) if wide else home
        parts.append(
            f'<text class="sc" x="0" y="{base - 4}">{escape(name)}</text>'
            f'<path class="tick" d="M{head} {base}H{width}"/>'
        )
        for i, year in enumerate(years):
            n, x = counts.get((home, year), [0, 0, 0]), head + i * step
            said = f"{place(home)}, {year}: {n[0]} into force, {n[1]} ended or suspended, {n[2]} others"
            bars = ""
            for k, kind in enumerate(("s-in-force", "s-expired", "s-before")):
                if n[k]:
                    high = max(2, round((row - 6) * (n[k] / most) ** 0.5, 1))
                    bars += f'<rect class="{kind}" x="{x + k * step * 0.27:.1f}" y="{base - high:.1f}" '
                    bars += f'width="{step * 0.24:.1f}" height="{high:g}"/>'
            parts.append(f"<g><title>{escape(said)}</title>{bars}</g>" if bars else "")
    size = 30 + row * len(homes)
    label = "Events by jurisdiction and year; the list below holds each"
    return Markup(
        f'<svg class="chron {"wide" if wide else "narrow"}" viewBox="0 0 {width} {size}" role="img" '
        f'aria-label="{label}">{"".join(parts)}</svg>'
    )


def listing(site: Site) -> Listing:
    """Every event, the newest first."""
    record, rows = site.record, []
    for e in record.tables["measure_events"]:
        m = record.one("measures", e["measure_id"])
        about = [
            site.name("equipment", r["equipment_id"])
            for r in record.where("measure_equipment", "measure_id", e["measure_id"])[:20]
        ]
        about += [
            site.name("firms", r["firm_id"]) for r in record.where("measure_firms", "measure_id", e["measure_id"])[:40]
        ]
        rows.append(
            {
                "path": f"measures/{e['measure_id']}.html#life",
                "measure_id": e["measure_id"],
                "name": m["title"],
                "iso": e["date"],
                "date": date(e["date"]),
                "event": EVENTS[e["event"]],
                "scope": e["scope"],
                "jurisdiction": place(m["jurisdiction"]),
                "domain": term(m["domain"]),
                "year": year_of(e["date"]),
                "claim_id": e["claim_id"],
                "also": "; ".join(dict.fromkeys(about)),
            }
        )
    rows.sort(key=lambda r: (r["iso"].removeprefix("../"), r["measure_id"], r["event"]), reverse=True)
    return Listing(
        "timeline",
        "Timeline",
        "Every event of every measure, the latest day first, days ahead included. Words find firms and items too.",
        (("name", "Measure"), ("date", "Date"), ("event", "Event"), ("scope", "Part"), ("jurisdiction", "Made by")),
        (("jurisdiction", "Made by"), ("event", "Event"), ("domain", "Domain"), ("year", "Year")),
        rows,
        "timeline-above.html",
        {"picture": _picture(site, True) + _picture(site, False)},
    )
