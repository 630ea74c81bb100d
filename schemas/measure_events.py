"""Rules on the rows of measure_events."""

import narwhals as nw

from chip_export_controls.checks.builders import beyond, claim_is_about_its_measure, events, noted, with_relation
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


_PART = ["measure_id", "scope"]


@dataset_rule(
    "measure_events",
    "measure_id",
    "event",
    "scope",
    fix="add the resumption or the end, or write «No end …» in the note of `{claim_id}`",
)
def suspension_has_an_end(tables: Tables) -> Frame:
    """A suspension ends in an event of the same part or the whole, or the note of its claim says «No end»."""
    suspended = events(tables, "suspended")
    ends = events(tables, "resumed", "expired", "revoked", "withdrawn").select(*_PART, last=nw.col("date_max"))
    pairs = suspended.join(ends, on="measure_id", suffix="_end")
    same = (nw.col("scope_end") == nw.col("scope")) | (nw.col("scope_end") == "")
    ended = pairs.filter(same & (nw.col("last") >= nw.col("date_min")).fill_null(True))
    return suspended.join(ended, on="line", how="anti").join(noted(tables, "no end"), on="claim_id", how="anti")


@dataset_rule("measure_events", "measure_id", "event", "scope", fix="give it the scope of the suspension that it ends")
def resumption_has_the_scope_of_its_suspension(tables: Tables) -> Frame:
    """A resumption has the scope of an earlier suspension of the same measure."""
    resumed, suspended = events(tables, "resumed"), events(tables, "suspended")
    pairs = resumed.join(suspended.select(*_PART, first=nw.col("date_min")), on=_PART)
    sound = pairs.filter((nw.col("first") <= nw.col("date_max")).fill_null(True))
    return resumed.join(suspended, on="measure_id", how="semi").join(sound, on="line", how="anti")


@dataset_rule(
    "measure_events",
    "measure_id",
    "event",
    fix="add to measure_relations.csv: `<measure_id>,revokes,{measure_id},{claim_id}`",
)
def revocation_has_its_act(tables: Tables) -> Frame:
    """A measure that was revoked is revoked or superseded by another measure."""
    return events(tables, "revoked").join(with_relation(tables, "revokes", "supersedes"), on="measure_id", how="anti")


@dataset_rule(
    "measure_events",
    "measure_id",
    "event",
    fix="add to measure_relations.csv: `<measure_id>,suspends,{measure_id},{claim_id}`; or write «No act …» in the "
    "note of `{claim_id}`",
)
def suspension_has_its_act(tables: Tables) -> Frame:
    """A measure that was suspended is suspended by another one, or the note of the claim says «No act»."""
    alone = events(tables, "suspended").join(with_relation(tables, "suspends"), on="measure_id", how="anti")
    return alone.join(noted(tables, "no act"), on="claim_id", how="anti")


@dataset_rule(
    "measure_events",
    "measure_id",
    "event",
    "scope",
    fix="say in scope what changed, or add to measure_relations.csv: `<measure_id>,amends,{measure_id},{claim_id}`",
)
def amendment_has_a_scope_or_an_act(tables: Tables) -> Frame:
    """An amendment says in its scope what changed, or another measure amends this one."""
    whole = events(tables, "amended").filter(nw.col("scope") == "")
    return whole.join(with_relation(tables, "amends"), on="measure_id", how="anti")


@dataset_rule("measure_events", "measure_id", "event", fix="write published, the day of the notice")
def chinese_act_is_published(tables: Tables) -> Frame:
    """An act of China that binds has the day of its notice as published; announced is for statements beside it."""
    kinds = ["order", "rule", "regulation", "entity-listing", "tariff", "statute"]
    binds = nw.col("instrument").cast(nw.String).is_in(kinds) & (nw.col("jurisdiction") == "CN")
    announced = events(tables, "announced").filter(nw.col("scope") == "")
    return announced.join(tables["measures"].filter(binds), on="measure_id", how="semi")


@dataset_rule("measure_events", "measure_id", "date", "basis", fix="correct the date, or write `scheduled` in basis")
def later_day_is_scheduled(tables: Tables) -> Frame:
    """An event after the release, and after the last reading of a source, is marked as scheduled."""
    late = beyond(tables, "measure_events", "date", ("sources", "retrieved_on"))
    return late.filter(nw.col("basis").cast(nw.String).fill_null("") != "scheduled")
