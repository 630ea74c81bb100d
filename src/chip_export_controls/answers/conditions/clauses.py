"""Turns thresholds into clauses, and a product's values into whether it meets their conditions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from ...library import Tables, cells, kept
from ...model.effect_kinds import FREED
from ...model.relation_kinds import RENEWING
from .product import MET, NOT_MET, UNKNOWN, Asked

CAUGHT, EXEMPTED = "caught", "exempted"
CONDITION = ["parameter", "operator", "limit", "unit", "value", "condition", "claim_id", "value_claim_id"]
Conditions = list[list[dict[str, Any]]]  # of a clause: for each condition a row for each value that is told
Clause = tuple[str, str, str]  # the item that it limits, its number, what a product that meets it is


def _condition(row: Any, product: Asked) -> list[dict[str, Any]]:
    """One condition of a clause with each value told of the product, and whether that value meets it."""
    if row.words:  # no number of the product decides it
        said = product.answers.get(row.parameter)
        met = UNKNOWN if said is None else MET if said else NOT_MET
        worded = {"parameter": row.parameter, "limit": row.words, "condition": met, "claim_id": row.claim_id}
        return [dict.fromkeys(CONDITION) | worded | {"value": None if said is None else "yes" if said else "no"}]
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


def verdict(conditions: Conditions, outcome: str) -> str:
    """All conditions must be met; one that is not decides, and else one that is unknown leaves it open."""
    met = {_met(told) for told in conditions}
    return f"not {outcome}" if NOT_MET in met else UNKNOWN if UNKNOWN in met else outcome


@kept
def _thresholds(tables: Tables) -> list[Any]:
    return list(cells(tables, "thresholds").itertuples(index=False))


def clauses(tables: Tables, product: Asked) -> dict[str, dict[Clause, Conditions]]:
    """By measure, and by item, clause and outcome: the conditions of each clause that may catch the product."""
    found: dict[str, dict[Clause, Conditions]] = defaultdict(lambda: defaultdict(list))
    told = set(product.parameters) | set(product.answers)
    limited: dict[tuple[str, Clause], bool] = {}
    for row in _thresholds(tables):
        if not product.near or row.equipment_id in product.near:
            key = (row.equipment_id, row.clause, row.when_met or CAUGHT)
            found[row.measure_id][key].append(_condition(row, product))
            limited[row.measure_id, key] = limited.get((row.measure_id, key), False) or row.parameter in told
    if not product.near:  # without an item only the parameters say what kind of product it is
        for measure_id, of in found.items():
            found[measure_id] = {key: rows for key, rows in of.items() if limited[measure_id, key]}
    return found


def entry(clause: str) -> str:
    """The entry of the list that a clause stands in: 3A090 of 3A090.a."""
    return clause.split(".")[0]


def replaced(tables: Tables, of: Mapping[str, Mapping[Clause, Any]]) -> dict[tuple[str, str, str], str]:
    """By measure, item and entry: the measure that amends or supersedes it and limits the item under the same entry."""
    found: dict[tuple[str, str, str], str] = {}
    relations = cells(tables, "measure_relations")
    for row in relations[relations["relation"].isin(RENEWING)].itertuples(index=False):
        later = {(item, entry(clause)) for item, clause, _ in of.get(row.measure_id, {})}
        for item, clause, _ in of.get(row.related_measure_id, {}):
            if (item, entry(clause)) in later:
                found[row.related_measure_id, item, entry(clause)] = row.measure_id
    return found


def suspended(tables: Tables, acting: Iterable[str], product: Asked) -> dict[str, str]:
    """By measure: the measure in force that suspends it and names the product, or a family of it, as free."""
    named = cells(tables, "measure_equipment")
    free = named[named["effect"].isin(FREED) & named["equipment_id"].isin(product.near)]["measure_id"]
    relations = cells(tables, "measure_relations")
    rows = relations[(relations["relation"] == "suspends") & relations["measure_id"].isin(set(acting) & set(free))]
    return dict(zip(rows["related_measure_id"], rows["measure_id"], strict=True))


def of_part(scope: str, scopes: list[str], clause: str) -> bool:
    """Whether the clause belongs to the part: to parts that name its entry, or to all where none does."""
    code = entry(clause)
    return not code or code in scope or not any(code in other for other in scopes)
