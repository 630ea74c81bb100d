"""Turns the relations between measures, firms or claims into edges, and edges into a networkx graph."""

from typing import TYPE_CHECKING, Any, Literal, overload

from ..library import RECORDED, Tables

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["measures", "firms", "claims"]
COLUMNS = ["source", "target", "relation", "claim_id"]


def _edges(table: "pd.DataFrame", source: str, target: str, relation: str) -> "pd.DataFrame":
    known = table.dropna(subset=[source, target])
    return known.assign(source=known[source], target=known[target], relation=known[relation])


def _owners(tables: Tables) -> "pd.DataFrame":
    firms = tables["firms"].assign(relation="part-of")
    items = tables["equipment"].assign(relation="made-by")
    owned = _edges(firms, "firm_id", "parent_firm_id", "relation")
    made = _edges(items, "equipment_id", "maker_firm_id", "relation")
    import pandas as pd

    return pd.concat([owned, made]).assign(claim_id=None)


def _of_kind(tables: Tables, kind: Kind) -> "pd.DataFrame":
    import pandas as pd

    if kind == "measures":
        found = _edges(tables["measure_relations"], "measure_id", "related_measure_id", "relation")
    elif kind == "claims":
        found = _edges(tables["claim_relations"], "claim_id", "related_claim_id", "relation")
    elif kind == "firms":
        roles = _edges(tables["measure_firms"], "measure_id", "firm_id", "role")
        found = pd.concat([roles[COLUMNS], _owners(tables)[COLUMNS]])
    else:
        raise ValueError(f'kind={kind!r}: give "measures", "firms" or "claims"; engine="networkx" gives a graph')
    return found[COLUMNS].astype("string").reset_index(drop=True)


def _networkx(found: "pd.DataFrame") -> Any:
    import networkx

    return networkx.from_pandas_edgelist(
        found, "source", "target", ["relation", "claim_id"], networkx.MultiDiGraph, edge_key="relation"
    )


@overload
def graph(kind: Kind = ..., engine: Literal["pandas"] = ..., *, tables: Tables = ...) -> "pd.DataFrame": ...
@overload
def graph(kind: Kind, engine: Literal["networkx"], *, tables: Tables = ...) -> Any: ...
def graph(
    kind: Kind = "measures", engine: Literal["pandas", "networkx"] = "pandas", *, tables: Tables = RECORDED
) -> Any:
    """The edges between measures, between measures and firms, or between claims.

    Columns, all text: source, target, relation, claim_id (missing for `part-of`, a firm and its parent, and `made-by`,
    an item and its maker, which the core tables state). With `engine="networkx"` a MultiDiGraph keyed by relation.

    Raises ValueError for another kind or engine, ModuleNotFoundError where networkx is wanted and not installed.
    Source: measure_relations, measure_firms or claim_relations of the installed package.

    >>> list(graph("claims").columns)
    ['source', 'target', 'relation', 'claim_id']
    """
    found = _of_kind(tables, kind)
    if engine == "pandas":
        return found
    if engine == "networkx":
        return _networkx(found)
    raise ValueError(f'engine={engine!r}: give "pandas" or "networkx"')
