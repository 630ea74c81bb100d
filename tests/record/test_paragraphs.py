"""Every paragraph of the US control list on chips, their tools, materials, software and technology has its condition.

`paragraphs.csv` holds the number of each paragraph that has no paragraph below it, in the Commerce Control List (15 CFR
part 774, supplement no. 1, categories 3 to 5; a work of the United States in the public domain) as the eCFR gives it
for 23 July 2026; `heading` stands for an entry whose heading says it all. Reserved paragraphs are left out, and so are
the letters within notes. The entry 3D006, and the paragraphs of 3E002, follow 3D005 and 3E001 there.
"""

import csv

import pytest
from conftest import TESTS

from chip_export_controls import load

LIST = "ecfr-2026-07-23-ccl-categories-3-4-5"
with (TESTS / "record" / "paragraphs.csv").open(encoding="utf-8", newline="") as lines:
    PARAGRAPHS = [(row["entry"], row["paragraph"]) for row in csv.DictReader(lines)]
# entries of groups D and E of category 3 that are about no chip, chipmaking tool or material of one
OTHERS = {
    "3D004": "spray cooling",
    "3D005": "to bring a microcomputer back to work after an upset",
    "3D101": "missiles",
    "3D201": "nuclear uses",
    "3D202": "nuclear uses",
    "3D611": "military electronics",
    "3D980": "crime control",
    "3E069": "laboratory equipment",
    "3E101": "missiles",
    "3E102": "missiles",
    "3E201": "nuclear uses",
    "3E202": "nuclear uses",
    "3E611": "military electronics",
    "3E980": "crime control",
}
# how many paragraphs the list has
COUNTS = {"3A090": 5, "4A090": 2, "3B001": 88, "3B993": 37, "3B994": 6, "3B991": 56, "3B992": 21, "3B002": 3}
COUNTS |= {"3B903": 7, "3B904": 2, "3D992": 5, "3D993": 6, "3E002": 3, "3E003": 8, "3E992": 3, "3E993": 4}
GROUPS = "3D001 3D002 3D003 3D006 3D901 3D907 3D991 3D992 3D993 3D994"
TECHNOLOGY = "3E001 3E002 3E003 3E004 3E901 3E905 3E991 3E992 3E993 3E994"


@pytest.fixture(scope="module")
def places() -> set[str]:
    """The places of the list that stand behind a condition of a clause."""
    claims = load("claims").set_index("claim_id")
    behind = claims.loc[sorted(set(load("thresholds")["claim_id"]))]
    return set(behind.loc[behind["source_id"] == LIST, "pinpoint"])


def place(entry: str, paragraph: str) -> str:
    """How a claim names the paragraph."""
    return f"{entry}, heading" if paragraph == "heading" else f"{entry}.{paragraph}"


def test_each_paragraph_of_the_list_stands_behind_a_condition(places: set[str]) -> None:
    assert [place(*row) for row in PARAGRAPHS if place(*row) not in places] == []


def test_no_condition_stands_at_a_paragraph_that_the_list_does_not_have(places: set[str]) -> None:
    known = {place(*row) for row in PARAGRAPHS}
    entries = {entry for entry, _ in PARAGRAPHS if entry in COUNTS}
    told = {spot for spot in places if spot.partition(".")[0] in entries and " " not in spot}
    above = {spot for spot in told if any(other.startswith(f"{spot}.") for other in known)}
    assert sorted(told - known - above) == []


@pytest.mark.parametrize(("entry", "count"), COUNTS.items())
def test_an_entry_has_as_many_paragraphs_as_the_list(entry: str, count: int, places: set[str]) -> None:
    told = {place(*row) for row in PARAGRAPHS if row[0] == entry} & places
    assert len(told) == count


@pytest.mark.parametrize("entry", [*GROUPS.split(), *TECHNOLOGY.split()])
def test_software_and_technology_of_chips_have_their_conditions(entry: str, places: set[str]) -> None:
    told = {place(*row) for row in PARAGRAPHS if row[0] == entry}
    assert told
    assert told <= places
    assert entry not in OTHERS
