"""Rules on a row of claims."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule

SPAN = ("char_start", "char_end", "span_sha256", "text_fragment")


def _given(*columns: str) -> nw.Expr:
    return nw.all_horizontal(*(~nw.col(column).is_null() for column in columns), ignore_nulls=False)


def _some(*columns: str) -> nw.Expr:
    return nw.any_horizontal(*(~nw.col(column).is_null() for column in columns), ignore_nulls=False)


@row_rule("claims", "claim_id", "source_id", mend="number the claim under its source: `{source_id}.<nnn>`")
def id_begins_with_its_source() -> nw.Expr:
    """A claim's id is its source's id, a full stop and a number."""
    return nw.col("claim_id").str.replace(r"\.[0-9]{3}$", "") != nw.col("source_id")


@row_rule("claims", *SPAN, "pinpoint", mend="give the span that `locate` prints, or a pinpoint")
def place_is_given() -> nw.Expr:
    """A claim has a span with digest and fragment, or a pinpoint."""
    return ~_some(*SPAN) & nw.col("pinpoint").is_null()


@row_rule("claims", *SPAN, mend="copy all four columns that `locate` prints")
def span_is_complete() -> nw.Expr:
    """The start, end, digest and fragment of a span come together."""
    return _some(*SPAN) & ~_given(*SPAN)


@row_rule("claims", "char_start", "char_end", mend="copy the columns that `locate` prints")
def span_runs_forward() -> nw.Expr:
    """A span ends after it starts."""
    return nw.col("char_start") >= nw.col("char_end")


@row_rule("claims", "value", "unit", "comparator", mend="give all three, or none")
def value_has_unit_and_comparator() -> nw.Expr:
    """A value has a unit and a comparator, and they have a value."""
    return _some("value", "unit", "comparator") & ~_given("value", "unit", "comparator")


@row_rule("claims", "speaker", "speaker_kind", mend="name the speaker as the source does, or mend speaker_kind")
def speaker_is_named() -> nw.Expr:
    """A government, a company or an analyst that speaks is named in speaker."""
    named = nw.col("speaker_kind").cast(nw.String).is_in(["government", "company", "analyst"])
    return named & nw.col("speaker").is_null()


@row_rule("claims", "source_id", "via_source_id", mend="leave via_source_id empty where the source speaks itself")
def source_does_not_credit_itself() -> nw.Expr:
    """The source that a claim credits is another one."""
    return nw.col("source_id") == nw.col("via_source_id")


RULES = named(globals())
