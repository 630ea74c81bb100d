"""A record is found by any way of writing it, and a name that several bear lists them."""

import pytest
from given import events, given, measure

from chip_export_controls import find, in_force, timeline
from chip_export_controls.answers.find import resolve
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


def of_rules() -> Tables:
    ids = {
        "na-2025-01-13-lamp-diffusion": "Framework for Light",
        "na-2025-05-13-lamp-diffusion-rescission": "Announced rescission of the lamp diffusion rule",
        "na-2022-08-26-torch-is-informed-letter": "Notice to Torch: licence for L1",
    }
    items = {
        "etch-equipment": "Equipment to etch",
        "glow-4090": "Bright Glow 4090",
        "glow-4090-d": "Bright Glow 4090 D",
    }
    return given(
        measures=[measure(m, title=title) for m, title in ids.items()],
        measure_events=[row for m in ids for row in events(m, "effective 2020-01-01")],
        equipment=[{"equipment_id": i, "name": n, "kind": "tool", "category": "etch"} for i, n in items.items()],
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lamp diffusion", "na-2025-01-13-lamp-diffusion"),
        ("Torch letter August 2022", "na-2022-08-26-torch-is-informed-letter"),
        ("informed letters", "na-2022-08-26-torch-is-informed-letter"),
        ("etcher", "etch-equipment"),
        ("dry etch", "etch-equipment"),
        ("atomic layer etching tool", "etch-equipment"),
        ("Glow 4090", "glow-4090"),
    ],
)
def test_what_people_call_it_is_found(text: str, key: str) -> None:
    assert find(text, tables=of_rules())["id"].iloc[0] == key
    kind = "measure" if key.startswith("na-") else "equipment"
    assert resolve(of_rules(), text, kind) == key


def test_two_rules_that_a_text_may_mean_are_both_told() -> None:
    ids = {"na-2025-01-13-lamp-diffusion", "na-2025-05-13-lamp-diffusion-rescission"}
    assert set(find("lamp diffusion rule", tables=of_rules())["id"]) == ids
    with pytest.raises(KeyError, match="did you mean") as refused:
        resolve(of_rules(), "lamp diffusion rule", "measure")
    assert all(f"`{key}`" in str(refused.value) for key in ids)
