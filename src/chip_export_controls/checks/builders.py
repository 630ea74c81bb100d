"""The shapes that rules of several tables share: circles, claims that are not tied, one unit, ids in use."""

import narwhals as nw

from .rules import Frame, Rule, Tables, dataset_rule

Place = tuple[str, str]  # a table and a column


def events(tables: Tables, *kinds: str) -> Frame:
    """The events of these kinds, an empty scope as empty text."""
    frame = tables["measure_events"].with_columns(
        event=nw.col("event").cast(nw.String), scope=nw.col("scope").fill_null("")
    )
    return frame.filter(nw.col("event").is_in(kinds))


def first_of(frame: Frame, key: str, *columns: str) -> Frame:
    """These columns of the first row of each key, so that a key that is given twice does not make rows of a join."""
    rows = frame.select("line", key, *columns).drop_nulls([key]).unique(key, keep="first", order_by=["line"])
    return rows.select(key, *columns)


def unused(tables: Tables, table: str, id: str, *places: Place) -> Frame:
    """The rows of a table whose id stands at none of the places."""
    used = nw.concat([tables[name].select(nw.col(column).alias(id)) for name, column in places]).drop_nulls()
    return tables[table].drop_nulls([id]).join(used.unique(), on=id, how="anti")


def untied(tables: Tables, table: str, links: str, id: str) -> Frame:
    """The rows of a table whose claim the link table does not tie to their id."""
    tied = tables[links].select(id, "claim_id").drop_nulls()
    return tables[table].drop_nulls([id, "claim_id"]).join(tied, on=[id, "claim_id"], how="anti")


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
        several = units.filter(nw.col("units") > 1)
        return tables[table].drop_nulls(["parameter"]).join(several, on="parameter", how="semi")

    return parameter_has_one_unit


def _endless(tables: Tables, edges: Frame) -> Frame:
    """The ids, in `a`, from which a chain of edges from `a` to `b` goes on without end, for each kind of edge.

    In each round the edges go whose end leads nowhere; then an edge whose end leads to one id alone is led on to that
    id, so that chains halve and few rounds do, however long they are.
    """
    edges, rows = tables.held(edges.unique())
    while rows:
        starts = edges.select("kind", b="a").unique()
        kept, still = tables.held(edges.join(starts, on=["kind", "b"], how="semi"))
        if still == rows:
            break
        ways = kept.group_by("kind", "a").agg(ways=nw.len(), further=nw.col("b").min())
        alone = ways.filter(nw.col("ways") == 1).select("kind", "further", b="a")
        led = kept.join(alone, on=["kind", "b"], how="left").select("kind", "a", b=nw.coalesce("further", "b"))
        edges, rows = tables.held(led.unique())
    return tables.back(edges.select("kind", "a").unique())


def no_circle(table: str, start: str, end: str, relation: str | None = None) -> Rule:
    """The rule that rows which lead from one id to another lead in no circle, for each relation by itself."""

    @dataset_rule(
        table, start, *([relation] if relation else []), end, fix="remove or turn round one row of the circle"
    )
    def relations_run_in_no_circle(tables: Tables) -> Frame:
        """No chain of rows leads from an id back to itself."""
        kind = nw.col(relation).cast(nw.String) if relation else nw.lit("")
        rows = tables[table].drop_nulls([start, end, *([relation] if relation else [])])
        rows = rows.filter(nw.col(start) != nw.col(end)).select("line", kind=kind, a=start, b=end)
        # those on or between circles: they lead to one, and one leads to them
        onward = _endless(tables, rows.select("kind", "a", "b")).select("kind", b="a")
        rows = rows.join(onward, on=["kind", "b"], how="semi")
        hither = _endless(tables, rows.select("kind", a="b", b="a"))
        return rows.join(hither, on=["kind", "a"], how="semi")

    return relations_run_in_no_circle
