"""Rules on the rows of firm_identifiers."""

import re
from collections.abc import Callable

import narwhals as nw
from stdnum import isin, lei
from stdnum.cn import uscc

from chip_export_controls.checks.builders import shared
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule

_VALID: dict[str, Callable[[str], bool]] = {
    "LEI": lambda value: lei.is_valid(value) and lei.compact(value) == value,
    "ISIN": lambda value: isin.is_valid(value) and isin.compact(value) == value,
    "USCC": lambda value: uscc.is_valid(value) and uscc.compact(value) == value,
    "wikidata": lambda value: bool(re.fullmatch(r"Q[1-9][0-9]*", value)),
    "ticker": lambda value: bool(re.fullmatch(r"[A-Z0-9.]+(?::[A-Z0-9.\-]+)?", value)),
}


def _refused(scheme: str, value: str) -> bool:
    return scheme in _VALID and not _VALID[scheme](value)


# check digits are computed by a library, value by value, which no portable expression can say
@dataset_rule("firm_identifiers", "scheme", "value", fix="copy the identifier again from its source")
def value_is_valid(tables: Tables) -> Frame:
    """An LEI, ISIN or (of China) USCC has its check digits; a Wikidata id is Q and digits, a ticker PLACE:SYMBOL."""
    firms = tables["firms"].filter(nw.col("jurisdiction").cast(nw.String) != "CN").select("firm_id").drop_nulls()
    chinese = tables["firm_identifiers"].filter(nw.col("scheme").cast(nw.String) == "USCC")
    abroad = chinese.join(firms, on="firm_id", how="semi")
    wrong = tables.where(tables["firm_identifiers"], ("scheme", "value"), _refused)
    return nw.concat([wrong.select("line"), abroad.select("line")]).unique("line")


@dataset_rule("firm_identifiers", "scheme", "value", fix="merge the two firms, or correct one of the identifiers")
def identifier_is_of_one_firm(tables: Tables) -> Frame:
    """No two firms have the same identifier."""
    return shared(tables["firm_identifiers"].with_columns(nw.col("scheme").cast(nw.String)), "scheme", "value")


@dataset_rule(
    "firm_identifiers",
    "firm_id",
    "scheme",
    "value",
    fix="see whether the firm is two firms, or one number is old",
    severity="warning",
)
def firm_has_one_of_a_kind(tables: Tables) -> Frame:
    """A firm has one LEI, one USCC and one Wikidata id."""
    rows = tables["firm_identifiers"].with_columns(nw.col("scheme").cast(nw.String))
    return shared(rows.filter(nw.col("scheme").is_in(["LEI", "USCC", "wikidata"])), "firm_id", "scheme")
