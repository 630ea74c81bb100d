"""Rules on the rows of measure_identifiers."""

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about_its_measure, shared
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule

claim_is_about_the_measure = claim_is_about_its_measure("measure_identifiers")


_NUMBER, _YEAR_NUMBER = r"[0-9]+", r"[0-9]{4}-[0-9]+"
_FORMS = {
    "FR": r"[0-9]{2,3} FR [0-9]{1,6}",
    "FR-DOC": r"[0-9]{4}-[0-9]{5}",
    "PUB-L": r"[0-9]{2,3}-[0-9]{1,4}",
    "EO": r"[0-9]{5}",
    "PROC": r"[0-9]{5}",
    "CELEX": r"[356][0-9]{4}[A-Z]{1,2}[0-9]{4}",
    "ELI": r"[a-z_]+/[0-9]{4}/[0-9]+/oj",
    "EU-ACT": r"[0-9]{4}/[0-9]+",
    "COM": r"(?:COM|C|JOIN|SWD)\([0-9]{4}\) [0-9]+",
    "STCRT": rf"stcrt-{_YEAR_NUMBER}",
    "STB": rf"stb-{_YEAR_NUMBER}",
    "KAMERSTUK": r"[0-9]{5}(?:-[0-9]+)?",
    "ECLI": r"ECLI:[A-Z]{2}:[A-Z]+:[0-9]{4}:[0-9A-Z.]+",
    "UK-SI": r"[0-9]{4}/[0-9]+",
    "UK-ACT": r"[0-9]{4} c\. [0-9]+",
    "SOR": r"SOR/[0-9]{4}-[0-9]+",
    "BGBL": r"[0-9]{4} I Nr\. [0-9]+",
    "BANZ": r"AT [0-9]{2}\.[0-9]{2}\.[0-9]{4} [A-Z][0-9]+",
    "JORF": r"[0-9]{4}-[0-9]{4}-[0-9]+",
    "NOR": r"[A-Z]{4}[0-9]{7}[A-Z]",
    "BOE": rf"BOE-A-{_YEAR_NUMBER}",
    "DK-LTA": _YEAR_NUMBER,
    "FI-SK": r"[0-9]+/[0-9]{4}",
    "SG-S": r"S[0-9]+/[0-9]{4}",
    "MOFCOM": _YEAR_NUMBER,
    "UEL": _YEAR_NUMBER,
    "SAMR": _YEAR_NUMBER,
    "CN-TARIFF": _YEAR_NUMBER,
    "CN-ORDER": rf"(?:PRESIDENT|STATE-COUNCIL|MOFCOM|NDRC|CAC)-{_YEAR_NUMBER}",
    "CN-DOC": r"[一-鿿]+〔[0-9]{4}〕[0-9]+号",
    "JP-LAW": r"(?:昭和|平成|令和)(?:[0-9]{1,2}|元)年(?:法律|政令|[一-鿿]+省令|[一-鿿]+告示)第[0-9]+号",
    "KR-NOTICE": _YEAR_NUMBER,
    "KR-ACT": r"[0-9]{4,5}",
    "KR-DECREE": r"[0-9]{4,5}",
    "TW-GAZETTE": r"[一-鿿]+字第[0-9]+[A-Z]?號",
    "WTO-DS": r"DS[0-9]+",
    "CFR": r"[0-9]+ CFR part [0-9]+, supplement no\. [0-9]+",
    "EDGAR": r"[0-9]{10}-[0-9]{2}-[0-9]{6}",
    "DOD": r"[0-9]{7,10}",
    "BIS-NODE": r"[0-9]+",
    "GOV-UK": r"[a-z0-9]+(?:-[a-z0-9]+)*",
    "RNS": r"[0-9]{4}[A-Z]",
    "METI": r"20[0-9]{9}|20[0-9]{2}/[0-9]{4}_[0-9]{3}",
    "CN-PAGE": r"art_[0-9a-f]{32}|t20[0-9]{6}_[0-9]+|c_[0-9]+",
    "KR-PRESS": r"[0-9]{9}|EATCL[0-9a-f]+/[0-9]+",
    "TW-PAGE": r"[0-9]+",
    "TK": r"20[0-9]{2}D[0-9]{5}|ah-tk-[0-9]{8}-[0-9]+",
}
# schemes whose number begins with the year, after letters
_YEARS = ["FR-DOC", "ELI", "EU-ACT", "COM", "STCRT", "STB", "ECLI", "UK-SI", "UK-ACT", "SOR", "BGBL", "JORF", "BOE"]
_YEARS += ["DK-LTA", "MOFCOM", "UEL", "SAMR", "CN-TARIFF", "CN-ORDER", "CN-DOC", "KR-NOTICE"]


@row_rule("measure_identifiers", "scheme", "value", fix="write the number as its series does")
def value_has_the_form_of_its_scheme() -> nw.Expr:
    """A number has the form of its series."""
    scheme = nw.col("scheme").cast(nw.String)
    wrong = ((scheme == name) & ~nw.col("value").str.contains(f"^(?:{form})$") for name, form in _FORMS.items())
    return nw.any_horizontal(*wrong, ignore_nulls=False)


@dataset_rule(
    "measure_identifiers", "measure_id", "scheme", "value", fix="correct the number, or the measure that it names"
)
def year_is_that_of_an_event(tables: Tables) -> Frame:
    """The year in a number, or that of its Federal Register volume, is a year of the measure's events."""
    scheme = nw.col("scheme").cast(nw.String)
    rows = tables["measure_identifiers"].drop_nulls(["measure_id", "scheme", "value"])
    letters = nw.col("value").str.replace_all(r"^[^0-9]+", "")
    numbered = rows.filter(scheme.is_in(_YEARS)).with_columns(year=letters.str.slice(0, 4))
    celex = rows.filter(scheme == "CELEX").with_columns(year=nw.col("value").str.slice(1, 4))
    ends = [tables["measure_events"].select("measure_id", day=nw.col(f"date_{end}")) for end in ("min", "max")]
    days = nw.concat(ends).drop_nulls().select("measure_id", number=nw.col("day").dt.year()).unique()
    years = days.select("measure_id", year=nw.col("number").cast(nw.String))
    volumes = days.select("measure_id", year=(nw.col("number") - 1935).cast(nw.String))
    register = rows.filter(scheme == "FR").with_columns(year=nw.col("value").str.replace_all(r" FR .*$", ""))
    dated = nw.concat([numbered, celex]).join(years, on=["measure_id", "year"], how="anti")
    return nw.concat([dated, register.join(volumes, on=["measure_id", "year"], how="anti")])


@dataset_rule(
    "measure_identifiers",
    "scheme",
    "value",
    "note",
    fix="correct one of the two, or say in note why two measures share it",
)
def number_is_of_one_measure(tables: Tables) -> Frame:
    """A number belongs to one measure, or the note says why it belongs to several."""
    rows = tables["measure_identifiers"].with_columns(nw.col("scheme").cast(nw.String))
    return shared(rows, "scheme", "value").filter(nw.col("note").is_null())


# by the first letters of a measure's id: the series that are of that jurisdiction alone
_HOME = {
    "us": ["FR", "FR-DOC", "PUB-L", "EO", "PROC", "BIS-NODE", "CFR", "DOD"],
    "eu": ["CELEX", "ELI", "EU-ACT", "COM"],
    "nl": ["STCRT", "STB", "KAMERSTUK", "TK"],
    "gb": ["UK-SI", "UK-ACT", "GOV-UK"],
    "ca": ["SOR"],
    "de": ["BGBL", "BANZ"],
    "fr": ["JORF", "NOR"],
    "es": ["BOE"],
    "dk": ["DK-LTA"],
    "fi": ["FI-SK"],
    "it": ["GURI"],
    "sg": ["SG-S"],
    "cn": ["MOFCOM", "UEL", "SAMR", "CN-TARIFF", "CN-ORDER", "CN-DOC", "CN-PAGE"],
    "jp": ["JP-LAW"],
    "kr": ["KR-NOTICE", "KR-ACT", "KR-DECREE", "KR-PRESS"],
    "tw": ["TW-GAZETTE", "TW-PAGE"],
}


@row_rule("measure_identifiers", "measure_id", "scheme", fix="correct the scheme, or the measure that it names")
def series_is_of_the_jurisdiction() -> nw.Expr:
    """A number of a national series, such as the Federal Register, is of a measure of that jurisdiction."""
    scheme = nw.col("scheme").cast(nw.String)
    wrong = (
        scheme.is_in(series) & ~nw.col("measure_id").cast(nw.String).str.starts_with(f"{start}-")
        for start, series in _HOME.items()
    )
    return nw.any_horizontal(*wrong, ignore_nulls=False) & ~nw.col("measure_id").is_null()
