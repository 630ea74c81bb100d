"""Rules on the rows of measure_events."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, events
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule
from chip_export_controls.model.event_kinds import ENDED


def _after(tables: Tables, earlier: list[str], later: list[str]) -> Frame:
    """Events that certainly come after one of a later kind, where both touch the same part of the measure."""
    after = events(tables, *later).drop_nulls(["measure_id", "date_max"])
    of_part = after.group_by("measure_id", "scope").agg(first_of_part=nw.col("date_max").min())
    of_all = after.group_by("measure_id").agg(first_of_all=nw.col("date_max").min())
    before = (
        events(tables, *earlier).join(of_all, on="measure_id").join(of_part, on=["measure_id", "scope"], how="left")
    )
    whole = (nw.col("scope") == "") & (nw.col("date_min") > nw.col("first_of_all"))
    return before.filter(whole | (nw.col("date_min") > nw.col("first_of_part")))


@dataset_rule("measure_events", "measure_id", "event", "date", fix="correct the dates, or the scope of the later event")
def proposal_comes_first(tables: Tables) -> Frame:
    """A measure is proposed on or before the day it is announced, adopted or effective."""
    return _after(tables, ["proposed"], ["announced", "adopted", "effective"])


@dataset_rule(
    "measure_events", "measure_id", "event", "date", fix="correct the dates, or give the announcement its scope"
)
def announced_before_effective(tables: Tables) -> Frame:
    """A measure is announced and adopted on or before the day it is effective; only publication may follow."""
    return _after(tables, ["announced", "adopted"], ["effective"])


@dataset_rule("measure_events", "measure_id", "event", "date", fix="correct the dates, or give the ending its scope")
def effective_before_ended(tables: Tables) -> Frame:
    """A measure is effective on or before the day it expires or is revoked."""
    whole = events(tables, *ENDED).filter(nw.col("scope") == "").drop_nulls(["measure_id", "date_max"])
    ended = whole.group_by("measure_id").agg(ended=nw.col("date_max").min())
    late = events(tables, "effective").join(ended, on="measure_id").filter(nw.col("date_min") > nw.col("ended"))
    return nw.concat([late.select("line"), _after(tables, ["effective"], ENDED).select("line")])


@dataset_rule("measure_events", "measure_id", "event", "date", fix="add the suspension, or correct the dates")
def resumption_follows_suspension(tables: Tables) -> Frame:
    """A resumption follows a suspension of the same measure."""
    resumed, suspended = events(tables, "resumed"), events(tables, "suspended").drop_nulls(["measure_id"])
    suspended = suspended.with_columns(unknown=nw.col("date_min").is_null().cast(nw.Int64))
    earliest = suspended.group_by("measure_id").agg(earliest=nw.col("date_min").min(), unknown=nw.col("unknown").max())
    none = resumed.drop_nulls(["measure_id"]).join(earliest, on="measure_id", how="anti")
    pairs = resumed.join(earliest, on="measure_id")
    later = pairs.filter((nw.col("unknown") == 0) & (nw.col("earliest") > nw.col("date_max")))
    return nw.concat([none.select("line"), later.select("line")])


about = claim_is_about_its_measure("measure_events")
