"""Rules on a row of sources."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("sources", "kind", "is_official", mend="mend kind or is_official")
def official_kinds_are_official() -> nw.Expr:
    """A legal text or official statement is official; news, reprints, analyses and company statements are not."""
    official, kind = nw.col("is_official"), nw.col("kind").cast(nw.String)
    always = kind.is_in(["legal-text", "official-statement"])
    never = kind.is_in(["news", "reprint", "analysis", "company-statement"])
    return (always & ~official) | (never & official)


@row_rule("sources", "access", "retrieved_on", mend="say on which day it was read, or mark it cited-only")
def read_source_says_when() -> nw.Expr:
    """A source has the day of reading unless it is cited-only, which was never read."""
    return (nw.col("access").cast(nw.String) == "cited-only") != nw.col("retrieved_on").is_null()


@row_rule("sources", "published_on", "retrieved_on", mend="mend one of the two dates")
def published_before_it_was_read() -> nw.Expr:
    """A source was published on or before the day of reading."""
    return nw.col("published_on_min") > nw.col("retrieved_on_max")


RULES = named(globals())
