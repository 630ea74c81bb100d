"""Turns a product into the items whose controls reach it, and its parameters with their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, TypeAlias

from ..library import Tables
from .hierarchy import reach

if TYPE_CHECKING:
    import pandas as pd

Value = float | int | tuple[float | int, str]
Product: TypeAlias = "str | Mapping[str, Value | str] | pd.Series[Any]"

MET, NOT_MET, UNKNOWN = "met", "not met", "cannot tell"
_HOLDS = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}


@dataclass(frozen=True)
class Quantity:
    """What is said of one parameter: equal to a value, at most or at least it; no unit is that of the limit."""

    value: float
    unit: str | None = None
    comparator: str = "="
    claim_id: str | None = None

    def meets(self, operator: str, limit: float, unit: str) -> str:
        """Whether each value that the quantity may have compares so with the limit, or none, or one cannot tell."""
        if self.unit not in (None, unit):
            return UNKNOWN
        holds = _HOLDS[operator](self.value, limit)
        if self.comparator == "=":
            return MET if holds else NOT_MET
        if operator[0] == self.comparator[0]:  # both bound the same side: `at most 1.6` meets `at most 2.4`
            return MET if holds else UNKNOWN
        beyond = lt if self.comparator == "<=" else gt
        never = beyond(self.value, limit) if operator == "=" else not holds
        return NOT_MET if never else UNKNOWN

    def shown(self, unit: str) -> str:
        """The value with what is not understood: a comparator other than equal, a unit other than the limit's."""
        bound = "" if self.comparator == "=" else f"{self.comparator} "
        return f"{bound}{self.value:g}" + (f" {self.unit}" if self.unit not in (None, unit) else "")


@dataclass(frozen=True)
class Asked:
    """The product: its item of equipment, if it has one, the items whose controls reach it, and what is known of it."""

    near: Mapping[str, str]
    parameters: Mapping[str, list[Quantity]]


def _given(cells: Mapping[str, Any]) -> dict[str, list[Quantity]]:
    """The parameters that the caller gives; a missing number is unknown. Raises ValueError for what is no number."""
    found = {}
    for name, value in cells.items():
        number, unit = value if isinstance(value, tuple) else (value, None)
        if not isinstance(number, int | float | None):
            raise ValueError(f"{name}={value!r}: give a number, or a number and its unit")
        if number is not None and number == number:
            found[name] = [Quantity(float(number), unit)]
    return found


def _recorded(tables: Tables, item: str) -> dict[str, list[Quantity]]:
    rows = tables["equipment_parameters"].astype(object)
    found: dict[str, list[Quantity]] = {}
    for row in rows[rows["equipment_id"] == item].itertuples(index=False):
        said = Quantity(float(row.value), row.unit, row.comparator, row.claim_id)
        found.setdefault(row.parameter, []).append(said)
    return found


def asked(tables: Tables, product: Product) -> Asked:
    """The product with the parameters recorded of its item, and those given, which take their place.

    Raises KeyError for an unknown item, ValueError for a parameter that is no number.
    """
    equipment = tables["equipment"]
    cells = {"equipment_id": product} if isinstance(product, str) else dict(product)
    item = cells.pop("equipment_id", None)
    given = _given({name: value for name, value in cells.items() if name not in equipment.columns})
    if not item:
        return Asked({}, given)
    near = reach(equipment, str(item))
    # a control on one kind of a product says nothing of the product
    return Asked({i: how for i, how in near.items() if how != "kind"}, {**_recorded(tables, str(item)), **given})
