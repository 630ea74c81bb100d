"""Answers an SQL query."""

from importlib import import_module
from typing import Annotated

import typer

from ..model.options import Database
from .confined import confined
from .output import Format, asking, emit
from .shared import stop

_MOST_BYTES = 350 * 2**20


def sql(
    query: Annotated[str, typer.Argument(help="One SQL query; tables have their usual names.")],
    engine: Annotated[Database | None, typer.Option(help="Default: DuckDB where it is installed.")] = None,
    form: Format = None,
) -> None:
    """Answer one SQL query over the tables.

    Example: sql "select jurisdiction, count(*) as n from measures group by 1 order by n desc"
    """
    from ..answers.sql import chosen
    from ..answers.sql import sql as answer
    from ..answers.sql_sandbox import LARGE
    from ..library import RECORDED

    tables = dict(RECORDED)  # what is read and imported now is not counted as memory of the query
    if (engine := chosen(engine)) == "duckdb":
        import_module("duckdb")
    with asking():
        try:
            with confined(_MOST_BYTES):
                found = answer(query, engine, tables=tables)
        except MemoryError:
            stop(LARGE, 2)
        except Exception as error:  # each database has errors of its own; all of them are the query's
            if type(error).__module__.split(".")[0] not in ("duckdb", "_duckdb", "sqlite3", "pandas"):
                raise
            stop(str(error).strip().splitlines()[0], 2)
    emit(found, form)
