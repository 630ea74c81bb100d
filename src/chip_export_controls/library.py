"""Turns the installed data package into pandas tables, their descriptions and the evidence behind each row."""

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, overload

from .descriptor import DESCRIPTOR, Package, Table, read_package
from .findings import nearest
from .home import home

if TYPE_CHECKING:
    import pandas as pd

Key = str | tuple[str | None, ...] | Mapping[str, str | None]


@cache
def _package() -> Package:
    package, findings = read_package(home())
    if findings:
        raise RuntimeError(f"the installed data package is broken: {findings[0]}")
    return package


def version() -> str:
    """Version of the data, which is the version of the package."""
    return str(json.loads((home() / DESCRIPTOR).read_text("utf-8"))["version"])


def tables() -> list[str]:
    """Names of the tables, core tables first.

    >>> tables()[:3]
    ['sources', 'claims', 'measures']
    """
    return list(_package().tables)


def _table(name: str) -> Table:
    found = _package().tables.get(name)
    if found is None:
        from difflib import SequenceMatcher

        near = sorted(tables(), key=lambda known: (-SequenceMatcher(None, name, known).ratio(), known))
        raise KeyError(f"no table {name!r}; {nearest(name, near)} tables: {', '.join(near)}".replace("  ", " "))
    return found


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
    values, `string` elsewhere; an empty cell is `<NA>`, and the text `NA` is Namibia. Dates are EDTF strings; with
    `dates="bounds"` each date column is followed by `<column>_min` and `<column>_max` (datetime64[s], first and last
    day that it can mean, NaT where an interval is open or the cell is empty).

    `engine` gives the same table as a polars DataFrame or a pyarrow Table, with their own nulls and categories.

    Raises KeyError for an unknown table, ValueError for another value of `dates` or `engine`, ModuleNotFoundError for
    an engine that is not installed. Source: the CSV of the installed package; nothing is fetched.

    >>> list(load("measures").columns)[:2]
    ['measure_id', 'title']
    """
    from .reading import in_engine, read_table, with_bounds

    table = _table(name)
    if dates not in ("text", "bounds"):
        raise ValueError(f'dates={dates!r}: give "text" or "bounds"')
    frame = read_table(_package().file(name), table)
    return in_engine(with_bounds(frame, table) if dates == "bounds" else frame, engine)


def describe(name: str) -> "pd.DataFrame":
    """The fields of a table: a row each, with field, type, title, description, required, key, references, allowed.

    `references` is the `table.column` that the field points to, `allowed` the list of allowed values; both may be
    missing. Raises KeyError for an unknown table. Source: the Table Schema of the installed package.

    >>> describe("measures")["field"][0]
    'measure_id'
    """
    import pandas as pd

    table = _table(name)
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


def provenance(table: str, key: Key) -> "pd.DataFrame":
    """The evidence behind one row: fact → claim → source → link to the passage, a row for each claim.

    `key` is the row's primary key: a string, a tuple in the key's order (None for an empty cell), or a mapping by
    column (a column left out is empty).

    Columns: table, key, claim_id, statement, modality, speaker, source_id, title, publisher, published_on,
    is_official, place (pinpoint, or the characters of the span), passage_url (opens at the passage where the claim
    has a text fragment), via_source_id.

    Raises KeyError for an unknown table or key, naming the nearest ones. Source: the installed package.

    >>> claim = load("claims")["claim_id"][0]
    >>> list(provenance("claims", claim)["claim_id"]) == [claim]
    True
    """
    from .evidence import evidence

    return evidence(_table(table), key, load)
