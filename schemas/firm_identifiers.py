"""Rules on the rows of firm_identifiers."""

import re
from collections.abc import Callable

from stdnum import isin, lei
from stdnum.cn import uscc

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
@dataset_rule("firm_identifiers", "scheme", "value", fix="copy the identifier anew from its source")
def value_is_valid(tables: Tables) -> Frame:
    """An LEI, ISIN or USCC passes its check digits; a Wikidata id is Q and digits, a ticker SYMBOL or PLACE:SYMBOL."""
    return tables.where(tables["firm_identifiers"], ("scheme", "value"), _refused)
