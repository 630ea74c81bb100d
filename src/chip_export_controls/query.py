"""Turns the tables into a database to put questions to, DuckDB in memory or an SQLite file."""

import sqlite3
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from .descriptor import Package

Engine = Literal["duckdb", "sqlite"]


def write(package: "Package", tables: "Mapping[str, pd.DataFrame]", file: Path) -> None:
    """The SQLite file of a release, with keys, checks and views; a file that is there is replaced whole."""
    from .release.database import write as write_database

    with tempfile.TemporaryDirectory(dir=file.parent) as aside:
        written = Path(aside) / file.name
        write_database(package, tables, written)
        written.replace(file)


def _duckdb(tables: "Mapping[str, pd.DataFrame]", query: str) -> "pd.DataFrame":
    import duckdb

    with duckdb.connect() as connection:
        for name, table in tables.items():
            texts = table.astype({column: "object" for column in table.columns if table[column].dtype == "category"})
            connection.register(name, texts)
        connection.execute("SET enable_external_access = false")  # a query reads the tables and nothing else
        return connection.execute(query).df()


def _sqlite(package: "Package", tables: "Mapping[str, pd.DataFrame]", query: str) -> "pd.DataFrame":
    import pandas as pd

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tables.sqlite"
        write(package, tables, file)
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            return pd.read_sql_query(query, connection)
        finally:
            connection.close()


def sql(package: "Package", tables: "Mapping[str, pd.DataFrame]", query: str, engine: Engine | None) -> "pd.DataFrame":
    """See `chip_export_controls.sql`."""
    chosen = engine or ("duckdb" if find_spec("duckdb") else "sqlite")
    if chosen == "duckdb":
        return _duckdb(tables, query)
    if chosen == "sqlite":
        return _sqlite(package, tables, query)
    raise ValueError(f'engine={engine!r}: give "duckdb" or "sqlite"')
