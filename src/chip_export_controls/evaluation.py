"""Turns a product's parameters into the clauses in force that catch it, condition by condition."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from .clauses import CAUGHT, CONDITION, Conditions, Key, clauses, entry, of_part, replaced, verdict
from .product import UNKNOWN, Asked, Product, asked
from .standing import Load, frame, in_force

if TYPE_CHECKING:
    import pandas as pd

EXEMPTED = "exempted"
COLUMNS = ["measure_id", "scope", "certainty", "equipment_id", "reach", "effect", "clause", "replaced_by", "verdict"]
_NO_CONTROL = ("exempted", "decontrolled")


def _named(load: Load, product: Asked) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in load("measure_equipment").astype(object).fillna("").itertuples(index=False):
        if row.equipment_id in product.near:
            rows[row.measure_id].append(row)
    return rows


def _by_name(named: list[Any], of: Mapping[Key, Any], product: Asked) -> Iterator[dict[str, Any]]:
    """What a measure says of the product by name; of a family it says nothing sure, for its limits are not recorded."""
    ruled = {item for item, _, _ in of}
    for row in named:
        how = product.near[row.equipment_id]
        if how == "family" and ruled:
            continue
        freed = row.effect in _NO_CONTROL
        told = {"equipment_id": row.equipment_id, "reach": how, "effect": row.effect, "clause": row.control_code}
        named_as = {"condition": "named" if how == "itself" else "family named", "claim_id": row.claim_id}
        yield told | named_as | {"verdict": UNKNOWN if how != "itself" else EXEMPTED if freed else CAUGHT}


def _by_limits(named: list[Any], of: Mapping[Key, Conditions], product: Asked) -> Iterator[dict[str, Any]]:
    effects = {row.equipment_id: row.effect for row in named}
    for (item, clause, outcome), conditions in of.items():
        told = {"equipment_id": item, "reach": product.near.get(item), "effect": effects.get(item), "clause": clause}
        reached = {"verdict": verdict(conditions, outcome)}
        yield from (told | row | reached for rows in conditions for row in rows)


def evaluate(
    load: Load,
    product: Product,
    days: tuple[date, date],
    jurisdiction: str | None = None,
    domain: str | None = None,
) -> "pd.DataFrame":
    """See `chip_export_controls.evaluate`."""
    load = cache(load)
    known = asked(load, product)
    limits, named = clauses(load, known), _named(load, known)
    parts = in_force(load, days, jurisdiction=jurisdiction, domain=domain).astype(object)
    all_scopes = {key: list(group["scope"]) for key, group in parts.groupby("measure_id")}
    events = load("measure_events").astype(object).fillna("")
    begun = events[events["event"] == "effective"]
    later = replaced(load, {name: limits[name] for name in all_scopes if name in limits})
    rows: list[dict[str, Any]] = []
    for part in parts.itertuples(index=False):
        of, by_name = limits.get(part.measure_id, {}), named.get(part.measure_id, [])
        scopes = all_scopes[part.measure_id] + list(begun.loc[begun["measure_id"] == part.measure_id, "scope"])
        head = {"measure_id": part.measure_id, "scope": part.scope, "certainty": part.certainty}
        for row in [*_by_name(by_name, of, known), *_by_limits(by_name, of, known)]:
            if of_part(part.scope, scopes, row["clause"]):
                rewritten = (part.measure_id, row["equipment_id"], entry(row["clause"]))
                rows.append(head | row | {"replaced_by": later.get(rewritten)})
    return frame(rows, COLUMNS + CONDITION).drop_duplicates(ignore_index=True)
