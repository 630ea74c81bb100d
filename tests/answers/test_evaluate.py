"""A product is caught by a clause if all its conditions are met, free if one is not, and otherwise nobody can tell."""

from pathlib import Path
from typing import Any

import pytest
from given import Rows, events, given, measure

from chip_export_controls import evaluate
from chip_export_controls.answers.conditions.product import Product
from chip_export_controls.library import Tables

CHIPS = [
    {"equipment_id": "advanced-chips", "name": "A", "kind": "chip", "category": "accelerator"},
    {"equipment_id": "model-x", "name": "X", "kind": "chip", "category": "accelerator", "parent_id": "advanced-chips"},
]
CLAUSES = [("3A090.a", "performance", ">=", 4800, "1"), ("3A090.a", "transfer-rate", ">=", 600, "GB/s")]


def limits(*clauses: tuple[str, str, str, float, str], item: str = "advanced-chips") -> Rows:
    columns = ("clause", "parameter", "operator", "value", "unit")
    return [{"measure_id": "us-rule", "equipment_id": item, **dict(zip(columns, c, strict=True))} for c in clauses]


def said(*parameters: tuple[str, str, float, str]) -> Rows:
    columns = ("parameter", "comparator", "value", "unit")
    rows = [{"equipment_id": "model-x", **dict(zip(columns, told, strict=True))} for told in parameters]
    return [{**row, "claim_id": f"datasheet.{n:03}"} for n, row in enumerate(rows, 1)]


def rule(
    named: Rows = (),  # type: ignore[assignment]
    scope: str = "",
    thresholds: Rows = (),  # type: ignore[assignment]
    parameters: Rows = (),  # type: ignore[assignment]
) -> Tables:
    return given(
        measures=[measure("us-rule", jurisdiction="US")],
        measure_events=events("us-rule", f"effective 2022-10-21 | {scope}" if scope else "effective 2022-10-21"),
        equipment=CHIPS,
        measure_equipment=[{"measure_id": "us-rule", **row} for row in named],
        thresholds=thresholds or limits(*CLAUSES),
        equipment_parameters=parameters,
    )


def verdicts(tables: Tables, product: Product, on: str = "2022-12-01") -> list[str]:
    return sorted(set(evaluate(product, on, tables=tables)["verdict"]))


@pytest.mark.parametrize(
    ("parameters", "verdict"),
    [
        ({"performance": 4800, "transfer-rate": 600}, "caught"),
        ({"performance": 4992, "transfer-rate": (600, "GB/s")}, "caught"),
        ({"performance": 4992, "transfer-rate": 400}, "not caught"),
        ({"transfer-rate": 400}, "not caught"),
        ({"performance": 4992}, "cannot tell"),
        ({}, "cannot tell"),
        ({"performance": 4992, "transfer-rate": (4800, "Gbit/s")}, "caught"),
        ({"performance": 4992, "transfer-rate": "0.5 TB/s"}, "not caught"),
        ({"performance": 4992, "transfer-rate": None}, "cannot tell"),
        ({"performance": 4992, "transfer-rate": float("nan")}, "cannot tell"),
    ],
)
def test_all_conditions_of_a_clause_must_be_met(parameters: dict[str, Any], verdict: str) -> None:
    assert verdicts(rule(), {"equipment_id": "model-x", **parameters}) == [verdict]


def test_each_condition_is_shown_with_its_limit_and_the_value_compared() -> None:
    found = evaluate({"equipment_id": "model-x", "transfer-rate": 400.5}, "2022-12-01", tables=rule())
    columns = ["clause", "parameter", "operator", "limit", "unit", "value", "condition", "verdict"]
    assert found[columns].fillna("").values.tolist() == [
        ["3A090.a", "performance", ">=", "4800", "1", "", "cannot tell", "not caught"],
        ["3A090.a", "transfer-rate", ">=", "600", "GB/s", "400.5", "not met", "not caught"],
    ]


def test_clauses_are_alternatives() -> None:
    thresholds = limits(("a.1", "performance", ">=", 4800, "1"), ("a.2", "density", ">=", 5.92, "1"))
    found = evaluate({"performance": 100, "density": 6}, "2023-01-01", tables=rule(thresholds=thresholds))
    assert dict(zip(found["clause"], found["verdict"], strict=True)) == {"a.1": "not caught", "a.2": "caught"}


def test_a_clause_asks_nothing_before_its_measure_is_in_force() -> None:
    product = {"performance": 4992, "transfer-rate": 600}
    assert verdicts(rule(), product, "2022-10-20") == []
    assert verdicts(rule(), product, "2022-10-21") == ["caught"]


def test_a_clause_belongs_to_the_part_that_names_its_entry() -> None:
    tables = given(
        measures=[measure("us-rule")],
        measure_events=events("us-rule", "effective 2022-10-07 | ECCN 3B090", "effective 2022-10-21 | ECCN 3A090"),
        thresholds=limits(*CLAUSES),
    )
    product = {"performance": 4992, "transfer-rate": 600}
    assert verdicts(tables, product, "2022-10-20") == []
    found = evaluate(product, "2022-10-21", tables=tables)
    assert set(found["scope"]) == {"ECCN 3A090"}


def test_a_product_that_a_measure_names_is_caught_by_name() -> None:
    tables = rule(
        named=[{"equipment_id": "model-x", "effect": "licence-required"}], thresholds=limits(item="advanced-chips")
    )
    found = evaluate("model-x", "2022-10-21", tables=tables)
    assert found.loc[found["condition"] == "named", "verdict"].tolist() == ["caught"]


def test_a_product_that_a_measure_exempts_is_exempted() -> None:
    tables = rule(named=[{"equipment_id": "model-x", "effect": "exempted"}])
    assert verdicts(tables, "model-x") == ["cannot tell", "exempted"]


def test_a_family_named_without_limits_tells_nothing_sure_of_its_models() -> None:
    tables = given(
        measures=[measure("us-rule")],
        measure_events=events("us-rule", "effective 2022-10-21"),
        equipment=CHIPS,
        measure_equipment=[{"measure_id": "us-rule", "equipment_id": "advanced-chips", "effect": "licence-required"}],
    )
    assert verdicts(tables, "model-x") == ["cannot tell"]


def test_a_control_on_one_model_says_nothing_of_its_family() -> None:
    tables = given(
        measures=[measure("us-rule")],
        measure_events=events("us-rule", "effective 2022-10-21"),
        equipment=CHIPS,
        measure_equipment=[{"measure_id": "us-rule", "equipment_id": "model-x", "effect": "licence-required"}],
    )
    assert verdicts(tables, "advanced-chips") == []


def test_a_parameter_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="give a number"):
        evaluate({"performance": "4992"}, "2022-12-01", tables=rule())


def test_what_the_record_says_of_an_item_is_known_with_its_claim() -> None:
    tables = rule(parameters=said(("performance", "=", 4992, "1"), ("transfer-rate", "=", 400, "GB/s")))
    found = evaluate("model-x", "2022-12-01", tables=tables)
    assert found[["parameter", "value", "condition", "value_claim_id", "verdict"]].values.tolist() == [
        ["performance", "4992", "met", "datasheet.001", "not caught"],
        ["transfer-rate", "400", "not met", "datasheet.002", "not caught"],
    ]


def test_a_row_of_equipment_is_a_product() -> None:
    tables = rule(parameters=said(("performance", "=", 4992, "1"), ("transfer-rate", "=", 600, "GB/s")))
    row = tables["equipment"].set_index("equipment_id", drop=False).loc["model-x"]
    assert verdicts(tables, row) == verdicts(tables, row.to_dict()) == ["caught"]


def test_a_parameter_that_is_given_takes_the_place_of_what_is_recorded() -> None:
    tables = rule(parameters=said(("performance", "=", 4992, "1"), ("transfer-rate", "=", 400, "GB/s")))
    found = evaluate({"equipment_id": "model-x", "transfer-rate": 600}, "2022-12-01", tables=tables)
    assert found["verdict"].tolist() == ["caught", "caught"]
    assert found["value_claim_id"].fillna("").tolist() == ["datasheet.001", ""]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([600, 900], "caught"),
        ([400, 450], "not caught"),
        ([400, 600], "cannot tell"),
    ],
)
def test_sources_that_differ_decide_only_what_they_agree_on(values: list[float], verdict: str) -> None:
    rates = [("transfer-rate", "=", value, "GB/s") for value in values]
    tables = rule(parameters=said(("performance", "=", 4992, "1"), *rates))
    found = evaluate("model-x", "2022-12-01", tables=tables)
    assert set(found["verdict"]) == {verdict}
    assert found["value"].tolist() == ["4992", *map(str, values)]


@pytest.mark.parametrize(
    ("comparator", "value", "operator", "limit", "condition"),
    [
        ("<=", 1.6, "<=", 2.4, "met"),
        ("<=", 1.6, "<=", 1.6, "met"),
        ("<=", 1.6, "<", 1.6, "cannot tell"),
        ("<=", 1.6, "<=", 1.5, "cannot tell"),
        ("<=", 1.6, ">", 1.6, "not met"),
        ("<=", 1.6, ">=", 1.6, "cannot tell"),
        ("<=", 1.6, ">=", 1.7, "not met"),
        ("<=", 1.6, "=", 1.7, "not met"),
        ("<=", 1.6, "=", 1.6, "cannot tell"),
        (">=", 600, ">=", 600, "met"),
        (">=", 600, ">", 600, "cannot tell"),
        (">=", 600, ">=", 900, "cannot tell"),
        (">=", 600, "<", 600, "not met"),
        (">=", 600, "<=", 600, "cannot tell"),
        (">=", 600, "=", 500, "not met"),
        ("=", 193, "=", 193, "met"),
    ],
)
def test_at_most_and_at_least_decide_only_what_holds_for_all_they_allow(
    comparator: str, value: float, operator: str, limit: float, condition: str
) -> None:
    tables = rule(
        thresholds=limits(("a", "overlay", operator, limit, "nm")),
        parameters=said(("overlay", comparator, value, "nm")),
    )
    found = evaluate("model-x", "2022-12-01", tables=tables)
    assert found["condition"].tolist() == [condition]
    assert found["value"].tolist() == [f"{value:g}" if comparator == "=" else f"{comparator} {value:g}"]


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ([("<=", 1.6), ("=", 1.6)], "not caught"),
        ([("<=", 1.6), ("=", 1.4)], "caught"),
        ([("<=", 1.4), ("=", 1.6)], "cannot tell"),
        ([("<=", 1.6), (">=", 1.2)], "cannot tell"),
    ],
)
def test_a_source_that_leaves_a_condition_open_does_not_undo_one_that_decides_it(
    told: list[tuple[str, float]], verdict: str
) -> None:
    tables = rule(
        thresholds=limits(("a", "overlay", "<=", 1.5, "nm")),
        parameters=said(*(("overlay", comparator, value, "nm") for comparator, value in told)),
    )
    assert set(evaluate("model-x", "2022-12-01", tables=tables)["verdict"]) == {verdict}


@pytest.mark.parametrize("outcome", ["exempted", "eligible"])
@pytest.mark.parametrize(("value", "prefix"), [(5000, ""), (4000, "not ")])
def test_a_clause_that_frees_or_admits_says_so(outcome: str, value: float, prefix: str) -> None:
    clause = [{**row, "when_met": outcome} for row in limits(("a", "performance", ">=", 4800, "1"))]
    product: Product = {"equipment_id": "model-x", "performance": value}
    assert verdicts(rule(thresholds=clause), product) == [prefix + outcome]


@pytest.mark.parametrize(
    ("relation", "clause", "on", "replaced_by"),
    [
        ("amends", "3A090.a.1", "2023-12-01", "us-later-rule"),
        ("supersedes", "3A090.a.1", "2023-12-01", "us-later-rule"),
        ("amends", "3A090.a.1", "2023-11-16", None),
        ("extends", "3A090.a.1", "2023-12-01", None),
        ("amends", "4A090.a", "2023-12-01", None),
    ],
)
def test_limits_that_a_later_rule_rewrote_name_it(relation: str, clause: str, on: str, replaced_by: str | None) -> None:
    later = [{**row, "measure_id": "us-later-rule"} for row in limits((clause, "performance", ">=", 4800, "1"))]
    tables = given(
        measures=[measure("us-rule"), measure("us-later-rule")],
        measure_events=[
            *events("us-rule", "effective 2022-10-21"),
            *events("us-later-rule", "effective 2023-11-17"),
        ],
        measure_relations=[
            {"measure_id": "us-later-rule", "relation": relation, "related_measure_id": "us-rule", "claim_id": "g.001"}
        ],
        equipment=CHIPS,
        thresholds=[*limits(*CLAUSES), *later],
    )
    found = evaluate("model-x", on, tables=tables)
    by_measure = {m: set(rows["replaced_by"].dropna()) for m, rows in found.groupby("measure_id")}
    assert by_measure["us-rule"] == ({replaced_by} if replaced_by else set())
    assert by_measure.get("us-later-rule", set()) == set()


def test_only_measures_of_the_domain_are_asked() -> None:
    asked = ("model-x", "2022-12-01")
    assert len(evaluate(*asked, domain="export-control", tables=rule())) == 2
    assert len(evaluate(*asked, domain="procurement", tables=rule())) == 0


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"perfomance": 1}, "did you mean `performance`"),
        ({"tr": 1}, "did you mean `transfer-rate`"),
        ({"performance": True}, "give a number"),
        ({"performance": -1}, "not below zero"),
        ({"performance": float("inf")}, "has an end"),
        ({"transfer-rate": (600, "nm")}, "does not measure what 'GB/s' does"),
    ],
)
def test_a_parameter_that_is_unknown_or_cannot_be_is_refused(cells: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        evaluate(cells, "2022-12-01", tables=rule())


def test_numbers_of_numpy_are_numbers() -> None:
    import numpy

    assert verdicts(rule(), {"performance": numpy.int64(4992), "transfer-rate": numpy.float32(600)}) == ["caught"]


def test_a_condition_in_words_is_answered_with_yes_or_no() -> None:
    worded = {"measure_id": "us-rule", "equipment_id": "advanced-chips", "clause": "a", "parameter": "for-games"}
    tables = rule(thresholds=[{**worded, "words": "For games", "claim_id": "g.001"}])
    told = {answer: verdicts(tables, {"equipment_id": "model-x", "for-games": answer}) for answer in (True, False)}
    assert told == {True: ["caught"], False: ["not caught"]}
    assert verdicts(tables, "model-x") == ["cannot tell"]
    with pytest.raises(ValueError, match="give True or False"):
        evaluate({"for-games": 3}, "2022-12-01", tables=tables)


def licensed(*destinations: tuple[str, str], excepted: bool = False) -> Tables:
    lines = ["effective 2022-10-21", *(["suspended 2022-11-01 | enforcement"] if excepted else [])]
    needed = {"measure_id": "us-rule", "control_code": "3A090.a", "reason": "RS", "claim_id": "g.001"}
    return given(
        measures=[measure("us-rule", jurisdiction="US")],
        measure_events=events("us-rule", *lines),
        equipment=CHIPS,
        measure_equipment=[{"measure_id": "us-rule", "equipment_id": "advanced-chips", "effect": "licence-required"}],
        thresholds=limits(("3A090.a.1", "performance", ">=", 4800, "1")),
        licence_requirements=[{**needed, "destination": code, "words": words} for code, words in destinations],
        jurisdiction_groups=[
            {"group": group, "jurisdiction": code, "claim_id": "g.001"}
            for group, code in (("D:5", "CN"), ("D:4", "IL"), ("A:6", "IL"))
        ],
    )


LEFT_OUT = "Destinations that are also in A:5 or A:6 are left out"


@pytest.mark.parametrize(
    ("tables", "destination", "begins"),
    [
        (licensed(("D:5", "")), "CN", "Controlled to CN: US: a licence is needed under 3A090.a.1 (us-rule)."),
        (licensed(("D:5", "")), "DE", "Not caught to DE by any limit in the record."),
        (licensed(("D:4", LEFT_OUT)), "IL", "Not caught to IL by any limit in the record."),
        (licensed(("*", "Destinations that the country chart marks in AT column 1")), "DE", "Caught, and perhaps"),
        (licensed(("*", "Worldwide control")), "DE", "Controlled to DE"),
        (licensed(("*", "Worldwide control"), excepted=True), "DE", "Caught, and perhaps controlled to DE"),
    ],
)
def test_a_clause_reaches_the_destinations_of_its_licence_requirements(
    tables: Tables, destination: str, begins: str
) -> None:
    found = evaluate(
        {"equipment_id": "model-x", "performance": 5000}, "2022-12-01", destination=destination, tables=tables
    )
    assert found.attrs["verdict"].startswith(begins)


def test_what_does_not_reach_the_destination_is_no_clearance() -> None:
    asked = {"equipment_id": "model-x", "performance": 5000}
    found = evaluate(asked, "2022-12-01", destination="DE", tables=licensed(("D:5", "")))
    assert "no clearance" in found.attrs["verdict"]
    assert "caught by 3A090.a.1, which does not reach DE" in found.attrs["notes"]


def test_an_exemption_that_the_product_meets_frees_it_from_its_entry() -> None:
    note = [{**row, "when_met": "exempted"} for row in limits(("3A090.note 2", "density", "<", 5, "1"))]
    tables = rule(thresholds=[*limits(("3A090.a", "performance", ">=", 4800, "1")), *note])
    asked = {"equipment_id": "model-x", "performance": 5000}
    assert evaluate(asked, "2022-12-01", tables=tables).attrs["verdict"].startswith("Controlled")
    free = evaluate({**asked, "density": 4}, "2022-12-01", tables=tables).attrs["verdict"]
    assert free.startswith("Not caught: an exemption that the product meets frees it from 3A090.a.")


def test_products_are_judged_in_bulk_with_one_sentence_each(tmp_path: Path) -> None:
    file = tmp_path / "products.csv"
    file.write_text("name,performance,transfer-rate\nBig,5000,600\nSmall,100,\n", "utf-8")
    found = evaluate(file, "2022-12-01", tables=rule())
    assert found.groupby("product")["verdict"].first().to_dict() == {"Big": "caught", "Small": "not caught"}
    assert [line.split(":")[0] for line in found.attrs["verdict"].splitlines()] == ["Big", "Small"]


def test_an_end_user_is_asked_for_on_the_lists_in_force() -> None:
    tables = given(
        firms=[{"firm_id": "lamp-works", "name": "Lamp Works", "jurisdiction": "CN", "kind": "other"}],
        measures=[measure("us-list", instrument="entity-listing")],
        measure_events=events("us-list", "effective 2020-01-01"),
        measure_firms=[{"measure_id": "us-list", "firm_id": "lamp-works", "role": "listed", "claim_id": "g.001"}],
        equipment=CHIPS,
    )
    told = [
        evaluate("model-x", "2022-01-01", end_user=n, tables=tables).attrs["verdict"] for n in ("Lamp Works", "X Y")
    ]
    assert told[0].startswith("End user lamp-works is listed: us-list.")
    assert "no clearance" in told[1]


def test_a_kind_with_limits_of_its_own_is_not_caught_by_its_name_alone() -> None:
    named = [{"equipment_id": "advanced-chips", "effect": "licence-required", "control_code": "3A090"}]
    found = evaluate("advanced-chips", "2022-12-01", tables=rule(named))
    assert set(found["verdict"]) == {"cannot tell"}
    assert found.attrs["verdict"].startswith(
        "It depends on values that are not given: US: a licence is needed under 3A090.a"
    )
    assert verdicts(rule(named), {"equipment_id": "advanced-chips", "performance": 5000, "transfer-rate": 600}) == [
        "caught"
    ]


def test_a_kind_named_under_another_code_than_its_limits_is_caught_by_name() -> None:
    named = [{"equipment_id": "advanced-chips", "effect": "licence-required", "control_code": "4A090"}]
    found = evaluate("advanced-chips", "2022-12-01", tables=rule(named))
    assert found.loc[found["condition"] == "named", "verdict"].tolist() == ["caught"]


def test_a_member_of_the_european_union_alone_is_told_to_be_half_of_its_law() -> None:
    members = [{"group": "EU", "jurisdiction": "NL", "from": "1958-01-01", "claim_id": "g.001"}]
    tables = {**rule(), "jurisdiction_groups": given(jurisdiction_groups=members)["jurisdiction_groups"]}
    notes = [evaluate("model-x", "2022-12-01", jurisdiction=j, tables=tables).attrs["notes"] for j in ("NL", "GB")]
    said = "only measures made by NL were asked; the law of the EU applies there too: ask EU"
    assert [said in notes[0], said in notes[1]] == [True, False]


def test_each_of_several_destinations_is_answered() -> None:
    tables = {**rule(named=[{"equipment_id": "model-x", "effect": "licence-required"}], thresholds=limits())}
    tables["measure_targets"] = given(
        measure_targets=[{"measure_id": "us-rule", "jurisdiction": "CN", "claim_id": "g.001"}]
    )["measure_targets"]
    found = evaluate("model-x", "2022-12-01", destination=["CN", "DE"], tables=tables)
    assert found[["to", "destination"]].drop_duplicates().values.tolist() == [["CN", "reached"], ["DE", "not reached"]]
    assert [line.split(":")[0] for line in found.attrs["verdict"].splitlines()] == [
        "Controlled to CN",
        "Not caught to DE by any limit in the record. This is no clearance",
    ]
    alone = evaluate("model-x", "2022-12-01", destination=["CN"], tables=tables)
    assert alone.attrs == evaluate("model-x", "2022-12-01", destination="CN", tables=tables).attrs


@pytest.mark.parametrize("code", ["3A090", "3A090.a", "Item 17 (ka)"])
def test_a_class_with_limits_below_its_code_is_not_caught_by_name(code: str) -> None:
    clause = f"{code}(1)" if "(" in code else f"{code}.1"
    named = [{"equipment_id": "model-x", "effect": "licence-required", "control_code": code}]
    limited = limits((clause, "performance", ">=", 4800, "1"), item="model-x")
    assert verdicts(rule(named=named, thresholds=limited), "model-x") == ["cannot tell"]
