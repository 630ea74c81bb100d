"""Rules on the rows of firms."""

import narwhals as nw

from chip_export_controls.checks.builders import no_circle, shared, unused
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


@row_rule("firms", "firm_id", "parent_firm_id", fix="name another row as the parent, or none")
def parent_is_another() -> nw.Expr:
    """A firm is not its own parent."""
    return nw.col("firm_id") == nw.col("parent_firm_id")


@row_rule("firms", "name", "jurisdiction", fix="name the country where it is registered")
def firm_is_of_a_country() -> nw.Expr:
    """A firm is registered in a country, not in the European Union as such."""
    return nw.col("jurisdiction").cast(nw.String) == "EU"


relations_run_in_no_circle = no_circle("firms", "firm_id", "parent_firm_id")


@dataset_rule("firms", "firm_id", fix="add to claim_firms.csv: `<claim_id>,{firm_id}`; or remove the row")
def firm_is_used(tables: Tables) -> Frame:
    """Each firm is in a claim or a measure, makes an item, or is the parent of a firm."""
    places = [("claim_firms", "firm_id"), ("measure_firms", "firm_id"), ("equipment", "maker_firm_id")]
    return unused(tables, "firms", "firm_id", *places, ("firms", "parent_firm_id"))


@dataset_rule("firms", "name", "jurisdiction", fix="merge the two firms, or say in the name how they differ")
def name_is_of_one_firm(tables: Tables) -> Frame:
    """No two firms of a jurisdiction have the same name, in capitals or not."""
    return shared(tables["firms"].with_columns(word=nw.col("name").str.to_lowercase()), "word", "jurisdiction")
