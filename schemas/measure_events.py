"""Rules on the rows of measure_events."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, events
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule
from chip_export_controls.model.event_kinds import ENDED


def _after(tables: Tables, earlier: list[str], later: list[str]) -> Frame:
    """Events that certainly come after one of a later kind, where both touch the same part of the measure."""
    a, b = events(tables, *earlier), events(tables, *later).drop("line")
    pairs = a.join(b, on="measure_id", suffix="_later")
    touching = (nw.col("scope") == nw.col("scope_later")) | (nw.col("scope") == "")
    return pairs.filter(touching & (nw.col("date_min") > nw.col("date_max_later"))).unique("line")


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
    whole = events(tables, *ENDED).filter(nw.col("scope") == "").drop("line")
    pairs = events(tables, "effective").join(whole, on="measure_id", suffix="_later")
    late = pairs.filter(nw.col("date_min") > nw.col("date_max_later"))
    return nw.concat([late, _after(tables, ["effective"], ENDED)]).unique("line")


@dataset_rule("measure_events", "measure_id", "event", "date", fix="add the suspension, or correct the dates")
def resumption_follows_suspension(tables: Tables) -> Frame:
    """A resumption follows a suspension of the same measure."""
    resumed, suspended = events(tables, "resumed"), events(tables, "suspended").drop("line")
    pairs = resumed.join(suspended, on="measure_id", suffix="_earlier")
    sound = pairs.filter(nw.col("date_min_earlier") <= nw.col("date_max"))
    return resumed.join(sound, on="line", how="anti")


about = claim_is_about_its_measure("measure_events")
