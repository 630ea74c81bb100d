"""Rules on the rows of claims."""

from bisect import bisect_right
from typing import Any

import narwhals as nw

from chip_export_controls.checks.builders import it_is_of_our_time, on_lines, shared
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule

SPAN = ("char_start", "char_end", "span_sha256", "text_fragment")


def _given(*columns: str) -> nw.Expr:
    return nw.all_horizontal(*(~nw.col(column).is_null() for column in columns), ignore_nulls=False)


def _some(*columns: str) -> nw.Expr:
    return nw.any_horizontal(*(~nw.col(column).is_null() for column in columns), ignore_nulls=False)


@row_rule("claims", "claim_id", "source_id", fix="number the claim under its source: `{source_id}.<nnn>`")
def id_begins_with_its_source() -> nw.Expr:
    """A claim's id is its source's id, a full stop and a number."""
    return nw.col("claim_id").str.replace(r"\.[0-9]{3}$", "") != nw.col("source_id")


@row_rule("claims", *SPAN, "pinpoint", fix="give the span that `locate` prints, or a pinpoint")
def place_is_given() -> nw.Expr:
    """A claim has a span with digest and fragment, or a pinpoint."""
    return ~_some(*SPAN) & nw.col("pinpoint").is_null()


@row_rule("claims", *SPAN, fix="copy all four columns that `locate` prints")
def span_is_complete() -> nw.Expr:
    """The start, end, digest and fragment of a span come together."""
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
    """A value has a unit and a comparator, and they have a value."""
    return _some("value", "unit", "comparator") & ~_given("value", "unit", "comparator")


@row_rule("claims", "speaker", "speaker_kind", fix="name the speaker as the source does, or correct speaker_kind")
def speaker_is_named() -> nw.Expr:
    """A government, a company or an analyst that speaks is named in speaker."""
    named = nw.col("speaker_kind").cast(nw.String).is_in(["government", "company", "analyst"])
    return named & nw.col("speaker").is_null()


@row_rule("claims", "source_id", "via_source_id", fix="leave via_source_id empty where the source speaks itself")
def source_does_not_credit_itself() -> nw.Expr:
    """The source that a claim credits is another one."""
    return nw.col("source_id") == nw.col("via_source_id")


def _recorded(tables: Tables) -> list[tuple[int, dict[str, Any] | None, int, int, str]]:
    """Line, record, start, end and digest of each claim with a whole span."""
    frame = tables["claims"].drop_nulls(["source_id", "char_start", "char_end", "span_sha256"])
    columns = [frame[name].to_list() for name in ("line", "source_id", "char_start", "char_end", "span_sha256")]
    return [(line, tables.records.get(s), int(a), int(b), d) for line, s, a, b, d in zip(*columns, strict=True)]


def _sentence(record: dict[str, Any], at: int) -> dict[str, Any] | None:
    """The sentence of the record in which the character stands; sentences stand in the order of the text."""
    cut: list[dict[str, Any]] = record["segments"]
    n = bisect_right(cut, at, key=lambda sentence: sentence["start"]) - 1
    return cut[n] if n >= 0 and at < cut[n]["end"] else None


@dataset_rule("claims", "source_id", "span_sha256", fix="run `fingerprint` on the text copy that was read")
def span_has_a_record(tables: Tables) -> Frame:
    """The source of a claim with a span has a record in sources/."""
    spans = tables["claims"].filter(~nw.col("span_sha256").is_null() & ~nw.col("source_id").is_null())
    return spans.filter(~nw.col("source_id").is_in(list(tables.records)))


@dataset_rule("claims", "char_start", "char_end", fix="copy the columns that `locate` prints")
def span_lies_in_its_text(tables: Tables) -> Frame:
    """A span lies inside its text, and begins and ends within sentences of the record."""

    def outside(record: dict[str, Any], start: int, end: int) -> bool:
        first, last = _sentence(record, start), _sentence(record, end - 1)
        return end > record["length"] or not first or not last

    return on_lines(
        tables, "claims", (line for line, r, a, b, _ in _recorded(tables) if r and a < b and outside(r, a, b))
    )


@dataset_rule("claims", "char_start", "char_end", "span_sha256", fix="copy the columns that `locate` prints")
def span_of_a_sentence_has_its_digest(tables: Tables) -> Frame:
    """A span that is a whole sentence of the record has that sentence's digest."""

    def differs(record: dict[str, Any], start: int, end: int, digest: str) -> bool:
        sentence = _sentence(record, start)
        return bool(sentence and (sentence["start"], sentence["end"]) == (start, end) and sentence["sha256"] != digest)

    return on_lines(tables, "claims", (line for line, r, a, b, d in _recorded(tables) if r and differs(r, a, b, d)))


def _with_source(tables: Tables) -> Frame:
    sources = tables["sources"].drop_nulls(["source_id"]).unique("source_id").drop("line")
    return tables["claims"].join(sources, on="source_id", suffix="_source")


@dataset_rule("claims", "source_id", "asserted_on", fix="correct asserted_on, or published_on of the source")
def asserted_before_published(tables: Tables) -> Frame:
    """A claim is not asserted after its source was published."""
    return _with_source(tables).filter(nw.col("asserted_on_min") > nw.col("published_on_max"))


@dataset_rule("claims", "claim_id", "source_id", fix="read the source, or attach the claim to the one that was read")
def cited_only_sources_are_silent(tables: Tables) -> Frame:
    """A source that was never read carries no claims."""
    return _with_source(tables).filter(nw.col("access").cast(nw.String) == "cited-only")


@dataset_rule("claims", "source_id", "speaker_kind", fix="attach the claim to the act itself, or correct speaker_kind")
def legal_text_speaks_officially(tables: Tables) -> Frame:
    """A claim whose speaker is a legal text has an official source."""
    legal = nw.col("speaker_kind").cast(nw.String) == "legal-text"
    return _with_source(tables).filter(legal & ~nw.col("is_official"))


@dataset_rule(
    "claims",
    "source_id",
    "via_source_id",
    fix="add to source_relations.csv: `{source_id},<relation>,{via_source_id},`",
)
def credited_source_is_upstream(tables: Tables) -> Frame:
    """The source that a claim credits is upstream of the claim's own source."""
    links = tables["source_relations"].with_columns(via_source_id=nw.col("upstream_source_id"))
    credited = tables["claims"].drop_nulls(["source_id", "via_source_id"])
    return credited.join(links, on=["source_id", "via_source_id"], how="anti")


_MADE = ["source_id", "said", "where", "from_character"]


@dataset_rule("claims", "source_id", "statement", fix="remove one of the two, and tie the other to what both are about")
def statement_is_made_once(tables: Tables) -> Frame:
    """A source makes a statement once at one place."""
    where, start = nw.col("pinpoint").fill_null(""), nw.col("char_start").fill_null(-1)
    claims = tables["claims"].with_columns(
        said=nw.col("statement").str.to_lowercase(), where=where, from_character=start
    )
    return shared(claims, *_MADE)


@dataset_rule(
    "claims",
    "statement",
    "modality",
    fix="add the firm of claim_firms to measure_firms.csv with its role, or say in the statement which firms are meant",
    severity="warning",
)
def listing_in_words_has_its_row(tables: Tables) -> Frame:
    """A claim that tells of a firm on a list, tied to the listing, has the firm among those of the measure."""
    lists = r"Entity List|[Uu]nreliable [Ee]ntit|export control list|Military End[- ]User List|Unverified List|1260H"
    told = nw.col("modality").cast(nw.String).is_in(["decided", "in-force"]) & nw.col("statement").str.contains(lists)
    listings = tables["measures"].filter(nw.col("instrument").cast(nw.String) == "entity-listing")
    ties = (
        tables["claim_measures"].join(listings, on="measure_id", how="semi").join(tables["claim_firms"], on="claim_id")
    )
    known = tables["measure_firms"].select("measure_id", "firm_id").drop_nulls()
    lost = ties.join(known, on=["measure_id", "firm_id"], how="anti")
    return tables["claims"].filter(told).join(lost, on="claim_id", how="semi")


our_time = it_is_of_our_time("claims", "claim_id", "asserted_on")


@dataset_rule("claims", "source_id", "asserted_on", fix="correct asserted_on, or retrieved_on of the source")
def asserted_before_it_was_read(tables: Tables) -> Frame:
    """A claim is not asserted after its source was read."""
    return _with_source(tables).filter(nw.col("asserted_on_min") > nw.col("retrieved_on_max"))
