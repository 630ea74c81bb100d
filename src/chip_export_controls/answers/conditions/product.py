"""Turns a product into the items whose controls reach it, and its parameters with their sources."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Real
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, TypeAlias

from ...findings.nearest import nearest
from ...library import Tables, cells, kept
from ..find import resolve
from ..links.hierarchy import reach
from .units import BELOW_ZERO, converted

if TYPE_CHECKING:
    import pandas as pd

Value = float | int | bool | str | tuple[float | int, str]
Product: TypeAlias = "str | Mapping[str, Value | None] | pd.Series[Any]"

MET, NOT_MET, UNKNOWN = "met", "not met", "cannot tell"
_HOLDS = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}
_WITH_UNIT = re.compile(r"\s*(-?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*([^\d\s].*?)\s*")


@dataclass(frozen=True)
class Quantity:
    """What is said of one parameter: equal to a value, at most or at least it; no unit is that of the limit."""

    value: float
    unit: str | None = None
    comparator: str = "="
    claim_id: str | None = None

    def inside(self, unit: str) -> "Quantity | None":
        """The same in the unit of a limit, None if there is no way from one to the other."""
        if self.unit in (None, unit):
            return self
        value = converted(self.value, str(self.unit), unit)
        return None if value is None else Quantity(value, unit, self.comparator, self.claim_id)

    def meets(self, operator: str, limit: float, unit: str) -> str:
        """Whether each value that the quantity may have compares so with the limit, or none, or one cannot tell."""
        same = self.inside(unit)
        if same is None:
            return UNKNOWN
        value = same.value if not math.isclose(same.value, limit, rel_tol=1e-12) else limit
        holds = _HOLDS[operator](value, limit)
        if self.comparator == "=":
            return MET if holds else NOT_MET
        if operator[0] == self.comparator[0]:  # both bound the same side: `at most 1.6` meets `at most 2.4`
            return MET if holds else UNKNOWN
        beyond = lt if self.comparator == "<=" else gt
        never = beyond(value, limit) if operator == "=" else not holds
        return NOT_MET if never else UNKNOWN

    def shown(self, unit: str) -> str:
        """The value with what is not understood: a comparator other than equal, a unit that leads to no other."""
        same, bound = self.inside(unit), "" if self.comparator == "=" else f"{self.comparator} "
        return f"{bound}{(same or self).value:.12g}" + ("" if same else f" {self.unit}")


@dataclass(frozen=True)
class Asked:
    """The product: its item of equipment, if it has one, the items whose controls reach it, and what is known of it.

    `answers` holds what the caller says of conditions in words.
    """

    near: Mapping[str, str]
    parameters: Mapping[str, list[Quantity]]
    answers: Mapping[str, bool]
    item: str | None = None


@kept
def parameters(tables: Tables) -> dict[str, str | None]:
    """Each parameter that a limit or a product has, with its unit; None for one that is a condition in words."""
    found: dict[str, str | None] = {}
    for name in ("equipment_parameters", "thresholds"):
        for row in cells(tables, name).itertuples(index=False):
            worded = name == "thresholds" and bool(row.words)
            found[row.parameter] = None if worded else row.unit
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split("-"))


def unknown_parameter(name: str, known: Iterable[str]) -> ValueError:
    """The error for a parameter that no limit and no product has, with the one that is meant."""
    names = sorted(known)
    asked = name.strip().lower().replace("_", "-").replace(" ", "-")
    close = [other for other in names if _initials(other) == asked or other == asked]
    close += [other for other in names if asked and asked in other]
    near = f"did you mean `{close[0]}`?" if close else nearest(asked, names)
    return ValueError(f"no parameter {name!r} in the record; {near or 'thresholds lists those that limits have'}")


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, Real) and math.isnan(float(value))) or type(value).__name__ == "NAType"


def _number(name: str, value: Any, known_unit: str) -> Quantity:
    """The quantity that the caller gives. Raises ValueError for what is no number, below zero or without an end."""
    number, unit = value if isinstance(value, tuple) else (value, None)
    if isinstance(number, str) and (match := _WITH_UNIT.fullmatch(number)):
        number, unit = float(match[1].replace(",", "")), match[2]
    if isinstance(number, bool) or type(number).__name__ in ("bool", "bool_") or not isinstance(number, Real):
        raise ValueError(f"{name}={value!r}: give a number, or a number and its unit, such as (600, 'GB/s')")
    if not math.isfinite(number):
        raise ValueError(f"{name}={value!r}: give a number that has an end")
    if float(number) < 0 and not {known_unit, unit} & BELOW_ZERO:
        raise ValueError(f"{name}={value!r}: give a number that is not below zero")
    said = Quantity(float(number), unit)
    if unit is not None and unit != known_unit and said.inside(known_unit) is None:
        raise ValueError(
            f"{name}={value!r}: {unit!r} does not measure what {known_unit!r} does; give it in {known_unit}"
        )
    return said


def _answer(name: str, value: Any) -> bool:
    if isinstance(value, str) and value.strip().lower() in ("yes", "true", "no", "false"):
        return value.strip().lower() in ("yes", "true")
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return bool(value)
    raise ValueError(f"{name}={value!r}: this condition is in words; give True or False (yes or no)")


def _given(tables: Tables, told: Mapping[str, Any]) -> tuple[dict[str, list[Quantity]], dict[str, bool]]:
    """The parameters that the caller gives, and what he says of conditions in words; a missing number is unknown."""
    known = parameters(tables)
    found: dict[str, list[Quantity]] = {}
    answers: dict[str, bool] = {}
    for name, value in told.items():
        if name not in known:
            raise unknown_parameter(name, known)
        unit = known[name]
        if _is_missing(value):
            continue
        if unit is None:
            answers[name] = _answer(name, value)
        else:
            found[name] = [_number(name, value, unit)]
    return found, answers


@kept
def _recorded(tables: Tables) -> dict[str, dict[str, list[Quantity]]]:
    """By item and parameter: what sources say of it."""
    found: dict[str, dict[str, list[Quantity]]] = {}
    for row in cells(tables, "equipment_parameters").itertuples(index=False):
        said = Quantity(float(row.value), row.unit, row.comparator, row.claim_id)
        found.setdefault(row.equipment_id, {}).setdefault(row.parameter, []).append(said)
    return found


def asked(tables: Tables, product: Product) -> Asked:
    """The product with the parameters recorded of its item, and those given, which take their place.

    Raises KeyError for an unknown item, ValueError for an unknown parameter or one that is no number.
    """
    equipment = tables["equipment"]
    told: dict[str, Any] = {"equipment_id": product} if isinstance(product, str) else dict(product)
    item = told.pop("equipment_id", None)
    given, answers = _given(tables, {name: v for name, v in told.items() if name not in equipment.columns})
    if item is None or _is_missing(item) or not item:
        return Asked({}, given, answers)
    item = resolve(tables, str(item), "equipment")
    near = reach(equipment, item)
    # a control on one kind of a product says nothing of the product
    above = {i: how for i, how in near.items() if how != "kind"}
    return Asked(above, {**_recorded(tables).get(item, {}), **given}, answers, item)
