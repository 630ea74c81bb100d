"""Rules on the rows of thresholds."""

import narwhals as nw

from chip_export_controls.checks.builders import (
    claim_is_about,
    claim_is_about_its_measure,
    one_unit_a_parameter,
    unit_is_known,
    value_is_not_negative,
)
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


@row_rule("thresholds", "operator", "value", "unit", "words", fix="give operator, value and unit, or words alone")
def condition_is_a_number_or_words() -> nw.Expr:
    """A condition has either operator, value and unit, or words alone."""
    number = [~nw.col(column).is_null() for column in ("operator", "value", "unit")]
    some, whole = nw.any_horizontal(*number, ignore_nulls=False), nw.all_horizontal(*number, ignore_nulls=False)
    words = ~nw.col("words").is_null()
    return (some & ~whole) | (whole & words) | (~some & ~words)


@dataset_rule("thresholds", "measure_id", "clause", "when_met", fix="write the same when_met in each row of the clause")
def clause_has_one_outcome(tables: Tables) -> Frame:
    """All rows of a clause have the same when_met."""
    clause = ["measure_id", "equipment_id", "clause"]
    conditions = tables["thresholds"].drop_nulls(clause)
    outcome = nw.col("when_met").cast(nw.String).fill_null("caught")
    outcomes = conditions.select(*clause, outcome=outcome).unique().group_by(clause).agg(outcomes=nw.len())
    return conditions.join(outcomes.filter(nw.col("outcomes") > 1), on=clause, how="semi")


claim_is_about_the_measure = claim_is_about_its_measure("thresholds")


parameter_has_one_unit = one_unit_a_parameter("thresholds")


claim_names_what_the_row_names = claim_is_about("thresholds", "claim_equipment", "equipment_id")
_CLAUSE = ["measure_id", "equipment_id", "clause", "parameter"]


@dataset_rule("thresholds", "clause", "parameter", "operator", "value", fix="correct the operator or the value")
def clause_can_be_met(tables: Tables) -> Frame:
    """There is a value that meets all conditions of a clause on one parameter."""
    rows = tables["thresholds"].with_columns(nw.col("operator").cast(nw.String)).drop_nulls([*_CLAUSE, "value"])
    above = rows.filter(nw.col("operator").is_in([">", ">=", "="]))
    below = rows.filter(nw.col("operator").is_in(["<", "<=", "="])).select(*_CLAUSE, "operator", "value")
    pairs = above.join(below, on=_CLAUSE, suffix="_most")
    strict = (nw.col("operator") == ">") | (nw.col("operator_most") == "<")
    touching = (nw.col("value") == nw.col("value_most")) & strict
    return pairs.filter((nw.col("value") > nw.col("value_most")) | touching).unique("line")


@dataset_rule("thresholds", "measure_id", "clause", fix="spell the clause as its other conditions do")
def clause_is_spelt_one_way(tables: Tables) -> Frame:
    """A clause has one spelling: no two spellings differ only in capitals, spaces or full stops."""
    key = ["measure_id", "equipment_id", "spelling"]
    spelling = nw.col("clause").str.to_lowercase().str.replace_all(r"[ .()_-]", "")
    rows = tables["thresholds"].with_columns(spelling=spelling).drop_nulls(key)
    ways = rows.select(*key, "clause").unique().group_by(key).agg(ways=nw.len())
    return rows.join(ways.filter(nw.col("ways") > 1), on=key, how="semi")


def _with_claim(tables: Tables) -> Frame:
    """The conditions with the value of their claim, where that has the same unit."""
    said = tables["claims"].select(
        "claim_id", "unit", said=nw.col("value"), comparator=nw.col("comparator").cast(nw.String)
    )
    rows = tables["thresholds"].with_columns(nw.col("operator").cast(nw.String))
    return rows.drop_nulls(["claim_id", "unit", "value"]).join(said.drop_nulls(), on=["claim_id", "unit"])


@dataset_rule("thresholds", "value", "unit", "claim_id", fix="copy the number from `{claim_id}`, or name another claim")
def value_is_that_of_its_claim(tables: Tables) -> Frame:
    """A limit has the number of its claim, if the claim gives one in the same unit."""
    return _with_claim(tables).filter(nw.col("value") != nw.col("said"))


@dataset_rule("thresholds", "operator", "value", "claim_id", fix="write the operator as in `{claim_id}`")
def direction_is_that_of_its_claim(tables: Tables) -> Frame:
    """A limit has the direction of its claim, if the claim gives a value in the same unit."""
    operator, said = nw.col("operator"), nw.col("comparator")
    up, down = operator.is_in([">", ">="]) & (said == "<="), operator.is_in(["<", "<="]) & (said == ">=")
    return _with_claim(tables).filter(up | down)


unit_is_of_the_vocabulary = unit_is_known("thresholds")


quantity_is_not_negative = value_is_not_negative("thresholds")
