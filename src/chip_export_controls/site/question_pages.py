"""Turns the record into the home page and the pages that answer questions."""

from collections.abc import Iterator

from ..model.event_kinds import DECIDING
from . import places, questions
from .context import Site
from .linked import dataset
from .lists import table
from .pages import Page
from .words import since, term

SOON = 90  # days that are told apart from those after them
_SHARED = ("static/say.js", "static/answers.js")


def _forced(site: Site) -> list[tuple[dict[str, str], str]]:
    """The measures in force on the day of the version, each with its parts in words."""
    found = []
    for m in site.record.tables["measures"]:
        rows = [r for r in site.stretches.get(m["measure_id"], []) if r["status"] == "in-force"]
        rows = [r for r in rows if r["from"] <= site.record.day and (not r["until"] or site.record.day <= r["until"])]
        said = "; ".join((f"{r['scope']}: " if r["scope"] else "") + since(r["since"]) for r in rows)
        if rows:
            found.append((m, said))
    return found


_TOLD = (*DECIDING, "amended", "announced", "proposed")


def _told(site: Site) -> list[dict[str, str]]:
    """The events that change what is in force, on days that are known."""
    events = site.record.tables["measure_events"]
    return [e for e in events if e["event"] in _TOLD and len(e["date"].rstrip("?~%")) == 10]


def _lately(site: Site) -> list[dict[str, str]]:
    """The latest events, one of a kind a measure."""
    past = (e for e in _told(site) if e["date"][:10] <= site.record.day)
    return sorted(past, key=lambda e: (e["date"][:10], e["measure_id"]), reverse=True)


def _ahead(site: Site) -> list[dict[str, str]]:
    """What is to come, the nearest first."""
    later = (e for e in _told(site) if e["date"][:10] > site.record.day)
    return sorted(later, key=lambda e: (e["date"][:10], e["measure_id"]))


def ahead(site: Site) -> Page:
    """What begins and ends after the day of the version, with the days until then."""
    from datetime import date

    start = date.fromisoformat(site.record.day)
    rows = [(e, (date.fromisoformat(e["date"][:10]) - start).days) for e in _ahead(site)]
    near = sum(days <= SOON for _, days in rows)
    given = {"rows": rows, "near": near, "soon": SOON}
    about = "What comes into force, ends, or applies again after the day of this version."
    return Page("ahead.html", "ahead.html", "Ahead", given, kind="Page", description=about)


def home(site: Site) -> Page:
    """The page that everything is reached from."""
    makers = [r for r in places.entries(site) if r["measures"] != "0"]
    given = {
        "forced": f"{len(_forced(site)):,}",
        "lately": _lately(site)[:9],
        "ahead": _ahead(site)[:9],
        "makers": makers,
    }
    return Page(
        "index.html",
        "home.html",
        "Which controls are in force, since when, and who says so",
        given,
        linked=dataset(site),
        feed="feeds/new",
        description=site.record.descriptor["description"],
    )


def pages(site: Site) -> Iterator[Page]:
    """The pages that ask their data in the browser."""
    domains = sorted({m["domain"] for m in site.record.tables["measures"]})
    about = "Which semiconductor export controls are in force on a day, by jurisdiction, destination and item."
    yield Page(
        "in-force.html",
        "in-force.html",
        "In force on a day",
        {"rows": _forced(site), "domains": domains},
        description=about,
        scripts=("answers/in-force.js", *_SHARED, "static/in-force.js"),
    )
    about = "Whether a chip, tool or material meets the limits of the clauses in force, condition by condition."
    yield Page(
        "check.html",
        "check.html",
        "Check a product against the limits",
        description=about,
        scripts=("answers/in-force.js", "answers/check.js", *_SHARED, "static/check.js"),
    )
    about = "Which of many names are, or look like, firms on a list. The names stay in the browser."
    yield Page(
        "screen.html",
        "screen.html",
        "Screen a list of names",
        description=about,
        scripts=("answers/screen.js", *_SHARED, "static/screen.js"),
    )
    yield ahead(site)
    told = ("answers/find.js", "static/answers.js", "static/find.js", "static/search.js")
    about = "Measures, firms by any of their names, items, codes and sources, by name, number or word."
    yield Page("search.html", "search.html", "Search", description=about, scripts=told)
    yield Page("404.html", "404.html", "No such page")


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The data of the answer pages, and the answer of the day of the version as CSV."""
    yield "answers/in-force.js", questions.in_force(site)
    yield "answers/check.js", questions.check(site)
    yield "answers/screen.js", questions.screen(site)
    rows = [
        {
            "measure_id": m["measure_id"],
            "title": m["title"],
            "jurisdiction": m["jurisdiction"],
            "domain": term(m["domain"]),
            "since": said,
        }
        for m, said in _forced(site)
    ]
    yield "answers/in-force.csv", table(rows, site)
    every = [row for rows in site.stretches.values() for row in rows]
    yield "answers/intervals.csv", table(every, site)
    yield "answers/listings.csv", table([row for rows in site.listings.values() for row in rows], site)
