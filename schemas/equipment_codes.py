"""Rules on the rows of equipment_codes."""

import narwhals as nw

from chip_export_controls.checks.rules import row_rule

_DUAL_USE = r"^[0-9][A-E][0-9]{3}(?:\.[a-z0-9]+)*$"
# schemes that follow the five-character numbering of the dual-use lists; the others number in ways of their own
_FORMS = {"US-ECCN": rf"{_DUAL_USE}|^EAR99$", "EU-DU": _DUAL_USE, "HS-2022": r"^[0-9]{4}(?:\.?[0-9]{2})?$"}


@row_rule("equipment_codes", "scheme", "code", fix="write the code as its list does, such as 3B001.f.1 or 8486.20")
def code_has_the_form_of_its_scheme() -> nw.Expr:
    """An ECCN, an EU dual-use code and an HS code have the form of their list."""
    scheme = nw.col("scheme").cast(nw.String)
    wrong = [(scheme == name) & ~nw.col("code").str.contains(form) for name, form in _FORMS.items()]
    return ~nw.col("code").is_null() & nw.any_horizontal(*wrong, ignore_nulls=False)
