"""Turns a CSV of the package into a typed pandas frame, and the rows of an answer into one of text."""

from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .edtf import bounds
from .table import Field, Table

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "string"}


def dtype(field: Field) -> Any:
    """The pandas type of a column: nullable numbers and booleans, categories for enums, `string` elsewhere."""
    import pandas as pd

    return pd.CategoricalDtype(field.enum) if field.enum else _DTYPES[field.type]


def read_table(file: Path | IO[str], table: Table) -> "pd.DataFrame":
    """The rows of a CSV, typed by its Table Schema; only an empty cell is missing (`NA` is Namibia)."""
    import pandas as pd

    dtypes = {field.name: dtype(field) for field in table.fields}
    return pd.read_csv(file, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8")


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
