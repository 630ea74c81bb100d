"""Turns rows into JSON-LD of schema.org, for the search engines and crawlers that read it in each page."""

from collections.abc import Sequence
from typing import Any

from ..model.relation_kinds import TOUCHING
from .context import Site
from .record import Row
from .verdicts import LABELS, Verdict
from .words import place

_CONTEXT = "https://schema.org"
_KINDS = {
    "legal-text": "Legislation",
    "official-statement": "Report",
    "company-statement": "Report",
    "news": "NewsArticle",
    "reprint": "NewsArticle",
    "analysis": "Article",
    "reference-data": "Dataset",
}


def _day(text: str) -> str | None:
    """The date as schema.org takes it; None where the record has an interval or a doubt."""
    return text if text and not set(text) & set("?~%/.") else None


def _held(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in ("", None, [], {})}


def legislation(site: Site, row: Row, events: Sequence[Row], verdict: Verdict) -> dict[str, Any]:
    """A measure as Legislation, with its legal force on the day of the version."""
    days = {
        kind: _day(next((e["date"] for e in events if e["event"] == kind), ""))
        for kind in ("adopted", "published", "effective")
    }
    issuer = {"@type": "GovernmentOrganization", "name": row["issuer"]} if row["issuer"] else None
    changes = [
        r["related_measure_id"]
        for r in site.record.where("measure_relations", "measure_id", row["measure_id"])
        if r["relation"] in TOUCHING
    ]
    return _held(
        {
            "@context": _CONTEXT,
            "@type": "Legislation",
            "@id": site.url(f"measures/{row['measure_id']}.html"),
            "name": row["title"],
            "abstract": row["summary"],
            "legislationIdentifier": row["citation"] or row["measure_id"],
            "legislationType": row["instrument"],
            "legislationJurisdiction": place(row["jurisdiction"]),
            "legislationPassedBy": issuer,
            "legislationDate": days["adopted"],
            "datePublished": days["published"],
            "temporalCoverage": f"{days['effective']}/.." if days["effective"] else None,
            "legislationLegalForce": f"{_CONTEXT}/{LABELS[verdict.kind][1]}",
            "legislationChanges": [{"@id": site.url(f"measures/{other}.html")} for other in changes],
            "isPartOf": {"@id": site.base},
        }
    )


def organization(site: Site, row: Row, names: Sequence[Row], identifiers: Sequence[Row]) -> dict[str, Any]:
    """A firm as Organization."""
    parent = row["parent_firm_id"]
    codes = {r["scheme"]: r["value"] for r in identifiers}
    return _held(
        {
            "@context": _CONTEXT,
            "@type": "Organization",
            "@id": site.url(f"firms/{row['firm_id']}.html"),
            "name": row["name"],
            "alternateName": sorted({n["name"] for n in names}),
            "url": row["website"],
            "leiCode": codes.get("LEI"),
            "sameAs": f"https://www.wikidata.org/entity/{codes['wikidata']}" if "wikidata" in codes else None,
            "address": {"@type": "PostalAddress", "addressCountry": row["jurisdiction"]}
            if row["jurisdiction"]
            else None,
            "parentOrganization": {"@id": site.url(f"firms/{parent}.html")} if parent else None,
        }
    )


def document(site: Site, row: Row) -> dict[str, Any]:
    """A source as the kind of work that it is."""
    return _held(
        {
            "@type": _KINDS[row["kind"]],
            "@id": site.url(f"sources/{row['source_id']}.html"),
            "name": row["title"] or row["source_id"],
            "url": row["url"],
            "publisher": {"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
            "author": [{"@type": "Person", "name": name.strip()} for name in row["author"].split(";") if name.strip()],
            "datePublished": _day(row["published_on"]),
            "inLanguage": row["language"],
        }
    )


def claim(site: Site, row: Row) -> dict[str, Any]:
    """A claim with who makes it and the work that it appears in."""
    return _held(
        {
            "@context": _CONTEXT,
            "@type": "Claim",
            "@id": site.url(f"claims/{row['claim_id']}.html"),
            "text": row["statement"],
            "author": {"@type": "Organization", "name": row["speaker"]} if row["speaker"] else None,
            "dateCreated": _day(row["asserted_on"]),
            "appearance": document(site, site.record.one("sources", row["source_id"])),
            "isPartOf": {"@id": site.base},
        }
    )


def source(site: Site, row: Row) -> dict[str, Any]:
    """A source as a node of its own."""
    return {"@context": _CONTEXT} | document(site, row)


def dataset(site: Site) -> dict[str, Any]:
    """The record as Dataset, with its downloads."""
    told = site.record.descriptor
    files = {"data/chip-export-controls.sqlite": "application/vnd.sqlite3"}
    files |= {f"data/{name}.csv": "text/csv" for name in site.record.tables}
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": site.base,
        "name": told["title"],
        "alternateName": told["name"],
        "description": told["description"],
        "url": site.base,
        "version": site.record.version,
        "datePublished": site.record.day,
        "keywords": told["keywords"],
        "license": told["licenses"][0]["path"],
        "creator": {"@type": "Organization", "name": told["contributors"][0]["title"]},
        "isAccessibleForFree": True,
        "temporalCoverage": "2018/..",
        "distribution": [
            {"@type": "DataDownload", "name": path, "contentUrl": site.url(path), "encodingFormat": kind}
            for path, kind in files.items()
        ],
    }
