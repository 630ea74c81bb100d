"""Turns a product's parameters into the clauses in force that catch it, condition by condition."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables, cells, kept
from ..model.effect_kinds import FREED
from ..model.frames import frame
from ..model.jurisdictions import UNION
from ..model.period import Day, period
from .as_known import tables_known
from .conditions.clauses import (
    CAUGHT,
    CONDITION,
    EXEMPTED,
    Clause,
    Conditions,
    clauses,
    entry,
    of_part,
    replaced,
    suspended,
    verdict,
)
from .conditions.destinations import laws_of, members
from .conditions.judging import end_user_listed, judged
from .conditions.licensing import covers, licence, terms
from .conditions.product import UNKNOWN, Asked, Product, asked
from .find import read_as
from .in_force import in_force
from .sentences.around import not_weighed
from .sentences.gaps import gaps
from .sentences.refusals import check_code, read_codes
from .standing.events import events_by_measure
from .standing.schedules import told_of_schedules
from .standing.searches import last_search

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["measure_id", "scope", "certainty", "equipment_id", "reach", "effect", "clause", "replaced_by", "verdict"]
LICENCE = ["destination", "reason", "policy", "exception", "jurisdiction", "domain", "since", "until", "basis"]


@kept
def _all_named(tables: Tables) -> dict[str, list[Any]]:
    """What each measure says of the items that it names."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in cells(tables, "measure_equipment").itertuples(index=False):
        rows[row.measure_id].append(row)
    return rows


def _limited(row: Any, of: Mapping[Clause, Any], freed: bool) -> bool:
    """Whether limits say which of the items of a name are meant: those of the same item, under the same code if any."""
    outcome, code = EXEMPTED if freed else CAUGHT, row.control_code
    return any(
        item == row.equipment_id and when_met == outcome and (not code or covers(code, clause) or covers(clause, code))
        for item, clause, when_met in of
    )


def _by_name(named: list[Any], of: Mapping[Clause, Any], product: Asked) -> Iterator[dict[str, Any]]:
    """What a measure says of the product by name.

    Of a family it says nothing sure, for its limits are not recorded; of a kind whose limits are, these say it.
    """
    ruled = {item for item, _, _ in of}
    for row in named:
        how, freed = product.near.get(row.equipment_id), row.effect in FREED
        if how is None or (how == "family" and ruled) or (how == "itself" and _limited(row, of, freed)):
            continue
        told = {"equipment_id": row.equipment_id, "reach": how, "effect": row.effect, "clause": row.control_code}
        named_as = {"condition": "named" if how == "itself" else "family named", "claim_id": row.claim_id}
        yield told | named_as | {"verdict": UNKNOWN if how != "itself" else EXEMPTED if freed else CAUGHT}


def _effect(named: list[Any], item: str, clause: str) -> str | None:
    """What the measure does to the item under the code nearest to the clause, a licence before a mere notice."""
    rows = [row for row in named if row.equipment_id == item]
    close = [row for row in rows if not row.control_code or covers(row.control_code, clause)] or rows
    best = max(close, key=lambda row: (len(row.control_code), row.effect != "notification"), default=None)
    milder = best is not None and best.effect == "notification"
    strict = [row for row in close if milder and row.effect in ("banned", "licence-required")]
    return (strict or [best])[0].effect if best is not None else None


def _by_limits(named: list[Any], of: Mapping[Clause, Conditions], product: Asked) -> Iterator[dict[str, Any]]:
    for (item, clause, outcome), conditions in of.items():
        effect = _effect(named, item, clause)
        told: dict[str, Any] = {
            "equipment_id": item,
            "reach": product.near.get(item),
            "effect": effect,
            "clause": clause,
        }
        reached = {"verdict": verdict(conditions, outcome)}
        yield from (told | row | reached for rows in conditions for row in rows)


def _one(
    tables: Tables, product: Product, on: Day, jurisdiction: str | None, domain: str | None, destination: str | None
) -> tuple["pd.DataFrame", Asked]:
    """The rows of one product."""
    known = asked(tables, product)
    limits, named = clauses(tables, known), _all_named(tables)
    found = in_force(on, jurisdiction=jurisdiction, domain=domain, tables=tables).astype(object)
    parts = [part for part in found.where(found.notna(), "").itertuples(index=False)]
    acting = {part.measure_id: part.excepted for part in parts}
    scopes: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        scopes[part.measure_id].append(part.scope)
    for measure_id in acting:
        begun = events_by_measure(tables).get(measure_id, [])
        scopes[measure_id] += [event.scope for event in begun if event.kind == "effective"]
    later = replaced(tables, {name: limits[name] for name in acting if name in limits})
    aside = suspended(tables, acting, known)
    rows: list[dict[str, Any]] = []
    for part in parts:
        of, by_name = limits.get(part.measure_id, {}), named.get(part.measure_id, [])
        head = {c: getattr(part, c) for c in ("measure_id", "scope", "certainty", "jurisdiction", "domain")}
        head |= {c: getattr(part, c) for c in ("since", "until", "basis")}
        for row in [*_by_name(by_name, of, known), *_by_limits(by_name, of, known)]:
            if not of_part(part.scope, scopes[part.measure_id], row["clause"]):
                continue
            told = licence(tables, part.measure_id, row["clause"], destination, period(on), acting)
            rewritten = (part.measure_id, row["equipment_id"], entry(row["clause"]))
            rows.append(head | row | vars(told) | {"replaced_by": later.get(rewritten, aside.get(part.measure_id))})
    return frame(rows, COLUMNS + CONDITION + LICENCE).drop_duplicates(ignore_index=True), known


def _listed(products: Any) -> list[Mapping[str, Any]] | None:
    """The products of a table, a list or a CSV; None for one product."""
    import pandas as pd

    if isinstance(products, Path):
        products = pd.read_csv(products, keep_default_na=False, na_values=[""])
    if isinstance(products, pd.DataFrame):
        return list(products.to_dict("records"))
    if isinstance(products, str | Mapping | pd.Series):
        return None
    return [{"equipment_id": row} if isinstance(row, str) else row for row in products]


def _to_each(destinations: list[str | None], answer: "Callable[[str | None], pd.DataFrame]") -> "pd.DataFrame":
    """The answers for several destinations below each other, each with its sentence and what it leaves out."""
    import pandas as pd

    answers = [answer(to) for to in destinations]
    if len(answers) == 1:
        return answers[0]
    for to, found in zip(destinations, answers, strict=True):
        found.insert(0, "to", pd.array([to] * len(found), dtype="string"))
    whole = pd.concat(answers, ignore_index=True)
    notes = [
        note if all(note in other.attrs["notes"] for other in answers) else f"{to}: {note}"
        for to, found in zip(destinations, answers, strict=True)
        for note in found.attrs["notes"]
    ]
    verdict = "\n".join(str(found.attrs["verdict"]) for found in answers)
    whole.attrs = {"verdict": verdict, "notes": list(dict.fromkeys(notes))}
    return whole


def _of_the_union(tables: Tables, jurisdiction: str | None, on: Day) -> list[str]:
    """That a member of the European Union has not its own law only."""
    if jurisdiction not in members(tables, *period(on)):
        return []
    return [f"only measures made by {jurisdiction} were asked; the law of the {UNION} applies there too: ask {UNION}"]


def evaluate(
    product: "Product | Iterable[Product] | pd.DataFrame | Path",
    on: Day | None = None,
    *,
    destination: str | Iterable[str] | None = None,
    end_user: str | None = None,
    end_use: str | None = None,
    jurisdiction: str | None = None,
    domain: str | None = None,
    known_on: Day | None = None,
    tables: Tables = RECORDED,
) -> "pd.DataFrame":
    """The clauses in force on a day that catch a product, condition by condition, and the answer in a sentence.

    `product` is an item of equipment by id or name, a row of `equipment`, or a dict of parameters, with the item's
    `equipment_id` among them where it has one. A parameter is a number in the unit of the threshold, a pair of number
    and unit, or text such as `"0.6 TB/s"`; True or False answers a condition in words. What `equipment_parameters`
    records of the item is known; a parameter that is given takes its place. Without an item, clauses are asked that
    limit at least one of the parameters. A DataFrame, a list of such products or the Path of a CSV is a question for
    each row: the first column, `product`, is then its `product`, its `name`, its item, or its number from 1.
    `on` is the last day of the search if none is given. `destination` is a jurisdiction, by code or name, or a country
    group, or several, each answered for itself under a first column `to`;
    `end_user` a firm by id or name, asked for on the lists in
    force; `end_use` words that are shown beside the conditions, for nothing here can judge them. `jurisdiction` and
    `domain` are those of the measure, as in `in_force`.

    Columns, all text: measure_id, scope, certainty (of the measure's being in force), equipment_id and reach (the
    item that the clause names: the product `itself` or its `family`), effect, clause, replaced_by (a measure in
    force that amends or supersedes this one and limits the item under the same entry, or suspends it for the item),
    verdict of the clause, then its conditions, a row for each value that a source gives: parameter, operator,
    limit, unit, value (the product's, in that unit), condition (`met`, `not met`, `cannot tell`; `named` or `family
    named` where the measure names the product or its family without limits), claim_id (of the limit),
    value_claim_id (of the value, missing where it was given), destination (`reached`, `not reached`, `see the
    country chart`, `destinations not recorded`; empty where none is asked about), reason and policy of the licence,
    exception (those that the entry offers), jurisdiction, domain, since, until, basis.

    The verdict is `caught` or `not caught`, or `cannot tell`; `exempted` or `eligible`, or not so, of a clause that
    frees from the measure or admits to a milder treatment. The conditions of a clause hold together: one not met
    decides, and else one that is unknown, or on which the sources differ, leaves `cannot tell`. No row means that no
    clause is recorded, not that the product is free; `attrs["verdict"]` says it in a sentence, `attrs["notes"]` the
    rest.

    Raises KeyError for an unknown item, ValueError for a date, a code or a domain that is none, a parameter that the
    record does not have, or a value that is no number, has no end, is below zero, or is in a unit that measures
    something else, ModuleNotFoundError where a unit has to be converted without pint. Source: thresholds,
    equipment_parameters, measure_equipment, licence_requirements and licence_exceptions of the installed package.

    >>> found = evaluate({"equipment_id": "lw-9000", "wavelength": (0.0135, "um")}, "2020-05-10")
    >>> sorted(set(found["verdict"]))
    ['caught']
    """
    import pandas as pd

    if destination is not None and not isinstance(destination, str):
        several: list[str | None] = list(dict.fromkeys(destination))
        listed = list(product) if not isinstance(product, str | Mapping | pd.DataFrame | pd.Series | Path) else product
        asked_too = {"end_user": end_user, "end_use": end_use, "jurisdiction": jurisdiction, "domain": domain}
        return _to_each(
            several or [None],
            lambda to: evaluate(listed, on, destination=to, known_on=known_on, tables=tables, **asked_too),
        )
    day = on or last_search(tables)
    if day is None:
        raise ValueError("nothing tells what was searched: give `on`, a day")
    on, to, whose = day, check_code("destination", destination, groups=True), check_code("jurisdiction", jurisdiction)
    read, destination, jurisdiction = read_codes((destination, to), (jurisdiction, whose)), to, whose
    known_tables, many = tables_known(tables, known_on), _listed(product)
    if many is None:
        found, known = _one(known_tables, product, on, jurisdiction, domain, destination)
        told = judged(found, destination, domain)
        named = product if isinstance(product, str) else None
        scheduled = set(
            found.loc[(found["basis"] == "scheduled") & ~found["verdict"].str.startswith("not "), "measure_id"]
        )
        offered = found[found["verdict"].isin([CAUGHT, UNKNOWN]) & (found["exception"].fillna("") != "")]
        entries = list(offered[["jurisdiction", "clause"]].itertuples(index=False, name=None))
        doubts = terms(known_tables, entries, destination, period(on))
        doubts += told_of_schedules(known_tables, scheduled, on)
        notes = told.notes + doubts + read_as(tables, "equipment", named, known.item if named else None)
        found.attrs |= {"verdict": told.verdict, "notes": notes}
    else:
        frames, verdicts = [], []
        for n, one in enumerate(many, 1):
            cells = {name: value for name, value in one.items() if name not in ("product",)}
            label = next((str(one[c]) for c in ("product", "name", "equipment_id") if one.get(c)), str(n))
            found, known = _one(known_tables, cells, on, jurisdiction, domain, destination)
            found.insert(0, "product", pd.array([label] * len(found), dtype="string"))
            frames.append(found)
            verdicts.append(f"{label}: {judged(found, destination, domain).verdict}")
        empty = frame([], ["product", *COLUMNS, *CONDITION, *LICENCE])
        found = pd.concat(frames, ignore_index=True) if frames else empty
        found.attrs = {"verdict": "\n".join(verdicts), "notes": []}
    makers = [jurisdiction] if jurisdiction else found["jurisdiction"].dropna().unique()
    found.attrs["notes"] = [*read, *found.attrs["notes"], *gaps(known_tables, makers, period(on)[1])]
    if end_user:
        verdict_of, notes = end_user_listed(tables, end_user, on, jurisdiction, known_on)
        found.attrs["verdict"] = f"{verdict_of} {found.attrs['verdict']}"
        found.attrs["notes"] = [*found.attrs["notes"], *notes]
    found.attrs["notes"] = [*found.attrs["notes"], *_of_the_union(known_tables, jurisdiction, on)]
    if jurisdiction and domain in (None, "export-control"):
        laws = laws_of(known_tables, jurisdiction, *period(on))
        found.attrs["notes"] += not_weighed(known_tables, laws, [destination], period(on))
    if end_use:
        found.attrs["notes"] = [*found.attrs["notes"], f"The end use “{end_use}” is judged by nothing here; see limit."]
    return found
