"""Nothing is certain after the search, by a schedule alone, or on a day in doubt; and each answer says until when."""

from datetime import date

import pytest
from given import Rows, events, given, measure

from chip_export_controls import in_force, intervals, status
from chip_export_controls.answers.standing.searches import last_search
from chip_export_controls.library import Tables

RULE = "na-rule"


def rule(*lines: str, scheduled: tuple[int, ...] = (), coverage: Rows = ()) -> Tables:  # type: ignore[assignment]
    rows = events(RULE, *lines)
    for n in scheduled:
        rows[n]["basis"] = "scheduled"
    return given(measures=[measure(RULE)], measure_events=rows, coverage=coverage)


def told(tables: Tables, on: str) -> list[tuple[str, str, str, str]]:
    found = status(RULE, on, tables=tables).astype(object).fillna("")
    return list(found[["status", "certainty", "basis", "until"]].itertuples(index=False, name=None))


SUSPENDED = ("effective 2025-09-29", "suspended 2025-11-10", "resumed 2026-11-10")


def test_what_a_schedule_brings_is_possible_until_a_source_tells_of_it() -> None:
    tables = rule(*SUSPENDED, scheduled=(2,))
    assert told(tables, "2026-10-01") == [("suspended", "certain", "happened", "2026-11-09")]
    assert told(tables, "2026-11-10") == [("in-force", "possible", "scheduled", "")]
    assert told(rule(*SUSPENDED), "2026-11-10") == [("in-force", "certain", "happened", "")]


@pytest.mark.parametrize("mark", ["?", "~", "%"])
def test_a_day_in_doubt_is_not_certain(mark: str) -> None:
    assert told(rule(f"effective 2020-05-01{mark}"), "2020-06-01") == [("in-force", "possible", "happened", "")]
    assert status(RULE, "2020-06-01", tables=rule("effective 2020-05-01?"))["note"].tolist() == ["the day is in doubt"]


def search(year: int, last: str, kind: str = "partial") -> dict[str, str]:
    return {"jurisdiction": "NA", "year": str(year), "status": kind, "last_searched_on": last}


def test_nothing_is_certain_after_the_search() -> None:
    tables = rule("effective 2020-05-01", coverage=[search(2020, "2020-06-30"), search(2021, "", "not-searched")])
    found = in_force("2020-06-30", tables=tables)
    assert found[["certainty", "as_of"]].values.tolist() == [["certain", "2020-06-30"]]
    later = in_force("2020-07-01", tables=tables)
    assert later[["certainty", "note"]].values.tolist() == [["possible", "nothing after 2020-06-30 was read"]]
    assert "nothing after 2020-06-30 was read" in later.attrs["verdict"]


def test_what_could_not_be_read_is_not_certain_and_the_answer_says_what_is_missing() -> None:
    row = search(2020, "2020-11-28") | {"read_until": "2020-10-09~", "known_gaps": "The gazette of November."}
    tables = rule("effective 2020-05-01", coverage=[row])
    assert in_force("2020-10-09", tables=tables)["certainty"].tolist() == ["certain"]
    assert in_force("2020-10-09", tables=tables).attrs["notes"] == []
    for found in (status(RULE, "2020-11-28", tables=tables), in_force("2020-11-28", tables=tables)):
        assert found[["certainty", "note"]].values.tolist() == [["possible", "nothing after 2020-10-09 was read"]]
        assert found.attrs["notes"] == ["NA: nothing after 2020-10-09 was read. Known gaps: The gazette of November."]
    assert last_search(tables) == date(2020, 11, 28)
    before = in_force("2020-10-10", jurisdiction="NA", known_on="2020-06-01", tables=given(coverage=[row]))
    assert "NA was read up to 2020-06-01" in before.attrs["verdict"]


def test_the_missing_of_many_is_told_by_their_days() -> None:
    codes = ("NA", "BR", "CL", "PE")
    tables = given(
        measures=[measure(f"{c.lower()}-rule", jurisdiction=c) for c in codes],
        measure_events=[e for c in codes for e in events(f"{c.lower()}-rule", "effective 2020-05-01")],
        coverage=[
            search(2020, "2020-11-28") | {"jurisdiction": c, "read_until": f"2020-0{n}"} for n, c in enumerate(codes, 5)
        ],
    )
    (note,) = in_force("2020-11-28", tables=tables).attrs["notes"]
    assert note.startswith("Nothing was read of NA after 2020-05-31, BR after 2020-06-30, CL after 2020-07-31, ")


def test_a_search_tells_nothing_of_the_years_after_the_one_that_was_searched() -> None:
    tables = rule("effective 2020-05-01", coverage=[search(2020, "2024-06-30")])
    assert in_force("2020-12-31", tables=tables)["certainty"].tolist() == ["certain"]
    assert in_force("2021-01-01", tables=tables)["certainty"].tolist() == ["possible"]


def test_a_part_resumed_by_schedule_alone_stays_excepted() -> None:
    lines = ("effective 2024-12-03", "suspended 2025-11-09 | clause 2", "resumed 2026-11-28 | clause 2")
    tables = rule(*lines, scheduled=(2,))
    assert in_force("2026-11-27", tables=tables)["excepted"].tolist() == ["clause 2"]
    found = in_force("2026-11-28", tables=tables)
    assert found["excepted"].tolist() == ["clause 2 (to be resumed by schedule on 2026-11-28)"]
    assert found["certainty"].tolist() == ["possible"]
    assert in_force("2026-11-28", tables=rule(*lines))["excepted"].tolist() == [""]


def test_all_measures_are_told_at_once() -> None:
    ids = ("na-a", "na-b")
    tables = given(measures=[measure(name) for name in ids], measure_events=events("na-a", "effective 2020-01-01"))
    found = status(None, "2020-01-01", tables=tables)
    assert found[["measure_id", "status"]].values.tolist() == [["na-a", "in-force"], ["na-b", "unheard-of"]]
    assert found.attrs["verdict"] == "On 2020-01-01: 1 in-force, 1 unheard-of."


def test_an_empty_answer_says_what_was_searched_and_that_it_is_no_clearance() -> None:
    tables = rule("effective 2020-05-01", coverage=[search(2020, "2020-06-30")])
    assert in_force("2019-01-01", tables=tables, jurisdiction="NA").attrs["verdict"] == (
        "No measure of NA in force on 2019-01-01 is recorded. NA was read up to 2020-06-30. "
        "This is no clearance: the record is not complete."
    )
    assert "BR was not searched." in in_force("2019-01-01", tables=tables, jurisdiction="BR").attrs["verdict"]


@pytest.mark.parametrize(("code", "meant"), [("UK", "GB"), ("nl", "NL"), ("United Kindom", "GB"), ("Chna", "CN")])
def test_what_is_no_code_is_refused_with_the_one_that_is_meant(code: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f"did you mean `{meant}`"):
        in_force("2020-01-01", jurisdiction=code, tables=rule("effective 2020-05-01"))


@pytest.mark.parametrize(("name", "code"), [("Namibia", "NA"), ("China", "CN"), ("united kingdom", "GB")])
def test_a_country_is_taken_by_its_name_and_the_answer_says_so(name: str, code: str) -> None:
    found = in_force("2020-06-01", jurisdiction=name, tables=rule("effective 2020-05-01"))
    assert found.attrs["notes"][0] == f"`{name}` is read as {code}"
    assert set(found["jurisdiction"]) <= {code}


def test_the_codes_are_those_of_iso_3166() -> None:
    import pycountry

    from chip_export_controls.model.jurisdictions import CODES, COUNTRIES, WRITTEN

    assert {country.alpha_2 for country in pycountry.countries} == COUNTRIES
    assert set(WRITTEN.values()) <= CODES


def test_a_group_reaches_its_members_on_the_days_of_their_membership() -> None:
    tables = given(
        measures=[measure("na-rule")],
        measure_events=events("na-rule", "effective 2020-01-01"),
        measure_targets=[{"measure_id": "na-rule", "jurisdiction": "D:5", "claim_id": "g.001"}],
        jurisdiction_groups=[
            {"group": "D:5", "jurisdiction": "MO", "from": "", "until": "", "claim_id": "g.001"},
            {"group": "D:5", "jurisdiction": "AE", "from": "", "until": "2020-06-30", "claim_id": "g.001"},
        ],
    )

    def reached(target: str, on: str) -> int:
        return len(in_force(on, target=target, tables=tables))

    assert [reached(t, "2020-06-30") for t in ("MO", "AE", "DE", "D:5")] == [1, 1, 0, 1]
    assert [reached(t, "2020-07-01") for t in ("MO", "AE")] == [1, 0]


def test_hong_kong_is_part_of_china_for_the_united_states_from_the_day_of_the_rule() -> None:
    separate = "us-2020-12-23-hong-kong-separate-destination"
    us = {"jurisdiction": "US"}
    tables = given(
        measures=[measure("us-rule", **us), measure("na-rule"), measure(separate, **us)],
        measure_events=[
            *events("us-rule", "effective 2020-01-01"),
            *events("na-rule", "effective 2020-01-01"),
            *events(separate, "effective 2020-12-23"),
        ],
        measure_targets=[{"measure_id": m, "jurisdiction": "CN", "claim_id": "g.001"} for m in ("us-rule", "na-rule")],
    )
    assert in_force("2020-12-22", target="HK", tables=tables)["measure_id"].tolist() == []
    assert in_force("2020-12-23", target="HK", tables=tables)["measure_id"].tolist() == ["us-rule"]


@pytest.mark.usefixtures("in_miniature")
def test_a_stretch_says_of_each_day_what_status_says() -> None:
    from datetime import date, timedelta

    from chip_export_controls.library import RECORDED

    rows = intervals().fillna("").to_dict("records")
    for measure_id in RECORDED["measures"]["measure_id"]:
        for n in range(0, 1200, 13):
            day = (date(2019, 1, 1) + timedelta(days=n)).isoformat()
            within = [r for r in rows if r["measure_id"] == measure_id and r["from"] <= day <= (r["until"] or "9999")]
            found = status(measure_id, day).fillna("").to_dict("records")
            assert {(r["scope"], r["status"], r["event"], r["since"]) for r in within} == {
                (r["scope"], r["status"], r["event"], r["since"]) for r in found
            }, (measure_id, day)
            sure = {
                (r["scope"], r["status"]): r["certainty"] == "certain" and day <= (r["as_of"] or "9") for r in within
            }
            assert all(sure[r["scope"], r["status"]] == (r["certainty"] == "certain") for r in found), (measure_id, day)
