"""Rules on the rows of measures."""

import narwhals as nw

from chip_export_controls.checks.builders import events, may_precede, noted, shared, unused
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule
from chip_export_controls.model.event_kinds import BINDING, DECIDED, SETTLED


@row_rule("measures", "measure_id", "jurisdiction", fix="begin the id with the jurisdiction in lower case")
def id_begins_with_its_jurisdiction() -> nw.Expr:
    """A measure's id begins with its jurisdiction."""
    return nw.col("measure_id").cast(nw.String).str.slice(0, 2).str.to_uppercase() != nw.col("jurisdiction")


@dataset_rule("measures", "measure_id", fix="add to measure_events.csv: `{measure_id},<event>,<date>,,<claim_id>,`")
def measure_has_an_event(tables: Tables) -> Frame:
    """Each measure has at least one event."""
    return unused(tables, "measures", "measure_id", ("measure_events", "measure_id"))


@dataset_rule("measures", "measure_id", fix="add to claim_measures.csv: `<claim_id>,{measure_id}`")
def measure_has_a_claim(tables: Tables) -> Frame:
    """Each measure has at least one claim."""
    return unused(tables, "measures", "measure_id", ("claim_measures", "measure_id"))


@dataset_rule("measures", "measure_id", fix="add a claim on the act itself, or one that credits it as its source")
def decided_measure_has_an_official_source(tables: Tables) -> Frame:
    """A measure that is decided or in force has a claim that rests on an official source or credits one."""
    official = tables["sources"].filter(nw.col("is_official").is_null() | nw.col("is_official")).select("source_id")
    said = [tables["claims"].select("claim_id", source_id=source) for source in ("source_id", "via_source_id")]
    claims = nw.concat(said).drop_nulls().join(official.drop_nulls(), on="source_id", how="semi")
    grounded = (
        tables["claim_measures"].select("claim_id", "measure_id").drop_nulls().join(claims, on="claim_id", how="semi")
    )
    decided = tables["measures"].drop_nulls(["measure_id"]).join(events(tables, *DECIDED), on="measure_id", how="semi")
    return decided.join(grounded, on="measure_id", how="anti")


@dataset_rule(
    "measures",
    "measure_id",
    "jurisdiction",
    fix="add to coverage.csv: `{jurisdiction},{measure_id[3:7]},<status>,<last_searched_on>,<read_until>,<method>,"
    "<known_gaps>`",
)
def year_is_covered(tables: Tables) -> Frame:
    """The jurisdiction and the year of each measure have a row in coverage."""
    year = nw.col("measure_id").cast(nw.String).str.slice(3, 4)
    measures = tables["measures"].drop_nulls(["measure_id", "jurisdiction"]).with_columns(year=year)
    covered = tables["coverage"].select("jurisdiction", nw.col("year").cast(nw.String)).drop_nulls()
    return measures.join(covered, on=["jurisdiction", "year"], how="anti")


_AGREEMENT = [*BINDING, "agreement"]


@dataset_rule(
    "measures",
    "measure_id",
    "instrument",
    fix="add to measure_events.csv: `{measure_id},effective,<date>,,<claim_id>,`; an interval where the day is open",
)
def binding_measure_has_an_effective_day(tables: Tables) -> Frame:
    """A settled measure that binds, and an agreement that was adopted, has an effective event."""
    instrument = nw.col("instrument").cast(nw.String)
    settled = (
        tables["measures"].filter(instrument.is_in(BINDING)).join(events(tables, *SETTLED), on="measure_id", how="semi")
    )
    agreed = (
        tables["measures"]
        .filter(instrument == "agreement")
        .join(events(tables, "adopted"), on="measure_id", how="semi")
    )
    drafted = tables["measures"].join(events(tables, "proposed"), on="measure_id", how="semi")
    passed = drafted.join(events(tables, "published"), on="measure_id", how="semi")
    return (
        nw.concat([settled, agreed, passed])
        .join(events(tables, "effective"), on="measure_id", how="anti")
        .unique("line")
    )


@dataset_rule(
    "measures",
    "measure_id",
    "domain",
    fix="add to measure_targets.csv: `{measure_id},<jurisdiction>,<claim_id>`, `*` for all destinations; or write "
    "«No target …» in the note of the claim of its effective event",
)
def export_control_has_a_target(tables: Tables) -> Frame:
    """An export control in effect has a target, or the note of the claim of its `effective` event says «No target»."""
    binds = nw.col("instrument").cast(nw.String).is_in(_AGREEMENT)
    controls = tables["measures"].filter((nw.col("domain").cast(nw.String) == "export-control") & binds)
    effective = events(tables, "effective")
    open_ones = controls.join(effective, on="measure_id", how="semi")
    open_ones = open_ones.join(tables["measure_targets"], on="measure_id", how="anti")
    return open_ones.join(
        effective.join(noted(tables, "no target"), on="claim_id", how="semi"), on="measure_id", how="anti"
    )


# a series written otherwise than in its one form
_MISSPELT = (
    r"F\. ?R\.|Fed\. ?Reg|Federal Register|FR [0-9]+,|[0-9]FR|(?:^|[^C])FR [^0-9D]|(?:^|[^C])FR[0-9]"
    r"|Public Law|P\. ?L\. |Pub\. ?L\. ?No|PL [0-9]|E\. ?O\. ?[0-9]|EO [0-9]|C\. ?F\. ?R\.|CFR Part|U\. ?S\. ?C\."
    r"|(?:^|[^.])SI [0-9]{4}|S\.I\.[0-9]|S\.I\. No|Stcrt|Stb\.|BGBl [0-9]|Bundesgesetzblatt|O\. ?J\. |Reg\. "
    r"|\(EU\) No|\(EU\)[0-9]|SOR [0-9]|SOR/[0-9]{2}-|(?:Announcement|Notice|Ordinance) [0-9]"
    r"|(?:Announcement|Notice|Order|Ordinance) No [0-9]|No\.[0-9]|[;,]$"
)
# what each part of a citation is, where a jurisdiction has series of its own
_SERIES = {
    "US": r"[0-9]{2,3} FR [0-9]{1,6}|FR Doc\. [0-9]{4}-[0-9]{5}|Pub\. L\. [0-9]{2,3}-[0-9]{1,4}(?:, [^;]+)?"
    r"|Executive Order [0-9]{5}|Proclamation [0-9]{5}|[0-9]+ CFR part [0-9]+(?:, [^;]+)?"
    r"|(?:H\.R\.|S\.) [0-9]+(?: and (?:H\.R\.|S\.) [0-9]+)?(?:, [0-9]{3}(?:st|nd|rd|th) Congress)?",
    "CN": r"[A-Z][A-Za-z, ]+ No\. [0-9]+ of [0-9]{4}|[一-鿿]+〔[0-9]{4}〕[0-9]+号|[一-鿿]+（[^）]+）|WT/DS[0-9]+",
    "EU": r"(?:(?:Council|Commission|Delegated|Implementing) )*(?:Regulation|Recommendation|Decision|Directive)"
    r" \((?:EU|CFSP)\) [0-9]{4}/[0-9]+|(?:COM|C|JOIN|SWD)\([0-9]{4}\) [0-9]+(?: final)?|C/[0-9]{4}/[0-9]+",
    "GB": r"S\.I\. [0-9]{4}/[0-9]+|[0-9]{4} c\. [0-9]+",
    "CA": r"SOR/[0-9]{4}-[0-9]+|S\.C\. [0-9]{4}, c\. [0-9]+|Canada Gazette, Part I{1,3}, Volume [0-9]+, Number [0-9]+",
    "DE": r"BGBl\. [0-9]{4} I Nr\. [0-9]+|BAnz AT [0-9]{2}\.[0-9]{2}\.[0-9]{4} [A-Z][0-9]+",
    "DK": r"(?:Lov|Bekendtgørelse) nr\. [0-9]+ af [0-9]{1,2}\. [a-z]+ [0-9]{4}",
    "FI": r"Act [0-9]+/[0-9]{4}",
}


@row_rule("measures", "jurisdiction", "citation", fix="write it as the other measures of the jurisdiction do")
def citation_has_the_form_of_its_series() -> nw.Expr:
    """A citation has the one form of its series, such as 87 FR 62186, (EU) 2021/821 or S.I. 2024/346."""
    wrong = (
        (nw.col("jurisdiction") == code) & ~nw.col("citation").str.contains(f"^(?:{form})(?:; (?:{form}))*$")
        for code, form in _SERIES.items()
    )
    return nw.any_horizontal(nw.col("citation").str.contains(_MISSPELT), *wrong, ignore_nulls=True)


@dataset_rule("measures", "citation", "title", fix="merge the two, or relate them and cite for each only its own")
def citation_is_of_one_measure(tables: Tables) -> Frame:
    """No two measures have the same citation, or in one jurisdiction the same title."""
    both = [shared(tables["measures"], "citation"), shared(tables["measures"], "title", "jurisdiction")]
    return nw.concat([frame.select("line") for frame in both]).unique("line")


# by scheme: what a citation of that series looks like, and what is taken from it to get the number
_CITED: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "FR": (r"^[0-9]+ FR [0-9]+$", ()),
    "FR-DOC": (r"^FR Doc\. [0-9-]+$", ((r"^FR Doc\. ", ""),)),
    "PUB-L": (r"^Pub\. L\. [0-9-]+(?:,.*)?$", ((r"^Pub\. L\. ", ""), (r",.*$", ""))),
    "EO": (r"^Executive Order [0-9]+$", ((r"^Executive Order ", ""),)),
    "PROC": (r"^Proclamation [0-9]+$", ((r"^Proclamation ", ""),)),
    "EU-ACT": (r"\(EU\) [0-9]+/[0-9]+$", ((r"^.*\(EU\) ", ""),)),
    "UK-SI": (r"^S\.I\. [0-9/]+$", ((r"^S\.I\. ", ""),)),
    "SOR": (r"^SOR/", ()),
    "STCRT": (r"^Staatscourant [0-9]+, [0-9]+$", ((r"^Staatscourant ", "stcrt-"), (r", ", "-"))),
    "BGBL": (r"^BGBl\. ", ((r"^BGBl\. ", ""),)),
    "WTO-DS": (r"^WT/DS[0-9]+$", ((r"^WT/", ""),)),
    "KR-NOTICE": (r"^MOTIE (?:Notice|Announcement) No\. [0-9-]+", ((r"^[^.]+\. ", ""), (r" .*$", ""))),
}
# announcements are cited as «No. 3 of 2025» and numbered 2025-3
_ANNOUNCED = {"MOFCOM": "^MOFCOM.* Announcement No", "UEL": "^Unreliable Entity List", "SAMR": "^SAMR Announcement"}


@dataset_rule(
    "measures",
    "measure_id",
    "citation",
    fix="add its number to measure_identifiers.csv, or correct the one that differs",
)
def citation_is_the_number_of_the_measure(tables: Tables) -> Frame:
    """A citation that is a number of a series is among the identifiers of its measure."""
    cited = tables["measures"].select("line", "measure_id", "citation").drop_nulls()
    scheme = nw.col("scheme").cast(nw.String)
    numbers = tables["measure_identifiers"].select("measure_id", "value", scheme=scheme).drop_nulls()
    missing = []
    for name, (form, cuts) in _CITED.items():
        value = nw.col("citation")
        for pattern, by in cuts:
            value = value.str.replace_all(pattern, by)
        given = cited.filter(nw.col("citation").str.contains(form)).with_columns(value=value)
        missing.append(given.join(numbers.filter(nw.col("scheme") == name), on=["measure_id", "value"], how="anti"))
    for name, form in _ANNOUNCED.items():
        year, number = nw.col("value").str.slice(0, 4), nw.col("value").str.slice(5)
        known = numbers.filter(nw.col("scheme") == name).select(
            "measure_id", value=nw.concat_str(number, year, separator=" of ")
        )
        tail = nw.col("citation").str.replace_all(r"^.* No\. ", "")
        given = cited.filter(nw.col("citation").str.contains(form)).with_columns(value=tail)
        missing.append(given.join(known, on=["measure_id", "value"], how="anti"))
    return nw.concat(missing)


@dataset_rule("measures", "measure_id", fix="correct the dates of the events; an id that was released stays")
def month_in_the_id_is_that_of_a_fact(tables: Tables) -> Frame:
    """The month in a measure's id is that of one of its events, or of asserted_on or refers_to of a claim about it."""
    # any other id has its finding already
    dated = (
        tables["measures"]
        .drop_nulls("measure_id")
        .filter(nw.col("measure_id").cast(nw.String).str.contains("^[a-z]{2}-[0-9]{4}-[0-9]{2}"))
    )
    number = nw.col("measure_id").cast(nw.String).str.slice(3, 4).cast(nw.Int64) * 12 + nw.col("measure_id").cast(
        nw.String
    ).str.slice(8, 2).cast(nw.Int64)
    measures = dated.with_columns(month=number)
    # most have an event in that month: claims are looked up for the others
    rest = _of_another_month(measures, tables["measure_events"], "date")
    ties = tables["claim_measures"].select("measure_id", "claim_id").drop_nulls()
    ties = ties.join(rest.select("measure_id"), on="measure_id", how="semi")
    dates = [f"{date}_{end}" for date in ("refers_to", "asserted_on") for end in ("min", "max")]
    told = ties.join(tables["claims"].select("claim_id", *dates), on="claim_id")
    return _of_another_month(_of_another_month(rest, told, "refers_to"), told, "asserted_on")


def _of_another_month(measures: Frame, facts: Frame, date: str) -> Frame:
    """The measures none of whose facts has a date in the `month` of the measure."""
    spans = facts.select("measure_id", first=nw.col(f"{date}_min"), last=nw.col(f"{date}_max")).drop_nulls("measure_id")
    pairs = measures.select("measure_id", "month").join(spans, on="measure_id")
    first = nw.col("first").dt.year() * 12 + nw.col("first").dt.month()
    last = nw.col("last").dt.year() * 12 + nw.col("last").dt.month()
    some = ~(nw.col("first").is_null() & nw.col("last").is_null())
    within = may_precede(first, nw.col("month")) & may_precede(nw.col("month"), last)
    return measures.join(pairs.filter(some & within), on="measure_id", how="anti")


@dataset_rule("measures", "measure_id", "jurisdiction", fix="correct the status of that year in coverage.csv")
def year_was_searched(tables: Tables) -> Frame:
    """A year that has a measure is not marked as not searched."""
    blank = tables["coverage"].filter(nw.col("status").cast(nw.String) == "not-searched")
    blank = blank.select("jurisdiction", year=nw.col("year").cast(nw.String)).drop_nulls()
    measures = tables["measures"].with_columns(year=nw.col("measure_id").cast(nw.String).str.slice(3, 4))
    return measures.join(blank, on=["jurisdiction", "year"], how="semi")


@row_rule("measures", "title", "summary", fix="say in the summary what the measure does")
def summary_says_more_than_the_title() -> nw.Expr:
    """A summary is not the title again."""
    return nw.col("summary").str.replace_all(r"\.$", "") == nw.col("title")


# by instrument: the domains that it serves
_SERVES = {
    "tariff": ["import-control", "industrial-policy"],
    "investment-screening-decision": ["investment-screening"],
    "is-informed-letter": ["export-control"],
    "licence-decision": ["export-control", "import-control"],
}


@row_rule("measures", "jurisdiction", "instrument", "domain", fix="correct the instrument or the domain")
def instrument_fits_the_domain() -> nw.Expr:
    """A tariff, a screening or licence decision and an is-informed letter, which is American, have their domain."""
    instrument, domain = nw.col("instrument").cast(nw.String), nw.col("domain").cast(nw.String)
    wrong = [(instrument == name) & ~domain.is_in(fits) for name, fits in _SERVES.items()]
    wrong.append((instrument == "is-informed-letter") & (nw.col("jurisdiction") != "US"))
    known = ~domain.is_null() & ~nw.col("jurisdiction").is_null()
    return nw.any_horizontal(*wrong, ignore_nulls=True) & known


# offices that every country has one of
_COMMON = r"^(?:Ministry|Cabinet|Government|Parliament|President|Minister|Council|Department|Customs)\b"


def _of_another(tables: Tables, column: str) -> Frame:
    """The measures whose cell stands more often with another jurisdiction."""
    rows = tables["measures"].drop_nulls([column, "jurisdiction"]).filter(~nw.col(column).str.contains(_COMMON))
    counts = rows.group_by(column, "jurisdiction").agg(rows=nw.len())
    of_all = counts.group_by(column).agg(places=nw.len(), most=nw.col("rows").max())
    tied = (nw.col("places") > 1) & (nw.col("most") == 1)
    wrong = counts.join(of_all, on=column).filter((nw.col("rows") < nw.col("most")) | tied)
    return rows.join(wrong, on=[column, "jurisdiction"], how="semi").select("line")


@dataset_rule("measures", "jurisdiction", "issuer", "legal_basis", fix="correct the issuer, the basis or jurisdiction")
def issuer_and_basis_are_of_one_jurisdiction(tables: Tables) -> Frame:
    """An office and a law act for one jurisdiction, but for names that many have, such as Ministry of Finance."""
    return nw.concat([_of_another(tables, column) for column in ("issuer", "legal_basis")]).unique("line")
