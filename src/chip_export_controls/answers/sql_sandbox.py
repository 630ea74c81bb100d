"""Answers one SQL query in a database that is sealed: it reads the tables, writes nothing, and ends in time."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from ..library import Tables

SECONDS, MOST_ROWS, MOST_CHARACTERS = 3.0, 10**6, 10**8
_LONG = f"the query takes more than {SECONDS:g} seconds: ask for less at once"
LARGE = f"the answer has more than {MOST_ROWS:,} rows or {MOST_CHARACTERS:,} characters: ask for less at once"
_READS = "the query may read the tables and nothing else: begin it with SELECT, WITH, VALUES or FROM, once"

# what an SQLite query may do; to attach, to set, to write, and to load code are not among it
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_FORBIDDEN = {"load_extension", "fts3_tokenizer", "writefile", "readfile", "edit"}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 10**6,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 10**5,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_DUCKDB = (
    "enable_progress_bar = false",  # it would stand in the answer that a file or another tool is given
    "python_enable_replacements = false",  # a variable of the caller is no table
    "temp_directory = ''",
    "memory_limit = '256MB'",
    "threads = 2",
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "enable_external_access = false",
    "lock_configuration = true",
)


class Refused(ValueError):
    """A query that the seal does not let through; the message is one sentence."""


def _sentence(error: Exception) -> str:
    """The first line of what a database says: the others draw the query again."""
    return str(error).strip().splitlines()[0].strip()


def _weight(cell: Any) -> int:
    return len(cell) if isinstance(cell, str | bytes) else 1


def _counted(rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows, or Refused where there are more than an answer may have."""
    found, weight = [], 0
    for row in rows:
        found.append(row)
        weight += sum(map(_weight, row))
        if len(found) > MOST_ROWS or weight > MOST_CHARACTERS:
            raise Refused(LARGE)
    return found


def _authorized(action: int, _: str | None, name: str | None, *__: str | None) -> int:
    allowed = action in _ALLOWED and not (action == sqlite3.SQLITE_FUNCTION and (name or "").lower() in _FORBIDDEN)
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def sqlite_rows(file: Path, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and the rows of the answer from an SQLite file. Raises Refused, or sqlite3.Error for a bad query."""
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        connection.execute("PRAGMA query_only = true")
        connection.set_authorizer(_authorized)
        ends = time.monotonic() + SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > ends, 10_000)
        try:
            cursor = connection.execute(query)
            if cursor.description is None:
                raise Refused(_READS)
            return [column[0] for column in cursor.description], _counted(iter(cursor))
        except sqlite3.Error as error:
            said = _sentence(error)
            if said == "interrupted":
                raise Refused(_LONG) from error
            if "not authorized" in said or "prohibited" in said or "one statement at a time" in said:
                raise Refused(_READS) from error
            raise
        except sqlite3.Warning as error:  # of old, more than one statement was a warning
            raise Refused(_READS) from error
    finally:
        connection.close()


@contextmanager
def _in_time(connection: Any) -> Iterator[threading.Event]:
    """Interrupts what the connection does when its time is over; the event is set then."""
    over = threading.Event()

    def end() -> None:
        over.set()
        connection.interrupt()

    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


@contextmanager
def _in_a_sentence(over: threading.Event) -> Iterator[None]:
    """Says what the seal refuses in a sentence of ours; what is wrong with the query stays the database's own."""
    import duckdb

    try:
        yield
    except duckdb.PermissionException as error:
        raise Refused(_READS) from error
    except duckdb.OutOfMemoryException as error:
        raise Refused(LARGE) from error
    except duckdb.Error as error:
        if over.is_set():
            raise Refused(_LONG) from error
        if "configuration" in str(error) or "disabled" in str(error):
            raise Refused(_READS) from error
        raise


def _whole(answer: Any) -> "pd.DataFrame":
    """All rows of an answer, taken piece by piece; Refused where there are more than an answer may have."""
    import pandas as pd

    pieces, rows, weight = [], 0, 0
    while len(piece := answer.fetch_df_chunk()):
        pieces.append(piece)
        rows, weight = rows + len(piece), weight + int(piece.memory_usage(index=False, deep=True).sum())
        if rows > MOST_ROWS or weight > MOST_CHARACTERS:
            raise Refused(LARGE)
    empty = pd.DataFrame(columns=[column[0] for column in answer.description])
    return pd.concat(pieces, ignore_index=True) if pieces else empty


def duckdb_frame(tables: "Tables", query: str) -> "pd.DataFrame":
    """The answer from DuckDB in memory. Raises Refused, or duckdb.Error for a bad query."""
    import duckdb

    with duckdb.connect() as connection:
        for name, table in tables.items():
            texts = table.astype({column: "object" for column in table.columns if table[column].dtype == "category"})
            connection.register(name, texts)
        for setting in _DUCKDB:
            connection.execute(f"SET {setting}")
        statements = duckdb.extract_statements(query)
        if [statement.type.name for statement in statements] not in (["SELECT"], ["EXPLAIN"]):
            raise Refused(_READS)
        with _in_time(connection) as over, _in_a_sentence(over):
            return _whole(connection.execute(statements[0]))
