"""Rules on the rows of equipment_codes."""

from collections.abc import Mapping

import narwhals as nw

from chip_export_controls.checks.builders import claim_is_about, shared
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule

_DUAL_USE = r"^[0-9][A-E][0-9]{3}(?:\.[a-z0-9]+)*$"
# schemes that follow the five-character numbering of the dual-use lists; the others number in ways of their own
_FORMS = {"US-ECCN": rf"{_DUAL_USE}|^EAR99$", "EU-DU": _DUAL_USE, "HS-2022": r"^[0-9]{4}(?:\.?[0-9]{2})?$"}


def _of_another_form(forms: Mapping[str, str]) -> nw.Expr:
    """Marks the codes whose scheme has a form that they have not."""
    scheme = nw.col("scheme").cast(nw.String)
    wrong = [(scheme == name) & ~nw.col("code").str.contains(form) for name, form in forms.items()]
    return ~nw.col("code").is_null() & nw.any_horizontal(*wrong, ignore_nulls=False)


@row_rule("equipment_codes", "scheme", "code", fix="write the code as its list does, such as 3B001.f.1 or 8486.20")
def code_has_the_form_of_its_scheme() -> nw.Expr:
    """An ECCN, an EU dual-use code and an HS code have the form of their list."""
    return _of_another_form(_FORMS)


claim_names_what_the_row_names = claim_is_about("equipment_codes", "claim_equipment", "equipment_id")
_LISTS = {
    **dict.fromkeys(("CN", "KR", "ES", "FR", "IT"), _DUAL_USE),
    # entries of their own have four digits
    **dict.fromkeys(("DE", "NL"), rf"{_DUAL_USE}|^[0-9][A-E][0-9]{{4}}(?:\.?[a-z0-9]+)*$"),
    "UK": rf"{_DUAL_USE}|^PL[0-9]{{4}}(?:\.[a-z0-9]+)*$",
    "CA": r"^[0-9]{4}(?:\.[a-z0-9]+|\([0-9A-Za-z]+\))*$",
    "JP": r"^(?:Item|Article|Appended table) .+$",
    "HS-CN": r"^[0-9]{4}(?:\.?[0-9]{2}){0,3}$",
}


@row_rule("equipment_codes", "scheme", "code", fix="write the code as its list does, such as 3B904 or PL9013")
def code_has_the_form_of_its_national_list() -> nw.Expr:
    """A code of a national list has the form of that list."""
    return _of_another_form(_LISTS)


@dataset_rule(
    "equipment_codes",
    "scheme",
    "code",
    "match",
    fix="write broader, narrower or partial for each item that is more or less than what the code names",
    severity="warning",
)
def exact_code_is_of_one_item(tables: Tables) -> Frame:
    """A code is the exact match of one item."""
    rows = tables["equipment_codes"].with_columns(nw.col("scheme").cast(nw.String))
    return shared(rows.filter(nw.col("match").cast(nw.String) == "exact"), "scheme", "code")
