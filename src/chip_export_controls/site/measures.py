"""Turns each measure into its page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import linked, pictures
from .context import Site, folder
from .pages import Page
from .record import Row
from .words import INVERSE, date, place, plural, term

MOST_CLAIMS = 60
# how many rows of each section a page shows before it goes on to another
MOST = {"controls": 100, "limits": 60, "licences": 100, "firms": 150, "claims": MOST_CLAIMS}
_FACTS = (
    "measure_events",
    "measure_targets",
    "measure_equipment",
    "measure_firms",
    "measure_relations",
    "measure_identifiers",
    "thresholds",
    "licence_requirements",
    "licence_exceptions",
    "listing_totals",
)
_ORDER = {"core": 0, "supporting": 1, "context": 2}


def clauses(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The limits of a measure, a row for each clause of each item with its conditions together."""
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[row["clause"], row["equipment_id"], row["when_met"]].append(row)
    keys = ("clause", "equipment_id", "when_met", "conditions")
    return [dict(zip(keys, (*key, rows), strict=True)) for key, rows in sorted(found.items())]


def evidence(site: Site, claims: Sequence[str]) -> list[Row]:
    """The claims, those of the core and of official sources first, each with its source."""
    rows = [site.record.one("claims", claim) for claim in sorted(set(claims))]

    def rank(row: Row) -> tuple[Any, ...]:
        official = bool(site.record.one("sources", row["source_id"])["is_official"])
        return _ORDER.get(row["relevance"], 3), not official, row["asserted_on"], row["claim_id"]

    return sorted(rows, key=rank)


def further(table: str, key: str, title: str, claims: Sequence[Row]) -> Iterator[Page]:
    """The pages of the claims of a row that its own page has no room for."""
    for n, start in enumerate(range(MOST_CLAIMS, len(claims), MOST_CLAIMS), 2):
        shown, more = claims[start : start + MOST_CLAIMS], start + MOST_CLAIMS < len(claims)
        given = {"back": (table, key), "claims": shown, "n": n, "more": more}
        path = f"{folder(table)}/{key}/claims-{n}.html"
        yield Page(path, "claims-more.html", f"{title}: claims, page {n}", given)


def against(site: Site, claims: Sequence[str]) -> list[Row]:
    """The recorded contradictions and denials that touch any of the claims."""
    rows = []
    for claim in claims:
        for column in ("claim_id", "related_claim_id"):
            rows += site.record.where("claim_relations", column, claim)
    chosen = {(r["claim_id"], r["related_claim_id"]): r for r in rows if r["relation"] in ("contradicts", "denies")}
    return [chosen[key] for key in sorted(chosen)]


def sureness(site: Site, claims: Sequence[Row], contrary: int) -> str:
    """How sure the facts are, in a sentence: sources, how many of them official, what speaks against them."""
    sources = {row["source_id"]: site.record.one("sources", row["source_id"]) for row in claims}
    official = sum(bool(s["is_official"]) for s in sources.values())
    read = sum(s["access"] == "full-text" for s in sources.values())
    said = (
        f"{plural(len(claims), 'claim')} from {plural(len(sources), 'source')}, {official or 'none'} of them official"
    )
    said += f"; {read or 'none'} read in full, the others in part"
    words = "nothing recorded contradicts them" if not contrary else f"{plural(contrary, 'contradiction')} recorded"
    return f"{said}; {words}."


def _relations(site: Site, key: str) -> list[dict[str, str]]:
    to = site.record.where("measure_relations", "measure_id", key)
    back = site.record.where("measure_relations", "related_measure_id", key)
    found = [{"words": term(r["relation"]), "other": r["related_measure_id"], "claim_id": r["claim_id"]} for r in to]
    found += [{"words": INVERSE[r["relation"]], "other": r["measure_id"], "claim_id": r["claim_id"]} for r in back]
    return sorted(found, key=lambda r: (r["words"], r["other"]))


def _more(row: Row, sections: Mapping[str, Sequence[Any]]) -> Iterator[Page]:
    """The further pages of a measure whose sections are long."""
    for name, rows in sections.items():
        for n, start in enumerate(range(MOST[name], len(rows), MOST[name]), 2):
            given = {
                "row": row,
                "name": name,
                "rows": rows[start : start + MOST[name]],
                "n": n,
                "more": start + MOST[name] < len(rows),
            }
            path = f"measures/{row['measure_id']}/{name}-{n}.html"
            yield Page(path, "measure-more.html", f"{row['title']}: {name}, page {n}", given)


def page(site: Site, row: Row) -> Iterator[Page]:
    """The page of a measure, and further pages where its firms or its claims are many."""
    record, key = site.record, row["measure_id"]
    facts = {name: record.where(name, "measure_id", key) for name in _FACTS}
    tied = [r["claim_id"] for r in record.where("claim_measures", "measure_id", key)]
    tied += [r["claim_id"] for rows in facts.values() for r in rows]
    claims, contrary = evidence(site, tied), against(site, sorted(set(tied)))
    events = sorted(facts["measure_events"], key=lambda r: (r["date"].replace("?", ""), r["event"], r["scope"]))
    firms = sorted(facts["measure_firms"], key=lambda r: (r["role"], site.name("firms", r["firm_id"]).casefold()))
    sections: dict[str, list[Any]] = {
        "controls": facts["measure_equipment"],
        "limits": clauses(facts["thresholds"]),
        "licences": [*facts["licence_requirements"], *facts["licence_exceptions"]],
        "firms": firms,
        "claims": claims,
    }
    stretches = site.stretches.get(key, [])
    verdict = site.verdicts[key]
    path = f"measures/{key}.html"
    given = {
        "row": row,
        "verdict": verdict,
        "stretches": [[r[c] for c in ("scope", "from", "until", "status", "certainty")] for r in stretches],
        "events": events,
        "facts": facts,
        "sections": sections,
        "first": {name: rows[: MOST[name]] for name, rows in sections.items()},
        "held": {role: len({r["firm_id"] for r in firms if r["role"] == role}) for role in {r["role"] for r in firms}},
        "relations": (relations := _relations(site, key)),
        # what took its place stands beside the verdict
        "instead": [r for r in relations if r["words"] in (INVERSE["revokes"], INVERSE["supersedes"])][:3]
        if verdict.kind not in ("in-force", "partly")
        else [],
        "against": contrary,
        "sure": sureness(site, claims, len(contrary)),
        "pictures": pictures.lifecycle(stretches, events, record.day),
    }
    twin = {
        "kind": "measure",
        "id": key,
        "verdict": {"on": record.day, "status": verdict.kind, "sentence": verdict.sentence},
        "row": row,
        "intervals": [{k: v for k, v in r.items() if k != "measure_id"} for r in stretches],
        **{name: [{k: v for k, v in r.items() if k != "measure_id"} for r in rows] for name, rows in facts.items()},
        "claims": sorted(set(tied)),
    }
    about = f"{verdict.sentence}. {row['summary']}"[:300]
    yield Page(
        path,
        "measure.html",
        row["title"],
        given,
        twin,
        linked.legislation(site, row, events, verdict),
        f"feeds/measures/{key}",
        "Measure",
        about,
        ("static/today.js",),
    )
    yield from _more(row, sections)


def entry(site: Site, row: Row) -> dict[str, str]:
    """The measure as a line of a list."""
    verdict = site.verdicts[row["measure_id"]]
    return {
        "id": row["measure_id"],
        "name": row["title"],
        "status": verdict.label,
        "verdict": verdict.sentence,
        "jurisdiction": place(row["jurisdiction"]),
        "instrument": term(row["instrument"]),
        "domain": term(row["domain"]),
        "year": row["measure_id"].split("-")[1],
        "date": date(first_day(site, row["measure_id"])),
    }


def first_day(site: Site, key: str) -> str:
    """The date that places a measure in time: of effect, else its earliest event."""
    events = site.record.where("measure_events", "measure_id", key)
    effective = [e["date"] for e in events if e["event"] == "effective"]
    return min(effective or [e["date"] for e in events], default="")
