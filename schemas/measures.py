"""Rules on the rows of measures."""

import narwhals as nw

from chip_export_controls.checks.builders import events, unused
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule
from chip_export_controls.model.event_kinds import DECIDED


@row_rule("measures", "measure_id", "jurisdiction", fix="begin the id with the jurisdiction in lower case")
def id_begins_with_its_jurisdiction() -> nw.Expr:
    """A measure's id begins with its jurisdiction."""
    return nw.col("measure_id").str.slice(0, 2).str.to_uppercase() != nw.col("jurisdiction")


@dataset_rule("measures", "measure_id", fix="add to measure_events.csv: `{measure_id},<event>,<date>,,<claim_id>,`")
def measure_has_an_event(tables: Tables) -> Frame:
    """Each measure has at least one event."""
    return unused(tables, "measures", "measure_id", ("measure_events", "measure_id"))


@dataset_rule("measures", "measure_id", fix="add to claim_measures.csv: `<claim_id>,{measure_id}`")
def measure_has_a_claim(tables: Tables) -> Frame:
    """Each measure has at least one claim."""
    return unused(tables, "measures", "measure_id", ("claim_measures", "measure_id"))


@dataset_rule("measures", "measure_id", fix="add a claim on the act itself, or one that credits it as its source")
def decided_measure_has_an_official_source(tables: Tables) -> Frame:
    """A measure that is decided or in force has a claim that rests on an official source or credits one."""
    official = tables["sources"].filter(nw.col("is_official").is_null() | nw.col("is_official")).select("source_id")
    said = [tables["claims"].select("claim_id", source_id=source) for source in ("source_id", "via_source_id")]
    claims = nw.concat(said).drop_nulls().join(official.drop_nulls(), on="source_id", how="semi")
    grounded = (
        tables["claim_measures"].select("claim_id", "measure_id").drop_nulls().join(claims, on="claim_id", how="semi")
    )
    decided = tables["measures"].drop_nulls(["measure_id"]).join(events(tables, *DECIDED), on="measure_id", how="semi")
    return decided.join(grounded, on="measure_id", how="anti")


@dataset_rule(
    "measures",
    "measure_id",
    "jurisdiction",
    fix="add to coverage.csv: `{jurisdiction},{measure_id[3:7]},<status>,<last_searched_on>,<method>,<known_gaps>`",
)
def year_is_covered(tables: Tables) -> Frame:
    """Each jurisdiction with a measure in a year has a coverage row."""
    year = nw.col("measure_id").str.slice(3, 4)
    measures = tables["measures"].drop_nulls(["measure_id", "jurisdiction"]).with_columns(year=year)
    covered = tables["coverage"].select("jurisdiction", nw.col("year").cast(nw.String)).drop_nulls()
    return measures.join(covered, on=["jurisdiction", "year"], how="anti")
