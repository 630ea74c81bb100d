"""Every row of the record reaches a source; a search and a retired id are records of our own."""

import pandas as pd
import pytest

import chip_export_controls as cec


def tied(table: str, column: str) -> set[str]:
    """The ids in a column of a table, each of which stands beside a claim."""
    frame = cec.load(table)
    return set(frame.loc[frame["claim_id"].notna(), column])


def test_every_measure_is_evidenced_by_a_claim() -> None:
    assert set(cec.load("measures")["measure_id"]) == tied("claim_measures", "measure_id")


def test_every_item_is_evidenced_by_a_claim_or_by_those_of_its_kinds() -> None:
    equipment = cec.load("equipment")
    known = tied("claim_equipment", "equipment_id") | tied("measure_equipment", "equipment_id")
    for _ in range(10):  # higher than any family
        known |= set(equipment.loc[equipment["equipment_id"].isin(known), "parent_id"].dropna())
    assert set(equipment["equipment_id"]) == known


def test_every_firm_is_evidenced_by_a_claim_or_by_those_of_its_units_and_products() -> None:
    firms, equipment = cec.load("firms"), cec.load("equipment")
    known = tied("claim_firms", "firm_id") | tied("measure_firms", "firm_id")
    known |= set(equipment["maker_firm_id"].dropna())
    for _ in range(10):
        known |= set(firms.loc[firms["firm_id"].isin(known), "parent_firm_id"].dropna())
    assert set(firms["firm_id"]) == known


@pytest.mark.parametrize("table", ["measures", "firms", "equipment"])
def test_provenance_leads_to_that_evidence(table: str) -> None:
    ids = cec.load(table).iloc[::40, 0]
    assert [row for row in ids if cec.provenance(table, row).empty] == []


def test_every_other_row_names_its_claim_or_its_source() -> None:
    for table in set(cec.tables()) - {"measures", "firms", "equipment", "coverage", "retired_ids"}:
        frame = cec.load(table)
        named = [column for column in ("claim_id", "source_id") if column in frame]
        assert named, table
        assert frame[named].notna().all(axis=1).all(), table


def test_every_claim_leads_to_a_place_of_a_source_that_was_read() -> None:
    claims = cec.load("claims").merge(cec.load("sources"), on="source_id", how="left")
    assert claims["publisher"].notna().all()
    assert (claims["access"] != "cited-only").all()
    assert (claims["pinpoint"].notna() | claims["span_sha256"].notna()).all()
    assert isinstance(claims, pd.DataFrame)
