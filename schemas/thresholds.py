"""Rules on a row of thresholds."""

import narwhals as nw

from chip_export_controls.semantic import named, row_rule


@row_rule("thresholds", "operator", "value", "unit", "words", mend="give operator, value and unit, or words alone")
def condition_is_a_number_or_words() -> nw.Expr:
    """A condition has an operator, a value and a unit, or it has words and none of the three."""
    number = [~nw.col(column).is_null() for column in ("operator", "value", "unit")]
    some, whole = nw.any_horizontal(*number, ignore_nulls=False), nw.all_horizontal(*number, ignore_nulls=False)
    words = ~nw.col("words").is_null()
    return (some & ~whole) | (whole & words) | (~some & ~words)


RULES = named(globals())
