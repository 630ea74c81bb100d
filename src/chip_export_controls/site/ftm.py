"""Turns firms, listings, ownership and sources into FollowTheMoney entities, a JSON object a line."""

import json
from collections.abc import Iterator
from typing import Any

from .context import Site
from .record import Row
from .words import term

_NAMES = {"former": "previousName", "local-script": "alias", "legal": "alias", "short": "alias", "alias": "alias"}
_CODES = {
    "LEI": "leiCode",
    "ISIN": "isinCode",
    "wikidata": "wikidataId",
    "ticker": "ticker",
    "USCC": "registrationNumber",
}


def _entity(key: str, schema: str, properties: dict[str, Any]) -> str:
    """One line; each property a sorted list of distinct values, none empty."""
    held = {}
    for name, value in sorted(properties.items()):
        values = sorted({" ".join(str(v).split()) for v in (value if isinstance(value, list) else [value]) if v})
        if values:
            held[name] = values
    return json.dumps({"id": key, "schema": schema, "properties": held}, ensure_ascii=False, separators=(",", ":"))


def day(text: str) -> str:
    """The start of an EDTF date as FollowTheMoney writes dates: a day, a month or a year."""
    return text.split("/")[0].rstrip("?~%").replace("..", "")


def _firm(site: Site, row: Row) -> str:
    properties: dict[str, Any] = {
        "name": [row["name"]],
        "jurisdiction": row["jurisdiction"].lower(),
        "country": row["jurisdiction"].lower(),
    }
    for name in site.record.where("firm_names", "firm_id", row["firm_id"]):
        properties.setdefault(_NAMES.get(name["kind"], "alias"), []).append(name["name"])
    for code in site.record.where("firm_identifiers", "firm_id", row["firm_id"]):
        if code["scheme"] in _CODES:
            properties.setdefault(_CODES[code["scheme"]], []).append(code["value"])
    if site.listings.get(row["firm_id"]):
        properties["topics"] = "export.control"
    properties |= {"website": row["website"], "sourceUrl": site.url(f"firms/{row['firm_id']}.html")}
    return _entity(f"cec-firm-{row['firm_id']}", "Company", properties)


def _listing(site: Site, firm: str, row: Row, stretches: list[Row]) -> str:
    measure = site.record.one("measures", row["measure_id"])
    claim = site.record.one("claims", row["claim_id"])
    start = min((s["from"] for s in stretches), default="")
    ends = [s["until"] for s in stretches]
    now = any(s["from"] <= site.record.day and (not s["until"] or site.record.day <= s["until"]) for s in stretches)
    properties = {
        "entity": f"cec-firm-{firm}",
        "authority": measure["issuer"],
        "country": measure["jurisdiction"].lower(),
        "program": measure["title"],
        "programUrl": site.url(f"measures/{measure['measure_id']}.html"),
        "provisions": term(measure["instrument"]),
        "authorityId": measure["citation"],
        "startDate": day(start),
        "endDate": "" if not ends or "" in ends else max(ends),
        "status": "in force" if now else "not in force",
        "reason": row["licence_requirement"],
        "sourceUrl": site.record.one("sources", claim["source_id"])["url"],
    }
    return _entity(f"cec-listing-{row['measure_id']}-{firm}", "Sanction", properties)


def _source(site: Site, row: Row) -> str:
    properties = {
        "title": row["title"] or row["source_id"],
        "fileName": row["source_id"],
        "author": [name.strip() for name in row["author"].split(";")],
        "publisher": row["publisher"],
        "date": day(row["published_on"]),
        "publishedAt": day(row["published_on"]),
        "sourceUrl": row["url"],
    }
    return _entity(f"cec-source-{row['source_id']}", "Document", properties)


def entities(site: Site) -> Iterator[str]:
    """Companies, their place on lists, who owns whom, and the documents."""
    for row in site.record.tables["firms"]:
        yield _firm(site, row)
        if row["parent_firm_id"]:
            owned = {"owner": f"cec-firm-{row['parent_firm_id']}", "asset": f"cec-firm-{row['firm_id']}"}
            yield _entity(f"cec-ownership-{row['firm_id']}", "Ownership", owned)
    for row in site.record.tables["measure_firms"]:
        if row["role"] == "listed":
            stretches = [s for s in site.listings.get(row["firm_id"], []) if s["measure_id"] == row["measure_id"]]
            yield _listing(site, row["firm_id"], row, stretches)
    for row in site.record.tables["sources"]:
        yield _source(site, row)


def lines(site: Site) -> str:
    """The whole file."""
    return "".join(f"{line}\n" for line in entities(site))
