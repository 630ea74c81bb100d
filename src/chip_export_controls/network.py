"""Turns the relations between measures, firms or claims into edges, and edges into a networkx graph."""

from typing import TYPE_CHECKING, Any, Literal

from .standing import Load

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["measures", "firms", "claims"]
COLUMNS = ["source", "target", "relation", "claim_id"]


def _edges(table: "pd.DataFrame", source: str, target: str, relation: str) -> "pd.DataFrame":
    known = table.dropna(subset=[source, target])
    return known.assign(source=known[source], target=known[target], relation=known[relation])


def _owners(load: Load) -> "pd.DataFrame":
    firms = load("firms").assign(relation="part-of")
    items = load("equipment").assign(relation="made-by")
    owned = _edges(firms, "firm_id", "parent_firm_id", "relation")
    made = _edges(items, "equipment_id", "maker_firm_id", "relation")
    import pandas as pd

    return pd.concat([owned, made]).assign(claim_id=None)


def edges(load: Load, kind: Kind) -> "pd.DataFrame":
    """See `chip_export_controls.graph`."""
    import pandas as pd

    if kind == "measures":
        found = _edges(load("measure_relations"), "measure_id", "related_measure_id", "relation")
    elif kind == "claims":
        found = _edges(load("claim_relations"), "claim_id", "related_claim_id", "relation")
    elif kind == "firms":
        roles = _edges(load("measure_firms"), "measure_id", "firm_id", "role")
        found = pd.concat([roles[COLUMNS], _owners(load)[COLUMNS]])
    else:
        raise ValueError(f'kind={kind!r}: give "measures", "firms" or "claims"')
    return found[COLUMNS].astype("string").reset_index(drop=True)


def as_networkx(found: "pd.DataFrame") -> Any:
    """A networkx MultiDiGraph of the edges, keyed by relation. Raises ModuleNotFoundError without networkx."""
    import networkx

    return networkx.from_pandas_edgelist(
        found, "source", "target", ["relation", "claim_id"], networkx.MultiDiGraph, edge_key="relation"
    )
