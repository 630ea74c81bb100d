"""Rules on the rows of thresholds."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, one_unit_a_parameter
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


@row_rule("thresholds", "operator", "value", "unit", "words", fix="give operator, value and unit, or words alone")
def condition_is_a_number_or_words() -> nw.Expr:
    """A condition has an operator, a value and a unit, or it has words and none of the three."""
    number = [~nw.col(column).is_null() for column in ("operator", "value", "unit")]
    some, whole = nw.any_horizontal(*number, ignore_nulls=False), nw.all_horizontal(*number, ignore_nulls=False)
    words = ~nw.col("words").is_null()
    return (some & ~whole) | (whole & words) | (~some & ~words)


@dataset_rule("thresholds", "measure_id", "clause", "when_met", fix="give each condition of the clause the same")
def clause_has_one_outcome(tables: Tables) -> Frame:
    """The conditions of one clause agree on what a product that meets them is."""
    clause = ["measure_id", "equipment_id", "clause"]
    conditions = tables["thresholds"].drop_nulls(clause)
    outcome = nw.col("when_met").cast(nw.String).fill_null("caught")
    outcomes = conditions.select(*clause, outcome=outcome).unique().group_by(clause).agg(outcomes=nw.len())
    return conditions.join(outcomes.filter(nw.col("outcomes") > 1), on=clause, how="semi")


about = claim_is_about_its_measure("thresholds")


one_unit = one_unit_a_parameter("thresholds")
