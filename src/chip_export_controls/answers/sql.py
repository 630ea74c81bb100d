"""Answers one SQL query over the tables, in DuckDB in memory or in an SQLite file."""

import sqlite3
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..library import RECORDED, Tables
from .to_sqlite import to_sqlite

if TYPE_CHECKING:
    import pandas as pd

Engine = Literal["duckdb", "sqlite"]


def _duckdb(tables: Tables, query: str) -> "pd.DataFrame":
    import duckdb

    with duckdb.connect() as connection:
        for name, table in tables.items():
            texts = table.astype({column: "object" for column in table.columns if table[column].dtype == "category"})
            connection.register(name, texts)
        connection.execute("SET enable_external_access = false")  # a query reads the tables and nothing else
        return connection.execute(query).df()


def _sqlite(tables: Tables, query: str) -> "pd.DataFrame":
    import pandas as pd

    with tempfile.TemporaryDirectory() as folder:
        file = to_sqlite(Path(folder) / "tables.sqlite", tables=tables)
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            return pd.read_sql_query(query, connection)
        finally:
            connection.close()


def sql(query: str, engine: Engine | None = None, *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """The answer to one SQL query over the tables, in DuckDB where it is installed and in SQLite elsewhere.

    The tables bear their own names; in SQLite an empty cell of a key is empty text, and the `…_named` views are there.
    The query can write nothing that lasts. Columns are those of the query; errors are the database's own.

    >>> list(sql("select count(*) as n from claims")["n"] == len(load("claims")))
    [True]
    """
    chosen = engine or ("duckdb" if find_spec("duckdb") else "sqlite")
    if chosen == "duckdb":
        return _duckdb(tables, query)
    if chosen == "sqlite":
        return _sqlite(tables, query)
    raise ValueError(f'engine={engine!r}: give "duckdb" or "sqlite"')
