"""Rules on the rows of retired_ids."""

import narwhals as nw

from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, marked, row_rule


@row_rule("retired_ids", "id", "replaced_by", fix="name the id that took its place, or none")
def replacement_is_another() -> nw.Expr:
    """A retired id is not its own replacement."""
    return nw.col("id") == nw.col("replaced_by")


_KEYS = {
    "sources": "source_id",
    "claims": "claim_id",
    "measures": "measure_id",
    "equipment": "equipment_id",
    "firms": "firm_id",
}


def _retired(tables: Tables, column: str) -> list[tuple[bool, bool]]:
    """For each row of retired_ids: whether the column has a value, and whether that id is in use."""
    frame = tables["retired_ids"]
    in_use = {name: set(tables[name][key].to_list()) for name, key in _KEYS.items()}
    rows = zip(frame["table"].to_list(), frame[column].to_list(), strict=True)
    return [(isinstance(id, str), isinstance(id, str) and id in in_use.get(str(name), ())) for name, id in rows]


@dataset_rule("retired_ids", "table", "id", fix="give the new row another id: a retired one is never used again")
def retired_id_is_not_in_use(tables: Tables) -> Frame:
    """A retired id is not in use."""
    return marked(tables["retired_ids"], [used for _, used in _retired(tables, "id")])


@dataset_rule("retired_ids", "table", "replaced_by", fix="name an id of that table, or leave the cell empty")
def replacement_is_in_use(tables: Tables) -> Frame:
    """The id that replaces a retired one is in use."""
    return marked(tables["retired_ids"], [given and not used for given, used in _retired(tables, "replaced_by")])
