"""Finds the folder that holds the data package: inside the installed wheel, or the checkout around the source."""

from pathlib import Path

_WHEEL = Path(__file__).parents[1] / "package"
_CHECKOUT = Path(__file__).parents[3]


def home() -> Path:
    """Folder with `datapackage.json`, `datapackage/` and `schemas/`."""
    return _WHEEL if _WHEEL.is_dir() else _CHECKOUT
