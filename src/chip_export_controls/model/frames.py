"""Turns a CSV of the package into a typed pandas frame, and the rows of an answer into one of text."""

from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ..findings.nearest import nearest
from .csv import parse
from .edtf import bounds
from .table import Field, Table
from .unreadable import Unreadable

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "string"}


def dtype(field: Field) -> Any:
    """The pandas type of a column: nullable numbers and booleans, categories for enums, `string` elsewhere."""
    import pandas as pd

    return pd.CategoricalDtype(field.enum) if field.enum else _DTYPES[field.type]


def read_table(file: Path | IO[str], table: Table) -> "pd.DataFrame":
    """The rows of a CSV, typed by its Table Schema; only an empty cell is missing (`NA` is Namibia).

    Raises Unreadable where the columns are not those of the schema, or a cell is not what its column allows: pandas
    would make an empty cell of a word that is not in the list.
    """
    import pandas as pd

    # a word of a list is read as text at first, so that one that is not in the list is seen
    dtypes = {field.name: "string" if field.enum else dtype(field) for field in table.fields}
    try:
        frame = pd.read_csv(file, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8")
    except ValueError as error:
        raise Unreadable(f"{table.path}: it cannot be read as its table ({error}): run `validate`") from error
    if list(frame) != table.columns:
        raise Unreadable(f"{table.path}:1: the columns are not those of its schema: run `validate`")
    for field in table.fields:
        if field.enum:
            unknown = set(frame[field.name].dropna().unique()) - set(field.enum)
            if unknown:
                raise Unreadable(_not_in_the_list(file, table, field, unknown))
            frame[field.name] = frame[field.name].astype(dtype(field))
    return frame


def _not_in_the_list(file: Path | IO[str], table: Table, field: Field, unknown: set[str]) -> str:
    """Where the first word stands that is not in the list of its column, and what to do."""
    if isinstance(file, Path):
        text = file.read_text("utf-8")
    else:
        file.seek(0)
        text = file.read()
    told, at = parse(text)[0], table.columns.index(field.name)
    places = zip(told.lines, told.rows or [], strict=False)
    line, value = next(((n, row[at]) for n, row in places if row[at:] and row[at] in unknown), (0, min(unknown)))
    where = f"{table.path}:{line}" if line else table.path
    near = nearest(value, field.enum) or f"allowed: {', '.join(field.enum)};"
    return f"{where}: {field.name}: `{value}` is not in the list of its column; {near} correct it and run `validate`"


def with_bounds(frame: "pd.DataFrame", table: Table) -> "pd.DataFrame":
    """The frame with `<column>_min` and `<column>_max` (datetime64) after each date column; open ends are NaT."""
    import pandas as pd

    result = frame.copy()
    for field in table.fields:
        if not field.is_date:
            continue
        pairs: list[tuple[date | None, date | None]] = [
            (None, None) if pd.isna(text) else bounds(text) for text in result[field.name]
        ]
        for side, name in enumerate((f"{field.name}_min", f"{field.name}_max")):
            days = pd.Series(pd.to_datetime([pair[side] for pair in pairs]), index=result.index, dtype="datetime64[s]")
            where = result.columns.get_loc(field.name) + 1 + side
            result.insert(where, name, days)
    return result


def in_engine(frame: "pd.DataFrame", engine: str) -> Any:
    """The frame as the engine's own table. Raises ValueError for an engine that is none of the three."""
    if engine == "pandas":
        return frame
    if engine not in ("polars", "pyarrow"):
        raise ValueError(f'engine={engine!r}: give "pandas", "polars" or "pyarrow"')
    import pyarrow

    table = pyarrow.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    if engine == "pyarrow":
        return table
    import polars

    return polars.from_arrow(table)


def frame(rows: list[dict[str, Any]], columns: list[str]) -> "pd.DataFrame":
    """The rows as a DataFrame of strings with these columns, even where there are none."""
    import pandas as pd

    given = {name: pd.array([cell.get(name) for cell in rows], dtype="string") for name in columns}
    return pd.DataFrame(given, columns=columns)
