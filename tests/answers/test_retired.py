"""A retired id is followed to what took its place, wherever an id may be given."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import run

import chip_export_controls as cec
from chip_export_controls import library

NEW = {
    "sources": "gazette-2020-lamp-rule",
    "claims": "gazette-2020-lamp-rule.001",
    "measures": "na-2020-05-04-lamp-rule",
    "equipment": "lamps",
    "firms": "lamp-works",
}
OLD = {table: "old-source.001" if table == "claims" else f"old-{table}" for table in NEW}
DAY = "2020-06-15"
LOOK_UPS: list[tuple[str, Callable[[str], Any]]] = [
    *((table, lambda id, table=table: cec.provenance(table, id)) for table in NEW),
    *((table, lambda id, table=table: cec.cite(table, id)) for table in NEW),
    *((table, lambda id: cec.provenance(id)) for table in NEW),
    ("measures", lambda id: cec.provenance("measure_events", (id, "published", "2020-05-04", ""))),
    ("measures", lambda id: cec.cite("measure_events", (id, "published", "2020-05-04", ""))),
    ("firms", lambda id: cec.provenance("measure_firms", (NEW["measures"], id, "affected-supplier"))),
    ("claims", cec.support),
    ("measures", lambda id: cec.status(id, DAY)),
    *((table, cec.timeline) for table in ("measures", "equipment", "firms")),
    ("equipment", lambda id: cec.in_force(DAY, equipment=id)),
    ("firms", lambda id: cec.in_force(DAY, firm=id)),
    ("equipment", lambda id: cec.controls(id, on=DAY)),
    ("equipment", lambda id: cec.evaluate(id, DAY)),
    ("firms", lambda id: cec.evaluate("lamps", DAY, end_user=id)),
]


@pytest.fixture
def retired(package: Path, in_miniature: None) -> Path:
    file = package / "datapackage" / "retired_ids.csv"
    rows = "".join(f"{table},{OLD[table]},{NEW[table]},0.1.0,Two ids for one thing.\n" for table in sorted(NEW))
    file.write_text(file.read_text("utf-8").splitlines()[0] + "\n" + rows, "utf-8")
    library.forget()
    return package


@pytest.mark.usefixtures("retired")
@pytest.mark.parametrize("n", range(len(LOOK_UPS)), ids=lambda n: f"{n}-{LOOK_UPS[n][0]}")
def test_a_look_up_answers_for_what_took_its_place(n: int) -> None:
    table, ask = LOOK_UPS[n]
    old, new = ask(OLD[table]), ask(NEW[table])
    assert len(new) > 0
    if isinstance(new, pd.DataFrame):
        pd.testing.assert_frame_equal(old, new)
    else:
        assert old == new


@pytest.mark.usefixtures("retired")
@pytest.mark.parametrize("table", NEW)
def test_find_says_that_the_id_is_retired(table: str) -> None:
    best = cec.find(OLD[table]).iloc[0]
    assert (best["id"], best["matched"]) == (NEW[table], "retired id")


def test_what_took_its_place_is_named_where_a_row_is_written(retired: Path) -> None:
    for words in (
        ("rename", "firms", OLD["firms"], "lux", "--reason", "One name."),
        ("merge", "firms", OLD["firms"], "lamp-holding", "--reason", "One firm."),
        ("merge", "firms", "lamp-holding", OLD["firms"], "--reason", "One firm."),
        ("retire", "firms", OLD["firms"], "--reason", "No firm."),
    ):
        result = run(*words, "--root", retired)
        assert result.exit_code != 0
        assert f"`{NEW['firms']}` took its place" in result.output, words


def test_a_reference_to_a_retired_id_is_corrected_by_its_successor(retired: Path) -> None:
    file = retired / "datapackage" / "claim_firms.csv"
    file.write_text(file.read_text("utf-8").replace(NEW["firms"], OLD["firms"], 1), "utf-8")
    said = run("validate", "--root", retired).output
    assert f"write `{NEW['firms']}`: it took the place of `{OLD['firms']}`, which is retired" in said
