"""Every kind of fault is caught on its line by its rule, wherever in the data it stands; harmless edits are not."""

import json
import random
import tempfile
from pathlib import Path

import pytest
from conftest import REPOSITORY
from drafts import Draft, copied
from faults import BATCHES
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from planting import caught

from chip_export_controls.checks.check import check
from chip_export_controls.findings.finding import errors

ROWS = sum(len(file.read_bytes().splitlines()) - 1 for file in (REPOSITORY / "datapackage").glob("measure*.csv"))
real = pytest.mark.skipif(ROWS < 500, reason="the checkout holds too little data to plant every fault in")
seeds = st.integers(0, 2**32)
# a seed does not become simpler by being smaller
slow = settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def test_there_are_three_hundred_kinds_and_each_has_a_name_of_its_own() -> None:
    names = [fault.__name__ for batch in BATCHES.values() for fault in batch]
    assert len(names) >= 300
    assert len(set(names)) == len(names)


@real
@pytest.mark.parametrize("batch", BATCHES)
@given(seed=seeds)
@slow
def test_every_kind_of_fault_is_caught_on_its_line_by_its_rule(batch: str, seed: int) -> None:
    assert {kind: miss for kind, miss in caught(REPOSITORY, batch, seed).items() if miss} == {}


@real
@given(seed=seeds)
@slow
def test_harmless_edits_stay_clean(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    root = copied(REPOSITORY, Path(tempfile.mkdtemp(dir=tmp_path)) / "package")
    for file in chance.sample(sorted((root / "sources").glob("*.json")), 3):
        record = json.loads(file.read_text("utf-8"))
        parts = list(record.items())
        chance.shuffle(parts)
        file.write_text(json.dumps(dict(parts), indent=chance.choice([None, 1, 4])), "utf-8")
    draft = Draft(root, chance)
    claim = draft.pick(
        "claims", lambda row: row["pinpoint"] and not row["via_source_id"] and len(row["statement"]) < 200
    )
    again = {"note": "Read again.", "statement": claim["statement"].removesuffix(".") + ", as a second reading says."}
    row = draft.add("claims", **claim | again)
    row["claim_id"] = f"{claim['source_id']}.{900 + chance.randrange(99)}"
    firm = draft.pick("firms")
    draft.add("claim_firms", claim_id=row["claim_id"], firm_id=firm["firm_id"])
    for table in ("claims", "claim_firms"):
        draft.tables[table].sort(key=lambda row: (row["claim_id"], row.get("firm_id", "")))
    draft.write()
    assert errors(check(root).findings) == []
