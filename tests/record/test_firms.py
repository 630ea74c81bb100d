"""Sixty firms drawn at random stand on the lists that the acts give, on the day before, of and after each change.

`firms.csv` holds two draws of thirty firms (ten taken off a list, ten listed by the United States, ten by others; seeds
20261129 and 20261130). `certain` and `possible` are the listings of the day, written from the acts that `source` names:
the notice or rule that lists, the one that takes off, and the official lists of July 2026 that show who stands on them.
Days after the last search are left out, since nothing is certain then.
"""

import csv

import pytest
from conftest import TESTS

from chip_export_controls import in_force

with (TESTS / "record" / "firms.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
FIRMS = {row["firm"]: [other for other in ROWS if other["firm"] == row["firm"]] for row in ROWS}


def listed(firm: str, on: str) -> list[tuple[str, str]]:
    """The listings of the firm that `in_force` gives for the day, each as often as it stands there."""
    found = in_force(on, firm=firm)
    found = found[found["role"] == "listed"]
    return sorted(zip(found["measure_id"], found["certainty"], strict=True))


@pytest.mark.parametrize("firm", FIRMS)
def test_a_firm_stands_on_the_lists_that_the_acts_give(firm: str) -> None:
    for row in FIRMS[firm]:
        told = [(name, sure) for sure in ("certain", "possible") for name in filter(None, row[sure].split("; "))]
        assert listed(firm, row["on"]) == sorted(told), row["on"]


def test_each_draw_has_thirty_firms_and_each_firm_its_source() -> None:
    draws = {draw: {row["firm"] for row in ROWS if row["draw"] == draw} for draw in ("1", "2")}
    assert [len(firms) for firms in draws.values()] == [30, 30]
    assert all(any(row["source"] for row in rows) for rows in FIRMS.values())
