"""Named products come out as the public analyses say, each value and verdict from the source named beside it.

A value stands here only if a claim of the record gives it; what no source of the record says is "cannot tell".
"""

from typing import Any

import pytest

from chip_export_controls import evaluate, load

OCTOBER_2022 = "us-2022-10-07-advanced-computing-and-chipmaking-ifr"
OCTOBER_2023 = "us-2023-10-17-advanced-computing-and-supercomputing-ifr"
DUTCH_2023 = "nl-2023-06-30-advanced-semiconductor-equipment-regulation"
DUTCH_2024 = "nl-2024-09-06-duv-extension"
US_TOOLS_2023 = "us-2023-10-17-chipmaking-equipment-ifr"
NVIDIA_8K, TWEAKERS = "videocardz-2023-10-18-h800-rtx-4090.001", "tweakers-2023-06-30-vergunningplicht.001"
KUWAIT, RATES = "kuwait-monitor-2024-09-asml.001", "tadviser-nvidia-a800.002"
RATE = "aggregate-bidirectional-transfer-rate"

# product and known values, day, measure, clause (empty: by name), verdict, and the claims that say so
CASES: list[tuple[str, dict[str, Any], str, str, str, str, tuple[str, ...]]] = [
    ("nvidia-a100", {RATE: 600}, "2022-10-21", OCTOBER_2022, "3A090.a", "cannot tell", (RATES,)),
    ("nvidia-a800", {RATE: 400}, "2022-10-21", OCTOBER_2022, "3A090.a", "not caught", (RATES,)),
    *(
        (chip, {}, "2023-11-17", OCTOBER_2023, "3A090", "caught", (NVIDIA_8K,))
        for chip in ("nvidia-a100", "nvidia-h100", "nvidia-a800", "nvidia-h800", "nvidia-l40s", "nvidia-rtx-4090")
    ),
    (
        "nvidia-rtx-4090",
        {"total-processing-performance": 5286},
        "2023-11-17",
        OCTOBER_2023,
        "3A090.a.1",
        "caught",
        ("thetechnicalissue-2023-11-4090d.001", "pulsestacks-2024-04-03-thresholds.002"),
    ),
    ("nvidia-h20", {}, "2023-11-17", OCTOBER_2023, "3A090.a.1", "cannot tell", ()),
    ("asml-nxt-2000i", {}, "2023-09-01", DUTCH_2023, "", "caught", (TWEAKERS,)),
    ("asml-nxt-2050i", {}, "2023-09-01", DUTCH_2023, "", "caught", (TWEAKERS,)),
    ("asml-nxt-1970i", {}, "2023-09-01", DUTCH_2023, "", "cannot tell", ()),
    ("asml-nxt-1980i", {}, "2023-09-01", DUTCH_2023, "", "cannot tell", ()),
    ("asml-nxt-1970i", {}, "2024-09-07", DUTCH_2024, "", "caught", (KUWAIT,)),
    ("asml-nxt-1980i", {}, "2024-09-07", DUTCH_2024, "", "caught", (KUWAIT,)),
    # the article of the claim gives the overlay of this model as 1.6 nm or less
    (
        "asml-nxt-1980di",
        {"dedicated-chuck-overlay": 1.6},
        "2023-11-17",
        US_TOOLS_2023,
        "dedicated chuck overlay",
        "caught",
        ("bits-chips-2023-10-23-us-restrictions.001",),
    ),
    ("asml-nxt-1980i", {}, "2023-11-17", US_TOOLS_2023, "dedicated chuck overlay", "cannot tell", ()),
]


@pytest.mark.parametrize(
    ("item", "values", "on", "measure_id", "clause", "verdict", "claims"),
    CASES,
    ids=[f"{case[0]} {case[2]} {case[4] or 'by name'}" for case in CASES],
)
def test_a_product_is_caught_as_its_source_says(
    item: str, values: dict[str, Any], on: str, measure_id: str, clause: str, verdict: str, claims: tuple[str, ...]
) -> None:
    if measure_id not in set(load("measures")["measure_id"]) or item not in set(load("equipment")["equipment_id"]):
        pytest.skip(f"{measure_id} or {item} is not recorded")
    assert set(claims) <= set(load("claims")["claim_id"])
    found = evaluate({"equipment_id": item, **values}, on).fillna("")
    of_clause = found[(found["measure_id"] == measure_id) & (found["clause"] == clause)]
    by_name = of_clause[of_clause["condition"] == "named"]
    assert set((of_clause if by_name.empty else by_name)["verdict"]) == {verdict}
