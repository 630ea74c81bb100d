"""Rules on the rows of retired_ids."""

import narwhals as nw

from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


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


def _in_use(tables: Tables, column: str) -> Frame:
    """The ids in use with the table that each is of, the ids under the name of a column of retired_ids."""
    ids = [
        tables[name].select(nw.col(key).cast(nw.String).alias(column), table=nw.lit(name))
        for name, key in _KEYS.items()
    ]
    return nw.concat(ids).drop_nulls()


def _given(tables: Tables, column: str) -> Frame:
    """The rows of retired_ids that name a table and have this cell."""
    return tables["retired_ids"].drop_nulls(["table", column]).with_columns(nw.col("table").cast(nw.String))


@dataset_rule("retired_ids", "table", "id", fix="give the new row another id: a retired one is never used again")
def retired_id_is_not_in_use(tables: Tables) -> Frame:
    """A retired id is not in use."""
    return _given(tables, "id").join(_in_use(tables, "id"), on=["table", "id"], how="semi")


@dataset_rule("retired_ids", "table", "replaced_by", fix="name an id of that table, or leave the cell empty")
def replacement_is_in_use(tables: Tables) -> Frame:
    """The id that replaces a retired one is in use."""
    replaced = ["table", "replaced_by"]
    return _given(tables, "replaced_by").join(_in_use(tables, "replaced_by"), on=replaced, how="anti")
