"""Named products come out by the record alone as the public analyses say, each value and verdict with its source."""

from collections.abc import Mapping

import pandas as pd
import pytest

from chip_export_controls import evaluate, load

OCTOBER_2022 = ("2022-10-21", "us-2022-10-07-advanced-computing-and-chipmaking-ifr")
OCTOBER_2023 = ("2023-11-17", "us-2023-10-17-advanced-computing-and-supercomputing-ifr")
DUTCH_2023 = ("2023-09-01", "nl-2023-06-30-advanced-semiconductor-equipment-regulation")
DUTCH_2024 = ("2024-09-07", "nl-2024-09-06-duv-extension")
TOOLS_2023 = ("2023-11-17", "us-2023-10-17-chipmaking-equipment-ifr")
TOOLS_2024 = ("2024-12-31", "us-2024-12-02-fdpr-sme-hbm")
TOPS, TPP, DENSITY = "tops-times-bit-length", "total-processing-performance", "performance-density"
OVERLAY, RESOLUTION = "maximum-dedicated-chuck-overlay", "resolution"
RATE = "aggregate-bidirectional-transfer-rate"
TOOLKIT, TEST = "skelly-2026-03-18-export-control-toolkit", "surzyn-2026-07-30-threshold-analysis"
HEISE, GUIDE = "headtopics-2023-06-30-asml", "highuvlith-2026-22nm-to-10nm"
TWEAKERS, KUWAIT = "tweakers-2023-06-30-vergunningplicht.001", "kuwait-monitor-2024-09-asml.001"
ASML_2024, ABACHY = "asiatechwire-2024-09-06-netherlands.001", "abachy-2024-09-asml.001"
NVIDIA_8K = "videocardz-2023-10-18-h800-rtx-4090.001"

# what is recorded of each product, as `value` shows it, and a claim that says so
VALUES = [
    ("nvidia-a100", TOPS, "4992", f"{TOOLKIT}.044"),
    ("nvidia-a100", RATE, "600", "tweakers-2022-11-a800.002"),
    ("nvidia-a100", TPP, "4992", f"{TOOLKIT}.001"),
    ("nvidia-a100", DENSITY, "6.04", f"{TOOLKIT}.002"),
    ("nvidia-h100", TOPS, "15832", f"{TOOLKIT}.048"),
    ("nvidia-h100", RATE, "900", f"{TEST}.010"),
    ("nvidia-h100", TPP, "15832", f"{TOOLKIT}.005"),
    ("nvidia-h100", DENSITY, "19.45", f"{TOOLKIT}.006"),
    ("nvidia-a800", TOPS, "4992", f"{TOOLKIT}.049"),
    ("nvidia-a800", RATE, "400", "tweakers-2022-11-a800.001"),
    ("nvidia-a800", TPP, "4992", f"{TOOLKIT}.009"),
    ("nvidia-h800", TOPS, "15832", f"{TOOLKIT}.050"),
    ("nvidia-h800", RATE, "400", f"{TEST}.016"),
    ("nvidia-h800", TPP, "15832", f"{TOOLKIT}.013"),
    ("nvidia-l40s", RATE, "64", "itcreations-l40s.001"),
    ("nvidia-l40s", TPP, ">= 4800", "omgpu-2023-10-4090-8-k.001"),
    ("nvidia-h20", TOPS, "2368", f"{TOOLKIT}.058"),
    ("nvidia-h20", RATE, "900", f"{TEST}.012"),
    ("nvidia-h20", TPP, "2368", f"{TEST}.001"),
    ("nvidia-h20", DENSITY, "2.9", "tweaktown-2024-h20-production.001"),
    ("nvidia-rtx-4090", RATE, "64", "hardwaretimes-2022-rtx-4090-pcie.001"),
    ("nvidia-rtx-4090", TPP, "5286", "punto-informatico-2023-12-4090-d.001"),
    ("nvidia-rtx-4090", DENSITY, ">= 6", "meterpreter-2023-4090-d-ad102-250.004"),
    ("asml-nxt-1970i", OVERLAY, "2", f"{GUIDE}.001"),
    ("asml-nxt-1970i", RESOLUTION, "38", "highuvlith-2026-history.007"),
    ("asml-nxt-1980i", OVERLAY, "1.6", "bits-chips-2023-10-23-us-restrictions.005"),
    ("asml-nxt-1980i", RESOLUTION, "38", "asiatimes-2024-01-duv.002"),
    ("asml-nxt-2000i", OVERLAY, "1.4", f"{GUIDE}.005"),
    ("asml-nxt-2000i", RESOLUTION, "38", "highuvlith-2026-litho-math.003"),
    ("asml-nxt-2050i", OVERLAY, "<= 1.5", "fjlib-2024-09-12-lithography.012"),
    ("asml-nxt-2050i", RESOLUTION, "38", "highuvlith-2026-litho-math.003"),
]
# product, day and measure, verdict of each clause (`named`: by name), and the claims that say it is or is not caught
VERDICTS: list[tuple[str, tuple[str, str], Mapping[str, str | None], list[str]]] = [
    ("nvidia-a100", OCTOBER_2022, {"3A090.a": "caught"}, ["semianalysis-2022-10-24-biren.001", "peaklau-ai-notes.008"]),
    ("nvidia-h100", OCTOBER_2022, {"3A090.a": "caught"}, ["semianalysis-2022-10-24-biren.001", "peaklau-ai-notes.008"]),
    ("nvidia-a800", OCTOBER_2022, {"3A090.a": "not caught"}, ["tweakers-2022-11-a800.003", f"{TEST}.030"]),
    ("nvidia-h800", OCTOBER_2022, {"3A090.a": "not caught"}, ["semianalysis-2023-10-24-wafer-wars.001"]),
    # no analysis that was read puts these two to the test of 2022; their link rates decide
    ("nvidia-l40s", OCTOBER_2022, {"3A090.a": "not caught"}, []),
    ("nvidia-rtx-4090", OCTOBER_2022, {"3A090.a": "not caught"}, []),
    ("nvidia-h20", OCTOBER_2022, {"3A090.a": "not caught"}, [f"{TEST}.033"]),
    *(
        (
            chip,
            OCTOBER_2023,
            {"named": "caught", "3A090.a.1": "caught", "3A090.a.2": "caught", "3A090.b.1": "not caught"},
            [NVIDIA_8K, *claims],
        )
        for chip, claims in {
            "nvidia-a100": ["trendforce-2023-10-27-export-insights.006", f"{TEST}.034"],
            "nvidia-h100": ["trendforce-2023-10-27-export-insights.006", f"{TEST}.034"],
            "nvidia-a800": ["semianalysis-2023-10-24-wafer-wars.002", f"{TEST}.031"],
            "nvidia-h800": ["semianalysis-2023-10-24-wafer-wars.002", f"{TEST}.031"],
            "nvidia-rtx-4090": ["maximum-pc-2024-01-4090-ban.001"],
        }.items()
    ),
    (
        "nvidia-l40s",
        OCTOBER_2023,
        {"named": "caught", "3A090.a.1": "caught", "3A090.a.2": "cannot tell", "3A090.b.1": "not caught"},
        [NVIDIA_8K, "semianalysis-2023-10-24-wafer-wars.005"],
    ),
    (
        "nvidia-h20",
        OCTOBER_2023,
        dict.fromkeys(("3A090.a.1", "3A090.a.2", "3A090.b.1", "3A090.b.2"), "not caught"),
        [f"{TEST}.032", "computersweden-2023-11-h20-l20-l2.001"],
    ),
    # ASML names the models that the Dutch rule of 2023 reaches; the 1970i and the 1980i are not among them
    ("asml-nxt-1970i", DUTCH_2023, {"named": None, "3B001.f.4": "not caught"}, []),
    ("asml-nxt-1980i", DUTCH_2023, {"named": None, "3B001.f.4": "not caught"}, ["asiatimes-2024-01-duv.001"]),
    ("asml-nxt-2000i", DUTCH_2023, {"named": "caught", "3B001.f.4": "caught"}, [TWEAKERS, f"{HEISE}.004"]),
    ("asml-nxt-2050i", DUTCH_2023, {"named": "caught", "3B001.f.4": "caught"}, [TWEAKERS]),
    ("asml-nxt-1970i", DUTCH_2024, {"named": "caught"}, [KUWAIT, ASML_2024]),
    ("asml-nxt-1980i", DUTCH_2024, {"named": "caught"}, [KUWAIT, ASML_2024]),
    ("asml-nxt-2000i", DUTCH_2024, {"named": None}, []),
    ("asml-nxt-2050i", DUTCH_2024, {"named": None}, []),
    *(
        (
            item,
            TOOLS_2023,
            {"named": named, "3B001.f.1.b.2.a": finer, "3B001.f.1.b.2.b": coarser},
            claims,
        )
        for item, named, finer, coarser, claims in (
            ("asml-nxt-1970i", "caught", "not caught", "caught", [ABACHY, KUWAIT]),
            ("asml-nxt-1980i", "caught", "not caught", "caught", [ABACHY, "semianalysis-2023-10-24-wafer-wars.015"]),
            ("asml-nxt-2000i", None, "caught", "not caught", []),
            ("asml-nxt-2050i", None, "caught", "not caught", []),
        )
    ),
    ("asml-nxt-1980i", TOOLS_2024, {"named": None, "3B001.f.1.b": "not caught", "3B993.f.1.b": "caught"}, []),
    (
        "asml-nxt-2000i",
        TOOLS_2024,
        {"named": "caught", "3B001.f.1.b": "caught", "3B993.f.1.b": "not caught"},
        ["csis-2024-12-11-updated-controls.001"],
    ),
]
# the day before each rule takes effect it says nothing of any product
BEFORE = {
    OCTOBER_2022: "2022-10-20",
    OCTOBER_2023: "2023-11-16",
    DUTCH_2023: "2023-08-31",
    DUTCH_2024: "2024-09-06",
    TOOLS_2023: "2023-11-16",
}


def about(item: str, claims: list[str]) -> None:
    """Each of the claims is recorded as being about the item."""
    links = load("claim_equipment")
    assert set(claims) <= set(links.loc[links["equipment_id"] == item, "claim_id"])


@pytest.mark.parametrize(("item", "parameter", "value", "claim"), VALUES, ids=[" ".join(v[:2]) for v in VALUES])
def test_a_parameter_is_recorded_as_its_source_gives_it(item: str, parameter: str, value: str, claim: str) -> None:
    rows = load("equipment_parameters").set_index(["equipment_id", "parameter", "claim_id"])
    row = rows.loc[(item, parameter, claim)]
    assert (f"{row['comparator']} {row['value']:g}").removeprefix("= ") == value
    about(item, [claim])


def by_clause(found: "pd.DataFrame") -> dict[str, str]:
    """The verdict of each clause; `named` is what the measure says of the product by name."""
    clauses = found["clause"].where(found["condition"] != "named", "named").fillna("")
    verdicts = dict(zip(clauses, found["verdict"], strict=True))
    assert all(set(found.loc[clauses == clause, "verdict"]) == {verdict} for clause, verdict in verdicts.items())
    return verdicts


@pytest.mark.parametrize(
    ("item", "rule", "verdicts", "claims"), VERDICTS, ids=[f"{case[0]} {case[1][0]}" for case in VERDICTS]
)
def test_a_product_is_caught_or_not_as_its_analysts_say(
    item: str, rule: tuple[str, str], verdicts: dict[str, str | None], claims: list[str]
) -> None:
    day, measure_id = rule
    found = evaluate(item, day)
    found = found[found["measure_id"] == measure_id]
    told = by_clause(found)
    assert {clause: told.get(clause) for clause in verdicts} == verdicts
    limits = found[found["condition"].isin(["met", "not met"])]
    assert limits["value_claim_id"].notna().all()
    about(item, claims)


@pytest.mark.parametrize(("rule", "day"), BEFORE.items(), ids=[rule[1] for rule in BEFORE])
def test_a_rule_says_nothing_of_a_product_before_it_takes_effect(rule: tuple[str, str], day: str) -> None:
    items = sorted({item for item, asked, *_ in VERDICTS if asked == rule})
    assert items
    for item in items:
        found = evaluate(item, day)
        limits = found[(found["measure_id"] == rule[1]) & (found["condition"] != "family named")]
        assert limits.empty, item
