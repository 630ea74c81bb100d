"""The dates of the subset mean what the `edtf` library says, and nothing else is a date."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from chip_export_controls.model.edtf import NotADate, RunsBackward, bounds

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31))
DATES = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    DAYS,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)


def of(moment: object) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)  # type: ignore[attr-defined]


@given(DATES)
def test_bounds_are_those_of_the_edtf_library(text: str) -> None:
    parsed = parse_edtf(text)
    assert bounds(text) == (of(parsed.lower_strict()), of(parsed.upper_strict()))


@given(DATES, DATES)
def test_an_interval_goes_from_the_first_day_of_its_start_to_the_last_of_its_end(a: str, b: str) -> None:
    (first, early), (late, last) = bounds(a), bounds(b)
    assert first
    assert early
    assert late
    assert last
    if first > late or early > last:
        with pytest.raises(RunsBackward):
            bounds(f"{a}/{b}")
    else:
        assert bounds(f"{a}/{b}") == (first, last)


def test_an_open_end_has_no_bound() -> None:
    assert bounds("2020-05/..") == (date(2020, 5, 1), None)
    assert bounds("../2020") == (None, date(2020, 12, 31))


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2023-13", "2023-00", "0000", "../..", "2023-1-5", "May 2023", "", "2023/"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        bounds(text)


@given(st.text(max_size=30))
def test_any_text_is_bounds_or_a_value_error(text: str) -> None:
    try:
        first, last = bounds(text)
    except ValueError:
        return
    assert first is None or last is None or first <= last
