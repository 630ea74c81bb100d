"""Rules that need more than one row or more than one table."""

from collections.abc import Iterable
from typing import Any

import narwhals as nw

from chip_export_controls.event_kinds import DECIDED, ENDED
from chip_export_controls.semantic import Rule, Tables, dataset_rule, marked, named

Frame = nw.DataFrame[Any]

FACTS = [
    "measure_events",
    "measure_targets",
    "measure_equipment",
    "measure_firms",
    "measure_relations",
    "measure_identifiers",
    "listing_totals",
    "licence_requirements",
    "licence_exceptions",
    "thresholds",
]


def _events(tables: Tables, *events: str) -> Frame:
    frame = tables["measure_events"].with_columns(
        event=nw.col("event").cast(nw.String), scope=nw.col("scope").fill_null("")
    )
    return frame.filter(nw.col("event").is_in(events))


def _after(tables: Tables, earlier: list[str], later: list[str]) -> Frame:
    """Events that certainly come after one of a later kind, where both touch the same part of the measure."""
    a, b = _events(tables, *earlier), _events(tables, *later).drop("line")
    pairs = a.join(b, on="measure_id", suffix="_later")
    touching = (nw.col("scope") == nw.col("scope_later")) | (nw.col("scope") == "")
    return pairs.filter(touching & (nw.col("date_min") > nw.col("date_max_later"))).unique("line")


@dataset_rule("measure_events", "measure_id", "event", "date", mend="mend the dates, or the scope of the later event")
def proposal_comes_first(tables: Tables) -> Frame:
    """A measure is proposed on or before the day it is announced, adopted or effective."""
    return _after(tables, ["proposed"], ["announced", "adopted", "effective"])


@dataset_rule(
    "measure_events", "measure_id", "event", "date", mend="mend the dates, or give the announcement its scope"
)
def announced_before_effective(tables: Tables) -> Frame:
    """A measure is announced and adopted on or before the day it is effective; only publication may follow."""
    return _after(tables, ["announced", "adopted"], ["effective"])


@dataset_rule("measure_events", "measure_id", "event", "date", mend="mend the dates, or give the ending its scope")
def effective_before_ended(tables: Tables) -> Frame:
    """A measure is effective on or before the day it expires or is revoked."""
    whole = _events(tables, *ENDED).filter(nw.col("scope") == "").drop("line")
    pairs = _events(tables, "effective").join(whole, on="measure_id", suffix="_later")
    late = pairs.filter(nw.col("date_min") > nw.col("date_max_later"))
    return nw.concat([late, _after(tables, ["effective"], ENDED)]).unique("line")


@dataset_rule("measure_events", "measure_id", "event", "date", mend="add the suspension, or mend the dates")
def resumption_follows_suspension(tables: Tables) -> Frame:
    """A resumption follows a suspension of the same measure."""
    resumed, suspended = _events(tables, "resumed"), _events(tables, "suspended").drop("line")
    pairs = resumed.join(suspended, on="measure_id", suffix="_earlier")
    sound = pairs.filter(nw.col("date_min_earlier") <= nw.col("date_max"))
    return resumed.join(sound, on="line", how="anti")


def _recorded(tables: Tables) -> list[tuple[int, dict[str, Any] | None, int, int, str]]:
    """Line, record, start, end and digest of each claim with a whole span."""
    frame = tables["claims"].drop_nulls(["source_id", "char_start", "char_end", "span_sha256"])
    columns = [frame[name].to_list() for name in ("line", "source_id", "char_start", "char_end", "span_sha256")]
    return [(line, tables.records.get(s), int(a), int(b), d) for line, s, a, b, d in zip(*columns, strict=True)]


def _lines(tables: Tables, table: str, lines: Iterable[int]) -> Frame:
    return tables[table].filter(nw.col("line").is_in(list(lines)))


@dataset_rule("claims", "source_id", "span_sha256", mend="run `fingerprint` on the text copy that was read")
def span_has_a_record(tables: Tables) -> Frame:
    """The source of a claim with a span has a record in sources/."""
    spans = tables["claims"].filter(~nw.col("span_sha256").is_null() & ~nw.col("source_id").is_null())
    return spans.filter(~nw.col("source_id").is_in(list(tables.records)))


@dataset_rule("claims", "char_start", "char_end", mend="copy the columns that `locate` prints")
def span_lies_in_its_text(tables: Tables) -> Frame:
    """A span lies inside its text, and begins and ends within sentences of the record."""

    def outside(record: dict[str, Any], start: int, end: int) -> bool:
        cut = record["segments"]
        starts = any(s["start"] <= start < s["end"] for s in cut)
        return end > record["length"] or not starts or not any(s["start"] < end <= s["end"] for s in cut)

    return _lines(
        tables, "claims", (line for line, r, a, b, _ in _recorded(tables) if r and a < b and outside(r, a, b))
    )


@dataset_rule("claims", "char_start", "char_end", "span_sha256", mend="copy the columns that `locate` prints")
def span_of_a_sentence_has_its_digest(tables: Tables) -> Frame:
    """A span that is a whole sentence of the record has that sentence's digest."""

    def differs(record: dict[str, Any], start: int, end: int, digest: str) -> bool:
        return any((s["start"], s["end"]) == (start, end) and s["sha256"] != digest for s in record["segments"])

    return _lines(tables, "claims", (line for line, r, a, b, d in _recorded(tables) if r and differs(r, a, b, d)))


def _with_source(tables: Tables) -> Frame:
    sources = tables["sources"].drop_nulls(["source_id"]).unique("source_id").drop("line")
    return tables["claims"].join(sources, on="source_id", suffix="_source")


@dataset_rule("claims", "source_id", "asserted_on", mend="mend asserted_on, or published_on of the source")
def asserted_before_published(tables: Tables) -> Frame:
    """A claim is not asserted after its source was published."""
    return _with_source(tables).filter(nw.col("asserted_on_min") > nw.col("published_on_max"))


@dataset_rule("claims", "claim_id", "source_id", mend="read the source, or attach the claim to the one that was read")
def cited_only_sources_are_silent(tables: Tables) -> Frame:
    """A source that was never read carries no claims."""
    return _with_source(tables).filter(nw.col("access").cast(nw.String) == "cited-only")


@dataset_rule("claims", "source_id", "speaker_kind", mend="attach the claim to the act itself, or mend speaker_kind")
def legal_text_speaks_officially(tables: Tables) -> Frame:
    """A claim whose speaker is a legal text has an official source."""
    legal = nw.col("speaker_kind").cast(nw.String) == "legal-text"
    return _with_source(tables).filter(legal & ~nw.col("is_official"))


@dataset_rule(
    "claims",
    "source_id",
    "via_source_id",
    mend="add to source_relations.csv: `{source_id},<relation>,{via_source_id},`",
)
def credited_source_is_upstream(tables: Tables) -> Frame:
    """The source that a claim credits is upstream of the claim's own source."""
    links = tables["source_relations"].with_columns(via_source_id=nw.col("upstream_source_id"))
    credited = tables["claims"].drop_nulls(["source_id", "via_source_id"])
    return credited.join(links, on=["source_id", "via_source_id"], how="anti")


@dataset_rule("measures", "measure_id", mend="add to measure_events.csv: `{measure_id},<event>,<date>,,<claim_id>`")
def measure_has_an_event(tables: Tables) -> Frame:
    """Each measure has at least one event."""
    return tables["measures"].join(tables["measure_events"], on="measure_id", how="anti")


@dataset_rule("measures", "measure_id", mend="add to claim_measures.csv: `<claim_id>,{measure_id}`")
def measure_has_a_claim(tables: Tables) -> Frame:
    """Each measure has at least one claim."""
    return tables["measures"].join(tables["claim_measures"], on="measure_id", how="anti")


@dataset_rule("measures", "measure_id", mend="add a claim on the act itself, or one that credits it as its source")
def decided_measure_has_an_official_source(tables: Tables) -> Frame:
    """A measure that is decided or in force has a claim that rests on an official source or credits one."""
    official = tables["sources"].filter(nw.col("is_official").fill_null(True))["source_id"].to_list()
    claims = tables["claims"].filter(nw.col("source_id").is_in(official) | nw.col("via_source_id").is_in(official))
    grounded = tables["claim_measures"].join(claims, on="claim_id", how="semi")
    decided = tables["measures"].join(_events(tables, *DECIDED), on="measure_id", how="semi")
    return decided.join(grounded, on="measure_id", how="anti")


def _untied(tables: Tables, table: str, links: str, id: str) -> Frame:
    """The rows whose claim the link table does not tie to their id."""
    facts = tables[table].drop_nulls([id, "claim_id"])
    return facts.join(tables[links], on=[id, "claim_id"], how="anti")


def _about(table: str) -> Rule:
    @dataset_rule(
        table,
        "measure_id",
        "claim_id",
        mend="add to claim_measures.csv: `{claim_id},{measure_id}`; or name the claim that says so",
    )
    def claim_is_about_the_measure(tables: Tables) -> Frame:
        """The claim behind a fact of a measure is about that measure."""
        return _untied(tables, table, "claim_measures", "measure_id")

    return claim_is_about_the_measure


@dataset_rule("thresholds", "measure_id", "clause", "when_met", mend="give each condition of the clause the same")
def clause_has_one_outcome(tables: Tables) -> Frame:
    """The conditions of one clause agree on what a product that meets them is."""
    clause = ["measure_id", "equipment_id", "clause"]
    conditions = tables["thresholds"].drop_nulls(clause)
    outcome = nw.col("when_met").cast(nw.String).fill_null("caught")
    outcomes = conditions.select(*clause, outcome=outcome).unique().group_by(clause).agg(outcomes=nw.len())
    return conditions.join(outcomes.filter(nw.col("outcomes") > 1), on=clause, how="semi")


def _in_one_unit(table: str) -> Rule:
    @dataset_rule(table, "parameter", "unit", mend="convert the value, or name the parameter apart")
    def parameter_has_one_unit(tables: Tables) -> Frame:
        """A parameter is in the same unit in each limit and of each product, so that the two compare."""
        both = [tables[name].select("parameter", "unit") for name in ("thresholds", "equipment_parameters")]
        units = nw.concat(both).drop_nulls().unique().group_by("parameter").agg(units=nw.len())
        return tables[table].join(units.filter(nw.col("units") > 1), on="parameter", how="semi")

    return parameter_has_one_unit


@dataset_rule(
    "equipment_parameters",
    "equipment_id",
    "claim_id",
    mend="add to claim_equipment.csv: `{claim_id},{equipment_id}`; or name the claim that says so",
)
def claim_is_about_the_item(tables: Tables) -> Frame:
    """The claim behind a parameter of an item is about that item."""
    return _untied(tables, "equipment_parameters", "claim_equipment", "equipment_id")


@dataset_rule(
    "equipment_parameters", "comparator", "value", "unit", "claim_id", mend="copy the three cells from `{claim_id}`"
)
def value_is_that_of_its_claim(tables: Tables) -> Frame:
    """A parameter's value, unit and comparator are those of the claim that gives it."""
    quantity = ["comparator", "value", "unit"]
    told = tables["equipment_parameters"].drop_nulls([*quantity, "claim_id"])
    told = told.with_columns(nw.col("comparator").cast(nw.String))
    claims = tables["claims"].select("claim_id", *quantity).drop_nulls("claim_id")
    claims = claims.with_columns(nw.col("comparator").cast(nw.String))
    known = told.join(claims.select("claim_id").unique(), on="claim_id", how="semi")
    return known.join(claims, on=["claim_id", *quantity], how="anti")


@dataset_rule(
    "claim_relations", "claim_id", "relation", "related_claim_id", mend="turn the relation round, or mend the dates"
)
def fulfilment_comes_later(tables: Tables) -> Frame:
    """A claim is fulfilled, or not, by a later one."""
    sources = tables["sources"].select("source_id", "published_on_min", "published_on_max").unique("source_id")
    said = tables["claims"].drop_nulls(["claim_id"]).unique("claim_id").join(sources, on="source_id", how="left")
    when = said.select(
        "claim_id",
        first=nw.coalesce("asserted_on_min", "published_on_min"),
        last=nw.coalesce("asserted_on_max", "published_on_max"),
    )
    outcome = nw.col("relation").cast(nw.String).is_in(["fulfilled-by", "not-fulfilled-by"])
    pairs = tables["claim_relations"].filter(outcome).join(when, on="claim_id")
    pairs = pairs.join(when, left_on="related_claim_id", right_on="claim_id", suffix="_related")
    return pairs.filter(nw.col("last_related") < nw.col("first"))


def _circling(pairs: set[tuple[Any, Any]]) -> set[tuple[Any, Any]]:
    """The edges that remain when ends of chains are taken away, again and again: those on or between cycles."""
    while True:
        sources, targets = {a for a, _ in pairs}, {b for _, b in pairs}
        kept = {(a, b) for a, b in pairs if a in targets and b in sources}
        if kept == pairs:
            return pairs
        pairs = kept


def _cycles(table: str, start: str, end: str, relation: str | None = None) -> Rule:
    @dataset_rule(
        table, start, *([relation] if relation else []), end, mend="remove or turn round one row of the circle"
    )
    def relations_run_in_no_circle(tables: Tables) -> Frame:
        """No chain of rows leads from an id back to itself."""
        frame = tables[table].drop_nulls([start, end]).filter(nw.col(start) != nw.col(end))
        kinds = frame[relation].to_list() if relation else [""] * len(frame)
        edges = list(zip(kinds, frame[start].to_list(), frame[end].to_list(), strict=True))
        circling = {(k, *edge) for k in set(kinds) for edge in _circling({(a, b) for kind, a, b in edges if kind == k})}
        return marked(frame, [edge in circling for edge in edges])

    return relations_run_in_no_circle


def _used(tables: Tables, *places: tuple[str, str]) -> list[str]:
    return [value for table, column in places for value in tables[table][column].drop_nulls().to_list()]


@dataset_rule("sources", "source_id", mend="add a claim `{source_id}.001` to claims.csv, or remove the row")
def source_is_used(tables: Tables) -> Frame:
    """Each source carries or upholds a claim, is upstream of another, or is where a name or identifier was read."""
    places = [("claims", "source_id"), ("claims", "via_source_id"), ("source_relations", "upstream_source_id")]
    used = _used(tables, *places, ("firm_names", "source_id"), ("firm_identifiers", "source_id"))
    return tables["sources"].filter(~nw.col("source_id").is_in(used))


@dataset_rule("firms", "firm_id", mend="add to claim_firms.csv: `<claim_id>,{firm_id}`; or remove the row")
def firm_is_used(tables: Tables) -> Frame:
    """Each firm is in a claim or a measure, makes an item, or is the parent of a firm."""
    places = [("claim_firms", "firm_id"), ("measure_firms", "firm_id"), ("equipment", "maker_firm_id")]
    return tables["firms"].filter(~nw.col("firm_id").is_in(_used(tables, *places, ("firms", "parent_firm_id"))))


@dataset_rule(
    "equipment", "equipment_id", mend="add to claim_equipment.csv: `<claim_id>,{equipment_id}`; or remove the row"
)
def equipment_is_used(tables: Tables) -> Frame:
    """Each item is in a claim or a measure, or is the parent of an item."""
    places = [("claim_equipment", "equipment_id"), ("measure_equipment", "equipment_id"), ("equipment", "parent_id")]
    return tables["equipment"].filter(~nw.col("equipment_id").is_in(_used(tables, *places)))


@dataset_rule(
    "measures",
    "measure_id",
    "jurisdiction",
    mend="add to coverage.csv: `{jurisdiction},{measure_id[3:7]},<status>,<last_searched_on>,<method>,<known_gaps>`",
)
def year_is_covered(tables: Tables) -> Frame:
    """Each jurisdiction with a measure in a year has a coverage row."""
    year = nw.col("measure_id").str.slice(3, 4).cast(nw.Int64)
    measures = tables["measures"].drop_nulls(["measure_id", "jurisdiction"]).with_columns(year=year)
    covered = tables["coverage"].with_columns(nw.col("year").cast(nw.Int64))
    return measures.join(covered, on=["jurisdiction", "year"], how="anti")


_KEYS = {
    "sources": "source_id",
    "claims": "claim_id",
    "measures": "measure_id",
    "equipment": "equipment_id",
    "firms": "firm_id",
}


def _retired(tables: Tables, column: str) -> list[tuple[bool, bool]]:
    """For each row of retired_ids: whether the column has a value, and whether that id is in use."""
    frame = tables["retired_ids"]
    in_use = {name: set(tables[name][key].to_list()) for name, key in _KEYS.items()}
    rows = zip(frame["table"].to_list(), frame[column].to_list(), strict=True)
    return [(isinstance(id, str), isinstance(id, str) and id in in_use.get(str(name), ())) for name, id in rows]


@dataset_rule("retired_ids", "table", "id", mend="give the new row another id: a retired one is never used again")
def retired_id_is_not_in_use(tables: Tables) -> Frame:
    """A retired id is not in use."""
    return marked(tables["retired_ids"], [used for _, used in _retired(tables, "id")])


@dataset_rule("retired_ids", "table", "replaced_by", mend="name an id of that table, or leave the cell empty")
def replacement_is_in_use(tables: Tables) -> Frame:
    """The id that replaces a retired one is in use."""
    return marked(tables["retired_ids"], [given and not used for given, used in _retired(tables, "replaced_by")])


RULES = [
    *named(globals()),
    *(_about(table) for table in FACTS),
    *(_in_one_unit(table) for table in ("thresholds", "equipment_parameters")),
    _cycles("equipment", "equipment_id", "parent_id"),
    _cycles("firms", "firm_id", "parent_firm_id"),
    _cycles("measure_relations", "measure_id", "related_measure_id", "relation"),
    _cycles("claim_relations", "claim_id", "related_claim_id", "relation"),
    _cycles("source_relations", "source_id", "upstream_source_id", "relation"),
]
