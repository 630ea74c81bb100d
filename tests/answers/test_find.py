"""A record is found by any way of writing it, and a name that several bear lists them."""

import pytest
from given import events, given, measure

from chip_export_controls import find, in_force, timeline
from chip_export_controls.library import Tables

FIRMS = [
    {"firm_id": "lamp-works", "name": "Lamp Works Co., Ltd.", "jurisdiction": "NA", "kind": "other"},
    {"firm_id": "lamp-works-china", "name": "Lamp Works (China)", "jurisdiction": "CN", "kind": "other"},
    {"firm_id": "torch-a", "name": "Torch", "jurisdiction": "NA", "kind": "other"},
    {"firm_id": "torch-b", "name": "Torch", "jurisdiction": "CN", "kind": "other"},
    {"firm_id": "muller", "name": "Müller & Söhne B.V.", "jurisdiction": "NL", "kind": "other"},
]
NAMES = [
    {"firm_id": "lamp-works", "name": "灯具厂有限公司", "language": "zh-Hans", "kind": "local-script"},
    {"firm_id": "lamp-works", "name": "Wick House", "language": "en", "kind": "former"},
]


def record() -> Tables:
    return given(
        firms=FIRMS,
        firm_names=NAMES,
        firm_identifiers=[
            {"firm_id": "lamp-works", "scheme": "ticker", "value": "0981.HK"},
            {"firm_id": "muller", "scheme": "LEI", "value": "724500Y6DUVHQD6OXN27"},
        ],
        equipment=[
            {"equipment_id": "lamps", "name": "Lamps", "kind": "tool", "category": "lithography"},
            {
                "equipment_id": "lw-9000",
                "name": "Lamp LW:9000i",
                "kind": "tool",
                "category": "lithography",
                "maker_firm_id": "lamp-works",
            },
        ],
        equipment_codes=[{"equipment_id": "lamps", "scheme": "US-ECCN", "code": "9X001", "match": "exact"}],
        measures=[measure("na-rule", title="Rule on lamps", citation="89 FR 96790")],
        measure_events=events("na-rule", "effective 2020-01-01"),
        measure_identifiers=[{"measure_id": "na-rule", "scheme": "FR-DOC", "value": "2024-28270"}],
        measure_firms=[{"measure_id": "na-rule", "firm_id": "lamp-works", "role": "listed", "claim_id": "g.001"}],
        retired_ids=[
            {"table": "equipment", "id": "lw-nine", "replaced_by": "lw-9000", "version": "0.1.0", "reason": "x"}
        ],
    )


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("lamp-works", "firm", "lamp-works"),
        ("LAMP WORKS", "firm", "lamp-works"),
        ("Lamp Works Company Limited", "firm", "lamp-works"),
        ("灯具厂", "firm", "lamp-works"),
        ("燈具廠有限公司", "firm", "lamp-works"),
        ("Wick House", "firm", "lamp-works"),
        ("0981.hk", "firm", "lamp-works"),
        ("Muller and Sohne BV", "firm", "muller"),
        ("724500Y6DUVHQD6OXN27", "firm", "muller"),
        ("Lamp Wroks", "firm", "lamp-works"),
        ("LW:9000i", "equipment", "lw-9000"),
        ("lw 9000", "equipment", "lw-9000"),
        ("lw-nine", "equipment", "lw-9000"),
        ("9X001", "equipment", "lamps"),
        ("89 FR 96790", "measure", "na-rule"),
        ("89 Fed. Reg. 96790", "measure", "na-rule"),
        ("2024-28270", "measure", "na-rule"),
        ("rule lamps", "measure", "na-rule"),
        ("UK", "jurisdiction", "GB"),
    ],
)
def test_the_record_that_is_meant_comes_first(text: str, kind: str, key: str) -> None:
    found = find(text, tables=record())
    assert found[["kind", "id"]].iloc[0].tolist() == [kind, key]


def test_a_name_takes_the_place_of_an_id_and_is_told() -> None:
    found = in_force("2020-01-01", firm="灯具厂", tables=record())
    assert found["role"].tolist() == ["listed"]
    assert found.attrs["notes"] == ["`灯具厂` is read as `lamp-works` (Lamp Works Co., Ltd.)"]


def test_a_name_that_several_bear_lists_them() -> None:
    with pytest.raises(KeyError, match=r"may be any of 2: `torch-a` \(Torch\), `torch-b` \(Torch\)"):
        in_force("2020-01-01", firm="Torch", tables=record())


def test_a_retired_id_leads_to_its_successor() -> None:
    found = timeline("lw-nine", tables=record())
    assert found.attrs["notes"] == ["`lw-nine` is a retired id; `lw-9000` took its place"]


def test_what_is_written_nowhere_is_not_found() -> None:
    assert find("Quarryman", tables=record()).empty
    with pytest.raises(ValueError, match="give a name"):
        find("--", tables=record())


def test_only_records_of_the_kind_are_given() -> None:
    assert set(find("lamps", kind="equipment", tables=record())["kind"]) == {"equipment"}


def test_a_name_of_which_only_some_words_are_known_leads_to_what_bears_them() -> None:
    found = find("Söhne in Utrecht", tables=record())
    assert found[["id", "how"]].values.tolist() == [["muller", "some words"]]
