"""No measure that binds is invisible: each one is in force on some day, in `status` and in `in_force` alike."""

from functools import cache

import pytest

from chip_export_controls import in_force, load, status
from chip_export_controls.model.edtf import bounds
from chip_export_controls.model.event_kinds import BINDING, ENDED, SETTLED

# a measure of a kind that binds, or that is said to take effect, and that was stopped before it bound anyone
NEVER_BOUND = {
    "cn-2023-07-26-maxlinear-silicon-motion-clearance": "the buyer gave up the purchase on the day of the clearance",
    "tw-2025-09-23-south-africa-chips": "suspended two days after its notice, weeks before its day of effect",
}


def binding() -> dict[str, list[tuple[str, str]]]:
    """The events of each measure that binds: of those that took effect, and of those of a binding kind once settled."""
    events: dict[str, list[tuple[str, str]]] = {}
    for row in load("measure_events").astype(object).itertuples(index=False):
        events.setdefault(row.measure_id, []).append((row.event, row.date))
    kinds = load("measures").set_index("measure_id")["instrument"].astype(object)
    return {
        name: of
        for name, of in events.items()
        if "effective" in dict(of) or (kinds[name] in BINDING and {kind for kind, _ in of} & set(SETTLED))
    }


def days(events: list[tuple[str, str]]) -> list[str]:
    """The days on which each effective or resumed event can have come about, the last one first."""
    ends = [day for kind, date in events if kind in ("effective", "resumed") for day in bounds(date)]
    return [day.isoformat() for day in sorted({day for day in ends if day}, reverse=True)]


@cache
def shown(on: str) -> frozenset[str]:
    """The measures that `in_force` shows on the day."""
    return frozenset(in_force(on)["measure_id"])


@pytest.fixture(scope="module")
def walked() -> dict[str, list[tuple[str, str]]]:
    """All that bind but for those that never did."""
    return {name: of for name, of in binding().items() if name not in NEVER_BOUND}


def test_status_shows_each_measure_that_binds_as_in_force_on_some_day(
    walked: dict[str, list[tuple[str, str]]],
) -> None:
    assert len(walked) > 350
    for name, of in walked.items():
        assert any("in-force" in set(status(name, day)["status"]) for day in days(of)), name


def test_in_force_shows_each_measure_that_binds_on_some_day(walked: dict[str, list[tuple[str, str]]]) -> None:
    assert [name for name, of in walked.items() if not any(name in shown(day) for day in days(of))] == []


@pytest.mark.parametrize("name", NEVER_BOUND)
def test_what_never_bound_was_stopped_by_an_event_of_its_own(name: str) -> None:
    of = binding()[name]
    assert not any(name in shown(day) for day in days(of))
    assert {kind for kind, _ in of} & {"suspended", "withdrawn", *ENDED}


def test_no_event_has_an_open_beginning_so_that_nothing_is_possible_before_there_was_a_law() -> None:
    dates = load("measure_events")["date"]
    assert dates[dates.str.startswith("..")].tolist() == []
    assert in_force("1950-01-01").empty


def test_the_standing_control_list_is_possible_from_the_day_of_its_part_on() -> None:
    """61 FR 12714: part 774 took effect on 24 April 1996; the list stood on 23 July 2026."""
    told = [
        status("us-2026-07-23-commerce-control-list", day)[["status", "certainty"]].drop_duplicates().values.tolist()
        for day in ("1996-04-23", "1996-04-24", "2026-07-22", "2026-07-23")
    ]
    assert told[0] == [["unheard-of", "certain"]]
    assert ["in-force", "possible"] in told[1]
    assert ["in-force", "possible"] in told[2]
    assert told[3] == [["in-force", "certain"]]
