"""Every row of the record reaches a source; a search and a retired id are records of our own."""

import pandas as pd
import pytest

import chip_export_controls as cec


@pytest.mark.parametrize("table", ["measures", "firms", "equipment"])
def test_every_measure_firm_and_item_is_evidenced_by_a_claim(table: str) -> None:
    key = f"{table.rstrip('s')}_id"
    bare = [row for row in cec.load(table)[key] if cec.provenance(table, row).empty]
    assert bare == []


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
