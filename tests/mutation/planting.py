"""Turns a seed into faults at random places of a copy of the package, and `validate` into which of them were caught."""

import random
import tempfile
from pathlib import Path

from drafts import Draft, copied
from faults import BATCHES

from chip_export_controls.checks.check import check


def caught(package: Path, batch: str, seed: int) -> dict[str, str]:
    """For each kind of the batch, planted where the seed says: "" if it was found there, else what was missed."""
    with tempfile.TemporaryDirectory() as aside:
        draft = Draft(copied(package, Path(aside) / "package"), random.Random(seed))
        expected = {fault.__name__: fault(draft) for fault in BATCHES[batch]}
        if batch != "bytes":
            draft.write()
        found = {(f.rule, f.file, f.line) for f in check(draft.root).findings}
    result = {}
    for kind, (rule, table, place) in expected.items():
        line = place if isinstance(place, int) else draft.line(table, place)
        miss = (rule, table if "/" in table else f"datapackage/{table}.csv", line)
        result[kind] = "" if miss in found else f"{miss} (seed {seed})"
    return result
