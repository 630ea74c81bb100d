"""A timeline tells what happened from what was only scheduled, and from what never came about."""

from given import events, given, measure

from chip_export_controls import timeline
from chip_export_controls.library import Tables


def record() -> Tables:
    rows = events(
        "na-rule",
        "effective 2020-01-01 | lamps",
        "effective 2020-06-01 | wicks",
        "suspended 2020-05-01",
        "resumed 2020-12-01",
    )
    rows[3]["basis"] = "scheduled"
    return given(measures=[measure("na-rule")], measure_events=rows)


def test_a_day_that_came_while_the_measure_was_suspended_is_told_not_to_have_come_about() -> None:
    found = timeline("na-rule", tables=record())
    assert found[["date", "event", "note"]].values.tolist() == [
        ["2020-01-01", "effective", ""],
        ["2020-05-01", "suspended", ""],
        ["2020-06-01", "effective", "did not come about on that day: suspended since 2020-05-01"],
        ["2020-12-01", "resumed", "only scheduled"],
    ]
