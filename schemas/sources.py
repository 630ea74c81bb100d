"""Rules on the rows of sources."""

import narwhals as nw

from chip_export_controls.checks.builders import unused
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule


@row_rule("sources", "kind", "is_official", fix="correct kind or is_official")
def official_kinds_are_official() -> nw.Expr:
    """A legal text or official statement is official; news, reprints, analyses and company statements are not."""
    official, kind = nw.col("is_official"), nw.col("kind").cast(nw.String)
    always = kind.is_in(["legal-text", "official-statement"])
    never = kind.is_in(["news", "reprint", "analysis", "company-statement"])
    return (always & ~official) | (never & official)


@row_rule("sources", "access", "retrieved_on", fix="say on which day it was read, or mark it cited-only")
def read_source_says_when() -> nw.Expr:
    """A source has the day of reading unless it is cited-only, which was never read."""
    never, given = nw.col("access").cast(nw.String) == "cited-only", ~nw.col("retrieved_on").is_null()
    return (never & given) | (~nw.col("access").is_null() & ~never & ~given)


@row_rule("sources", "published_on", "retrieved_on", fix="correct one of the two dates")
def published_before_it_was_read() -> nw.Expr:
    """A source was published on or before the day of reading."""
    return nw.col("published_on_min") > nw.col("retrieved_on_max")


@dataset_rule("sources", "source_id", fix="add a claim `{source_id}.001` to claims.csv, or remove the row")
def source_is_used(tables: Tables) -> Frame:
    """Each source carries or upholds a claim, is upstream of another, or is where a name or identifier was read."""
    places = [("claims", "source_id"), ("claims", "via_source_id"), ("source_relations", "upstream_source_id")]
    places += [("firm_names", "source_id"), ("firm_identifiers", "source_id")]
    return unused(tables, "sources", "source_id", *places)
