"""The shapes that rules of several tables share: circles, claims that are not tied, one unit, ids in use."""

import narwhals as nw

from .rules import Frame, Rule, Tables, dataset_rule, row_rule, tied_rule

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


def may_precede(first: nw.Expr, last: nw.Expr) -> nw.Expr:
    """Whether a day may be no later than another; an end that is open may be any day.

    Asked with `is_null`: where a day is missing, pandas compares to False and the other engines to null.
    """
    return first.is_null() | last.is_null() | (first <= last)


def unused(tables: Tables, table: str, id: str, *places: Place) -> Frame:
    """The rows of a table whose id stands at none of the places."""
    used = nw.concat([tables[name].select(nw.col(column).alias(id)) for name, column in places]).drop_nulls()
    return tables[table].drop_nulls([id]).join(used.unique(), on=id, how="anti")


def claim_is_about_its_measure(table: str) -> Rule:
    """The rule, for a table of facts of measures, that each row's claim is tied to its measure."""

    @tied_rule(table, "claim_measures", "measure_id")
    def claim_is_about_the_measure() -> None:
        """The claim that a fact of a measure rests on is about that measure."""

    return claim_is_about_the_measure


def related_to_another(table: str, start: str, end: str, thing: str) -> Rule:
    """The rule, for a table of relations between things of one kind, that none is related to itself."""

    def related_is_another() -> nw.Expr:
        return nw.col(start) == nw.col(end)

    related_is_another.__doc__ = f"A {thing} is not related to itself."
    return row_rule(table, start, end, fix=f"name another {thing}, or remove the row")(related_is_another)


def one_unit_a_parameter(table: str) -> Rule:
    """The rule that a parameter has one unit, told on the rows of this table."""

    @dataset_rule(table, "parameter", "unit", fix="convert the value, or give the parameter another name")
    def parameter_has_one_unit(tables: Tables) -> Frame:
        """A parameter has the same unit in every limit and for every product, so that they can be compared."""
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
        table, start, *([relation] if relation else []), end, fix="remove one row of the circle, or swap its two ids"
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


def in_circles(frame: Frame, start: str, end: str) -> Frame:
    """The rows that close a circle of at most five steps, whatever the kinds of its relations."""
    edges = frame.select(a=nw.col(start), b=nw.col(end)).drop_nulls().unique()
    onward = edges.select(b=nw.col("a"), c=nw.col("b"))
    path, closing = edges, [edges]
    for _ in range(3):
        path = path.join(onward, on="b").select("a", b=nw.col("c")).unique()
        closing.append(path)
    back = nw.concat(closing).select(nw.col("b").alias(start), nw.col("a").alias(end)).unique()
    return frame.join(back, on=[start, end], how="semi")


def horizon(tables: Tables, *places: Place) -> Frame:
    """One row: in `horizon` the last day of the dates at these places; no row where no day is known."""
    days = nw.concat([tables[table].select(horizon=nw.col(f"{column}_max")) for table, column in places])
    return days.select(nw.col("horizon").max()).drop_nulls()


def beyond(tables: Tables, table: str, column: str, *places: Place) -> Frame:
    """The rows whose date certainly lies after the release and after the last day of the dates at the places."""
    late = tables[table].join(horizon(tables, *places), how="cross").filter(nw.col(f"{column}_min") > nw.col("horizon"))
    if tables.created is None:  # a finding of its own: what lies after a day that is not known is not certain
        return late.filter(nw.col("line") < 0)
    # as a number: some engines do not compare a date with a time; and some count months in a byte, which 1,200 is not
    day = nw.col(f"{column}_min").dt
    number = (day.year() * 100 + day.month()) * 100 + day.day()
    return late.filter(number > int(f"{tables.created:%Y%m%d}"))


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


def claim_is_about(table: str, links: str, id: str) -> Rule:
    """The rule, for a table of facts, that each row's claim is tied to what its column names."""

    @tied_rule(table, links, id)
    def claim_names_what_the_row_names() -> None:
        """The claim that a row rests on is about the firm or the item that the row names."""

    return claim_names_what_the_row_names


def shared(frame: Frame, *columns: str) -> Frame:
    """The rows that have a twin: another one with the same cells in these columns, none of them empty."""
    whole = frame.drop_nulls(list(columns))
    counts = whole.group_by(list(columns)).agg(rows=nw.len())
    return whole.join(counts.filter(nw.col("rows") > 1), on=list(columns), how="semi")


# letters of simplified and of traditional Chinese that the other one has not
_SIMPLIFIED = "[国门电东华业产发这为们汉车长贸专务关时应龙马齐湾厂广义进术]"
_TRADITIONAL = "[國門電東華業產發這為們漢車長貿專務關時應龍馬齊灣廠廣義進術]"
_HAN, _KANA, _HANGUL, _CYRILLIC = "[\u3400-\u9fff]", "[\u3041-\u30ff]", "[\uac00-\ud7af]", "[\u0400-\u04ff]"
# by script: the languages that are written in it
_WRITTEN = {
    _HAN: "^(?:zh|ja|ko|yue|mul)(?:-|$)",
    _KANA: "^(?:ja|mul)(?:-|$)",
    _HANGUL: "^(?:ko|mul)(?:-|$)",
    _CYRILLIC: "^(?:ru|uk|be|bg|sr|mk|kk|ky|mn|tg|mul)(?:-|$)",
}


def text_is_in_its_language(table: str, column: str) -> Rule:
    """The rule, for a table with a text and its language, that the letters of the text are those of the language."""

    @row_rule(table, column, "language", fix="correct the language")
    def letters_are_those_of_the_language() -> nw.Expr:
        """Letters are those of the language: Chinese, Japanese, Korean, Cyrillic, simplified and traditional ones."""
        wrong = [
            nw.col(column).str.contains(script) & ~nw.col("language").str.contains(languages)
            for script, languages in _WRITTEN.items()
        ]
        wrong.append(nw.col(column).str.contains(_TRADITIONAL) & nw.col("language").str.contains("^zh-Hans"))
        wrong.append(nw.col(column).str.contains(_SIMPLIFIED) & nw.col("language").str.contains("^zh-Hant"))
        return nw.any_horizontal(*wrong, ignore_nulls=False)

    return letters_are_those_of_the_language


_ECCN = r"[0-9][A-E][0-9]{3}(?:\.[a-z0-9]+)*"
# by the first letters of a measure's id: what a control code of that jurisdiction is
_CODES = {
    "us": rf"(?:{_ECCN}|EAR99)(?: for .+)?",
    "eu": _ECCN,
    "cn": _ECCN,
    "nl": _ECCN,
    "gb": rf"{_ECCN}|PL[0-9]{{4}}(?:\.[a-z0-9]+)*",
    "ca": r"[0-9]{4}(?:\.[a-z0-9]+|\([0-9A-Za-z]+\))*",
    "jp": r"(?:Item|Article|Appended table) .+",
}


def code_is_that_of_its_list(table: str, column: str) -> Rule:
    """The rule, for a table of measures with control codes, that a code has the form of its jurisdiction's list."""

    @row_rule(
        table, "measure_id", column, fix="write the code as the list does, such as 3B001.f.1, PL9013 or Item 7 (1)"
    )
    def code_is_written_as_its_list_does() -> nw.Expr:
        """A control code has the form of the list of its measure's jurisdiction."""
        wrong = (
            nw.col("measure_id").cast(nw.String).str.starts_with(f"{start}-")
            & ~nw.col(column).str.contains(f"^(?:{form})$")
            for start, form in _CODES.items()
        )
        return nw.any_horizontal(*wrong, ignore_nulls=False)

    return code_is_written_as_its_list_does


def it_is_of_our_time(table: str, key: str, column: str, spoken_of: str = "") -> Rule:
    """The rule, for a table with a date, that it lies in the age that the record is about.

    Of the time that a text speaks of, which may be long past, the end of that age alone is asked.
    """

    @row_rule(table, key, column, *([spoken_of] if spoken_of else []), fix="correct the year")
    def day_is_of_our_time() -> nw.Expr:
        """No day lies before 1990 or after 2060."""
        late = [nw.col(f"{name}_min").dt.year() > 2060 for name in (column, spoken_of) if name]
        return nw.any_horizontal(nw.col(f"{column}_max").dt.year() < 1990, *late, ignore_nulls=True)

    return day_is_of_our_time


_UNIT = (
    r"(?:1|percent|mol%|dB|HRB|degC|degree|K|GB|Mbit|bit|[kMG]?Pa|[kM]?eV|[km]?V|[umkM]?W|k?Wh|[um]?A|[kMG]?Hz|N|T|[mk]?J|uC|[kM]?ohm|k?g|ppm|ppb|"
    r"(?:[cmun]?m|km)[23]?|[mun]?s|min|h|wafers|tools|layers|generations|atoms|operations)"
)


def unit_is_known(table: str) -> Rule:
    """The rule, for a table with parameters and units, that a unit is one that other rows can be compared in."""

    @row_rule(
        table, "parameter", "unit", fix="write the unit by its symbol, such as nm, GB/s or percent", severity="warning"
    )
    def unit_is_of_the_vocabulary() -> nw.Expr:
        """A unit is written by its symbol, 1 if there is none, with powers and fractions as in mm2 and GB/s."""
        return ~nw.col("unit").str.contains(rf"^(?:1e[0-9]+ |per )?{_UNIT}(?:[ /]{_UNIT})*$")

    return unit_is_of_the_vocabulary


def value_is_not_negative(table: str) -> Rule:
    """The rule, for a table with quantities, that only those that can be are below zero."""

    @row_rule(table, "parameter", "value", "unit", fix="take the sign away, or correct the unit")
    def quantity_is_not_negative() -> nw.Expr:
        """A quantity is not negative, but for temperatures and levels in decibels."""
        below = ["degC", "degF", "dB", "dBm", "dBc", "dBc/Hz", "V", "eV"]
        return (nw.col("value") < 0) & ~nw.col("unit").is_in(below)

    return quantity_is_not_negative
