"""Turns a value in one unit into the same value in another, with pint, which is loaded when units differ."""

import re
from functools import cache
from typing import Any

_WRITTEN = {
    "1": "dimensionless",
    "%": "percent",
    "um": "micrometer",
    "µm": "micrometer",
    "μm": "micrometer",
    "Å": "angstrom",
    "A": "ampere",
    "ohm cm": "ohm*centimeter",
    "°C": "degC",
    "C": "degC",
    "degree": "degree",
}
# units in which a value below zero means something
BELOW_ZERO = frozenset({"degC", "°C", "dB", "V", "kV", "degree"})


@cache
def _registry() -> Any:
    try:
        import pint
    except ModuleNotFoundError as error:
        said = "pint is not installed: other units than the record's need pip install 'chip-export-controls[validate]'"
        raise ModuleNotFoundError(said, name="pint") from error
    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True)


def _spelt(unit: str) -> str:
    if unit in _WRITTEN:
        return _WRITTEN[unit]
    text = re.sub(r"^per ", "1/", unit).replace("bps", "bit/s").replace("·", "*")
    text = re.sub(r"(?<=[A-Za-z])(\d)", r"^\1", text)
    text = re.sub(r"(?<=\w) (?=[A-Za-z])", "*", text)
    return re.sub(r"\bum\b", "micrometer", text)


def converted(value: float, unit: str, into: str) -> float | None:
    """The value in the other unit; None where the two do not measure the same, or one is a count of things.

    Raises ModuleNotFoundError where the units differ in spelling and pint is not installed.
    """
    if unit == into:
        return value
    registry = _registry()
    try:
        return float(registry.Quantity(value, registry.parse_units(_spelt(unit))).to(_spelt(into)).magnitude)
    except (
        Exception
    ):  # pint's errors are of several kinds, and none tells more than that there is no way from one to the other
        return None
