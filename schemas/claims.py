"""Rules on the rows of claims."""

import narwhals as nw

from chip_export_controls.checks.builders import first_of, it_is_of_our_time, shared
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule

SPAN = ("char_start", "char_end", "span_sha256", "text_fragment")


def _given(*columns: str) -> nw.Expr:
    return nw.all_horizontal(*(~nw.col(column).is_null() for column in columns), ignore_nulls=False)


def _some(*columns: str) -> nw.Expr:
    return nw.any_horizontal(*(~nw.col(column).is_null() for column in columns), ignore_nulls=False)


@row_rule("claims", "claim_id", "source_id", fix="number the claim under its source: `{source_id}.<nnn>`")
def id_begins_with_its_source() -> nw.Expr:
    """A claim's id is its source's id, a full stop and a number."""
    number = nw.col("claim_id").cast(nw.String).str.tail(4)
    return nw.col("claim_id").cast(nw.String) != nw.concat_str([nw.col("source_id").cast(nw.String), number])


@row_rule("claims", *SPAN, "pinpoint", fix="give the span that `locate` prints, or a pinpoint")
def place_is_given() -> nw.Expr:
    """Either the columns of the span or `pinpoint` is filled."""
    return ~_some(*SPAN) & nw.col("pinpoint").is_null()


@row_rule("claims", *SPAN, fix="copy all four columns that `locate` prints")
def span_is_complete() -> nw.Expr:
    """The start, end, digest and fragment of a span are all given, or none."""
    return _some(*SPAN) & ~_given(*SPAN)


@row_rule("claims", "char_start", "char_end", fix="copy the columns that `locate` prints")
def span_runs_forward() -> nw.Expr:
    """A span ends after it starts."""
    return nw.col("char_start") >= nw.col("char_end")


@row_rule("claims", "char_start", "char_end", fix="give the words that say so: `locate` prints their span")
def span_holds_words() -> nw.Expr:
    """A span has at least five characters."""
    return (nw.col("char_end") - nw.col("char_start") < 5) & (nw.col("char_start") < nw.col("char_end"))


@row_rule("claims", "value", "unit", "comparator", fix="give all three, or none")
def value_has_unit_and_comparator() -> nw.Expr:
    """Value, unit and comparator are all given, or none."""
    return _some("value", "unit", "comparator") & ~_given("value", "unit", "comparator")


@row_rule("claims", "speaker", "speaker_kind", fix="name the speaker as the source does, or correct speaker_kind")
def speaker_is_named() -> nw.Expr:
    """A government, a company or an analyst that speaks is named in speaker."""
    named = nw.col("speaker_kind").cast(nw.String).is_in(["government", "company", "analyst"])
    return named & nw.col("speaker").is_null()


@row_rule("claims", "source_id", "via_source_id", fix="leave via_source_id empty where the source speaks itself")
def source_does_not_credit_itself() -> nw.Expr:
    """The source that a claim credits is not its own source."""
    return nw.col("source_id") == nw.col("via_source_id")


def _spans(tables: Tables) -> Frame:
    """The claims with a whole span."""
    return tables["claims"].drop_nulls(["source_id", "char_start", "char_end", "span_sha256"])


@dataset_rule("claims", "source_id", "span_sha256", fix="run `fingerprint` on the text copy that was read")
def span_has_a_record(tables: Tables) -> Frame:
    """The source of a claim with a span has a record in sources/."""
    spans = tables["claims"].drop_nulls(["source_id", "span_sha256"])
    return spans.join(tables.record_files, on="source_id", how="anti")


def _reached(tables: Tables) -> Frame:
    """The starts and the ends of spans with a record, each with `reach`: the end of the last sentence begun before it.

    A sentence that begins at the place itself counts for a start, and not for an end: so both are looked up in one pass
    over sentences and spans in order, however many a source has.
    """
    spans = _spans(tables).join(tables.recorded, on="source_id")
    spans = spans.filter(nw.col("char_start") < nw.col("char_end"))
    ends = spans.select("record", "line", at="char_end", reach=nw.lit(-1), order=nw.lit(0))
    cut = tables.sentences.select("record", line=nw.lit(-1), at="start", reach="end", order=nw.lit(1))
    starts = spans.select("record", "line", at="char_start", reach=nw.lit(-1), order=nw.lit(2))
    columns = ["line", "at", "reach", "order"]
    all_ = nw.concat([f.with_columns(nw.col(columns).cast(nw.Int64)) for f in (ends, cut, starts)])
    all_ = all_.with_columns(rank=nw.col("at") * 3 + nw.col("order"))  # one number is put in order faster than three
    reach = nw.col("reach").cum_max().over("record", order_by="rank")
    return all_.with_columns(reach=reach).filter(nw.col("line") >= 0)


@dataset_rule("claims", "char_start", "char_end", fix="copy the columns that `locate` prints")
def span_lies_in_its_text(tables: Tables) -> Frame:
    """A span lies inside its text, and begins and ends within sentences of the record."""
    spans = _spans(tables).filter(nw.col("char_start") < nw.col("char_end"))
    beyond = spans.join(tables.recorded, on="source_id").filter(nw.col("char_end") > nw.col("length"))
    is_start = nw.col("order") == 2
    past = (is_start & (nw.col("at") >= nw.col("reach"))) | (~is_start & (nw.col("at") > nw.col("reach")))
    outside = _reached(tables).filter(past)
    return nw.concat([frame.select(nw.col("line").cast(nw.Int64)) for frame in (beyond, outside)])


@dataset_rule("claims", "char_start", "char_end", "span_sha256", fix="copy the columns that `locate` prints")
def span_of_a_sentence_has_its_digest(tables: Tables) -> Frame:
    """A span that is a whole sentence of the record has that sentence's digest."""
    # the place as one number, which is joined faster than three: it may be that of several, so all are compared too
    begun = nw.col("record").cast(nw.Int64) * 2**31
    cut = tables.sentences.select("sha256", "start", "end", of="record", begun=begun + nw.col("start"))
    spans = _spans(tables).join(tables.recorded, on="source_id").with_columns(begun=begun + nw.col("char_start"))
    pairs = spans.select("line", "record", "begun", "char_start", "char_end", "span_sha256").join(cut, on="begun")
    same = nw.all_horizontal(
        nw.col("record") == nw.col("of"),
        nw.col("char_start") == nw.col("start"),
        nw.col("char_end") == nw.col("end"),
        ignore_nulls=False,
    )
    return pairs.filter(same & (nw.col("sha256") != nw.col("span_sha256")))


def _with_source(tables: Tables, *columns: str) -> Frame:
    """The claims, each with columns of its source."""
    return tables["claims"].join(first_of(tables["sources"], "source_id", *columns), on="source_id")


@dataset_rule("claims", "source_id", "asserted_on", fix="correct asserted_on, or published_on of the source")
def asserted_before_published(tables: Tables) -> Frame:
    """A claim is not asserted after its source was published."""
    return _with_source(tables, "published_on_max").filter(nw.col("asserted_on_min") > nw.col("published_on_max"))


@dataset_rule("claims", "claim_id", "source_id", fix="read the source, or attach the claim to the one that was read")
def cited_only_sources_are_silent(tables: Tables) -> Frame:
    """A source that was never read has no claims."""
    return _with_source(tables, "access").filter(nw.col("access").cast(nw.String) == "cited-only")


@dataset_rule("claims", "source_id", "speaker_kind", fix="attach the claim to the act itself, or correct speaker_kind")
def legal_text_speaks_officially(tables: Tables) -> Frame:
    """A claim whose speaker is a legal text has an official source."""
    legal = nw.col("speaker_kind").cast(nw.String) == "legal-text"
    return _with_source(tables, "is_official").filter(legal & ~nw.col("is_official"))


@dataset_rule(
    "claims",
    "source_id",
    "via_source_id",
    fix="add to source_relations.csv: `{source_id},<relation>,{via_source_id},`",
)
def credited_source_is_upstream(tables: Tables) -> Frame:
    """The source that a claim credits stands in source_relations as upstream of the claim's own source."""
    links = tables["source_relations"].select("source_id", via_source_id="upstream_source_id").drop_nulls()
    credited = tables["claims"].drop_nulls(["source_id", "via_source_id"])
    return credited.join(links, on=["source_id", "via_source_id"], how="anti")


_MADE = ["source_id", "said", "where", "from_character"]


@dataset_rule("claims", "source_id", "statement", fix="remove one of the two, and tie the other to what both are about")
def statement_is_made_once(tables: Tables) -> Frame:
    """A source makes a statement once at one place."""
    where, start = nw.col("pinpoint").fill_null(""), nw.col("char_start").fill_null(-1)
    claims = tables["claims"].select("line", "source_id", "statement", where=where, from_character=start)
    there = shared(claims, "source_id", "where", "from_character")
    return shared(there.with_columns(said=nw.col("statement").str.to_lowercase()), *_MADE)


@dataset_rule(
    "claims",
    "statement",
    "modality",
    fix="add the firm of claim_firms to measure_firms.csv with its role, or say in the statement which firms are meant",
    severity="warning",
)
def listing_in_words_has_its_row(tables: Tables) -> Frame:
    """If a claim that is linked to a listing says that a firm is on a list, the measure has a row for the firm."""
    lists = r"Entity List|[Uu]nreliable [Ee]ntit|export control list|Military End[- ]User List|Unverified List|1260H"
    told = nw.col("modality").cast(nw.String).is_in(["decided", "in-force"]) & nw.col("statement").str.contains(lists)
    listings = tables["measures"].filter(nw.col("instrument").cast(nw.String) == "entity-listing")
    ties = (
        tables["claim_measures"].join(listings, on="measure_id", how="semi").join(tables["claim_firms"], on="claim_id")
    )
    known = tables["measure_firms"].select("measure_id", "firm_id").drop_nulls()
    lost = ties.join(known, on=["measure_id", "firm_id"], how="anti")
    return tables["claims"].filter(told).join(lost, on="claim_id", how="semi")


day_is_of_our_time = it_is_of_our_time("claims", "claim_id", "asserted_on", "refers_to")


@dataset_rule("claims", "source_id", "asserted_on", fix="correct asserted_on, or retrieved_on of the source")
def asserted_before_it_was_read(tables: Tables) -> Frame:
    """A claim is not asserted after its source was read."""
    return _with_source(tables, "retrieved_on_max").filter(nw.col("asserted_on_min") > nw.col("retrieved_on_max"))
