"""The record answers as the texts do: cases worked out by hand, each as far as the tables hold its measure."""

from collections.abc import Sequence

import pytest

from chip_export_controls import in_force, load, status

# measure, its question, and on each day the parts in force
CASES: dict[str, tuple[str, dict[str, Sequence[str]]]] = {
    "took effect a day before it was published (90 FR 47201)": (
        "us-2025-09-29-affiliates-rule",
        {"2025-09-28": [], "2025-09-29": [""], "2025-09-30": [""]},
    ),
    "suspended after six weeks": (
        "us-2025-09-29-affiliates-rule",
        {"2025-11-09": [""], "2025-11-10": [], "2025-11-11": []},
    ),
    "a rule with three effective dates (87 FR 62186)": (
        "us-2022-10-07-advanced-computing-and-chipmaking-ifr",
        {
            "2022-10-06": [],
            "2022-10-07": ["ECCN 3B090 chipmaking equipment", "amendatory instructions 7, 9, 11, 17 and 25"],
            "2022-10-12": [
                "ECCN 3B090 chipmaking equipment",
                "U.S. person support controls",
                "amendatory instructions 7, 9, 11, 17 and 25",
            ],
            "2022-10-21": [
                "ECCN 3B090 chipmaking equipment",
                "ECCNs 3A090, 4A090 and 4D090",
                "U.S. person support controls",
                "amendatory instructions 7, 9, 11, 17 and 25",
            ],
        },
    ),
    "announced in March, published in June, in force in September": (
        "nl-2023-06-30-advanced-semiconductor-equipment-regulation",
        {"2023-03-08": [], "2023-06-30": [], "2023-08-31": [], "2023-09-01": [""], "2023-09-02": [""]},
    ),
    "in force through its last day": (
        "us-2018-07-02-zte-limited-authorization",
        {"2018-07-01": [], "2018-07-02": [""], "2018-08-01": [""], "2018-08-02": []},
    ),
    "revoked after four years": (
        "jp-2019-07-01-korea-individual-licences",
        {"2019-07-03": [], "2019-07-04": [""], "2023-03-22": [""], "2023-03-23": []},
    ),
    "a package suspended on the day before it was to take effect": (
        "cn-2025-10-09-five-rare-earths",
        {"2025-11-06": [], "2025-11-07": [], "2025-11-08": [], "2025-11-09": []},
    ),
    "a licence that was not renewed": (
        "nl-2019-07-asml-euv-licence-not-renewed",
        {"2019-06-30": [], "2020-01-06": [], "2024-09-08": []},
    ),
    "enforcement stopped two days before the compliance date, the rule itself left standing": (
        "us-2025-01-13-ai-diffusion",
        {"2025-01-12": [], "2025-01-13": [""], "2025-05-12": [""], "2025-05-13": [""], "2025-05-15": [""]},
    ),
    "withdrawn before it was law": (
        "us-2023-07-25-outbound-investment-transparency-act",
        {"2023-07-27": [], "2023-12-31": [], "2024-01-01": []},
    ),
}


@pytest.mark.parametrize(
    ("measure_id", "on", "parts"),
    [
        pytest.param(measure_id, on, parts, id=f"{what}: {on}")
        for what, (measure_id, days) in CASES.items()
        for on, parts in days.items()
    ],
)
def test_a_measure_is_in_force_on_the_days_that_the_texts_give(measure_id: str, on: str, parts: Sequence[str]) -> None:
    found = in_force(on)
    assert found.loc[found["measure_id"] == measure_id, "scope"].tolist() == parts


def test_what_was_stopped_without_being_revoked_is_told_beside_the_rule() -> None:
    told = [status("us-2025-01-13-ai-diffusion", day)["excepted"].tolist() for day in ("2025-05-12", "2025-05-13")]
    assert told == [[""], ["enforcement"]]


def test_no_measure_is_in_force_a_year_before_its_first_effective_event() -> None:
    events = load("measure_events", dates="bounds")
    first = events[events["event"] == "effective"].groupby("measure_id")["date_min"].min().dropna()
    for measure_id, day in first.items():
        before = status(str(measure_id), f"{day.year - 1}-01-01")
        assert "in-force" not in set(before["status"]), measure_id
