"""Turns a seed into faults at random places of a copy of the package, and `validate` into which of them were caught."""

import random
import tempfile
from pathlib import Path

from drafts import Draft, copied
from faults import BATCHES
from kinds import Fault

from chip_export_controls.checks.check import check


def caught(package: Path, batch: str, seed: int) -> dict[str, str]:
    """For each kind of the batch, planted where the seed says: "" if it was found there, else what was missed.

    Faults of the descriptor are planted in an empty package, each by itself; those of a batch else all at once.
    """
    if batch != "descriptor":
        return _planted(package, BATCHES[batch], seed, rows=batch != "bytes")
    found: dict[str, str] = {}
    for fault in BATCHES[batch]:
        found |= _planted(package, [fault], seed, rows=False, empty=True)
    return found


def _planted(package: Path, faults: list[Fault], seed: int, rows: bool, empty: bool = False) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as aside:
        folders = ("datapackage", "schemas") if empty else ("datapackage", "sources", "schemas")
        draft = Draft(copied(package, Path(aside) / "package", folders), random.Random(seed))
        if empty:
            draft.empty()
        expected = {fault.__name__: fault(draft) for fault in faults}
        if rows:
            draft.write()
        found = {(f.rule, f.file, f.line) for f in check(draft.root).findings}
    result = {}
    for kind, (rule, table, place) in expected.items():
        line = place if isinstance(place, int) else draft.line(table, place)
        file = table if "/" in table or table.endswith(".json") else f"datapackage/{table}.csv"
        result[kind] = "" if (rule, file, line) in found else f"{(rule, file, line)} (seed {seed})"
    return result
