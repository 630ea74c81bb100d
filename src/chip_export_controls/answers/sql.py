"""Answers one SQL query over the tables, in DuckDB in memory or in an SQLite file."""

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..library import RECORDED, Tables
from ..model.options import Database
from .sql_sandbox import duckdb_frame, sqlite_rows
from .to_sqlite import to_sqlite

if TYPE_CHECKING:
    import pandas as pd


def _sqlite(tables: Tables, query: str) -> "pd.DataFrame":
    import pandas as pd

    with tempfile.TemporaryDirectory() as folder:
        columns, rows = sqlite_rows(to_sqlite(Path(folder) / "tables.sqlite", tables=tables), query)
    return pd.DataFrame(rows, columns=columns)


def chosen(engine: Database | None) -> Database:
    """The engine that is asked for, or else DuckDB where it is installed and SQLite elsewhere."""
    return engine or ("duckdb" if find_spec("duckdb") else "sqlite")


def sql(query: str, engine: Database | None = None, *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """The answer to one SQL query over the tables, in DuckDB where it is installed and in SQLite elsewhere.

    The tables bear their own names; in SQLite an empty cell of a key is empty text, and the `…_named` views are there.
    The query reads the tables and nothing else, writes nothing, and ends after three seconds, a million rows or a
    hundred million characters. How long one value may be is limited in SQLite alone: in DuckDB one call such as
    `repeat('x', 2000000000)` takes what memory there is, unless the process is limited, as the command `sql` limits
    itself on Linux. Columns are those of the query.
    Raises ValueError, in a sentence, for a query that does more; other errors are the database's own.

    >>> list(sql("select count(*) as n from claims")["n"] == len(load("claims")))
    [True]
    """
    if chosen(engine) == "duckdb":
        return duckdb_frame(tables, query)
    if chosen(engine) == "sqlite":
        return _sqlite(tables, query)
    raise ValueError(f'engine={engine!r}: give "duckdb" or "sqlite"')
