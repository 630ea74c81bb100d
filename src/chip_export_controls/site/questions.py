"""Turns the library's answers for every day and product into the data that the answer pages ask in the browser."""

import json
from typing import Any

from ..answers.destinations import reaching
from .context import Site
from .words import place

NOWHERE = "AQ"  # a destination that no measure names: what is kept for it is kept for all


def _script(name: str, value: Any) -> bytes:
    """A value as a script, which a page opened from a disk can load where it may not fetch."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name}={text};\n".encode()


def destinations(site: Site) -> dict[str, list[int]]:
    """For each destination that a measure names: the measures that the library keeps for it, by their number."""
    record = site.record
    number = {m["measure_id"]: n for n, m in enumerate(record.tables["measures"])}
    every = {r["jurisdiction"] for r in record.tables["measure_targets"]} | {
        r["jurisdiction"] for r in record.tables["jurisdiction_groups"]
    }
    every |= {c for r in record.tables["jurisdiction_groups"] for c in [r["group"]]}
    found = {}
    for code in sorted(c for c in every if len(c) == 2):
        found[code] = [number[m] for m in reaching(record.frames, code)]
    return found


def measures(site: Site) -> list[list[Any]]:
    """Each measure with the stretches on which a part of it is in force, and the parts that ever took effect."""
    record, found = site.record, []
    for m in record.tables["measures"]:
        key = m["measure_id"]
        rows = [r for r in site.stretches.get(key, []) if r["status"] == "in-force"]
        cells = [
            [
                r["scope"],
                r["from"],
                r["until"],
                int(r["certainty"] == "certain"),
                r["event"],
                r["since"],
                r["claim_id"],
                r["excepted"],
            ]
            for r in rows
        ]
        statuses = [
            [r["scope"], r["from"], r["until"]] for r in site.stretches.get(key, []) if r["status"] != "in-force"
        ]
        begun = [e["scope"] for e in record.where("measure_events", "measure_id", key) if e["event"] == "effective"]
        found.append(
            [key, m["title"], m["jurisdiction"], m["domain"], m["instrument"], cells, statuses if cells else [], begun]
        )
    return found


def in_force(site: Site) -> bytes:
    """The data of the page that says what is in force on a day."""
    record = site.record
    number = {m["measure_id"]: n for n, m in enumerate(record.tables["measures"])}
    named = [
        [number[r["measure_id"]], r["equipment_id"], r["effect"], r["control_code"], r["claim_id"]]
        for r in record.tables["measure_equipment"]
    ]
    codes, targets = sorted({m["jurisdiction"] for m in record.tables["measures"]}), destinations(site)
    data = {
        "day": record.day,
        "measures": measures(site),
        "named": named,
        "items": {i["equipment_id"]: [i["name"], i["parent_id"]] for i in record.tables["equipment"]},
        "targets": targets,
        "all": [number[m] for m in reaching(record.frames, NOWHERE)],
        "places": {code: place(code) for code in sorted({*codes, *targets})},
    }
    return _script("IN_FORCE", data)


def check(site: Site) -> bytes:
    """The data of the page that checks a product, beside those of what is in force."""
    record = site.record
    number = {m["measure_id"]: n for n, m in enumerate(record.tables["measures"])}
    limits = [
        [
            number[r["measure_id"]],
            r["equipment_id"],
            r["clause"],
            r["parameter"],
            r["operator"],
            r["value"],
            r["unit"],
            r["words"],
            r["when_met"] or "caught",
            r["claim_id"],
        ]
        for r in record.tables["thresholds"]
    ]
    told: dict[str, list[Any]] = {}
    for r in record.tables["equipment_parameters"]:
        told.setdefault(r["equipment_id"], []).append(
            [r["parameter"], r["comparator"], r["value"], r["unit"], r["claim_id"]]
        )
    later = [
        [number[r["measure_id"]], number[r["related_measure_id"]]]
        for r in record.tables["measure_relations"]
        if r["relation"] in ("amends", "supersedes")
    ]
    return _script("CHECK", {"limits": limits, "told": told, "later": later})


def screen(site: Site) -> bytes:
    """The data of the page that screens names: each firm with all its names and the lists that it was put on."""
    record = site.record
    rows = []
    for f in record.tables["firms"]:
        key = f["firm_id"]
        names = [f["name"], *(n["name"] for n in record.where("firm_names", "firm_id", key))]
        names += [r["name_as_listed"] for r in record.where("measure_firms", "firm_id", key) if r["name_as_listed"]]
        lists = [
            [r["measure_id"], r["from"], r["until"], int(r["certainty"] == "certain")]
            for r in site.listings.get(key, [])
        ]
        roles = len({r["measure_id"] for r in record.where("measure_firms", "firm_id", key)})
        rows.append([key, list(dict.fromkeys(names)), f["jurisdiction"], lists, roles])
    titles = {r["measure_id"]: site.name("measures", r["measure_id"]) for rows in site.listings.values() for r in rows}
    return _script(
        "SCREEN",
        {
            "day": record.day,
            "firms": rows,
            "titles": dict(sorted(titles.items())),
            "places": {
                f["jurisdiction"]: place(f["jurisdiction"]) for f in record.tables["firms"] if f["jurisdiction"]
            },
        },
    )
