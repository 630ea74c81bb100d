"""What is in force is worked out from events: staged, suspended, ended, never begun, and as far as dates tell."""

import pytest
from given import Rows, events, given, measure

from chip_export_controls import in_force, status
from chip_export_controls.library import Tables

RULE = "na-rule"


def rule(*lines: str) -> Tables:
    return given(measures=[measure(RULE)], measure_events=events(RULE, *lines))


def parts(tables: Tables, on: str) -> list[str]:
    return list(in_force(on, tables=tables)["scope"])


def states(tables: Tables, on: str) -> list[tuple[str, str]]:
    found = status(RULE, on, tables=tables)
    return list(zip(found["status"], found["certainty"], strict=True))


def test_a_rule_that_took_effect_before_it_was_published_was_in_force_by_then() -> None:
    tables = rule("announced 2020-04-01", "effective 2020-05-01", "published 2020-05-04")
    assert [parts(tables, f"2020-{day}") for day in ("04-30", "05-01", "05-02", "05-04")] == [[], [""], [""], [""]]


def test_each_part_of_a_staged_rule_is_in_force_from_its_own_day() -> None:
    tables = rule("effective 2022-10-07 | tools", "effective 2022-10-12 | persons", "effective 2022-10-21 | chips")
    assert parts(tables, "2022-10-06") == []
    assert parts(tables, "2022-10-07") == parts(tables, "2022-10-11") == ["tools"]
    assert parts(tables, "2022-10-12") == parts(tables, "2022-10-20") == ["persons", "tools"]
    assert parts(tables, "2022-10-21") == parts(tables, "2022-10-22") == ["chips", "persons", "tools"]


def test_a_rule_rescinded_before_its_compliance_date_was_in_force_until_then() -> None:
    tables = rule("effective 2025-01-13", "compliance-deadline 2025-05-15", "revoked 2025-05-13")
    assert [parts(tables, f"2025-05-{day}") for day in (12, 13, 14, 15)] == [[""], [], [], []]
    assert states(tables, "2025-05-15") == [("revoked", "certain")]


def test_a_suspension_for_a_year_ends_with_the_day_of_resumption() -> None:
    tables = rule("effective 2025-09-29", "suspended 2025-11-10", "resumed 2026-11-10")
    days = ("2025-11-09", "2025-11-10", "2026-11-09", "2026-11-10", "2026-11-11")
    assert [parts(tables, day) for day in days] == [[""], [], [], [""], [""]]
    assert in_force("2026-11-10", tables=tables)["event"].tolist() == ["resumed"]


def test_a_package_suspended_before_it_took_effect_is_not_in_force_until_it_resumes() -> None:
    tables = rule("announced 2025-10-09", "effective 2025-11-08", "suspended 2025-11-07", "resumed 2026-11-11")
    days = ("2025-11-06", "2025-11-07", "2025-11-08", "2025-11-09", "2026-11-10", "2026-11-11")
    assert [parts(tables, day) for day in days] == [[], [], [], [], [], [""]]
    assert states(tables, "2025-11-08") == [("suspended", "certain")]


def test_a_licence_that_was_never_granted_was_never_in_force() -> None:
    tables = rule("reported 2019-07", "withdrawn 2020-01-06")
    assert [parts(tables, day) for day in ("2020-01-05", "2020-01-06", "2020-01-07", "2030-01-01")] == [[]] * 4
    assert states(tables, "2020-01-06") == [("withdrawn", "certain")]


def test_a_decision_is_not_in_force_in_the_months_between_announcement_and_effect() -> None:
    tables = rule("announced 2023-03-08", "adopted 2023-06-23", "published 2023-06-30", "effective 2023-09-01")
    assert [parts(tables, f"2023-{day}") for day in ("03-08", "06-30", "08-31", "09-01", "09-02")] == [
        [],
        [],
        [],
        [""],
        [""],
    ]
    assert [states(tables, f"2023-{day}") for day in ("03-07", "03-08", "06-23", "08-31")] == [
        [("unheard-of", "certain")],
        [("announced", "certain")],
        [("adopted", "certain")],
        [("published", "certain")],
    ]


def test_a_rule_withdrawn_before_its_scheduled_day_never_takes_effect() -> None:
    for ending in ("withdrawn", "revoked"):
        tables = rule("proposed 2020-01-01", "effective 2020-06-01", f"{ending} 2020-05-31")
        assert [parts(tables, day) for day in ("2020-05-31", "2020-06-01", "2020-06-02")] == [[], [], []]


def test_a_revoked_measure_that_takes_effect_again_is_in_force_again() -> None:
    tables = rule("effective 2020-01-01", "revoked 2021-01-01", "effective 2022-01-01")
    days = ("2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01")
    assert [parts(tables, day) for day in days] == [[""], [], [], [""]]


def test_the_day_of_expiry_is_the_last_day_in_force() -> None:
    tables = rule("effective 2018-07-02", "expired 2018-08-01")
    assert [parts(tables, day) for day in ("2018-07-31", "2018-08-01", "2018-08-02")] == [[""], [""], []]


def test_what_ends_one_part_leaves_the_others_and_is_told_where_no_part_bears_its_name() -> None:
    tables = rule(
        "effective 2020-01-01 | a", "effective 2020-01-01 | b", "revoked 2020-03-01 | a", "expired 2020-04-30 | c"
    )
    assert parts(tables, "2020-02-29") == ["a", "b"]
    assert parts(tables, "2020-03-01") == ["b"]
    assert in_force("2020-04-30", tables=tables)["excepted"].tolist() == [""]
    assert in_force("2020-05-01", tables=tables)["excepted"].tolist() == ["c"]


def test_what_ends_the_whole_ends_each_part() -> None:
    tables = rule("effective 2020-01-01 | a", "effective 2020-02-01 | b", "revoked 2020-03-01")
    assert [parts(tables, day) for day in ("2020-02-29", "2020-03-01")] == [["a", "b"], []]


def certainties(tables: Tables, on: str) -> list[tuple[str, str]]:
    found = in_force(on, tables=tables)
    return list(zip(found["event"], found["certainty"], strict=True))


def test_an_event_in_some_month_is_possible_within_it_and_certain_after() -> None:
    tables = rule("effective 2024-09")
    assert certainties(tables, "2024-08-31") == []
    assert certainties(tables, "2024-09-15") == [("effective", "possible")]
    assert certainties(tables, "2024-09-30") == [("effective", "certain")]
    assert states(tables, "2024-09-15") == [("in-force", "possible"), ("unheard-of", "possible")]


def test_a_question_about_a_month_tells_all_of_it_from_some_of_it() -> None:
    tables = rule("effective 2024-09-10", "revoked 2024-11-20")
    assert [certainties(tables, f"2024-{month}") for month in ("08", "09", "10", "11", "12")] == [
        [],
        [("effective", "possible")],
        [("effective", "certain")],
        [("effective", "possible")],
        [],
    ]


def test_an_end_with_an_open_date_is_possible_ever_after() -> None:
    tables = rule("effective 2020-01-01", "expired 2021-05-01/..")
    assert certainties(tables, "2021-05-01") == [("effective", "certain")]
    assert certainties(tables, "2021-05-02") == certainties(tables, "2050-01-01") == [("effective", "possible")]


def test_a_suspension_and_resumption_in_one_month_may_leave_it_either_way() -> None:
    tables = rule("effective 2020-01-01", "suspended 2020-03", "resumed 2020-03")
    assert certainties(tables, "2020-03-01") == [("effective", "possible"), ("resumed", "possible")][:1]
    assert states(tables, "2020-02-29") == [("in-force", "certain")]


ITEMS = [
    {"equipment_id": "lithography", "name": "L", "kind": "tool", "category": "lithography"},
    {"equipment_id": "immersion", "name": "I", "kind": "tool", "category": "lithography", "parent_id": "lithography"},
    {"equipment_id": "nxt", "name": "N", "kind": "tool", "category": "lithography", "parent_id": "immersion"},
    {"equipment_id": "etch", "name": "E", "kind": "tool", "category": "etch"},
]


def controlled(item: str) -> Tables:
    effect = {"measure_id": RULE, "equipment_id": item, "effect": "licence-required", "control_code": "3B001"}
    return given(
        measures=[measure(RULE)],
        measure_events=events(RULE, "effective 2020-01-01"),
        equipment=ITEMS,
        measure_equipment=[effect],
    )


@pytest.mark.parametrize(
    ("asked", "named", "reach"),
    [
        ("nxt", "nxt", ["itself"]),
        ("nxt", "lithography", ["family"]),
        ("lithography", "nxt", ["kind"]),
        ("etch", "nxt", []),
    ],
)
def test_a_control_reaches_an_item_through_its_families_and_kinds(asked: str, named: str, reach: list[str]) -> None:
    assert in_force("2020-01-01", equipment=asked, tables=controlled(named))["reach"].tolist() == reach


def test_an_unknown_item_or_firm_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean `immersion`"):
        in_force("2020-01-01", equipment="imersion", tables=controlled("nxt"))
    with pytest.raises(KeyError, match="no firm 'asml'"):
        in_force("2020-01-01", firm="asml", tables=controlled("nxt"))


def listed(removal: Rows) -> Tables:
    ids = ("na-list-1", "na-removal", "na-list-2")
    days = ("2019-01-10", "2020-02-20", "2021-03-30")
    roles = ("listed", "delisted", "listed")
    return given(
        measures=[measure(name, instrument="entity-listing") for name in ids],
        measure_events=[row for name, day in zip(ids, days, strict=True) for row in events(name, f"effective {day}")],
        firms=[{"firm_id": "lamp-works", "name": "Lamp Works", "jurisdiction": "NA", "kind": "other"}],
        measure_firms=[
            {"measure_id": name, "firm_id": "lamp-works", "role": role, "claim_id": "list.001"}
            for name, role in zip(ids, roles, strict=True)
        ],
        measure_relations=removal,
    )


@pytest.mark.parametrize(
    "removal", [[], [{"measure_id": "na-removal", "relation": "amends", "related_measure_id": "na-list-1"}]]
)
def test_a_firm_listed_delisted_and_listed_again_is_listed_in_the_first_and_last_spell(removal: Rows) -> None:
    def lists(day: str) -> list[str]:
        found = in_force(day, firm="lamp-works", tables=listed(removal))
        return list(found.loc[found["role"] == "listed", "measure_id"])

    assert [lists(f"2019-01-{day:02}") for day in (9, 10, 11)] == [[], ["na-list-1"], ["na-list-1"]]
    assert [lists(f"2020-02-{day:02}") for day in (19, 20, 21)] == [["na-list-1"], [], []]
    assert [lists(f"2021-03-{day:02}") for day in (29, 30, 31)] == [[], ["na-list-2"], ["na-list-2"]]


def test_a_firm_struck_off_by_an_amendment_of_its_own_list_is_off_it_from_then() -> None:
    lists = events(RULE, "effective 2021-01-14", "amended 2021-06 | Lamp Works removed")
    roles = [
        {"measure_id": RULE, "firm_id": "lamp-works", "role": "listed", "claim_id": "gazette.001"},
        {"measure_id": RULE, "firm_id": "lamp-works", "role": "delisted", "claim_id": "gazette.002"},
    ]
    firm = {"firm_id": "lamp-works", "name": "Lamp Works", "jurisdiction": "NA", "kind": "other"}
    tables = given(measures=[measure(RULE)], measure_events=lists, firms=[firm], measure_firms=roles)

    def listed(day: str) -> list[str]:
        found = in_force(day, tables=tables, firm="lamp-works")
        return list(found.loc[found["role"] == "listed", "certainty"])

    assert [listed(day) for day in ("2021-05-31", "2021-06-10", "2021-06-30")] == [["certain"], ["possible"], []]


def test_a_firm_stands_in_the_part_whose_event_rests_on_its_claim_and_else_in_the_other_parts() -> None:
    parts = [
        {"measure_id": RULE, "event": "effective", "date": "2021-01-14", "scope": "freeze", "claim_id": "gazette.001"},
        {"measure_id": RULE, "event": "effective", "date": "2021-01-15", "scope": "", "claim_id": "gazette.002"},
    ]
    roles = [
        {"measure_id": RULE, "firm_id": "frozen-works", "role": "listed", "claim_id": "gazette.001"},
        {"measure_id": RULE, "firm_id": "lamp-works", "role": "listed", "claim_id": "gazette.003"},
    ]
    firms = [
        {"firm_id": name, "name": name, "jurisdiction": "NA", "kind": "other"}
        for name in ("frozen-works", "lamp-works")
    ]
    tables = given(measures=[measure(RULE)], measure_events=parts, firms=firms, measure_firms=roles)

    def scopes(firm: str, day: str) -> list[str]:
        return list(in_force(day, tables=tables, firm=firm)["scope"])

    assert [scopes("frozen-works", day) for day in ("2021-01-13", "2021-01-14", "2021-01-15")] == [
        [],
        ["freeze"],
        ["freeze"],
    ]
    assert [scopes("lamp-works", day) for day in ("2021-01-14", "2021-01-15")] == [[], [""]]


def test_a_target_keeps_measures_on_it_and_on_all_destinations() -> None:
    ids = ("na-all", "na-cn", "na-ru")
    tables = given(
        measures=[measure(name) for name in ids],
        measure_events=[row for name in ids for row in events(name, "effective 2020-01-01")],
        measure_targets=[
            {"measure_id": name, "jurisdiction": target} for name, target in zip(ids, ("*", "CN", "RU"), strict=True)
        ],
    )
    assert in_force("2020-01-01", tables=tables, target="CN")["measure_id"].tolist() == ["na-all", "na-cn"]


def test_jurisdiction_and_domain_choose_among_measures() -> None:
    tables = given(
        measures=[
            measure("na-a"),
            measure("eu-b", jurisdiction="EU"),
            measure("eu-c", jurisdiction="EU", domain="procurement"),
        ],
        measure_events=[row for name in ("na-a", "eu-b", "eu-c") for row in events(name, "effective 2020-01-01")],
    )
    found = in_force("2020-01-01", tables=tables, jurisdiction="EU", domain="export-control")
    assert found["measure_id"].tolist() == ["eu-b"]


def test_a_day_that_is_none_is_refused() -> None:
    for text in ("2024-02-30", "next year", "2024-05-01/.."):
        with pytest.raises(ValueError, match=r"calendar|is not|open at one end"):
            in_force(text)


@pytest.mark.parametrize("question", [{"jurisdiction": "nl"}, {"target": "Cathay"}, {"domain": "export-controls"}])
def test_a_code_or_domain_that_can_stand_in_no_row_is_refused(question: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="give "):
        in_force("2020-01-01", **question, tables=rule("effective 2020-01-01"))


def test_the_name_of_a_country_is_read_as_its_code_and_a_note_says_so() -> None:
    tables = rule("effective 2020-01-01")
    named, coded = (in_force("2020-01-01", target=target, tables=tables) for target in ("China", "CN"))
    assert named.equals(coded)
    assert "`China` is read as CN" in named.attrs["notes"]
    assert "`China` is read as CN" not in coded.attrs["notes"]
