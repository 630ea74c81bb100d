"""Turns the tables into what other tools take: edges, citations, a database, the answer to a query."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from .library import Key, _package, _table, load, provenance, tables

if TYPE_CHECKING:
    import pandas as pd


@overload
def graph(kind: Literal["measures", "firms", "claims"] = ..., engine: Literal["pandas"] = ...) -> "pd.DataFrame": ...
@overload
def graph(kind: Literal["measures", "firms", "claims"], engine: Literal["networkx"]) -> Any: ...
def graph(
    kind: Literal["measures", "firms", "claims"] = "measures", engine: Literal["pandas", "networkx"] = "pandas"
) -> Any:
    """The edges between measures, between measures and firms, or between claims.

    Columns, all text: source, target, relation, claim_id (missing for `part-of`, a firm and its parent, and `made-by`,
    an item and its maker, which the core tables state). With `engine="networkx"` a MultiDiGraph keyed by relation.

    Raises ValueError for another kind or engine, ModuleNotFoundError where networkx is wanted and not installed.
    Source: measure_relations, measure_firms or claim_relations of the installed package.

    >>> list(graph("claims").columns)
    ['source', 'target', 'relation', 'claim_id']
    """
    from .network import as_networkx, edges

    found = edges(load, kind)
    if engine == "pandas":
        return found
    if engine == "networkx":
        return as_networkx(found)
    raise ValueError(f'engine={engine!r}: give "pandas" or "networkx"')


def cite(table: str, key: Key, style: Literal["bibtex", "csl", "text"] = "text") -> str:
    """A citation of one row and of the version of the data that it stands in, with the sources it rests on.

    `key` is the row's primary key, as for `provenance`. `bibtex` is one entry, `csl` a CSL-JSON array of one item,
    `text` one paragraph in pybtex's plain style; `bibtex` and `text` need the extra `validate` for pybtex.

    Raises KeyError for an unknown table or key, ValueError for another style.

    >>> cite("claims", load("claims")["claim_id"][0], style="csl")[:1]
    '['
    """
    from .citation import cite as answer
    from .evidence import _row, as_tuple

    shape, evidence = _table(table), provenance(table, key)
    cells = as_tuple(shape, key)
    descriptor = dict(_package().descriptor)
    return answer(descriptor, table, ", ".join(cells), _row(shape, cells, load), evidence, style)


def to_sqlite(path: str | Path) -> Path:
    """The tables as one SQLite file with keys, checks and a `…_named` view of each core table; returns its path.

    A file that is there is replaced. Raises FileNotFoundError where the folder does not exist.

    >>> import tempfile
    >>> to_sqlite(Path(tempfile.mkdtemp()) / "controls.sqlite").name
    'controls.sqlite'
    """
    from .query import write

    file = Path(path)
    write(_package(), {name: load(name) for name in tables()}, file)
    return file


def sql(query: str, engine: Literal["duckdb", "sqlite"] | None = None) -> "pd.DataFrame":
    """The answer to one SQL query over the tables, in DuckDB where it is installed and in SQLite elsewhere.

    The tables bear their own names; in SQLite an empty cell of a key is empty text, and the `…_named` views are there.
    The query can write nothing that lasts. Columns are those of the query; errors are the database's own.

    >>> list(sql("select count(*) as n from claims")["n"] == len(load("claims")))
    [True]
    """
    from .query import sql as answer

    return answer(_package(), {name: load(name) for name in tables()}, query, engine)
