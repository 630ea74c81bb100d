"""Turns each item of equipment into its page."""

from collections.abc import Iterator

from .context import Site
from .measures import MOST_CLAIMS, clauses, evidence, further
from .pages import Page
from .record import Row
from .words import plural, term


def _controls(site: Site, key: str, line: list[str]) -> list[Row]:
    """The measures that name the item or one of its families, what is in force first."""
    found = []
    for item in [key, *line]:
        for row in site.record.where("measure_equipment", "equipment_id", item):
            does = term(row["effect"]) + ("" if item == key else f", of its family {site.name('equipment', item)}")
            found.append(row | {"does": does, "itself": item == key})
    return sorted(
        found,
        key=lambda r: (
            site.verdicts[r["measure_id"]].kind not in ("in-force", "partly"),
            not r["itself"],
            r["measure_id"],
        ),
    )


def page(site: Site, row: Row, line: list[str]) -> Iterator[Page]:
    """The page of an item, and further pages where its claims are many."""
    record, key = site.record, row["equipment_id"]
    controls = _controls(site, key, line)
    forced = {r["measure_id"] for r in controls if site.verdicts[r["measure_id"]].kind in ("in-force", "partly")}
    by_name = {r["measure_id"] for r in controls if r["itself"]} & forced
    said = (
        f"{plural(len(by_name), 'measure')} in force {'names' if len(by_name) == 1 else 'name'} it"
        if by_name
        else "No measure in force names it"
    )
    rest = len(forced - by_name)
    if rest:
        said += f"; {rest:,} more {'names' if rest == 1 else 'name'} a family it belongs to"
    limits = [r | {"measure": r["measure_id"]} for r in record.where("thresholds", "equipment_id", key)]
    by_measure = {
        m: clauses([r for r in limits if r["measure_id"] == m]) for m in sorted({r["measure_id"] for r in limits})
    }
    told = record.where("equipment_parameters", "equipment_id", key)
    codes = record.where("equipment_codes", "equipment_id", key)
    tied = [r["claim_id"] for r in record.where("claim_equipment", "equipment_id", key)]
    tied += [
        r["claim_id"]
        for rows in (told, codes, record.where("measure_equipment", "equipment_id", key), limits)
        for r in rows
    ]
    claims = evidence(site, tied)
    given = {
        "row": row,
        "kind": "in-force" if forced else "unheard-of",
        "verdict": said,
        "controls": controls[:200],
        "all_controls": len(controls),
        "limits": by_measure,
        "told": told,
        "codes": codes,
        "line": line,
        "below": record.where("equipment", "parent_id", key),
        "claims": claims[:MOST_CLAIMS],
        "all_claims": len(claims),
    }
    twin = {
        "kind": "item",
        "id": key,
        "verdict": {"on": record.day, "sentence": said},
        "row": row,
        "families": line,
        "measure_equipment": record.where("measure_equipment", "equipment_id", key),
        "thresholds": limits,
        "equipment_parameters": told,
        "equipment_codes": codes,
        "claims": sorted(set(tied)),
    }
    yield Page(f"items/{key}.html", "item.html", row["name"], given, twin, kind="Item", description=f"{said}.")
    yield from further("equipment", key, row["name"], claims)


def entry(site: Site, row: Row, line: list[str]) -> dict[str, str]:
    """The item as a line of a list."""
    named = {
        r["measure_id"]
        for item in [row["equipment_id"], *line]
        for r in site.record.where("measure_equipment", "equipment_id", item)
    }
    forced = sum(site.verdicts[m].kind in ("in-force", "partly") for m in named)
    return {
        "id": row["equipment_id"],
        "name": row["name"],
        "status": "Controlled" if forced else "Not named",
        "in_force": str(forced),
        "kind": term(row["kind"]),
        "category": term(row["category"]),
        "family": site.name("equipment", row["parent_id"]) if row["parent_id"] else "",
        "maker": site.name("firms", row["maker_firm_id"]) if row["maker_firm_id"] else "",
    }
