"""Rules on the rows of measure_events."""

from collections.abc import Sequence

import narwhals as nw

from chip_export_controls.checks.builders import (
    beyond,
    claim_is_about_its_measure,
    events,
    it_is_of_our_time,
    may_precede,
    noted,
    shared,
    with_relation,
)
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule
from chip_export_controls.model import relation_kinds
from chip_export_controls.model.event_kinds import ENDED, ENDING, ORDER


def _after(tables: Tables, earlier: Sequence[str], later: Sequence[str]) -> Frame:
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
    """A measure is announced and adopted on or before the day it is effective; it may be published later."""
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


claim_is_about_the_measure = claim_is_about_its_measure("measure_events")


_PART = ["measure_id", "scope"]


@dataset_rule(
    "measure_events",
    "measure_id",
    "event",
    "scope",
    fix="add the resumption or the end, or write «No end …» in the note of `{claim_id}`",
)
def suspension_has_an_end(tables: Tables) -> Frame:
    """A suspension has an event that ends it, for that part or the whole, or the note of its claim says «No end»."""
    suspended = events(tables, "suspended")
    ends = events(tables, "resumed", *ENDING).select(*_PART, last=nw.col("date_max"))
    pairs = suspended.join(ends, on="measure_id", suffix="_end")
    same = (nw.col("scope_end") == nw.col("scope")) | (nw.col("scope_end") == "")
    ended = pairs.filter(same & may_precede(nw.col("date_min"), nw.col("last")))
    return suspended.join(ended, on="line", how="anti").join(noted(tables, "no end"), on="claim_id", how="anti")


@dataset_rule("measure_events", "measure_id", "event", "scope", fix="give it the scope of the suspension that it ends")
def resumption_has_the_scope_of_its_suspension(tables: Tables) -> Frame:
    """A resumption has the scope of an earlier suspension of the same measure."""
    resumed, suspended = events(tables, "resumed"), events(tables, "suspended")
    pairs = resumed.join(suspended.select(*_PART, first=nw.col("date_min")), on=_PART)
    sound = pairs.filter(may_precede(nw.col("first"), nw.col("date_max")))
    return resumed.join(suspended, on="measure_id", how="semi").join(sound, on="line", how="anti")


@dataset_rule(
    "measure_events",
    "measure_id",
    "event",
    fix="add to measure_relations.csv: `<measure_id>,revokes,{measure_id},{claim_id}`",
)
def revocation_has_its_act(tables: Tables) -> Frame:
    """A measure that was revoked is revoked or superseded by another measure."""
    return events(tables, "revoked").join(with_relation(tables, *relation_kinds.ENDING), on="measure_id", how="anti")


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
    """A binding act of China has the day of its notice as published; announced is for other statements about it."""
    kinds = ["order", "rule", "regulation", "entity-listing", "tariff", "statute"]
    binds = nw.col("instrument").cast(nw.String).is_in(kinds) & (nw.col("jurisdiction") == "CN")
    announced = events(tables, "announced").filter(nw.col("scope") == "")
    return announced.join(tables["measures"].filter(binds), on="measure_id", how="semi")


@dataset_rule("measure_events", "measure_id", "date", "basis", fix="correct the date, or write `scheduled` in basis")
def later_day_is_scheduled(tables: Tables) -> Frame:
    """An event later than the release and later than every retrieved_on has `scheduled` in basis."""
    late = beyond(tables, "measure_events", "date", ("sources", "retrieved_on"))
    return late.filter(nw.col("basis").cast(nw.String).fill_null("") != "scheduled")


@dataset_rule(
    "measure_events", "measure_id", "event", "date", fix="correct the dates, or give the later event its scope"
)
def events_come_in_the_order_of_their_kinds(tables: Tables) -> Frame:
    """Drafts come before acts, acts before publication, publication before changes, changes before the end."""
    return nw.concat([_after(tables, earlier, later).select("line") for earlier, later in ORDER]).unique("line")


@dataset_rule(
    "measure_events", "measure_id", "event", "date", fix="see whether both are of the same act", severity="warning"
)
def print_is_near_its_announcement(tables: Tables) -> Frame:
    """A measure is published within some months of its announcement."""
    told, printed = events(tables, "announced"), events(tables, "published")
    pairs = printed.join(told.select(*_PART, day=nw.col("date_max")), on=_PART)
    months = nw.col("date_min").dt.year() * 12 + nw.col("date_min").dt.month()
    before = nw.col("day").dt.year() * 12 + nw.col("day").dt.month()
    return pairs.filter(months - before > 8).unique("line")


day_is_of_our_time = it_is_of_our_time("measure_events", "measure_id", "date")


@dataset_rule("measure_events", "measure_id", "event", "date", fix="keep the day that is right, or an interval of both")
def it_happens_once(tables: Tables) -> Frame:
    """A measure, or a part of it, is adopted, published, effective, revoked and expired once."""
    return shared(events(tables, "adopted", "published", "effective", *ENDING), *_PART, "event")


def _with_claim(tables: Tables) -> Frame:
    said = tables["claims"].select(
        "claim_id", "source_id", "asserted_on_max", modality=nw.col("modality").cast(nw.String)
    )
    read = tables["sources"].select("source_id", "published_on_max", "retrieved_on_max").drop_nulls("source_id")
    rows = tables["measure_events"].with_columns(event=nw.col("event").cast(nw.String))
    rows = rows.filter(nw.col("basis").cast(nw.String).fill_null("") != "scheduled")
    return rows.join(said.drop_nulls("claim_id"), on="claim_id").join(read, on="source_id", how="left")


@dataset_rule(
    "measure_events", "event", "date", "claim_id", fix="name a later claim, correct the date or write scheduled"
)
def it_is_not_later_than_its_claim(tables: Tables) -> Frame:
    """The day of an adoption, announcement, report or withdrawal is not after the day of the claim that says so."""
    past = nw.col("event").is_in(["adopted", "announced", "reported", "withdrawn"])
    said = nw.coalesce("asserted_on_max", "published_on_max")
    return _with_claim(tables).filter(past & (nw.col("date_min") > said))


@dataset_rule(
    "measure_events", "event", "date", "claim_id", fix="name a later source, correct the date or write scheduled"
)
def it_is_not_later_than_its_reading(tables: Tables) -> Frame:
    """A proposal, adoption, announcement, publication, change or withdrawal is not after its source was read."""
    past = nw.col("event").is_in(["proposed", "adopted", "announced", "published", "amended", "reported", "withdrawn"])
    return _with_claim(tables).filter(past & (nw.col("date_min") > nw.col("retrieved_on_max")))


_BOUND = ["adopted", "published", "effective", "suspended", "resumed", "compliance-deadline", *ENDED]


@dataset_rule(
    "measure_events", "event", "claim_id", fix="name a claim that says it came about, or correct the modality"
)
def claim_says_that_it_came_about(tables: Tables) -> Frame:
    """A decision does not rest on a claim that denies, alleges or discusses it or, except for its effect, plans it."""
    doubted = nw.col("event").is_in(_BOUND)
    doubted = doubted & nw.col("modality").is_in(["denied", "alleged", "opinion", "under-discussion"])
    planned = nw.col("event").is_in(["adopted", "suspended", "resumed", "amended", "revoked"])
    return _with_claim(tables).filter(doubted | (planned & (nw.col("modality") == "planned")))


@dataset_rule(
    "measure_events",
    "event",
    "date",
    "claim_id",
    fix="see whether `{claim_id}` speaks of this event, and correct the date or refers_to",
    severity="warning",
)
def it_is_when_its_claim_says(tables: Tables) -> Frame:
    """An adoption, announcement, publication or effect is within half a year of the time that its claim refers to."""
    spoken = tables["claims"].select("claim_id", "refers_to_min", "refers_to_max").drop_nulls("claim_id")
    rows = events(tables, "adopted", "announced", "published", "effective").join(spoken, on="claim_id")
    months = {
        name: nw.col(name).dt.year() * 12 + nw.col(name).dt.month()
        for name in ("date_min", "date_max", "refers_to_min", "refers_to_max")
    }
    late = months["date_min"] - months["refers_to_max"] > 6
    early = months["refers_to_min"] - months["date_max"] > 6
    return rows.filter(late.fill_null(False) | early.fill_null(False))


_PLANNED = ["effective", "compliance-deadline", "suspended", "resumed", *ENDED]


@row_rule("measure_events", "event", "basis", fix="leave basis empty, or name the effect that the text sets a day for")
def act_is_not_scheduled() -> nw.Expr:
    """A text sets the day of an effect, a deadline, a pause or an end; acts, prints and reports are not scheduled."""
    event = nw.col("event").cast(nw.String)
    return (nw.col("basis").cast(nw.String) == "scheduled") & ~event.is_in(_PLANNED) & ~event.is_null()
