"""The tables as they could be known on a day hold no row whose only evidence is later."""

from datetime import date, timedelta

import pandas as pd
import pytest
from given import events, given, measure

from chip_export_controls import as_known, in_force, status
from chip_export_controls.answers.as_known import OURS, known_from, published, tables_known
from chip_export_controls.library import RECORDED, Tables, table_named
from chip_export_controls.model.edtf import bounds


def source(name: str, day: str, **cells: str) -> dict[str, str]:
    return {"source_id": name, "kind": "news", "published_on": day, "retrieved_on": "2026-01-01", **cells}


def test_a_source_counts_from_its_last_possible_day_or_from_the_day_it_was_read() -> None:
    days = published(
        given(sources=[source("a", "2020-03-02"), source("b", "2020-03~"), source("c", ""), source("d", "../2020")])
    )
    assert [str(day) for day in days.values()] == ["2020-03-02", "2020-03-31", "2026-01-01", "2020-12-31"]


def test_a_source_counts_no_later_than_one_that_credits_it() -> None:
    tables = given(
        sources=[source("paper", "2020-03-02"), source("agency", "2020-03"), source("origin", "")],
        claims=[{"claim_id": "paper.001", "source_id": "paper", "via_source_id": "agency"}],
        source_relations=[{"source_id": "agency", "relation": "reports", "upstream_source_id": "origin"}],
    )
    assert set(published(tables).values()) == {date(2020, 3, 2)}


PLAN = given(
    sources=[source("news", "2020-03-02"), source("gazette", "2020-05-04")],
    claims=[{"claim_id": "news.001", "source_id": "news"}, {"claim_id": "gazette.001", "source_id": "gazette"}],
    measures=[measure("na-rule")],
    measure_events=[
        {**events("na-rule", "proposed 2020-03-01")[0], "claim_id": "news.001"},
        {**events("na-rule", "effective 2020-05-01")[0], "claim_id": "gazette.001"},
    ],
)


def test_a_rule_is_in_force_before_it_is_known_to_be() -> None:
    for on, kinds in {"2020-03-01": [], "2020-03-02": ["proposed"], "2020-05-04": ["proposed", "effective"]}.items():
        tables = as_known(on, tables=PLAN)
        assert tables["measure_events"]["event"].tolist() == kinds
    assert in_force("2020-05-02", known_on="2020-05-03", tables=PLAN).empty
    assert in_force("2020-05-02", tables=PLAN)["measure_id"].tolist() == ["na-rule"]


def event_days() -> list[date]:
    """Every day with an event in the repository's own tables, and the day before it."""
    ends = [day for text in RECORDED["measure_events"]["date"] for day in bounds(text) if day]
    return sorted({near for day in ends for near in (day, day - timedelta(days=1))})


@pytest.fixture(scope="module")
def tables() -> Tables:
    return dict(RECORDED)


@pytest.fixture(scope="module")
def since(tables: Tables) -> "dict[str, pd.Series[int]]":
    return known_from(tables)


def shown_on(tables: Tables, since: "dict[str, pd.Series[int]]", on: date) -> "dict[str, pd.DataFrame]":
    """What `as_known` gives, without working out anew when each row became known."""
    return {name: tables[name][days <= on.toordinal()] for name, days in since.items()}


def first_evidence(tables: Tables, name: str) -> dict[str, date]:
    """For each row of a core table, the first day on which any claim behind it could be read."""
    days, source_of = published(tables), dict(tables["claims"][["claim_id", "source_id"]].itertuples(index=False))
    if name == "sources":
        return days
    if name == "claims":
        return {claim: days[source] for claim, source in source_of.items()}
    key = tables[name].columns[0]
    links = [t for t in RECORDED if t not in OURS and {key, "claim_id"} <= set(tables[t].columns)]
    rows = [row for link in links for row in tables[link][[key, "claim_id"]].itertuples(index=False)]
    related = [r for r in tables["measure_relations"][["related_measure_id", "claim_id"]].itertuples(index=False)]
    found: dict[str, date] = {}
    for item, claim in rows + (related if name == "measures" else []):
        found[item] = min(found.get(item, date.max), days[source_of[claim]])
    return found


def test_no_day_with_an_event_shows_a_row_whose_only_evidence_is_later(
    tables: Tables, since: "dict[str, pd.Series[int]]"
) -> None:
    first = {name: first_evidence(tables, name) for name in ("sources", "claims", "measures")}
    said = first["claims"]
    evidence = {}
    for name in since:
        frame = tables[name]
        if name in first:
            evidence[name] = pd.Series([first[name][key].toordinal() for key in frame.iloc[:, 0]], dtype="int64")
        elif "claim_id" in frame.columns:
            evidence[name] = pd.Series([said[key].toordinal() for key in frame["claim_id"]], dtype="int64")
    assert {"measures", "measure_events", "claim_relations", "thresholds"} <= set(evidence)
    for on in event_days():
        shown = shown_on(tables, since, on)
        for name, days in evidence.items():
            assert (days.loc[shown[name].index] <= on.toordinal()).all(), (on, name)


def test_what_is_shown_is_what_as_known_gives(tables: Tables, since: "dict[str, pd.Series[int]]") -> None:
    on = (event_days() or [date(2024, 1, 1)])[0]
    given_tables = as_known(on, tables=tables)
    for name, frame in shown_on(tables, since, on).items():
        pd.testing.assert_frame_equal(given_tables[name], frame.reset_index(drop=True))


def test_no_reference_of_what_is_known_leads_nowhere(tables: Tables, since: "dict[str, pd.Series[int]]") -> None:
    for on in event_days()[::25]:
        shown = shown_on(tables, since, on)
        for name, frame in shown.items():
            for link in table_named(name).foreign_keys:
                ids = set(frame[link.column].dropna())
                assert ids <= set(shown[link.table][link.target]), (on, name, link.column)


def test_an_item_or_firm_is_known_by_a_claim_about_it_or_about_what_it_stands_above(
    tables: Tables, since: "dict[str, pd.Series[int]]"
) -> None:
    day = {**first_evidence(tables, "firms"), **first_evidence(tables, "equipment")}
    links = [("equipment", "equipment_id", "parent_id"), ("firms", "firm_id", "parent_firm_id")]
    links.append(("equipment", "equipment_id", "maker_firm_id"))
    for _ in range(10):  # higher than any family of items or firms
        for table, below, above in links:
            for item, family in tables[table].dropna(subset=[above])[[below, above]].itertuples(index=False):
                day[family] = min(day.get(family, date.max), day.get(item, date.max))
    for on in event_days()[::10]:
        shown = shown_on(tables, since, on)
        ids = [*shown["equipment"]["equipment_id"], *shown["firms"]["firm_id"]]
        assert [item for item in ids if day[item] > on] == [], on


def test_the_question_may_be_asked_with_the_knowledge_of_a_day() -> None:
    assert in_force("2100-01-01", known_on="1900-01-01").empty
    assert as_known("1900-01-01")["claims"].empty
    assert tables_known(RECORDED, None) is RECORDED


def test_what_nobody_had_heard_of_may_be_asked_about() -> None:
    if load_ids := RECORDED["measures"]["measure_id"].tolist():
        assert status(load_ids[0], "2024-01-01", known_on="1900-01-01")["status"].tolist() == ["unheard-of"]
    for item in RECORDED["equipment"]["equipment_id"].tolist()[:1]:
        assert in_force("2024-01-01", equipment=item, known_on="1900-01-01").empty
