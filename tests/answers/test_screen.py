"""Names are held against firms in tiers, and no hit is never called cleared."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from conftest import TESTS
from given import events, given, measure

from chip_export_controls import in_force, screen, status
from chip_export_controls.answers.screen import TIERS, read_names
from chip_export_controls.answers.status_members import members
from chip_export_controls.library import Tables
from chip_export_controls.model.naming import distinctive

LIST = "na-list"


def record() -> Tables:
    return given(
        firms=[
            {"firm_id": "lamp-works", "name": "Lamp Works Technology Co., Ltd.", "jurisdiction": "NA", "kind": "other"},
            {
                "firm_id": "wick",
                "name": "Wick Institute",
                "jurisdiction": "CN",
                "kind": "other",
                "parent_firm_id": "lamp-works",
            },
        ],
        firm_names=[{"firm_id": "lamp-works", "name": "灯具厂有限公司", "language": "zh-Hans", "kind": "local-script"}],
        firm_identifiers=[{"firm_id": "wick", "scheme": "LEI", "value": "724500Y6DUVHQD6OXN27"}],
        measures=[measure(LIST, instrument="entity-listing")],
        measure_events=events(LIST, "effective 2020-01-10", "revoked 2021-01-01"),
        measure_firms=[{"measure_id": LIST, "firm_id": "lamp-works", "role": "listed", "claim_id": "g.001"}],
        listing_totals=[{"measure_id": LIST, "role": "listed", "announced": "12", "claim_id": "g.001"}],
    )


@pytest.mark.parametrize(
    ("name", "tier"),
    [
        ("LAMP WORKS TECHNOLOGY CO LTD", "same name"),
        ("Lamp Works Technology GmbH", "same but for form"),
        ("燈具廠", "same but for form"),
        ("The Technologies of Lamp Works", "same distinctive words"),
        ("Lamp Wroks Technology", "similar"),
        ("Candle Works Institute", "no match"),
    ],
)
def test_a_name_meets_a_firm_at_its_best_tier(name: str, tier: str) -> None:
    found = screen(name, on="2020-06-01", tables=record())
    assert found["tier"].tolist() == [tier]


@pytest.mark.parametrize("name", ["灯具厂科技集团股份有限公司", "灯具厂（集团）有限责任公司"])
def test_chinese_group_words_and_forms_tell_no_firm(name: str) -> None:
    assert screen(name, on="2020-06-01", tables=record())["firm_id"].tolist() == ["lamp-works"]
    assert distinctive("中国电子科技集团") != distinctive("中国电子")


@pytest.mark.parametrize("name", ["Lamp Works", "Lamp Works Technology Trading Ltd", "华北灯具厂股份有限公司"])
def test_a_part_of_a_name_is_to_be_checked(name: str) -> None:
    found = screen(name, on="2020-06-01", tables=record())
    assert found[["tier", "firm_id"]].values.tolist() == [["part of the name", "lamp-works"]]
    said = found.attrs["verdict"]
    assert ": 0 on a list in force" in said
    assert "1 that share a part of a name and must be checked" in said
    assert said.endswith("0 without a match, which is no clearance.")
    assert screen(name, on="2020-06-01", tier="similar", tables=record())["tier"].tolist() == ["no match"]


def test_a_hit_tells_the_list_its_days_and_how_much_of_it_is_recorded() -> None:
    (row,) = screen("Lamp Works Technology", on="2020-06-01", tables=record()).to_dict("records")
    assert (row["measure_id"], row["listed"], row["since"], row["until"]) == (LIST, "yes", "2020-01-10", "2020-12-31")
    assert (row["in_record"], row["units"]) == ("1 of 12", "wick")
    assert screen("Lamp Works", on="2019-06-01", tables=record(), cutoff=60)["listed"].tolist() == [
        "no list in force in the record"
    ]


def test_an_identifier_comes_before_the_name() -> None:
    rows = [{"name": "Another Name", "country": "CN", "identifier": "724500Y6DUVHQD6OXN27"}]
    found = screen(rows, on="2020-06-01", tables=record())
    assert found[["tier", "firm_id", "parent"]].values.tolist() == [["identifier", "wick", "lamp-works"]]


def test_a_firm_on_no_list_whose_owner_is_on_one_is_told_as_such() -> None:
    found = screen("Wick Institute", on="2020-06-01", tables=record())
    assert found["reason"][0].endswith("; owned by lamp-works, which is on a list")
    assert found.attrs["notes"] == [
        "wick is on no list in the record, but is owned by lamp-works, which is on na-list (na-list)"
    ]
    assert "1 of firms on no list in the record (1 owned by a firm that is on one)" in found.attrs["verdict"]


def test_a_list_tells_its_firms_on_a_day() -> None:
    found = members(LIST, "2020-06-01", tables=record())
    assert found[["firm_id", "since", "until"]].values.tolist() == [["lamp-works", "2020-01-10", "2020-12-31"]]
    assert found.attrs["verdict"].startswith(
        "1 firm on na-list on 2020-06-01; of those that the act names, 1 of 12 are"
    )
    assert members(LIST, "2021-01-01", tables=record()).empty


def test_no_hit_is_never_called_cleared() -> None:
    found = screen(["Candle Works Institute"], on="2020-06-01", tables=record())
    assert "no clearance" in found["reason"][0]
    assert found.attrs["verdict"].endswith("1 without a match, which is no clearance.")


def test_the_log_holds_what_is_needed_to_do_it_again() -> None:
    log = screen(["A", "B"], on="2020-06-01", tables=record()).attrs["log"]
    assert (log["names"], log["on"], log["tier"], log["cutoff"], len(log["sha256"])) == (
        2,
        "2020-06-01",
        "part of the name",
        90,
        64,
    )


def test_names_are_read_from_text_csv_and_xlsx(tmp_path: Path) -> None:
    table = pd.DataFrame({"Name": ["NA", "Lamp Works"], "Country": ["NA", ""]})
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_excel(tmp_path / "a.xlsx", index=False)
    (tmp_path / "a.txt").write_text("NA\n\nLamp Works\n", "utf-8")
    for name in ("a.csv", "a.xlsx", "a.txt"):
        assert [line.name for line in read_names(tmp_path / name)] == ["NA", "Lamp Works"], name
    assert read_names(tmp_path / "a.csv")[0].country == "NA"
    with pytest.raises(ValueError, match="no column `name`"):
        read_names(pd.DataFrame({"firm": ["x"]}))


def test_a_table_of_another_separator_and_column_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("\ufeffid;Kunde;Land\n1;Lamp Works, Ltd.;DE\n", "utf-8")
    assert [line.name for line in read_names(file, "Kunde")] == ["Lamp Works, Ltd."]
    with pytest.raises(ValueError, match="no column `name`: the table has `id`, `Kunde`, `Land`; say with `column`"):
        read_names(file)


def test_another_tier_is_refused() -> None:
    with pytest.raises(ValueError, match="give one of identifier"):
        screen("x", on="2020-06-01", tier="alike", tables=record())


def test_two_hundred_names_are_met_without_a_wrong_one() -> None:
    """The list was made before the rules; swapped letters are similar, not the same, and count as missed."""
    with (TESTS / "record" / "screening.csv").open(encoding="utf-8", newline="") as lines:
        wanted = list(csv.DictReader(lines))
    found = screen([row["name"] for row in wanted], on="2026-10-01", tier=TIERS[3])
    hits = {(int(line), firm) for line, firm in found.loc[found["firm_id"].notna(), ["line", "firm_id"]].to_numpy()}
    right = {(n, row["firm_id"]) for n, row in enumerate(wanted, 1) if row["firm_id"]}
    assert len(wanted) == 200
    assert len(hits & right) / len(hits) >= 0.98
    assert len(hits & right) / len(right) >= 0.9


def lists() -> Tables:
    tables = dict(record())
    yearly = ("na-2019-list", "na-2020-list")
    about = {"firm_id": "lamp-works", "role": "listed", "claim_id": "g.001"}
    told = given(
        measures=[measure(m, instrument="entity-listing") for m in yearly],
        measure_events=[
            *events("na-2019-list", "effective 2019-01-01", "revoked 2019-06-01 | wicks"),
            *events("na-2020-list", "effective 2020-01-01"),
        ],
        measure_firms=[about | {"measure_id": m} for m in yearly],
        measure_relations=[
            {"measure_id": "na-2020-list", "relation": "amends", "related_measure_id": "na-2019-list"}
            | {"claim_id": "g.001"}
        ],
    )
    return tables | {n: told[n] for n in ("measures", "measure_events", "measure_firms", "measure_relations")}


def test_a_list_that_a_later_one_has_taken_the_place_of_is_told() -> None:
    found = screen("Lamp Works Technology", on="2020-06-01", tables=lists())
    named = found.set_index("measure_id")["named_anew_by"].fillna("").to_dict()
    assert named == {"na-2019-list": "na-2020-list", "na-2020-list": ""}
    told = in_force("2020-06-01", firm="lamp-works", tables=lists())
    assert told.attrs["verdict"].startswith("Listed: NA: na-2020-list (since 2020-01-01). ")
    assert any(note.startswith("na-2019-list is no longer the current list") for note in told.attrs["notes"])
    before = screen("Lamp Works Technology", on="2019-07-01", tables=lists())
    assert before["named_anew_by"].isna().all()


def test_a_listing_begins_on_the_same_day_in_screen_and_in_status() -> None:
    found = screen("Lamp Works Technology", on="2019-07-01", tables=lists())
    assert found["since"].tolist() == status("na-2019-list", "2019-07-01", tables=lists())["since"].tolist()
