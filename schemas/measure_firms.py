"""Rules on the rows of measure_firms."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about, claim_is_about_its_measure
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule
from chip_export_controls.model.relation_kinds import STRIKING

claim_is_about_the_measure = claim_is_about_its_measure("measure_firms")


claim_names_what_the_row_names = claim_is_about("measure_firms", "claim_firms", "firm_id")


@dataset_rule(
    "measure_firms",
    "measure_id",
    "firm_id",
    "role",
    fix="give the delisting to the act that made it",
    severity="warning",
)
def firm_is_listed_or_delisted(tables: Tables) -> Frame:
    """A measure does not both list and delist a firm, unless it moves the firm from the list of an older measure."""
    rows = tables["measure_firms"].with_columns(nw.col("role").cast(nw.String))
    key = ["measure_id", "firm_id"]
    listed = rows.filter(nw.col("role") == "listed").select(key).drop_nulls()
    relations = tables["measure_relations"].filter(nw.col("relation").cast(nw.String).is_in(STRIKING))
    older = relations.select("measure_id", older=nw.col("related_measure_id")).drop_nulls()
    moved = older.join(listed.rename({"measure_id": "older"}), on="older").select(key).unique()
    both = rows.filter(nw.col("role") == "delisted").join(listed, on=key, how="semi")
    return both.join(moved, on=key, how="anti")


@dataset_rule("measure_firms", "firm_id", "name_as_listed", fix="name the firm that has this name, or correct the name")
def name_as_listed_is_not_that_of_another_firm(tables: Tables) -> Frame:
    """The name on a list is not that of another firm, unless it is a name of this one too."""
    own = [tables[table].select("firm_id", word=nw.col("name").str.to_lowercase()) for table in ("firms", "firm_names")]
    known = nw.concat(own).drop_nulls()
    rows = tables["measure_firms"].with_columns(word=nw.col("name_as_listed").str.to_lowercase())
    rows = rows.drop_nulls(["firm_id", "word"])
    others = rows.join(known.select("word").unique(), on="word", how="semi")
    return others.join(known, on=["firm_id", "word"], how="anti")


# by role: the domains of measures that give it
_ROLES = {
    "acquirer": ["investment-screening", "industrial-policy"],
    "acquisition-target": ["investment-screening", "industrial-policy"],
    "licensee": ["export-control", "import-control"],
    "exempted": ["export-control", "import-control", "procurement"],
}


@dataset_rule(
    "measure_firms", "measure_id", "role", "licence_policy", "footnote", fix="correct the role, or name the measure"
)
def role_fits_the_measure(tables: Tables) -> Frame:
    """A buyer is of a screening, a licensee of a control; only a listed firm has terms of licences."""
    domains = tables["measures"].select("measure_id", domain=nw.col("domain").cast(nw.String)).drop_nulls()
    rows = tables["measure_firms"].with_columns(nw.col("role").cast(nw.String)).drop_nulls("role")
    role, terms = nw.col("role"), ("licence_requirement", "licence_policy", "footnote")
    termed = nw.any_horizontal(*(~nw.col(name).is_null() for name in terms), ignore_nulls=False)
    unlisted = rows.filter(termed & ~role.is_in(["listed", "changed"]))
    strange = [(role == name) & ~nw.col("domain").is_in(fits) for name, fits in _ROLES.items()]
    placed = rows.join(domains, on="measure_id").filter(nw.any_horizontal(*strange, ignore_nulls=True))
    return nw.concat([unlisted.select("line"), placed.select("line")])
