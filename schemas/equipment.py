"""Rules on the rows of equipment."""

import narwhals as nw

from chip_export_controls.checks.builders import no_circle, shared, unused
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


@row_rule("equipment", "equipment_id", "parent_id", fix="name another row as the parent, or none")
def parent_is_another() -> nw.Expr:
    """An item is not its own parent."""
    return nw.col("equipment_id") == nw.col("parent_id")


relations_run_in_no_circle = no_circle("equipment", "equipment_id", "parent_id")


@dataset_rule(
    "equipment", "equipment_id", fix="add to claim_equipment.csv: `<claim_id>,{equipment_id}`; or remove the row"
)
def equipment_is_used(tables: Tables) -> Frame:
    """Each item is in a claim or a measure, or is the parent of an item."""
    places = [("claim_equipment", "equipment_id"), ("measure_equipment", "equipment_id"), ("equipment", "parent_id")]
    return unused(tables, "equipment", "equipment_id", *places)


@dataset_rule("equipment", "equipment_id", "name", fix="merge the two items, or say in the name how they differ")
def name_is_of_one_item(tables: Tables) -> Frame:
    """No two items have the same name, in capitals or not."""
    return shared(tables["equipment"].with_columns(word=nw.col("name").str.to_lowercase()), "word")


# by category: the kinds of item that are of it
_KINDS = {
    "photoresist": ["material"],
    "mineral": ["material", "technology"],
    "servicing": ["service"],
    "accelerator": ["chip", "component", "software", "technology"],
    "logic": ["chip", "component", "technology"],
    "memory": ["chip", "component", "technology"],
    "implant": ["tool", "component", "technology"],
    "metrology": ["tool", "component", "software", "technology"],
    "deposition": ["tool", "component", "material", "technology"],
    "etch": ["tool", "component", "software", "technology"],
    "lithography": ["tool", "component", "software", "technology"],
}


@row_rule("equipment", "kind", "category", fix="correct the kind or the category")
def category_fits_the_kind() -> nw.Expr:
    """A kind of item has a category that it can have: no chip is lithography, no tool is photoresist."""
    kind, category = nw.col("kind").cast(nw.String), nw.col("category").cast(nw.String)
    wrong = ((category == name) & ~kind.is_in(fits) for name, fits in _KINDS.items())
    return nw.any_horizontal(*wrong, ignore_nulls=True) & ~kind.is_null()
