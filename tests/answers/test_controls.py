"""Controls are told one row each, and changes since a day by kind."""

import pandas as pd
import pytest
from given import events, given, measure

from chip_export_controls import changes, controls, evaluate, status
from chip_export_controls.library import Tables


def record() -> Tables:
    return given(
        measures=[measure("us-rule", jurisdiction="US", citation="89 FR 1"), measure("nl-rule", jurisdiction="NL")],
        measure_events=[*events("us-rule", "effective 2020-01-01"), *events("nl-rule", "effective 2020-02-01")],
        measure_targets=[{"measure_id": "us-rule", "jurisdiction": "CN", "claim_id": "g.001"}],
        equipment=[{"equipment_id": "lamps", "name": "Lamps", "kind": "tool", "category": "lithography"}],
        equipment_parameters=[
            {
                "equipment_id": "lamps",
                "parameter": "wavelength",
                "comparator": "=",
                "value": "13.5",
                "unit": "nm",
                "claim_id": "g.001",
            }
        ],
        measure_equipment=[
            {
                "measure_id": m,
                "equipment_id": "lamps",
                "effect": "licence-required",
                "control_code": "9X1",
                "claim_id": "g",
            }
            for m in ("us-rule", "nl-rule")
        ],
        thresholds=[
            {
                "measure_id": "us-rule",
                "equipment_id": "lamps",
                "clause": "9X1.a",
                "parameter": "wavelength",
                "operator": "<=",
                "value": "14.5",
                "unit": "nm",
                "claim_id": "g.001",
            }
        ],
    )


def test_a_control_is_one_row_with_its_limit_and_act() -> None:
    found = controls("Lamps", "US", "CN", "2020-06-01", tables=record()).fillna("")
    columns = ["exporter", "code", "applies", "effect", "limit", "since", "citation"]
    assert found[columns].values.tolist() == [
        ["US", "9X1.a", "yes", "licence-required", "wavelength <= 14.5 nm", "2020-01-01", "89 FR 1"],
    ]


def test_an_item_by_name_counts_before_a_family_that_may_be_meant() -> None:
    about = {"measure_id": "us-rule", "effect": "licence-required", "claim_id": "g.001"}
    tables = given(
        measures=[measure("us-rule", jurisdiction="US")],
        measure_events=events("us-rule", "effective 2020-01-01"),
        measure_targets=[{"measure_id": "us-rule", "jurisdiction": "CN", "claim_id": "g.001"}],
        equipment=[
            {"equipment_id": "lamps", "name": "Lamps", "kind": "tool", "category": "lithography"},
            {"equipment_id": "l-9", "name": "L9", "kind": "tool", "category": "lithography", "parent_id": "lamps"},
        ],
        measure_equipment=[about | {"equipment_id": "lamps"}, about | {"equipment_id": "l-9"}],
    )
    found = controls("L9", "US", "CN", "2020-06-01", tables=tables)
    assert list(found["applies"]) == ["yes"]


def test_what_a_suspension_frees_does_not_apply_while_it_lasts() -> None:
    tables = dict(record())
    about = {"equipment_id": "lamps", "control_code": "", "claim_id": "g.001"}
    stop, day = {"measure_id": "us-stop"}, "measure_events"
    stopped = given(
        measures=[measure("us-rule", jurisdiction="US"), measure("us-stop", jurisdiction="US")],
        measure_events=[*events("us-rule", "effective 2020-01-01"), *events("us-stop", "effective 2020-06-01")],
        measure_relations=[stop | {"relation": "suspends", "related_measure_id": "us-rule", "claim_id": "g.001"}],
        measure_equipment=[
            about | {"measure_id": "us-rule", "effect": "banned"},
            about | stop | {"effect": "exempted"},
        ],
    )
    tables = {**tables, **{n: stopped[n] for n in ("measures", day, "measure_relations", "measure_equipment")}}
    tables["thresholds"] = tables["thresholds"].iloc[:0]
    told = [
        [(row.measure_id, row.applies) for row in controls("Lamps", "US", "CN", on, tables=tables).itertuples()]
        for on in ("2020-05-31", "2020-06-01")
    ]
    assert told == [[("us-rule", "yes")], [("us-stop", "exempted")]]


def test_exporters_and_destinations_make_a_matrix() -> None:
    found = controls("lamps", None, ["CN", "DE"], "2020-06-01", view="matrix", tables=record()).fillna("")
    assert found.values.tolist() == [
        ["NL", "perhaps a licence is needed (9X1)", "perhaps a licence is needed (9X1)"],
        ["US", "a licence is needed (9X1.a)", "none recorded"],
    ]


def of_the_union() -> Tables:
    rules = ("eu-list", "EU"), ("nl-rule", "NL"), ("gb-rule", "GB")
    return given(
        measures=[measure(m, jurisdiction=j) for m, j in rules],
        measure_events=[row for m, _ in rules for row in events(m, "effective 2020-01-01")],
        measure_targets=[{"measure_id": m, "jurisdiction": "*", "claim_id": "g.001"} for m, _ in rules],
        equipment=[
            {"equipment_id": "lamps", "name": "Lamps", "kind": "tool", "category": "lithography"},
            {"equipment_id": "wicks", "name": "Wicks", "kind": "tool", "category": "lithography"},
        ],
        jurisdiction_groups=[
            {"group": "EU", "jurisdiction": code, "from": "1958-01-01", "until": last, "claim_id": "g.001"}
            for code, last in (("NL", ""), ("DE", ""), ("FR", ""), ("BE", ""), ("GB", "2020-01-31"))
        ],
        measure_equipment=[
            {"measure_id": m, "equipment_id": item, "effect": "licence-required", "claim_id": "g"}
            for m, item in (("eu-list", "lamps"), ("nl-rule", "wicks"), ("gb-rule", "wicks"))
        ],
    )


def test_a_member_of_the_european_union_has_to_ask_under_its_law_too() -> None:
    found = controls("lamps", "NL", "CN", "2020-06-01", tables=of_the_union())
    assert found[["exporter", "measure_id", "applies"]].values.tolist() == [["EU", "eu-list", "yes"]]
    said = "(EU: a licence is needed; NL: none of its own that surely applies)"
    assert said in found.attrs["verdict"]
    assert "NL is a member of the European Union" in found.attrs["notes"][0]
    assert controls("lamps", "GB", "CN", "2020-06-01", tables=of_the_union()).empty
    assert set(controls("lamps", "GB", "CN", "2020-01-15", tables=of_the_union())["exporter"]) == {"EU"}


def test_in_a_matrix_a_member_answers_with_the_law_of_the_union() -> None:
    found = controls("lamps", ["NL", "GB"], "CN", "2020-06-01", view="matrix", tables=of_the_union())
    assert found.values.tolist() == [["GB", "none recorded"], ["NL", "EU: a licence is needed"]]


def test_from_member_to_member_the_law_of_the_union_does_not_surely_apply() -> None:
    found = controls("lamps", "NL", "DE", "2020-06-01", tables=of_the_union())
    assert found["applies"].tolist() == ["perhaps"]
    assert "exports out of it" in found.attrs["notes"][1]


def test_an_item_without_controls_is_not_cleared() -> None:
    assert "no clearance" in controls("lamps", "JP", None, "2020-06-01", tables=record()).attrs["verdict"]


def test_another_view_or_code_is_refused() -> None:
    with pytest.raises(ValueError, match='give "rows" or "matrix"'):
        controls("lamps", view="chart", tables=record())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="did you mean `GB`"):
        controls("lamps", "UK", tables=record())


def news() -> Tables:
    rows = events("na-rule", "effective 2020-05-01", "expired 2020-08-31", "announced 2020-04-01")
    rows[1]["basis"] = "scheduled"
    return given(
        measures=[measure("na-rule")],
        measure_events=rows,
        sources=[{"source_id": "gazette", "retrieved_on": "2020-05-20"}],
        claims=[{"claim_id": f"gazette.{n:03}", "source_id": "gazette"} for n in (1, 2, 3)],
    )


def test_changes_are_told_by_kind() -> None:
    found = changes("2020-05-01", today="2020-06-15", tables=news())
    assert found[["kind", "date", "event"]].values.tolist() == [
        ["happened", "2020-05-01", "effective"],
        ["came into force", "2020-05-01", "effective"],
        ["ends soon", "2020-08-31", "last day in force"],
        ["learned", "2020-04-01", "announced"],
    ]
    assert changes("2020-05-01", today="2020-05-15", tables=news())["kind"].tolist() == [
        "happened",
        "came into force",
        "learned",
    ]


def test_what_is_scheduled_is_told_before_and_after_its_day() -> None:
    rows = events("na-rule", "effective 2020-05-01", "suspended 2020-05-10", "resumed 2020-06-10")
    tables = given(
        measures=[measure("na-rule")],
        measure_events=[row | {"basis": "scheduled"} if row["event"] == "resumed" else row for row in rows],
        coverage=[{"jurisdiction": "NA", "year": "2020", "status": "partial", "last_searched_on": "2020-06-15"}],
    )

    def kinds(today: str) -> list[str]:
        found = changes("2020-06-01", today=today, tables=tables)
        return list(found["kind"])

    assert kinds("2020-06-05") == ["starts soon", "ends soon"]
    assert kinds("2020-06-15") == ["scheduled, not confirmed"]
    assert "1 scheduled, not confirmed" in changes("2020-06-01", tables=tables).attrs["verdict"]
    assert changes("today", tables=tables).attrs["notes"] == [
        "1 schedule of an earlier day is not confirmed by any source: na-rule (resumed 2020-06-10); "
        "an earlier `since` lists it",
        "NA: nothing after 2020-06-15 was read.",
    ]
    assert changes(tables=tables).attrs["verdict"].startswith("From 2020-03-17 to 2020-06-15")


def test_a_version_stands_for_its_day_and_an_unknown_one_is_refused() -> None:
    assert changes("0.1.0", today="2026-12-01", tables=news()).attrs["verdict"].startswith("From 2026-11-20")
    with pytest.raises(ValueError, match=r"no version '9\.9\.9'"):
        changes("9.9.9", tables=news())


def in_doubt() -> Tables:
    rows = events("na-rule", "effective 2020-01-01", "suspended 2020-02-01", "resumed 2020-08-01")
    rows[2]["basis"] = "scheduled"
    return given(
        measures=[measure("na-rule"), measure("na-stop")],
        measure_events=rows + events("na-stop", "effective 2020-02-01", "reported 2020-07-01 | extension to October"),
        measure_relations=[
            {"measure_id": "na-stop", "relation": "suspends", "related_measure_id": "na-rule", "claim_id": "g.001"}
        ],
        equipment=[{"equipment_id": "lamps", "name": "Lamps", "kind": "tool", "category": "lithography"}],
        measure_equipment=[
            {"measure_id": "na-rule", "equipment_id": "lamps", "effect": "licence-required", "claim_id": "g"}
        ],
        thresholds=[
            {"measure_id": "na-rule", "equipment_id": "lamps", "clause": "L1", "parameter": "wavelength"}
            | {"operator": "<=", "value": "14.5", "unit": "nm", "claim_id": "g.001"}
        ],
    )


def test_a_schedule_of_which_something_else_was_reported_is_not_the_headline() -> None:
    said = status("na-rule", "2020-09-01", tables=in_doubt())
    schedule = "by schedule in force again since 2020-08-01, or suspended longer, as was reported: not known"
    assert said.attrs["verdict"] == f"na-rule on 2020-09-01: {schedule}."
    before = status("na-rule", "2020-07-15", tables=in_doubt()).attrs["verdict"]
    assert before.startswith("na-rule on 2020-07-15: suspended since 2020-02-01")


def test_what_was_reported_of_a_schedule_is_told_where_it_cannot_be_told_whether_a_limit_is_met() -> None:
    found = controls("lamps", "NA", None, "2020-09-01", tables=in_doubt())
    note = "na-stop, which suspends na-rule: extension to October (reported 2020-07-01)"
    assert found["applies"].tolist() == ["cannot tell"]
    assert note in found.attrs["notes"]
    assert note in evaluate("lamps", "2020-09-01", tables=in_doubt()).attrs["notes"]


def test_the_terms_of_an_exception_are_told_while_its_measure_is_in_force() -> None:
    tables = dict(record())
    about = {"control_code": "9X1", "exception": "NAC", "destination": "*", "claim_id": "g.001"}
    offered = given(
        measures=[measure("us-later", jurisdiction="US")],
        measure_events=events("us-later", "effective 2020-09-01"),
        licence_exceptions=[
            about | {"measure_id": "us-rule", "words": "Not for data centres"},
            about | {"measure_id": "us-later", "exception": "ACA", "words": "With a notice"},
            about | {"measure_id": "us-later", "exception": "AIA", "words": "Available"},
        ],
    )
    tables["licence_exceptions"] = offered["licence_exceptions"]
    for name in ("measures", "measure_events"):
        tables[name] = pd.concat([tables[name], offered[name]], ignore_index=True)
    terms = "licence exception NAC of 9X1: Not for data centres"
    notes = [controls("Lamps", "US", "CN", on, tables=tables).attrs["notes"] for on in ("2020-06-01", "2020-10-01")]
    assert [note for note in notes[0] if "exception" in note] == [terms]
    assert [note for note in notes[1] if "exception" in note] == ["licence exception ACA of 9X1: With a notice", terms]
    assert terms in evaluate("Lamps", "2020-06-01", destination="CN", tables=tables).attrs["notes"]
