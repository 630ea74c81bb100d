"""Controls are told one row each, and changes since a day by kind."""

import pytest
from given import events, given, measure

from chip_export_controls import changes, controls
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
        return found["kind"].tolist()

    assert kinds("2020-06-05") == ["starts soon", "ends soon"]
    assert kinds("2020-06-15") == ["scheduled, not confirmed"]
    assert "1 scheduled, not confirmed" in changes("2020-06-01", tables=tables).attrs["verdict"]
    assert changes("today", tables=tables).attrs["notes"] == ["NA: nothing after 2020-06-15 was read."]


def test_a_version_stands_for_its_day_and_an_unknown_one_is_refused() -> None:
    assert changes("0.1.0", today="2026-12-01", tables=news()).attrs["verdict"].startswith("From 2026-11-20")
    with pytest.raises(ValueError, match=r"no version '9\.9\.9'"):
        changes("9.9.9", tables=news())
