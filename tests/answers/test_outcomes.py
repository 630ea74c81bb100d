"""Of plans it is counted what came of them, and small numbers are shown as such."""

import pytest
from given import given

from chip_export_controls.answers.outcomes import outcomes, wilson

SAID = {"source_id": "paper", "modality": "planned", "speaker_kind": "government"}
CLAIMS = [
    {**SAID, "claim_id": "paper.001", "asserted_on": "2020-01-01"},
    {**SAID, "claim_id": "paper.002", "asserted_on": "2020-01"},
    {**SAID, "claim_id": "paper.003"},
    {**SAID, "claim_id": "paper.004", "modality": "under-discussion", "via_source_id": "wire"},
    {**SAID, "claim_id": "paper.005", "modality": "reported"},
    {**SAID, "claim_id": "paper.006", "modality": "background"},
    {**SAID, "claim_id": "gazette.001", "modality": "decided", "asserted_on": "2020-03-01", "refers_to": "2020-02-01"},
]
RELATIONS = [
    {"claim_id": "paper.001", "relation": "fulfilled-by", "related_claim_id": "gazette.001"},
    {"claim_id": "paper.002", "relation": "fulfilled-by", "related_claim_id": "gazette.001", "note": "In part: tools."},
    {"claim_id": "paper.003", "relation": "not-fulfilled-by", "related_claim_id": "gazette.001"},
    {"claim_id": "paper.005", "relation": "fulfilled-by", "related_claim_id": "gazette.001"},
]
TABLES = given(
    sources=[{"source_id": s, "publisher": s.title()} for s in ("paper", "wire", "gazette")],
    claims=CLAIMS,
    claim_relations=RELATIONS,
    claim_measures=[{"claim_id": "paper.001", "measure_id": m} for m in ("na-a", "na-b")],
)
COUNTS = ["group", "claims", "came-true", "in-part", "not", "open"]


def test_plans_are_counted_by_what_came_of_them_under_the_outlet_credited() -> None:
    assert outcomes("outlet", tables=TABLES)[COUNTS].values.tolist() == [
        ["Paper", 4, 2, 1, 1, 0],
        ["Wire", 1, 0, 0, 0, 1],
    ]


def test_a_claim_about_two_measures_counts_for_each() -> None:
    assert outcomes("measure", tables=TABLES)[COUNTS[:3]].values.tolist() == [["na-a", 1, 1], ["na-b", 1, 1]]


def test_the_time_between_is_taken_from_claims_dated_to_the_day() -> None:
    (row,) = outcomes("speaker_kind", tables=TABLES).to_dict("records")
    assert (row["median_days"], row["timed"]) == (31.0, 1)


def test_a_share_of_few_comes_with_its_interval_and_a_mark() -> None:
    (row,) = outcomes("speaker_kind", tables=TABLES).to_dict("records")
    assert (row["share"], row["few"]) == (0.5, True)
    assert [round(row[side], 2) for side in ("share_low", "share_high")] == [0.15, 0.85]


def test_no_share_is_given_where_nothing_is_settled() -> None:
    wire = outcomes("outlet", tables=TABLES).set_index("group").loc["Wire"]
    assert wire.isna()["share"]
    assert (wire["share_low"], wire["share_high"]) == (0.0, 1.0)


def test_the_interval_is_that_of_wilson() -> None:
    # Newcombe 1998, table I: 81 of 263
    assert [round(end, 4) for end in wilson(81, 263)] == [0.2553, 0.3662]


def test_another_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match='give "outlet", "source", "speaker_kind" or "measure"'):
        outcomes("author")  # type: ignore[arg-type]
