"""Turns events into Atom and JSON feeds: of all, of what comes into force, of each jurisdiction, measure and firm."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ..model.event_kinds import DECIDING
from .context import Site
from .record import Row
from .words import EVENTS, date, place

MOST = 60


@dataclass(frozen=True)
class Feed:
    """A feed: its path without suffix, its title, the page that it follows, and the events that it tells."""

    path: str
    title: str
    page: str
    events: Sequence[Row]


def read_on(site: Site, event: Row) -> str:
    """The day on which the record learnt of the event: when its source was read; never after the version's day."""
    source = site.record.one("sources", site.record.one("claims", event["claim_id"])["source_id"])
    day = str(source["retrieved_on"]).split("/")[0].rstrip("?~%")
    return min(day, site.record.day) if len(day) == 10 else site.record.day


def _entry(site: Site, event: Row) -> dict[str, str]:
    measure = site.record.one("measures", event["measure_id"])
    part = f" ({event['scope']})" if event["scope"] else ""
    planned = ", scheduled" if event["basis"] == "scheduled" else ""
    mark = f"-{hash_of(event['scope'])}" if event["scope"] else ""
    where = site.url(f"measures/{event['measure_id']}.html")
    return {
        "id": f"{where}#{event['event']}-{event['date'].replace('/', '_')}{mark}",
        "url": f"{where}#life",
        "title": f"{EVENTS[event['event']]}: {measure['title']}{part}",
        "text": f"{date(event['date'])}{planned}. {site.verdicts[event['measure_id']].sentence}. {measure['summary']}",
        "updated": f"{read_on(site, event)}T00:00:00Z",
        "by": place(measure["jurisdiction"]),
    }


def hash_of(text: str) -> int:
    """A number that a text always gives."""
    import zlib

    return zlib.crc32(text.encode("utf-8"))


def feeds(site: Site) -> Iterator[Feed]:
    """Every feed of the site."""
    record = site.record
    events = sorted(
        record.tables["measure_events"],
        key=lambda e: (read_on(site, e), e["date"][:10], e["measure_id"], e["event"]),
        reverse=True,
    )
    by_measure: dict[str, list[Row]] = {}
    for event in events:
        by_measure.setdefault(event["measure_id"], []).append(event)
    title = record.descriptor["title"]
    yield Feed("feeds/new", f"{title}: everything new", "timeline/index.html", events)
    force = sorted(
        (e for e in events if e["event"] in DECIDING),
        key=lambda e: (e["date"][:10], e["measure_id"], e["event"]),
        reverse=True,
    )
    yield Feed("feeds/in-force", f"{title}: what comes into force, and what ends", "in-force.html", force)
    for code in sorted({m["jurisdiction"] for m in record.tables["measures"]}):
        of = {m["measure_id"] for m in record.where("measures", "jurisdiction", code)}
        yield Feed(
            f"feeds/jurisdictions/{code}",
            f"{title}: {place(code)}",
            f"jurisdictions/{code}.html",
            [e for e in events if e["measure_id"] in of],
        )
    for m in record.tables["measures"]:
        yield Feed(
            f"feeds/measures/{m['measure_id']}",
            m["title"],
            f"measures/{m['measure_id']}.html",
            by_measure.get(m["measure_id"], []),
        )
    for firm, rows in record.by("measure_firms", "firm_id").items():
        told = [e for m in dict.fromkeys(r["measure_id"] for r in rows) for e in by_measure.get(m, [])]
        told.sort(key=lambda e: (read_on(site, e), e["date"][:10], e["measure_id"], e["event"]), reverse=True)
        yield Feed(f"feeds/firms/{firm}", f"{title}: {site.name('firms', firm)}", f"firms/{firm}.html", told)


def _atom(site: Site, feed: Feed, entries: list[dict[str, str]]) -> str:
    who, licence = (
        escape(site.record.descriptor["contributors"][0]["title"]),
        site.record.descriptor["licenses"][0]["name"],
    )
    updated = max((e["updated"] for e in entries), default=f"{site.record.day}T00:00:00Z")
    head = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>{escape(feed.title)}</title>
<id>{escape(site.url(feed.path + ".atom"))}</id>
<link rel="self" type="application/atom+xml" href={quoteattr(site.url(feed.path + ".atom"))}/>
<link rel="alternate" type="text/html" href={quoteattr(site.url(feed.page))}/>
<updated>{updated}</updated>
<author><name>{who}</name></author>
<rights>{licence}, version {site.record.version}</rights>
"""
    body = "".join(
        f"""<entry>
<title>{escape(e["title"])}</title>
<id>{escape(e["id"])}</id>
<link rel="alternate" type="text/html" href={quoteattr(e["url"])}/>
<updated>{e["updated"]}</updated>
<category term={quoteattr(e["by"])}/>
<summary>{escape(e["text"])}</summary>
</entry>
"""
        for e in entries
    )
    return f"{head}{body}</feed>\n"


def _json(site: Site, feed: Feed, entries: list[dict[str, str]]) -> str:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.url(feed.page),
        "feed_url": site.url(feed.path + ".feed.json"),
        "language": "en",
        "authors": [{"name": site.record.descriptor["contributors"][0]["title"]}],
        "items": [
            {
                "id": e["id"],
                "url": e["url"],
                "title": e["title"],
                "content_text": e["text"],
                "date_modified": e["updated"],
                "tags": [e["by"]],
            }
            for e in entries
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Both forms of each feed."""
    made: dict[int, dict[str, str]] = {}
    for feed in feeds(site):
        entries = []
        for event in feed.events[:MOST]:
            if id(event) not in made:
                made[id(event)] = _entry(site, event)
            entries.append(made[id(event)])
        yield f"{feed.path}.atom", _atom(site, feed, entries).encode("utf-8")
        yield f"{feed.path}.feed.json", _json(site, feed, entries).encode("utf-8")
