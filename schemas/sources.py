"""Rules on the rows of sources."""

import narwhals as nw

from chip_export_controls.checks.builders import beyond, it_is_of_our_time, text_is_in_its_language, unused
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
    """Each source has a claim or is credited by one, is upstream of another, or gave a name or an identifier."""
    places = [("claims", "source_id"), ("claims", "via_source_id"), ("source_relations", "upstream_source_id")]
    places += [("firm_names", "source_id"), ("firm_identifiers", "source_id")]
    return unused(tables, "sources", "source_id", *places)


def _host(column: str) -> nw.Expr:
    return nw.col(column).str.replace_all(r"^https?://(?:www\.)?", "").str.replace_all(r"[/?#].*$", "")


def _unrelated(tables: Tables, twins: Frame) -> Frame:
    """The pairs of sources, `source_id` and `source_id_twin`, that no row of source_relations relates."""
    links = tables["source_relations"].select("source_id", source_id_twin=nw.col("upstream_source_id")).drop_nulls()
    turned = links.select(source_id=nw.col("source_id_twin"), source_id_twin=nw.col("source_id"))
    others = twins.filter(nw.col("source_id") != nw.col("source_id_twin"))
    pair = ["source_id", "source_id_twin"]
    return others.join(links, on=pair, how="anti").join(turned, on=pair, how="anti")


@dataset_rule("sources", "source_id", "url", fix="merge the two sources, or relate them in source_relations.csv")
def address_is_of_one_source(tables: Tables) -> Frame:
    """An address is of one source, unless sources are related, or are parts of one register on one day."""
    address = nw.col("url").str.replace_all(r"^https?://(?:www\.)?", "").str.replace_all(r"/$", "")
    found = tables["sources"].with_columns(nw.col("kind").cast(nw.String), address=address)
    part = ["source_id", "address", "kind", "publisher", "published_on"]
    found = found.drop_nulls(["source_id", "address"])
    twins = found.join(found.select(part), on="address", suffix="_twin")
    same = [nw.col(column) == nw.col(f"{column}_twin") for column in ("kind", "publisher", "published_on")]
    parts = nw.all_horizontal(nw.col("kind") == "reference-data", *same, ignore_nulls=True)
    return _unrelated(tables, twins.filter(~parts)).unique("line")


@dataset_rule(
    "sources",
    "title",
    "publisher",
    "published_on",
    fix="merge the two sources, or relate them in source_relations.csv",
    severity="warning",
)
def title_is_of_one_source(tables: Tables) -> Frame:
    """No two sources have the same title, publisher and day, unless they are related."""
    key = ["title", "publisher", "published_on"]
    found = tables["sources"].drop_nulls(["source_id", *key])
    return _unrelated(tables, found.join(found.select("source_id", *key), on=key, suffix="_twin")).unique("line")


@dataset_rule(
    "sources",
    "url",
    "is_official",
    "note",
    fix="see whether the host is that of an authority; say in note where the copy was read",
    severity="warning",
)
def official_host_is_known(tables: Tables) -> Frame:
    """The host of an official source has other official sources too, or the note says which copy was read."""
    official = tables["sources"].filter(nw.col("is_official")).with_columns(host=_host("url")).drop_nulls("host")
    counts = official.group_by("host").agg(sources=nw.len())
    return official.filter(nw.col("note").is_null()).join(counts.filter(nw.col("sources") == 1), on="host", how="semi")


@dataset_rule("sources", "source_id", "retrieved_on", fix="write the day on which it was read")
def it_was_read_in_the_past(tables: Tables) -> Frame:
    """A source was not read after the release and the last search."""
    return beyond(tables, "sources", "retrieved_on", ("coverage", "last_searched_on"))


letters_are_those_of_the_language = text_is_in_its_language("sources", "title")


day_is_of_our_time = it_is_of_our_time("sources", "source_id", "published_on")


def _bare(address: nw.Expr) -> nw.Expr:
    return address.str.replace_all(r"^https?:/+(?:www\.)?", "").str.replace_all(r"(?:#.*|/)$", "")


@dataset_rule("sources", "url", "archive_url", fix="give the copy of this very address, or leave the cell empty")
def archive_is_of_the_address(tables: Tables) -> Frame:
    """The address in archive_url is a Wayback Machine copy of url, with its time stamp."""
    begins = r"^https?://web\.archive\.org/"
    copies = tables["sources"].drop_nulls(["url", "archive_url"]).filter(nw.col("archive_url").str.contains(begins))
    copy = nw.col("archive_url").str.replace_all(begins + r"(?:web/)?[0-9]+[a-z_]*/", "")
    bare = copies.with_columns(copy=_bare(copy), own=_bare(nw.col("url")))
    return bare.filter(nw.col("copy") != nw.col("own"))
