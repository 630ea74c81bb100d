"""What names a chip, a tool, a material, a firm or a code of the record stands above what does not.

`titles.csv` holds titles of official registers, each with its register and number; what each names was put down before
there was a ranking, and the ranking was not changed to fit any of them.
"""

import csv
from pathlib import Path

import pytest
from recorded import FEEDS, queue, ranking, reading, record

from chip_export_controls.watch.entry import Entry

RANKING = ranking(record())
with (Path(__file__).parent / "titles.csv").open(encoding="utf-8", newline="") as stream:
    TITLES = list(csv.DictReader(stream))


def score(title: str, about: str = "") -> int:
    return RANKING.score(Entry(title, "2026-01-01", "", "notice", about=about))[0]


def test_there_are_enough_titles_of_several_registers() -> None:
    assert len(TITLES) >= 40
    assert len({row["register"] for row in TITLES}) >= 5
    assert {"chip", "tool", "material", "firm", ""} == {row["names"] for row in TITLES}


def test_each_title_that_names_something_stands_above_each_that_does_not() -> None:
    naming = {row["title"]: score(row["title"]) for row in TITLES if row["names"]}
    silent = {row["title"]: score(row["title"]) for row in TITLES if not row["names"]}
    lowest, highest = min(naming.values()), max(silent.values())
    assert [title for title, points in naming.items() if points <= highest] == []
    assert [title for title, points in silent.items() if points >= lowest] == []


@pytest.mark.parametrize(
    ("title", "about", "why"),
    [
        ("Controls on Photoresists", "", "photoresist (material, title)"),
        ("Revisions", "It adds ECCN 3A090.a.", "3A090 (code)"),
        ("Denial Order of SMIC", "", "SMIC (firm, title)"),
        ("Memory chips", "", "memory chip (chip, title)"),
        ("Additions to the Entity List", "Names of firms. 15 CFR 744", "15 CFR 744"),
    ],
)
def test_the_reasons_are_told(title: str, about: str, why: str) -> None:
    assert RANKING.score(Entry(title, "2026-01-01", "", "rule", about=about))[1] == why


def test_a_title_weighs_more_than_an_abstract_and_an_abstract_more_than_nothing() -> None:
    assert score("Semiconductors") > score("A Notice", "It mentions semiconductors.") > score("A Notice") == 0


@pytest.mark.parametrize(
    "title",
    [
        "Metadata of a Meta-analysis",
        "Canonical Intelligence",
        "Rare Birds of Earth",
        "Global Best Practices for Advanced Technologies, 50 USC 4801, Forward to Jim",
    ],
)
def test_a_word_that_only_resembles_a_name_earns_nothing(title: str) -> None:
    assert score(title) == 0


def test_what_an_export_control_agency_issued_is_ordered_and_never_low() -> None:
    rows = [row for row in queue([], reading()) if "Industry and Security Bureau" in row["issuer"]]
    assert {row["state"] for row in rows} == {"new", "known"}
    assert {row["score"] for row in rows} > {"0"}
    assert FEEDS["us-bis"].floor == 0
