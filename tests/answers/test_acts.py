"""The act itself comes first of its sources, a slip is told its nearest name, and schedules are explained."""

from given import events, given, measure

from chip_export_controls import cite, controls, provenance, screen, status
from chip_export_controls.answers.links.acts import nearness
from chip_export_controls.library import Tables


def source(name: str, **cells: str) -> dict[str, str]:
    given = {"source_id": name, "kind": "legal-text", "is_official": "true", "title": name, "publisher": "P", "url": ""}
    return given | {"published_on": "2024-12-05"} | cells


def record() -> Tables:
    return given(
        measures=[measure("us-rule", jurisdiction="US", title="A rule on lamps", citation="89 FR 96790")],
        measure_events=[
            *events("us-rule", "effective 2020-01-01", "suspended 2020-02-01 | part", "published 2024-12-05"),
        ],
        measure_identifiers=[{"measure_id": "us-rule", "scheme": "FR-DOC", "value": "2024-28270", "claim_id": "g.001"}],
        firms=[{"firm_id": "lumina", "name": "Lumina", "jurisdiction": "CN", "kind": "other"}],
    )


def test_the_act_comes_before_other_official_texts_and_these_before_reports() -> None:
    sources = [
        source("report", is_official=""),
        source("code", url="https://www.ecfr.gov/title-15", published_on="2026-07-23"),
        source("same-day", url="https://www.govinfo.gov/FR-2024-12-05/2024-28267.htm"),
        source("act", url="https://example.org/fr/2024-28270"),
    ]
    ordered = sorted(sources, key=lambda s: nearness(record(), "us-rule", s))
    assert [s["source_id"] for s in ordered] == ["act", "same-day", "code", "report"]


def test_a_slip_without_a_match_is_told_the_nearest_name() -> None:
    found = screen(["Lumima", "Zyx"], on="2020-05-10", tables=record())
    assert found.attrs["notes"] == ["no match for `Lumima`; the nearest name in the record is `Lumina` (lumina)"]
    assert screen(["Lumima"], on="2020-05-10", tier="same name", tables=record()).attrs["notes"] == []


def test_a_record_is_cited_and_proved_by_its_name(in_miniature: None) -> None:
    assert cite("Lamp export rule") == cite("measures", "na-2020-05-04-lamp-rule")
    assert cite("measures", "Lamp export rule") == cite("measures", "na-2020-05-04-lamp-rule")
    assert provenance("Lamp export rule").equals(provenance("measures", "na-2020-05-04-lamp-rule"))


def suspended() -> Tables:
    return given(
        measures=[measure("us-rule", jurisdiction="US"), measure("us-stay", jurisdiction="US")],
        measure_events=[
            *events("us-rule", "effective 2020-01-01", "suspended 2020-02-01"),
            *[row | {"basis": "scheduled"} for row in events("us-rule", "resumed 2020-06-01")],
            *events("us-stay", "effective 2020-02-01", "reported 2020-05-01 | extension to 2021"),
        ],
        measure_relations=[
            {"measure_id": "us-stay", "relation": "suspends", "related_measure_id": "us-rule", "claim_id": "g.001"}
        ],
        equipment=[{"equipment_id": "lamps", "name": "Lamps", "kind": "tool", "category": "lithography"}],
        measure_equipment=[{"measure_id": "us-rule", "equipment_id": "lamps", "effect": "banned", "claim_id": "g.001"}],
    )


def test_what_is_told_of_a_longer_suspension_stands_beside_a_scheduled_end() -> None:
    note = "us-stay, which suspends us-rule: extension to 2021 (reported 2020-05-01)"
    assert note in status("us-rule", "2020-07-01", tables=suspended()).attrs["notes"]
    assert note not in status("us-rule", "2020-03-01", tables=suspended()).attrs["notes"]


def test_a_control_in_force_by_a_schedule_alone_is_explained() -> None:
    found = controls("lamps", "US", on="2020-07-01", tables=suspended())
    assert "as far as is known" in found.attrs["verdict"]
    said = "us-rule on 2020-07-01: by schedule in force again since 2020-06-01"
    assert any(note.startswith(said) for note in found.attrs["notes"])
