"""Turns the library's answers for every day and product into the data that the answer pages ask in the browser."""

import json
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from ..answers.conditions import licensing
from ..answers.conditions.destinations import PART_OF, named, targets_of, turns
from ..answers.conditions.units import converted
from ..answers.links.announced import totals
from ..answers.links.hierarchy import reaches
from ..answers.links.mentions import mentioned
from ..answers.screen import COMMON, MANY, SIMILAR, TIERS
from ..answers.sentences.verdicts import PHRASE
from ..answers.standing.searches import horizons
from ..answers.standing.status_rows import AFTER
from ..library import cells
from ..model.effect_kinds import FREED
from ..model.naming import rules
from ..model.relation_kinds import RENEWING
from .context import Site
from .words import place


def _script(name: str, value: Any) -> bytes:
    """A value as a script, which a page opened from a disk can load where it may not fetch."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.{name}={text};\n".encode()


def _edge(day: date) -> str:
    return "" if day in (date.min, date.max) else day.isoformat()


def _numbers(site: Site) -> dict[str, int]:
    """The number of each measure, by which the data name it."""
    return {m["measure_id"]: n for n, m in enumerate(site.record.tables["measures"])}


def destinations(site: Site) -> list[str]:
    """The destinations that can be asked about: those that a measure or a country group names, and the groups."""
    record = site.record
    codes = {r["jurisdiction"] for name in ("measure_targets", "jurisdiction_groups") for r in record.tables[name]}
    return sorted((codes | {r["group"] for r in record.tables["jurisdiction_groups"]}) - {"*"})


def _names(site: Site, codes: Iterable[str], jurisdiction: str | None = None) -> dict[str, list[list[str]]]:
    """For each destination: what a measure may name to reach it, beyond its code and all, with the days."""
    frames = site.record.frames
    found = {
        code: [(n, a, b) for n, a, b in named(frames, code, jurisdiction) if n not in (code, "*")] for code in codes
    }
    return {code: [[n, _edge(a), _edge(b)] for n, a, b in rows] for code, rows in found.items() if rows}


def measures(site: Site, doubts: list[str]) -> list[list[Any]]:
    """Each measure with the stretches on which a part of it is in force, and the parts that ever took effect."""
    record, found, targets = site.record, [], targets_of(site.record.frames)
    for m in record.tables["measures"]:
        key = m["measure_id"]
        rows = [r for r in site.stretches.get(key, []) if r["status"] == "in-force"]
        told = ("event", "since", "claim_id", "excepted", "ends", "basis")
        stood = [
            [
                r["scope"],
                r["from"],
                r["until"],
                int(r["certainty"] == "certain"),
                *(r[c] for c in told),
                doubts.index(r["note"]),
            ]
            for r in rows
        ]
        others = [r for r in site.stretches.get(key, []) if r["status"] != "in-force"]
        statuses = [[r["scope"], r["from"], r["until"]] for r in others] if stood else []
        begun = [e["scope"] for e in record.where("measure_events", "measure_id", key) if e["event"] == "effective"]
        about = [m[c] for c in ("title", "jurisdiction", "domain", "instrument")]
        found.append([key, *about, stood, statuses, begun, sorted(targets.get(key, ()))])
    return found


def in_force(site: Site) -> bytes:
    """The data of the page that says what is in force on a day."""
    record, number, frames = site.record, _numbers(site), site.record.frames
    columns = ("equipment_id", "effect", "control_code", "claim_id")
    ties = [[number[r["measure_id"]], *(r[c] for c in columns)] for r in record.tables["measure_equipment"]]
    codes, doubts = destinations(site), sorted({r["note"] for rows in site.stretches.values() for r in rows})
    items = [i["equipment_id"] for i in record.tables["equipment"]]
    makers = sorted({m["jurisdiction"] for m in record.tables["measures"]})
    apart = {j: _names(site, [d for of, d in PART_OF if of == j], j) for j in sorted({of for of, _ in PART_OF})}
    data = {
        "day": record.day,
        "searched": {j: day.isoformat() for j, day in sorted(horizons(frames).items())},
        "after": AFTER,
        "doubts": doubts,
        "measures": measures(site, doubts),
        "named": ties,
        "freed": FREED,
        "items": {i["equipment_id"]: [i["name"], i["parent_id"]] for i in record.tables["equipment"]},
        "near": {i: near for i, near in reaches(frames["equipment"]).items() if near},
        "mentioned": {i: sorted(number[m] for m in mentioned(frames, i)) for i in items},
        "destinations": codes,
        "names": _names(site, codes),
        "apart": apart,
        "places": {code: place(code) for code in sorted({*makers, *codes})},
    }
    return _script("IN_FORCE", data)


def _licences(site: Site, clauses: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Requirements and exceptions, which of them each clause has, and whether each reaches each destination."""
    frames, number = site.record.frames, _numbers(site)
    codes = destinations(site)
    columns = {code: turns(frames, code) for code in codes}
    states = [licensing.NEEDED, licensing.CHART, licensing.NOT_NAMED]
    needs: dict[Any, int] = {}
    frees: dict[Any, int] = {}
    of: dict[str, dict[str, list[list[int]]]] = {}
    for whose, clause in sorted(set(clauses)):
        rows, free = licensing.offers(frames, whose, clause)
        if rows or free:
            held = [[into.setdefault(r, len(into)) for r in some] for into, some in ((needs, rows), (frees, free))]
            of.setdefault(whose, {})[clause] = held

    def reached(row: Any) -> str:
        """A digit for each destination and each stretch of its days."""
        days = ((code, day) for code in codes for day in columns[code])
        return "".join(str(states.index(licensing.reached(frames, row, code, (day, day)))) for code, day in days)

    return {
        "states": [*states, licensing.UNSAID, licensing.EXCEPTED],
        "columns": {code: [_edge(day) for day in days] for code, days in columns.items()},
        "needs": [[number[r.measure_id], r.destination, r.reason, r.policy, reached(r)] for r in needs],
        "frees": [[number[r.measure_id], r.destination, r.exception] for r in frees],
        "of": of,
    }


def check(site: Site) -> bytes:
    """The data of the page that checks a product, beside those of what is in force."""
    record, number, whose = site.record, _numbers(site), {}
    units: dict[str, set[str]] = {}
    limits, columns = [], ("equipment_id", "clause", "parameter", "operator", "value", "unit", "words")
    whose = {m["measure_id"]: m["jurisdiction"] for m in record.tables["measures"]}
    for r in record.tables["thresholds"]:
        limits.append([number[r["measure_id"]], *(r[c] for c in columns), r["when_met"] or "caught", r["claim_id"]])
        units.setdefault(r["parameter"], set()).update({r["unit"]} - {""})
    told: dict[str, list[Any]] = {}
    for r in record.tables["equipment_parameters"]:
        others = {
            u: converted(float(r["value"]), r["unit"], u)
            for u in sorted(units.get(r["parameter"], set()) - {r["unit"]})
        }
        row = [r["parameter"], r["comparator"], r["value"], r["unit"], r["claim_id"]]
        told.setdefault(r["equipment_id"], []).append(row + ([others] if others else []))
    later: list[list[int]] = []
    suspends: list[list[int]] = []
    for r in cells(record.frames, "measure_relations").itertuples(index=False):
        pair = [number[r.measure_id], number[r.related_measure_id]]
        if r.relation in RENEWING:
            later.append(pair)
        elif r.relation == "suspends":
            suspends.append(pair)
    named_codes = [(whose[r["measure_id"]], r["control_code"]) for r in record.tables["measure_equipment"]]
    clauses = [(whose[r["measure_id"]], r["clause"]) for r in record.tables["thresholds"]] + named_codes
    data = {
        "limits": limits,
        "told": told,
        "later": later,
        "suspends": suspends,
        "phrases": PHRASE,
        "licences": _licences(site, clauses),
    }
    return _script("CHECK", data)


def _in_javascript(pattern: str) -> str:
    """A pattern of Python in the words of JavaScript, where letters are those of every script."""
    word = r"[\p{L}\p{N}_]"
    edge = f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
    written = {r"[^\W\d_]": r"[\p{L}\p{Nl}\p{No}]", r"[^\W_]": r"[\p{L}\p{N}]", r"[^\w]": r"[^\p{L}\p{N}_]"}
    written |= {r"\w": word, r"\b": edge}
    each = "|".join(map(re.escape, written))
    return re.sub(each, lambda match: written[match[0]], pattern)


@cache
def in_javascript() -> dict[str, Any]:
    """All that folds a name, its patterns as JavaScript reads them."""
    whole = rules()
    for name in ("dotted", "split", "joined"):
        whole[name] = _in_javascript(whole[name])
    whole["phrases"] = [[_in_javascript(pattern), short] for pattern, short in whole["phrases"]]
    return whole


def screen(site: Site) -> bytes:
    """The data of the page that screens names: how names are folded, and each firm with its names and its lists."""
    record, whole = site.record, in_javascript()
    rows = []
    for f in record.tables["firms"]:
        key = f["firm_id"]
        lists = [
            [r["measure_id"], r["from"], r["until"], int(r["certainty"] == "certain"), r["claim_id"]]
            for r in site.listings.get(key, [])
        ]
        roles = len({r["measure_id"] for r in record.where("measure_firms", "firm_id", key)})
        rows.append([key, f["jurisdiction"], f["parent_firm_id"], lists, roles])
    at = {f["firm_id"]: n for n, f in enumerate(record.tables["firms"])}
    names = [(r["firm_id"], r["name"]) for name in ("firms", "firm_names") for r in record.tables[name]]
    names += [(r["firm_id"], r["name_as_listed"]) for r in record.tables["measure_firms"] if r["name_as_listed"]]
    acts = sorted({r["measure_id"] for rows in site.listings.values() for r in rows})
    counts = totals(record.frames)
    data = {
        "day": record.day,
        "searched": {j: day.isoformat() for j, day in sorted(horizons(record.frames).items())},
        "tiers": TIERS,
        "similar": SIMILAR,
        "common": COMMON,
        "many": MANY,
        "rules": whole,
        "firms": rows,
        "names": [[at[firm], name] for firm, name in dict.fromkeys(names)],
        "acts": {
            a: [site.name("measures", a), record.one("measures", a)["jurisdiction"], counts.get(a, "")] for a in acts
        },
        "places": {f["jurisdiction"]: place(f["jurisdiction"]) for f in record.tables["firms"] if f["jurisdiction"]},
    }
    return _script("SCREEN", data)
