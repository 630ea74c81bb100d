"""Rules on the rows of measure_relations."""

from collections.abc import Sequence

import narwhals as nw

from chip_export_controls.checks.builders import (
    claim_is_about_its_measure,
    events,
    in_circles,
    no_circle,
    related_to_another,
)
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule
from chip_export_controls.model import event_kinds, relation_kinds

_ACTING = [*relation_kinds.CHANGING, "implements", "revokes"]

related_is_another = related_to_another("measure_relations", "measure_id", "related_measure_id", "measure")


claim_is_about_the_measure = claim_is_about_its_measure("measure_relations")


relations_run_in_no_circle = no_circle("measure_relations", "measure_id", "related_measure_id", "relation")


def _without(tables: Tables, relations: Sequence[str], kinds: Sequence[str]) -> Frame:
    """The relations of these kinds whose related measure has none of these events."""
    rows = tables["measure_relations"].filter(nw.col("relation").cast(nw.String).is_in(relations))
    having = events(tables, *kinds).select(related_measure_id=nw.col("measure_id")).unique()
    return rows.drop_nulls(["related_measure_id"]).join(having, on="related_measure_id", how="anti")


@dataset_rule(
    "measure_relations",
    "relation",
    "related_measure_id",
    fix="add to measure_events.csv: `{related_measure_id},revoked,<date>,,{claim_id},`; or correct the relation",
)
def what_is_revoked_ends(tables: Tables) -> Frame:
    """A measure that another one revokes or supersedes has its end: revoked, expired or withdrawn."""
    return _without(tables, relation_kinds.ENDING, event_kinds.ENDING)


@dataset_rule(
    "measure_relations",
    "relation",
    "related_measure_id",
    fix="add to measure_events.csv: `{related_measure_id},suspended,<date>,,{claim_id},`; or correct the relation",
)
def what_is_suspended_says_so(tables: Tables) -> Frame:
    """A measure that another one suspends has a suspended event."""
    return _without(tables, ["suspends"], ["suspended"])


@dataset_rule("measure_relations", "measure_id", "relation", "related_measure_id", fix="swap the two ids")
def what_is_acted_upon_came_first(tables: Tables) -> Frame:
    """A measure that another one amends, extends, implements, suspends, revokes or answers did not begin after it."""
    rows = tables["measure_relations"].filter(nw.col("relation").cast(nw.String).is_in([*_ACTING, "responds-to"]))
    begun = (
        tables["measure_events"]
        .drop_nulls("measure_id")
        .group_by("measure_id")
        .agg(first=nw.col("date_min").min(), at_latest=nw.col("date_max").min())
    )
    pairs = rows.join(begun, on="measure_id").join(
        begun, left_on="related_measure_id", right_on="measure_id", suffix="_related"
    )
    return pairs.filter(nw.col("first_related") > nw.col("at_latest"))


@dataset_rule("measure_relations", "measure_id", "relation", "related_measure_id", fix="keep the one that is true")
def relation_runs_one_way(tables: Tables) -> Frame:
    """No two measures amend, extend, implement, suspend or revoke each other, nor several in a circle."""
    rows = tables["measure_relations"].with_columns(nw.col("relation").cast(nw.String))
    rows = rows.filter(nw.col("relation").is_in(_ACTING) & (nw.col("measure_id") != nw.col("related_measure_id")))
    return in_circles(rows, "measure_id", "related_measure_id")


@row_rule("measure_relations", "measure_id", "relation", "related_measure_id", fix="name an act of the same authority")
def act_is_of_the_same_jurisdiction() -> nw.Expr:
    """What amends, extends, supersedes, suspends or revokes a measure is of the same jurisdiction."""
    acts = nw.col("relation").cast(nw.String).is_in(relation_kinds.TOUCHING)
    known = ~nw.col("measure_id").is_null() & ~nw.col("related_measure_id").is_null()
    one, other = (nw.col(column).cast(nw.String).str.slice(0, 3) for column in ("measure_id", "related_measure_id"))
    return acts & known & (one != other)
