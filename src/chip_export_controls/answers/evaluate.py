"""Turns a product's parameters into the clauses in force that catch it, condition by condition."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables
from ..model.period import Day
from .as_known import tables_known
from .clauses import CAUGHT, CONDITION, Clause, Conditions, clauses, entry, of_part, replaced, verdict
from .in_force import in_force
from .product import UNKNOWN, Asked, Product, asked
from .standing import frame

if TYPE_CHECKING:
    import pandas as pd

EXEMPTED = "exempted"
COLUMNS = ["measure_id", "scope", "certainty", "equipment_id", "reach", "effect", "clause", "replaced_by", "verdict"]
_NO_CONTROL = ("exempted", "decontrolled")


def _named(tables: Tables, product: Asked) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in tables["measure_equipment"].astype(object).fillna("").itertuples(index=False):
        if row.equipment_id in product.near:
            rows[row.measure_id].append(row)
    return rows


def _by_name(named: list[Any], of: Mapping[Clause, Any], product: Asked) -> Iterator[dict[str, Any]]:
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


def _by_limits(named: list[Any], of: Mapping[Clause, Conditions], product: Asked) -> Iterator[dict[str, Any]]:
    effects = {row.equipment_id: row.effect for row in named}
    for (item, clause, outcome), conditions in of.items():
        told = {"equipment_id": item, "reach": product.near.get(item), "effect": effects.get(item), "clause": clause}
        reached = {"verdict": verdict(conditions, outcome)}
        yield from (told | row | reached for rows in conditions for row in rows)


def evaluate(
    product: Product,
    on: Day,
    *,
    jurisdiction: str | None = None,
    domain: str | None = None,
    known_on: Day | None = None,
    tables: Tables = RECORDED,
) -> "pd.DataFrame":
    """The clauses in force on a day that catch a product, condition by condition.

    `product` is the id of an item of equipment, a row of `equipment`, or a dict of parameters, each a number in the
    unit of the threshold or a pair of number and unit, with the item's `equipment_id` among them where it has one.
    What `equipment_parameters` records of the item is known; a parameter that is given takes its place. Without an
    item, clauses are asked that limit at least one of the parameters. `jurisdiction` and `domain` are those of the
    measure, as in `in_force`.

    Columns, all text: measure_id, scope, certainty (of the measure's being in force), equipment_id and reach (the item
    that the clause names: the product `itself` or its `family`), effect, clause, replaced_by (a measure in force that
    amends or supersedes this one and limits the item under the same entry), verdict of the clause, then its
    conditions, a row for each value that a source gives: parameter, operator, limit, unit, value (the product's),
    condition (`met`, `not met`, `cannot tell`; `named` or `family named` where the measure names the product or its
    family without limits), claim_id (of the limit), value_claim_id (of the value, missing where it was given).

    The verdict is `caught` or `not caught`, or `cannot tell`; `exempted` or `eligible`, or not so, of a clause that
    frees from the measure or admits to a milder treatment. The conditions of a clause hold together: one not met
    decides, and else one that is unknown, or on which the sources differ, leaves `cannot tell`. No row means that no
    clause is recorded, not that the product is free.

    Raises KeyError for an unknown item, ValueError for a date, a code or a domain that is none, or a parameter that is
    no number.
    Source: thresholds, equipment_parameters and measure_equipment of the installed package.

    >>> list(evaluate({"total-processing-performance": 5000}, "1990-01-01")["verdict"])
    []
    """
    tables = tables_known(tables, known_on)
    known = asked(tables, product)
    limits, named = clauses(tables, known), _named(tables, known)
    parts = in_force(on, jurisdiction=jurisdiction, domain=domain, tables=tables).astype(object)
    all_scopes = {key: list(group["scope"]) for key, group in parts.groupby("measure_id")}
    events = tables["measure_events"].astype(object).fillna("")
    begun = events[events["event"] == "effective"]
    later = replaced(tables, {name: limits[name] for name in all_scopes if name in limits})
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
