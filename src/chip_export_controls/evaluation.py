"""Turns a product's parameters into the clauses in force that catch it, condition by condition."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from .hierarchy import reach
from .standing import Load, frame, in_force

if TYPE_CHECKING:
    import pandas as pd

Value = float | int | tuple[float | int, str]
Product = str | Mapping[str, Value | str]

CAUGHT, FREE, UNKNOWN, EXEMPTED = "caught", "not caught", "cannot tell", "exempted"
COLUMNS = ["measure_id", "scope", "certainty", "equipment_id", "reach", "effect", "clause", "verdict"]
CONDITION = ["parameter", "operator", "limit", "unit", "value", "condition", "claim_id"]
_HOLDS = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}
_NO_CONTROL = ("exempted", "decontrolled")


@dataclass(frozen=True)
class Asked:
    """The product: its item of equipment, if it has one, the items whose controls reach it, and what is known of it."""

    near: Mapping[str, str]
    parameters: Mapping[str, Value]


def _asked(load: Load, product: Product) -> Asked:
    cells = {"equipment_id": product} if isinstance(product, str) else dict(product)
    item = cells.pop("equipment_id", None)
    bad = sorted(name for name, value in cells.items() if isinstance(value, str))
    if bad:
        raise ValueError(f"{bad[0]}={cells[bad[0]]!r}: give a number, or a number and its unit")
    near = reach(load("equipment"), str(item)) if item else {}
    # a control on one kind of a product says nothing of the product
    return Asked({i: how for i, how in near.items() if how != "kind"}, cells)  # type: ignore[arg-type]


def _condition(row: Any, parameters: Mapping[str, Value]) -> dict[str, Any]:
    """One condition of a clause with the product's value, and whether it is met, if the value is known."""
    given = parameters.get(row.parameter)
    value, unit = given if isinstance(given, tuple) else (given, row.unit)
    if value is None or unit != row.unit:
        met = UNKNOWN
    else:
        met = "met" if _HOLDS[row.operator](float(value), float(row.value)) else "not met"
    shown = None if value is None else f"{value:g}" if unit == row.unit else f"{value:g} {unit}"
    limit = f"{float(row.value):.15g}"
    cells = (row.parameter, row.operator, limit, row.unit, shown, met, row.claim_id)
    return dict(zip(CONDITION, cells, strict=True))


def _verdict(conditions: list[dict[str, Any]]) -> str:
    """All conditions of a clause must be met; one that is not frees, one that is unknown leaves it open."""
    met = {condition["condition"] for condition in conditions}
    return FREE if "not met" in met else UNKNOWN if UNKNOWN in met else CAUGHT


def _clauses(load: Load, asked: Asked) -> dict[str, dict[tuple[str, str], list[dict[str, Any]]]]:
    """By measure and by item and clause: the conditions of each clause that may catch the product."""
    found: dict[str, dict[tuple[str, str], list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in load("thresholds").astype(object).itertuples(index=False):
        if not asked.near or row.equipment_id in asked.near:
            found[row.measure_id][row.equipment_id, row.clause].append(_condition(row, asked.parameters))
    if not asked.near:  # without an item only the parameters say what kind of product it is
        for clauses in found.values():
            for key in [k for k, rows in clauses.items() if not {c["parameter"] for c in rows} & set(asked.parameters)]:
                del clauses[key]
    return found


def _named(load: Load, asked: Asked) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in load("measure_equipment").astype(object).fillna("").itertuples(index=False):
        if row.equipment_id in asked.near:
            rows[row.measure_id].append(row)
    return rows


def _of_part(scope: str, scopes: list[str], clause: str) -> bool:
    """Whether the clause belongs to the part: to parts that name its entry, or to all where none does."""
    entry = clause.split(".")[0]
    return not entry or entry in scope or not any(entry in other for other in scopes)


def _by_name(named: list[Any], clauses: Mapping[tuple[str, str], Any], asked: Asked) -> Iterator[dict[str, Any]]:
    """What a measure says of the product by name; of a family it says nothing sure, for its limits are not recorded."""
    ruled = {item for item, _ in clauses}
    for row in named:
        how = asked.near[row.equipment_id]
        if how == "family" and ruled:
            continue
        verdict = EXEMPTED if row.effect in _NO_CONTROL else CAUGHT
        told = {"equipment_id": row.equipment_id, "reach": how, "effect": row.effect, "clause": row.control_code}
        named_as = {"condition": "named" if how == "itself" else "family named", "claim_id": row.claim_id}
        yield told | named_as | {"verdict": verdict if how == "itself" else UNKNOWN}


def _by_limits(named: list[Any], clauses: Mapping[tuple[str, str], Any], asked: Asked) -> Iterator[dict[str, Any]]:
    effects = {row.equipment_id: row.effect for row in named}
    for (item, clause), conditions in clauses.items():
        told = {"equipment_id": item, "reach": asked.near.get(item), "effect": effects.get(item), "clause": clause}
        for condition in conditions:
            yield told | condition | {"verdict": _verdict(conditions)}


def evaluate(load: Load, product: Product, days: tuple[date, date], jurisdiction: str | None) -> "pd.DataFrame":
    """See `chip_export_controls.evaluate`."""
    asked = _asked(load, product)
    clauses, named = _clauses(load, asked), _named(load, asked)
    parts = in_force(load, days, jurisdiction=jurisdiction).astype(object)
    all_scopes = {key: list(group["scope"]) for key, group in parts.groupby("measure_id")}
    events = load("measure_events").astype(object).fillna("")
    begun = events[events["event"] == "effective"]
    rows: list[dict[str, Any]] = []
    for part in parts.itertuples(index=False):
        of, by_name = clauses.get(part.measure_id, {}), named.get(part.measure_id, [])
        scopes = all_scopes[part.measure_id] + list(begun.loc[begun["measure_id"] == part.measure_id, "scope"])
        head = {"measure_id": part.measure_id, "scope": part.scope, "certainty": part.certainty}
        for row in [*_by_name(by_name, of, asked), *_by_limits(by_name, of, asked)]:
            if _of_part(part.scope, scopes, row["clause"]):
                rows.append(head | row)
    return frame(rows, COLUMNS + CONDITION).drop_duplicates(ignore_index=True)
