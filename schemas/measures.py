"""Rules on the rows of measures."""

import narwhals as nw

from chip_export_controls.checks.builders import events
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule
from chip_export_controls.model.event_kinds import DECIDED


@row_rule("measures", "measure_id", "jurisdiction", fix="begin the id with the jurisdiction in lower case")
def id_begins_with_its_jurisdiction() -> nw.Expr:
    """A measure's id begins with its jurisdiction."""
    return nw.col("measure_id").str.slice(0, 2).str.to_uppercase() != nw.col("jurisdiction")


@dataset_rule("measures", "measure_id", fix="add to measure_events.csv: `{measure_id},<event>,<date>,,<claim_id>,`")
def measure_has_an_event(tables: Tables) -> Frame:
    """Each measure has at least one event."""
    return tables["measures"].join(tables["measure_events"], on="measure_id", how="anti")


@dataset_rule("measures", "measure_id", fix="add to claim_measures.csv: `<claim_id>,{measure_id}`")
def measure_has_a_claim(tables: Tables) -> Frame:
    """Each measure has at least one claim."""
    return tables["measures"].join(tables["claim_measures"], on="measure_id", how="anti")


@dataset_rule("measures", "measure_id", fix="add a claim on the act itself, or one that credits it as its source")
def decided_measure_has_an_official_source(tables: Tables) -> Frame:
    """A measure that is decided or in force has a claim that rests on an official source or credits one."""
    official = tables["sources"].filter(nw.col("is_official").fill_null(True))["source_id"].to_list()
    claims = tables["claims"].filter(nw.col("source_id").is_in(official) | nw.col("via_source_id").is_in(official))
    grounded = tables["claim_measures"].join(claims, on="claim_id", how="semi")
    decided = tables["measures"].join(events(tables, *DECIDED), on="measure_id", how="semi")
    return decided.join(grounded, on="measure_id", how="anti")


@dataset_rule(
    "measures",
    "measure_id",
    "jurisdiction",
    fix="add to coverage.csv: `{jurisdiction},{measure_id[3:7]},<status>,<last_searched_on>,<method>,<known_gaps>`",
)
def year_is_covered(tables: Tables) -> Frame:
    """Each jurisdiction with a measure in a year has a coverage row."""
    year = nw.col("measure_id").str.slice(3, 4).cast(nw.Int64)
    measures = tables["measures"].drop_nulls(["measure_id", "jurisdiction"]).with_columns(year=year)
    covered = tables["coverage"].with_columns(nw.col("year").cast(nw.Int64))
    return measures.join(covered, on=["jurisdiction", "year"], how="anti")
