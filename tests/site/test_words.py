"""The words of the site: dates and verdicts."""

import doctest
from types import ModuleType
from typing import Any

import pytest

from chip_export_controls.site import codes, words
from chip_export_controls.site.verdicts import verdict


@pytest.mark.parametrize("module", [words, codes])
def test_the_examples_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_each_country_has_a_name() -> None:
    pycountry = pytest.importorskip("pycountry")
    assert set(words.places()) == {c.alpha_2 for c in pycountry.countries} | {"EU"}


def stretch(
    status: str, first: str = "", last: str = "", event: str = "effective", since: str = "2023-09-01", **more: Any
) -> dict[str, str]:
    row = {"scope": "", "from": first, "until": last, "status": status, "certainty": "certain", "event": event}
    return row | {"since": since, "basis": "happened", "claim_id": "a.001", "excepted": ""} | more


BEFORE = stretch("unheard-of", "", "2023-06-29", "", "")
PUBLISHED = stretch("published", "2023-06-30", "2023-08-31", "published", "2023-06-30")
CASES = {
    "In force since 1 September 2023": [BEFORE, PUBLISHED, stretch("in-force", "2023-09-01")],
    "In force since 1 September 2023, until 9 November 2026": [
        stretch("in-force", "2023-09-01", "2026-11-09"),
        stretch("suspended", "2026-11-10", "", "suspended", "2026-11-10"),
    ],
    "Suspended since 10 November 2025, to apply again on 10 November 2026": [
        stretch("in-force", "2023-09-01", "2025-11-09"),
        stretch("suspended", "2025-11-10", "2026-11-09", "suspended", "2025-11-10"),
        stretch("in-force", "2026-11-10", "", "resumed", "2026-11-10"),
    ],
    "A proposal, not law: put forward on 5 May 2025": [stretch("proposed", "2025-05-05", "", "proposed", "2025-05-05")],
    "Published on 30 June 2023, to take effect on 1 January 2027": [
        stretch("published", "2023-06-30", "2026-12-31", "published", "2023-06-30"),
        stretch("in-force", "2027-01-01", "", "effective", "2027-01-01"),
    ],
    "In force again since 10 November 2025 (the day that a text set beforehand)": [
        stretch("in-force", "2025-11-10", "", "resumed", "2025-11-10", basis="scheduled"),
    ],
    "Revoked in March 2024": [stretch("revoked", "2024-03-31", "", "revoked", "2024-03")],
    "Expired: its last day was 31 October 2025 (uncertain)": [
        stretch("expired", "2025-11-01", "", "expired", "2025-10-31?")
    ],
    "In force since 1 September 2023, but not: clause 2": [stretch("in-force", "2023-09-01", excepted="clause 2")],
}


@pytest.mark.parametrize("sentence", CASES)
def test_a_verdict_is_one_sentence(sentence: str) -> None:
    assert verdict(CASES[sentence], [], "2026-05-01").sentence == sentence


def test_an_amendment_is_told_with_the_day_in_force() -> None:
    events = [
        {"event": "amended", "date": "2025-04-01", "scope": ""},
        {"event": "amended", "date": "2027-01-01", "scope": ""},
    ]
    said = verdict([stretch("in-force", "2023-09-01")], events, "2026-05-01")
    assert said.sentence == "In force since 1 September 2023; last amended on 1 April 2025"


def test_dates_that_leave_it_open_are_told_so() -> None:
    rows = [stretch("in-force", "2026-04-01", "2026-05-30", certainty="possible", since="2026-05")]
    rows += [stretch("proposed", "2026-04-01", "2026-05-30", "proposed", "2026-03-01", certainty="possible")]
    said = verdict(rows, [], "2026-05-01")
    assert said.kind == "perhaps"
    assert said.sentence.startswith("The dates known leave it open: in force since May 2026")


def test_parts_that_differ_are_told_one_by_one() -> None:
    rows = [stretch("in-force", "2023-09-01"), stretch("published", "2023-06-30", "2027-01-01", scope="clause 9")]
    said = verdict(rows, [], "2026-05-01")
    assert (said.kind, len(said.parts)) == ("partly", 2)


def test_a_measure_without_events_has_a_sentence_too() -> None:
    assert verdict([], [], "2026-05-01").sentence == "No event of this measure is recorded"
