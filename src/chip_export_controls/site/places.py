"""Turns each jurisdiction into its page, and the coverage ledger into its grid."""

from collections.abc import Iterator, Sequence
from datetime import date

from ..watch.waiting import PATIENCE, waiting
from .context import Site
from .measures import first_day
from .pages import Page
from .words import place, plural

_FORCED = ("in-force", "partly")
MOST = 300


def codes(site: Site) -> list[str]:
    """Every jurisdiction that the record names, in the order of their codes."""
    record = site.record
    found = {
        r["jurisdiction"]
        for t in ("measures", "measure_targets", "coverage", "firms", "jurisdiction_groups")
        for r in record.tables[t]
    }
    found |= {r["group"] for r in record.tables["jurisdiction_groups"]}
    return sorted(found - {"", "*"})


def path(code: str) -> str:
    """The page of a jurisdiction or a group of them."""
    return f"jurisdictions/{code.replace(':', '-')}.html"


def pages(site: Site) -> Iterator[Page]:
    """A page for each jurisdiction."""
    record = site.record
    for code in codes(site):
        made = sorted(
            record.where("measures", "jurisdiction", code),
            key=lambda m: (
                site.verdicts[m["measure_id"]].kind not in _FORCED,
                m["domain"] != "export-control",
                "".join(first_day(site, m["measure_id"])[:10]),
                m["measure_id"],
            ),
        )
        forced = [m for m in made if site.verdicts[m["measure_id"]].kind in _FORCED]
        aimed = sorted({r["measure_id"] for r in record.where("measure_targets", "jurisdiction", code)})
        aimed_forced = sum(site.verdicts[m].kind in _FORCED for m in aimed)
        said = (
            f"{plural(len(forced), 'measure')} of its own in force" if made else "No measure of its own in the record"
        )
        verb = "names" if aimed_forced == 1 else "name"
        said += f"; {plural(aimed_forced, 'measure')} in force {verb} it as a destination"
        cover = sorted(record.where("coverage", "jurisdiction", code), key=lambda r: r["year"])
        given = {
            "code": code,
            "verdict": said,
            "made": made[:MOST],
            "aimed": aimed[:MOST],
            "forced": len(forced),
            "coverage": cover,
            "kind": "in-force" if forced else "unheard-of",
            "all_made": len(made),
            "all_aimed": len(aimed),
            "members": record.where("jurisdiction_groups", "group", code),
            "groups": record.where("jurisdiction_groups", "jurisdiction", code),
            "firms": len(record.where("firms", "jurisdiction", code)),
        }
        twin = {
            "kind": "jurisdiction",
            "id": code,
            "name": place(code),
            "measures": [m["measure_id"] for m in made],
            "destination_of": aimed,
            "coverage": cover,
        }
        yield Page(
            path(code),
            "jurisdiction.html",
            place(code),
            given,
            twin,
            feed=f"feeds/jurisdictions/{code}" if made else "",
            kind="Jurisdiction",
            description=f"{said}.",
        )


def entries(site: Site) -> list[dict[str, str]]:
    """Each jurisdiction as a line of the list."""
    record, found = site.record, []
    for code in codes(site):
        made = record.where("measures", "jurisdiction", code)
        forced = sum(site.verdicts[m["measure_id"]].kind in _FORCED for m in made)
        aimed = len({r["measure_id"] for r in record.where("measure_targets", "jurisdiction", code)})
        found.append(
            {
                "path": path(code),
                "name": place(code),
                "code": code,
                "measures": str(len(made)),
                "in_force": str(forced),
                "destination": str(aimed),
            }
        )
    return sorted(found, key=lambda r: (-int(r["measures"]), r["name"]))


def coverage(site: Site) -> Page:
    """What was searched, by jurisdiction and year."""
    rows = site.record.tables["coverage"]
    years = sorted({r["year"] for r in rows})
    grid: dict[str, dict[int, Sequence[str]]] = {}
    counts: dict[tuple[str, str], int] = {}
    for m in site.record.tables["measures"]:
        key = (m["jurisdiction"], m["measure_id"].split("-")[1])
        counts[key] = counts.get(key, 0) + 1
    for r in rows:
        grid.setdefault(r["jurisdiction"], {})[r["year"]] = (
            r["status"],
            str(counts.get((r["jurisdiction"], str(r["year"])), 0)),
        )
    gaps: dict[str, dict[str, list[int]]] = {}
    for r in sorted(rows, key=lambda r: r["year"]):
        gaps.setdefault(r["jurisdiction"], {}).setdefault(r["known_gaps"], []).append(r["year"])
    judged = waiting(site.record.home, date.fromisoformat(site.record.day))
    given = {"grid": grid, "years": years, "gaps": gaps, "rows": rows, "waiting": judged, "patience": PATIENCE}
    return Page(
        "coverage.html",
        "coverage.html",
        "What was searched",
        given,
        {"kind": "coverage", "rows": rows, "not_yet_judged": judged},
        kind="Page",
        description="What was searched for each jurisdiction and year, and what is known to be missing.",
    )
