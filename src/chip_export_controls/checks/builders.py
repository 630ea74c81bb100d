"""The shapes that rules of several tables share: circles, claims that are not tied, one unit, ids in use."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

import narwhals as nw

from .rules import Frame, Rule, Tables, dataset_rule, marked

Place = tuple[str, str]  # a table and a column


def events(tables: Tables, *kinds: str) -> Frame:
    """The events of these kinds, an empty scope as empty text."""
    frame = tables["measure_events"].with_columns(
        event=nw.col("event").cast(nw.String), scope=nw.col("scope").fill_null("")
    )
    return frame.filter(nw.col("event").is_in(kinds))


def unused(tables: Tables, table: str, id: str, *places: Place) -> Frame:
    """The rows of a table whose id stands at none of the places."""
    used = [value for name, column in places for value in tables[name][column].drop_nulls().to_list()]
    return tables[table].filter(~nw.col(id).is_in(used))


def untied(tables: Tables, table: str, links: str, id: str) -> Frame:
    """The rows of a table whose claim the link table does not tie to their id."""
    return tables[table].drop_nulls([id, "claim_id"]).join(tables[links], on=[id, "claim_id"], how="anti")


def claim_is_about_its_measure(table: str) -> Rule:
    """The rule, for a table of facts of measures, that each row's claim is tied to its measure."""

    @dataset_rule(
        table,
        "measure_id",
        "claim_id",
        fix="add to claim_measures.csv: `{claim_id},{measure_id}`; or name the claim that says so",
    )
    def claim_is_about_the_measure(tables: Tables) -> Frame:
        """The claim behind a fact of a measure is about that measure."""
        return untied(tables, table, "claim_measures", "measure_id")

    return claim_is_about_the_measure


def one_unit_a_parameter(table: str) -> Rule:
    """The rule that a parameter has one unit, told on the rows of this table."""

    @dataset_rule(table, "parameter", "unit", fix="convert the value, or give the parameter another name")
    def parameter_has_one_unit(tables: Tables) -> Frame:
        """A parameter is in the same unit in each limit and of each product, so that the two compare."""
        both = [tables[name].select("parameter", "unit") for name in ("thresholds", "equipment_parameters")]
        units = nw.concat(both).drop_nulls().unique().group_by("parameter").agg(units=nw.len())
        return tables[table].join(units.filter(nw.col("units") > 1), on="parameter", how="semi")

    return parameter_has_one_unit


def _circling(pairs: set[tuple[Any, Any]]) -> set[tuple[Any, Any]]:
    """The edges that remain when ends of chains are taken away, again and again: those on or between circles."""
    while True:
        sources, targets = {a for a, _ in pairs}, {b for _, b in pairs}
        kept = {(a, b) for a, b in pairs if a in targets and b in sources}
        if kept == pairs:
            return pairs
        pairs = kept


def no_circle(table: str, start: str, end: str, relation: str | None = None) -> Rule:
    """The rule that rows which lead from one id to another lead in no circle, for each relation by itself."""

    @dataset_rule(
        table, start, *([relation] if relation else []), end, fix="remove or turn round one row of the circle"
    )
    def relations_run_in_no_circle(tables: Tables) -> Frame:
        """No chain of rows leads from an id back to itself."""
        frame = tables[table].drop_nulls([start, end]).filter(nw.col(start) != nw.col(end))
        kinds = frame[relation].to_list() if relation else [""] * len(frame)
        edges = list(zip(kinds, frame[start].to_list(), frame[end].to_list(), strict=True))
        circling = {(k, *edge) for k in set(kinds) for edge in _circling({(a, b) for kind, a, b in edges if kind == k})}
        return marked(frame, [edge in circling for edge in edges])

    return relations_run_in_no_circle


def on_lines(tables: Tables, table: str, lines: Iterable[int]) -> Frame:
    """The rows of a table that stand on these lines."""
    return tables[table].filter(nw.col("line").is_in(list(lines)))


def horizon(tables: Tables, *places: Place) -> Frame:
    """One row: in `horizon` the last day of the dates at these places; no row where no day is known."""
    days = nw.concat([tables[table].select(horizon=nw.col(f"{column}_max")) for table, column in places])
    return days.select(nw.col("horizon").max()).drop_nulls()


def beyond(tables: Tables, table: str, column: str, *places: Place) -> Frame:
    """The rows whose date certainly lies after the release and after the last day of the dates at the places."""
    late = tables[table].join(horizon(tables, *places), how="cross").filter(nw.col(f"{column}_min") > nw.col("horizon"))
    if tables.created is None:
        return late
    made = datetime.combine(tables.created, time())  # pandas has no type for a bare day
    return late.filter(nw.col(f"{column}_min") > nw.lit(made))


def with_relation(tables: Tables, *relations: str) -> Frame:
    """The measures to which another one is related in one of these ways, as `measure_id`."""
    rows = tables["measure_relations"].filter(nw.col("relation").cast(nw.String).is_in(relations))
    return rows.select(measure_id=nw.col("related_measure_id")).drop_nulls().unique()


def noted(tables: Tables, words: str) -> Frame:
    """The claims whose note has these words, in capitals or not, as `claim_id`."""
    notes = tables["claims"].select("claim_id", note=nw.col("note").str.to_lowercase()).drop_nulls()
    return notes.filter(nw.col("note").str.contains(f"{words}(?:[^a-z]|$)")).select("claim_id")


def group_is_known(table: str, column: str) -> Rule:
    """The rule, for a table with destinations, that a group of them has members."""

    @dataset_rule(table, "measure_id", column, fix="add the members of the group to jurisdiction_groups.csv")
    def group_has_members(tables: Tables) -> Frame:
        """A group of destinations has its members in jurisdiction_groups."""
        groups = tables["jurisdiction_groups"].select(nw.col("group").alias(column)).drop_nulls().unique()
        return tables[table].filter(nw.col(column).str.contains(":", literal=True)).join(groups, on=column, how="anti")

    return group_has_members
