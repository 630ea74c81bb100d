"""Support is counted by origin, and what speaks against a claim stands beside it."""

import pytest
from given import Rows, given

from chip_export_controls import load, support


def told(*pairs: tuple[str, str]) -> Rows:
    """Claims from pairs of source and credited source; a claim's id is that of its source with 001."""
    return [{"claim_id": f"{source}.001", "source_id": source, "via_source_id": via} for source, via in pairs]


def relation(claim: str, kind: str, other: str) -> dict[str, str]:
    return {"claim_id": f"{claim}.001", "relation": kind, "related_claim_id": f"{other}.001"}


SOURCES = [{"source_id": name} for name in ("a", "b", "c", "d", "wire")]


def origins(claims: Rows, relations: Rows, upstream: Rows = ()) -> list[tuple[str, str, str]]:  # type: ignore[assignment]
    found = support(
        "a.001",
        tables=given(sources=SOURCES, claims=claims, claim_relations=relations, source_relations=upstream),
    )
    return list(zip(found["stance"], found["origin"], found["source_id"], strict=True))


def test_claims_that_credit_one_report_have_one_origin() -> None:
    claims = told(("a", "wire"), ("b", "wire"), ("c", ""))
    relations = [relation("a", "repeats", "b"), relation("c", "corroborates", "b")]
    assert origins(claims, relations) == [("same", "wire", "a"), ("same", "c", "c"), ("same", "wire", "b")]


def test_a_source_that_retells_another_goes_back_to_it_and_one_that_cites_it_does_not() -> None:
    claims = told(("a", ""), ("b", ""), ("c", ""))
    relations = [relation("a", "corroborates", "b"), relation("a", "corroborates", "c")]
    upstream = [
        {"source_id": "a", "relation": "reprints", "upstream_source_id": "d"},
        {"source_id": "d", "relation": "reports", "upstream_source_id": "wire"},
        {"source_id": "b", "relation": "translates", "upstream_source_id": "wire"},
        {"source_id": "c", "relation": "cites", "upstream_source_id": "wire"},
    ]
    assert sorted({origin for _, origin, _ in origins(claims, relations, upstream)}) == ["c", "wire"]


def test_what_contradicts_any_claim_that_says_the_same_is_against() -> None:
    claims = told(("a", ""), ("b", ""), ("c", ""), ("d", ""))
    relations = [relation("a", "repeats", "b"), relation("c", "contradicts", "b"), relation("a", "denies", "d")]
    assert origins(claims, relations) == [
        ("same", "a", "a"),
        ("same", "b", "b"),
        ("against", "c", "c"),
        ("against", "d", "d"),
    ]


def test_a_claim_that_nobody_else_makes_stands_alone() -> None:
    assert origins(told(("a", ""), ("b", "")), []) == [("same", "a", "a")]


def test_an_unknown_claim_names_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"did you mean `a\.001`"):
        support("a.002", tables=given(sources=SOURCES, claims=told(("a", ""))))


def test_the_two_documents_that_retell_the_talks_of_march_2024_have_one_origin() -> None:
    ids = set(load("claims")["claim_id"])
    pair = {"asian-news-2024-03-chip-curbs-allies.003", "itechpost-2024-03-07-chip-curbs-allies.001"}
    if not pair <= ids:
        pytest.skip("the claims are not recorded")
    for claim in sorted(pair):
        found = support(claim).query("stance == 'same'")
        assert pair <= set(found["claim_id"])
        assert found["origin"].nunique() == 1
