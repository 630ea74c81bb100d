"""Turns the relations between measures into a picture over time, with a list of them beside it."""

from collections import defaultdict
from datetime import date

from markupsafe import Markup, escape

from ..model.edtf import bounds
from .context import Site
from .pages import Page
from .pictures import place_of, years
from .words import place, term

_KINDS = {
    "amends": "change",
    "extends": "change",
    "supersedes": "end",
    "revokes": "end",
    "suspends": "end",
    "implements": "make",
    "aligns-with": "like",
    "responds-to": "answer",
}

FEW = 4  # measures with relations below which a jurisdiction has no lane of its own
OTHERS = "…"


def _day(site: Site, key: str) -> date:
    """The first day on which anything of the measure happened."""
    days = [bounds(e["date"])[0] for e in site.record.where("measure_events", "measure_id", key)]
    known = [day for day in days if day]
    return min(known) if known else date(2018, 1, 1)


def _drawn(site: Site, edges: list[dict[str, str]], wide: bool) -> Markup:
    """Time runs to the right in the wide form and down in the narrow one; a lane is a jurisdiction."""
    ids = sorted({e[c] for e in edges for c in ("measure_id", "related_measure_id")})
    days = {key: _day(site, key) for key in ids}
    counts: dict[str, int] = defaultdict(int)
    for key in ids:
        counts[site.record.one("measures", key)["jurisdiction"]] += 1
    lanes = sorted((c for c in counts if counts[c] >= FEW), key=lambda c: (-counts[c], c))
    lane = {key: home if (home := site.record.one("measures", key)["jurisdiction"]) in lanes else OTHERS for key in ids}
    lanes += [OTHERS] if OTHERS in lane.values() else []
    first, last = date(min(d.year for d in days.values()), 1, 1), date(max(d.year for d in days.values()), 12, 31)
    width, height = (1040, 60 + 64 * len(lanes)) if wide else (360, 1100)
    head, edge = (92, 30) if wide else (34, 44)
    long, across = ((width - head - 16), (height - edge - 12)) if wide else ((height - edge - 12), (width - head - 10))
    step = across / len(lanes)

    def at(key: str) -> tuple[float, float]:
        along = place_of(days[key], first, last, long)
        of_lane = [k for k in ids if lane[k] == lane[key]]
        spread = (of_lane.index(key) % 7 - 3) * step / 10
        side = (lanes.index(lane[key]) + 0.5) * step + spread
        x, y = (head + along, edge + side) if wide else (head + side, edge + along)
        return round(x, 1), round(y, 1)

    spots = {key: at(key) for key in ids}
    parts = []
    for year in years(first, last, 12):
        p = place_of(date(year, 1, 1), first, last, long)
        x, y = (head + p, edge - 12) if wide else (2, edge + p + 4)
        line = f"M{head + p:g} {edge - 6}V{height - 8}" if wide else f"M{head - 4} {edge + p:g}H{width - 4}"
        parts.append(f'<path class="tick" d="{line}"/><text class="yr" x="{x:g}" y="{y:g}">{year}</text>')
    for n, code in enumerate(lanes):
        p = (n + 0.5) * step
        parts.append(
            f'<text class="sc" x="2" y="{edge + p + 4:g}">{escape(place(code) if code != OTHERS else "Others")}</text>'
            if wide
            else f'<text class="sc" x="{head + p:g}" y="{edge - 12}" text-anchor="middle">{code}</text>'
        )
    for e in edges:
        (x1, y1), (x2, y2) = spots[e["measure_id"]], spots[e["related_measure_id"]]
        bend = (0.3 if wide else 0.12) if abs(y1 - y2) + abs(x1 - x2) > 1 else 0
        cx, cy = (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend
        parts.append(f'<path class="e e-{_KINDS[e["relation"]]}" d="M{x1:g} {y1:g}Q{cx:.1f} {cy:.1f} {x2:g} {y2:g}"/>')
    for key, (x, y) in spots.items():
        name = site.name("measures", key)
        label = escape(f"{name} ({days[key].year})")
        parts.append(
            f'<a href="measures/{key}.html" class="n k-{site.verdicts[key].kind}" aria-label="{label}">'
            f'<title>{label}</title><circle cx="{x:g}" cy="{y:g}" r="{5 if wide else 6}"/></a>'
        )
    kind = "wide" if wide else "narrow"
    return Markup(
        f'<svg class="net {kind}" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="Relations between measures over time; the list below says the same">{"".join(parts)}</svg>'
    )


def page(site: Site) -> Page:
    """The network with its list."""
    edges = sorted(
        site.record.tables["measure_relations"], key=lambda r: (r["measure_id"], r["relation"], r["related_measure_id"])
    )
    by: dict[str, list[dict[str, str]]] = defaultdict(list)
    for edge in edges:
        by[edge["measure_id"]].append(edge)
    picture = _drawn(site, edges, wide=True) + _drawn(site, edges, wide=False) if edges else ""
    counts: dict[str, int] = defaultdict(int)
    for edge in edges:
        counts[term(edge["relation"])] += 1
    given = {"picture": picture, "by": dict(sorted(by.items())), "counts": dict(sorted(counts.items()))}
    about = "Which measures amend, extend, implement, suspend, revoke and answer which."
    return Page("network.html", "network.html", "How the measures hang together", given, description=about)
