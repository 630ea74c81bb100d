"""Turns a product's parameters into the clauses in force that catch it, condition by condition."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from .product import NOT_MET, UNKNOWN, Asked, Product, asked
from .standing import Load, frame, in_force

if TYPE_CHECKING:
    import pandas as pd

CAUGHT, EXEMPTED = "caught", "exempted"
COLUMNS = ["measure_id", "scope", "certainty", "equipment_id", "reach", "effect", "clause", "replaced_by", "verdict"]
CONDITION = ["parameter", "operator", "limit", "unit", "value", "condition", "claim_id", "value_claim_id"]
_NO_CONTROL = ("exempted", "decontrolled")
Conditions = list[list[dict[str, Any]]]  # of a clause: for each condition a row for each value that is told


def _condition(row: Any, product: Asked) -> list[dict[str, Any]]:
    """One condition of a clause with each value told of the product, and whether that value meets it."""
    limit = f"{float(row.value):.15g}"
    told: list[dict[str, Any]] = []
    for value in product.parameters.get(row.parameter, [None]):
        met = value.meets(row.operator, float(row.value), row.unit) if value else UNKNOWN
        shown, source = (value.shown(row.unit), value.claim_id) if value else (None, None)
        cells = (row.parameter, row.operator, limit, row.unit, shown, met, row.claim_id, source)
        told.append(dict(zip(CONDITION, cells, strict=True)))
    return told


def _met(told: list[dict[str, Any]]) -> str:
    """What the sources decide of a condition together: those that leave it open are outvoted, those that differ not."""
    decided = {row["condition"] for row in told} - {UNKNOWN}
    return decided.pop() if len(decided) == 1 else UNKNOWN


def _verdict(conditions: Conditions, outcome: str) -> str:
    """All conditions must be met; one that is not decides, and else one that is unknown leaves it open."""
    met = {_met(told) for told in conditions}
    return f"not {outcome}" if NOT_MET in met else UNKNOWN if UNKNOWN in met else outcome


def _clauses(load: Load, product: Asked) -> dict[str, dict[tuple[str, str, str], Conditions]]:
    """By measure, and by item, clause and outcome: the conditions of each clause that may catch the product."""
    found: dict[str, dict[tuple[str, str, str], Conditions]] = defaultdict(lambda: defaultdict(list))
    thresholds = load("thresholds").astype(object)
    thresholds["when_met"] = thresholds["when_met"].fillna(CAUGHT)
    for row in thresholds.itertuples(index=False):
        if not product.near or row.equipment_id in product.near:
            key = (row.equipment_id, row.clause, row.when_met)
            found[row.measure_id][key].append(_condition(row, product))
    if not product.near:  # without an item only the parameters say what kind of product it is
        for clauses in found.values():
            for key, rows in list(clauses.items()):
                if not {row["parameter"] for told in rows for row in told} & set(product.parameters):
                    del clauses[key]
    return found


def _named(load: Load, product: Asked) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in load("measure_equipment").astype(object).fillna("").itertuples(index=False):
        if row.equipment_id in product.near:
            rows[row.measure_id].append(row)
    return rows


def _entry(clause: str) -> str:
    """The entry of the list that a clause stands in: 3A090 of 3A090.a."""
    return clause.split(".")[0]


def _replaced(load: Load, clauses: Mapping[str, Mapping[tuple[str, str, str], Any]]) -> dict[tuple[str, str, str], str]:
    """By measure, item and entry: the measure that amends or supersedes it and limits the item under the same entry."""
    found: dict[tuple[str, str, str], str] = {}
    relations = load("measure_relations").astype(object)
    for row in relations[relations["relation"].isin(["amends", "supersedes"])].itertuples(index=False):
        later = {(item, _entry(clause)) for item, clause, _ in clauses.get(row.measure_id, {})}
        for item, clause, _ in clauses.get(row.related_measure_id, {}):
            if (item, _entry(clause)) in later:
                found[row.related_measure_id, item, _entry(clause)] = row.measure_id
    return found


def _of_part(scope: str, scopes: list[str], clause: str) -> bool:
    """Whether the clause belongs to the part: to parts that name its entry, or to all where none does."""
    entry = _entry(clause)
    return not entry or entry in scope or not any(entry in other for other in scopes)


def _by_name(named: list[Any], clauses: Mapping[tuple[str, str, str], Any], product: Asked) -> Iterator[dict[str, Any]]:
    """What a measure says of the product by name; of a family it says nothing sure, for its limits are not recorded."""
    ruled = {item for item, _, _ in clauses}
    for row in named:
        how = product.near[row.equipment_id]
        if how == "family" and ruled:
            continue
        verdict = EXEMPTED if row.effect in _NO_CONTROL else CAUGHT
        told = {"equipment_id": row.equipment_id, "reach": how, "effect": row.effect, "clause": row.control_code}
        named_as = {"condition": "named" if how == "itself" else "family named", "claim_id": row.claim_id}
        yield told | named_as | {"verdict": verdict if how == "itself" else UNKNOWN}


def _by_limits(
    named: list[Any], clauses: Mapping[tuple[str, str, str], Conditions], product: Asked
) -> Iterator[dict[str, Any]]:
    effects = {row.equipment_id: row.effect for row in named}
    for (item, clause, outcome), conditions in clauses.items():
        told = {"equipment_id": item, "reach": product.near.get(item), "effect": effects.get(item), "clause": clause}
        verdict = {"verdict": _verdict(conditions, outcome)}
        yield from (told | row | verdict for rows in conditions for row in rows)


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
    clauses, named = _clauses(load, known), _named(load, known)
    parts = in_force(load, days, jurisdiction=jurisdiction, domain=domain).astype(object)
    all_scopes = {key: list(group["scope"]) for key, group in parts.groupby("measure_id")}
    events = load("measure_events").astype(object).fillna("")
    begun = events[events["event"] == "effective"]
    replaced = _replaced(load, {name: clauses[name] for name in all_scopes if name in clauses})
    rows: list[dict[str, Any]] = []
    for part in parts.itertuples(index=False):
        of, by_name = clauses.get(part.measure_id, {}), named.get(part.measure_id, [])
        scopes = all_scopes[part.measure_id] + list(begun.loc[begun["measure_id"] == part.measure_id, "scope"])
        head = {"measure_id": part.measure_id, "scope": part.scope, "certainty": part.certainty}
        for row in [*_by_name(by_name, of, known), *_by_limits(by_name, of, known)]:
            if _of_part(part.scope, scopes, row["clause"]):
                later = replaced.get((part.measure_id, row["equipment_id"], _entry(row["clause"])))
                rows.append(head | row | {"replaced_by": later})
    return frame(rows, COLUMNS + CONDITION).drop_duplicates(ignore_index=True)
