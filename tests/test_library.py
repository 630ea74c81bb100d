"""The loader gives the tables with their types, their descriptions and the evidence behind each row."""

import sys
from pathlib import Path

import pandas as pd
import pytest

import chip_export_controls as cec
from chip_export_controls import cli, library
from chip_export_controls.answers.provenance import COLUMNS

pytestmark = pytest.mark.usefixtures("in_miniature")


def test_version_is_that_of_the_data() -> None:
    assert library.version() == cec.__version__


def test_tables_are_listed_core_tables_first() -> None:
    assert cec.tables()[:5] == ["sources", "claims", "measures", "equipment", "firms"]


def test_types_come_from_the_table_schema() -> None:
    claims, sources, coverage = cec.load("claims"), cec.load("sources"), cec.load("coverage")
    assert str(claims["char_start"].dtype) == "Int64"
    assert str(claims["value"].dtype) == "Float64"
    assert str(claims["statement"].dtype) == "string"
    assert str(sources["is_official"].dtype) == "boolean"
    assert str(coverage["year"].dtype) == "Int64"
    assert isinstance(claims["modality"].dtype, pd.CategoricalDtype)
    assert list(claims["comparator"].cat.categories) == ["=", "<=", ">=", "~"]


def test_namibia_is_not_missing_and_an_empty_cell_is() -> None:
    measures = cec.load("measures")
    assert list(measures["jurisdiction"]) == ["NA", "NA"]
    assert list(measures["citation"].isna()) == [True, False]


def test_numbers_and_booleans_are_what_the_csv_says() -> None:
    claims = cec.load("claims").set_index("claim_id")
    assert claims.loc["wire-2020-report.001", ["char_start", "char_end", "value"]].tolist() == [36, 104, 14.0]
    assert cec.load("sources")["is_official"].tolist() == [True, True, False, False]


def edited(package: Path, table: str, old: str, new: str) -> None:
    """Writes another word into a table, as an editor does who has not run `validate` yet."""
    file = package / "datapackage" / f"{table}.csv"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    library.forget()


def test_a_word_that_is_not_in_the_list_is_refused(package: Path) -> None:
    edited(package, "measure_events", ",effective,", ",efective,")
    with pytest.raises(ValueError, match=r"^datapackage/measure_events.csv:\d+: event: `efective` is not in ") as told:
        cec.load("measure_events")
    assert str(told.value).endswith("; did you mean `effective`? correct it and run `validate`")
    line = int(str(told.value).split(":")[1])
    assert "efective" in (package / "datapackage" / "measure_events.csv").read_text("utf-8").splitlines()[line - 1]


def test_a_word_of_an_optional_column_that_resembles_none_is_told_with_the_list(package: Path) -> None:
    edited(package, "claims", ",=,", ",is,")
    with pytest.raises(ValueError, match="comparator: `is` is not in the list of its column; allowed: =, <=, >=, ~;"):
        cec.load("claims")


@pytest.mark.parametrize(("old", "new"), [(",14,", ",fourteen,"), ("char_start", "start")])
def test_a_table_that_is_not_of_its_schema_is_refused(package: Path, old: str, new: str) -> None:
    edited(package, "claims", old, new)
    with pytest.raises(ValueError, match=r"^datapackage/claims.csv:.* run `validate`$"):
        cec.load("claims")


@pytest.mark.parametrize("words", [["status", "na-2020-05-04-lamp-rule"], ["in-force", "--on", "2021-01-01"]])
def test_a_command_says_what_cannot_be_read_in_one_line(
    words: list[str], package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(package, "measure_events", ",effective,", ",efective,")
    monkeypatch.setattr(sys, "argv", ["build.py", *words])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("datapackage/measure_events.csv:")
    assert told.err.count("\n") == 1


def test_bounds_follow_their_date_column() -> None:
    events = cec.load("measure_events", dates="bounds")
    assert list(events.columns) == ["measure_id", "event", "date", "date_min", "date_max", "scope", "claim_id", "basis"]
    assert str(events["date_min"].dtype) == "datetime64[s]"
    month, open_end = events.iloc[0], events[events["event"] == "expired"].iloc[0]
    assert (month["date_min"], month["date_max"]) == (pd.Timestamp("2019-02-01"), pd.Timestamp("2019-02-28"))
    assert open_end["date_min"] == pd.Timestamp("2021-05-01")
    assert open_end["date_max"] is pd.NaT
    missing = cec.load("claims", dates="bounds").iloc[1]
    assert missing["refers_to_min"] is pd.NaT


def test_dates_are_text_unless_bounds_are_asked_for() -> None:
    assert cec.load("measure_events")["date"].tolist()[0] == "2019-02"
    with pytest.raises(ValueError, match='give "text" or "bounds"'):
        cec.load("measure_events", dates="days")  # type: ignore[call-overload]


@pytest.mark.parametrize("function", [cec.load, cec.describe])
def test_an_unknown_table_lists_the_tables_nearest_first(function: object) -> None:
    with pytest.raises(KeyError) as error:
        function("mesures")  # type: ignore[operator]
    assert str(error.value).startswith("\"no table 'mesures'; did you mean `measures`? tables: measures, ")
    assert all(name in str(error.value) for name in cec.tables())


def test_describe_tells_each_field() -> None:
    told = cec.describe("measure_events").set_index("field")
    assert list(told.index) == ["measure_id", "event", "date", "scope", "claim_id", "basis"]
    assert told.loc["date", "type"] == "date (EDTF)"
    assert told.loc["claim_id", "references"] == "claims.claim_id"
    assert told.loc["event", "allowed"].startswith("reported, proposed, announced")
    assert told["key"].tolist() == [True, True, True, True, False, False]
    assert told["required"].tolist() == [True, True, True, False, True, False]
    assert told["title"].str.len().min() > 0


def test_provenance_leads_from_a_fact_to_the_passage() -> None:
    (row,) = cec.provenance("claim_firms", ("wire-2020-report.002", "lamp-works")).to_dict("records")
    assert row["statement"] == "The maker gave no comment."
    assert row["publisher"] == "Daily Lamp"
    assert row["place"] == "characters 166-197"
    assert row["passage_url"] == "https://example.org/news/1#:~:text=Lamp%20Works%20declined%20to%20comment"


def test_provenance_of_a_fact_without_a_span_gives_the_pinpoint() -> None:
    key = {"measure_id": "na-2020-05-04-lamp-rule", "event": "effective", "date": "2020-05-01"}
    (row,) = cec.provenance("measure_events", key).to_dict("records")
    assert (row["claim_id"], row["place"]) == ("gazette-2020-lamp-rule.001", "section 1")
    assert row["passage_url"] == "https://example.org/gazette/12"
    assert bool(row["is_official"])
    assert cec.provenance("measure_events", (*key.values(), None)).equals(cec.provenance("measure_events", key))


def test_provenance_refuses_a_key_of_another_shape() -> None:
    for key in ("na-2020-05-04-lamp-rule", {"measure": "na-2020-05-04-lamp-rule"}):
        with pytest.raises(KeyError, match=r"measure_events is keyed by \(measure_id, event, date, scope\)"):
            cec.provenance("measure_events", key)


def test_provenance_of_a_measure_is_all_claims_about_it() -> None:
    claims = cec.provenance("measures", "na-2020-05-04-lamp-rule")["claim_id"].tolist()
    assert claims == ["gazette-2020-lamp-rule.001", "gazette-2020-lamp-rule.002", "wire-2020-report.001"]


def test_provenance_of_a_relation_between_claims_is_both() -> None:
    key = ("wire-2020-report.001", "fulfilled-by", "gazette-2020-lamp-rule.001")
    claims = cec.provenance("claim_relations", key)["claim_id"].tolist()
    assert claims == ["gazette-2020-lamp-rule.001", "wire-2020-report.001"]


def test_provenance_of_a_name_is_the_document_it_was_read_in() -> None:
    (row,) = cec.provenance("firm_names", ("lamp-works", "灯具厂", "zh-Hans", "local-script")).to_dict("records")
    assert (row["source_id"], row["publisher"]) == ("register-2020", "Registry")


@pytest.mark.parametrize("table", cec.tables())
def test_provenance_knows_every_row_of_every_table(table: str) -> None:
    key = list(cec.describe(table).query("key")["field"])
    for row in cec.load(table)[key].astype("string").fillna("").itertuples(index=False):
        evidence = cec.provenance(table, tuple(row))
        assert list(evidence.columns) == COLUMNS
        # a search and a retired id are records of ours: no document says them
        assert len(evidence) >= (0 if table in ("coverage", "retired_ids") else 1), (table, row)


def test_provenance_of_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(KeyError, match="did you mean `lamp-works`"):
        cec.provenance("firms", "lamp-wroks")
    with pytest.raises(KeyError, match="no table"):
        cec.provenance("firm", "lamp-works")
