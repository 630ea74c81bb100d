"""Turns the installed data package into pandas tables and their descriptions."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, overload

from .findings.nearest import nearest
from .model.home import home
from .model.table import Package, Table

if TYPE_CHECKING:
    import pandas as pd


@cache
def package() -> Package:
    """The installed data package: its descriptor and its tables with their schemas."""
    from .model.descriptor import read_package

    found, findings = read_package(home())
    if findings:
        raise RuntimeError(f"the installed data package is broken: {findings[0]}")
    return found


def version() -> str:
    """Version of the data, which is the version of the package."""
    from .model.descriptor import DESCRIPTOR

    return str(json.loads((home() / DESCRIPTOR).read_text("utf-8"))["version"])


def tables() -> list[str]:
    """Names of the tables, core tables first.

    >>> tables()[:3]
    ['sources', 'claims', 'measures']
    """
    return list(package().tables)


def table_named(name: str) -> Table:
    """The table with its schema. Raises KeyError for an unknown one, naming the nearest."""
    found = package().tables.get(name)
    if found is None:
        from difflib import SequenceMatcher

        near = sorted(tables(), key=lambda known: (-SequenceMatcher(None, name, known).ratio(), known))
        raise KeyError(f"no table {name!r}; {nearest(name, near)} tables: {', '.join(near)}".replace("  ", " "))
    return found


@cache
def _frame(name: str, bounds: bool) -> "pd.DataFrame":
    from .model.frames import read_table, with_bounds

    if bounds:
        return with_bounds(_frame(name, False), table_named(name))
    return read_table(package().file(name), table_named(name))


def _own(frame: "pd.DataFrame") -> "pd.DataFrame":
    """A frame that the caller may write to, while the one that is kept stays as it was read."""
    import pandas as pd

    copies_on_write = int(pd.__version__.split(".")[0]) >= 3
    return frame.copy(deep=not copies_on_write)


def forget() -> None:
    """Drops the package and the tables that were read, so that they are read anew."""
    _KEPT.clear()
    _frame.cache_clear()
    package.cache_clear()


@overload
def load(name: str, *, dates: Literal["text", "bounds"] = ..., engine: Literal["pandas"] = ...) -> "pd.DataFrame": ...
@overload
def load(name: str, *, dates: Literal["text", "bounds"] = ..., engine: Literal["polars", "pyarrow"]) -> Any: ...
def load(
    name: str,
    *,
    dates: Literal["text", "bounds"] = "text",
    engine: Literal["pandas", "polars", "pyarrow"] = "pandas",
) -> Any:
    """One table as a DataFrame with a row for each row of its CSV and a column for each field of its schema.

    Types follow the Table Schema: `Int64`, `Float64`, `boolean`, categories for columns with a list of allowed
    values, `string` elsewhere; an empty cell is `<NA>`, in a category NaN (both are `isna()`), and the text `NA` is
    Namibia. Dates are EDTF strings; with
    `dates="bounds"` each date column is followed by `<column>_min` and `<column>_max` (datetime64[s], first and last
    day that it can mean, NaT where an interval is open or the cell is empty).

    `engine` gives the same table as a polars DataFrame or a pyarrow Table, with their own nulls and categories.

    Raises KeyError for an unknown table, ValueError for another value of `dates` or `engine`, ModuleNotFoundError for
    an engine that is not installed. Source: the CSV inside the installed package (in a checkout that of
    `datapackage/`); nothing is fetched.

    >>> list(load("measures").columns)[:2]
    ['measure_id', 'title']
    """
    from .model.frames import in_engine

    if dates not in ("text", "bounds"):
        raise ValueError(f'dates={dates!r}: give "text" or "bounds"')
    return in_engine(_own(_frame(table_named(name).name, dates == "bounds")), engine)


def describe(name: str) -> "pd.DataFrame":
    """The fields of a table: a row each, with field, type, title, description, required, key, references, allowed.

    `references` is the `table.column` that the field points to, `allowed` the list of allowed values; both may be
    missing. Raises KeyError for an unknown table. Source: the Table Schema of the installed package.

    >>> describe("measures")["field"][0]
    'measure_id'
    """
    import pandas as pd

    table = table_named(name)
    links = {link.column: f"{link.table}.{link.target}" for link in table.foreign_keys}
    rows = [
        {
            "field": field.name,
            "type": "date (EDTF)" if field.is_date else field.type,
            "title": field.entry.get("title", ""),
            "description": field.entry.get("description", ""),
            "required": bool(field.constraints.get("required", False)),
            "key": field.name in table.key,
            "references": links.get(field.name),
            "allowed": ", ".join(field.enum) or None,
        }
        for field in table.fields
    ]
    return pd.DataFrame(rows)


class _Recorded(Mapping[str, "pd.DataFrame"]):
    """The tables of the installed package by name, each read when it is first asked for."""

    def __getitem__(self, name: str) -> "pd.DataFrame":
        return load(name)

    def __iter__(self) -> Iterator[str]:
        return iter(tables())

    def __len__(self) -> int:
        return len(tables())


Tables: TypeAlias = Mapping[str, "pd.DataFrame"]
RECORDED: Tables = _Recorded()


def cells(tables: Tables, name: str) -> "pd.DataFrame":
    """A table as plain text and numbers, empty text for an empty cell."""
    table = tables[name].astype(object)
    return table.where(table.notna(), "")


Made = TypeVar("Made")
_KEPT: dict[Any, Any] = {}


def kept(make: "Callable[[Tables], Made]") -> "Callable[[Tables], Made]":
    """Keeps what is made of the recorded tables until they are forgotten; of other tables it is made anew."""

    @wraps(make)
    def asked(tables: Tables) -> Made:
        if tables is not RECORDED:
            return make(tables)
        if make not in _KEPT:
            _KEPT[make] = make(tables)
        found: Made = _KEPT[make]
        return found

    return asked
