"""Turns a decision about a candidate into a row of the ledger and the state of the candidate."""

from pathlib import Path

from ..editing.transaction import write_all
from ..findings.nearest import nearest
from .intake import Row, read_intake, rows, written


class NoCandidate(ValueError):
    """The queue has no such candidate; the message says which is near."""


def candidate(root: Path, key: str) -> Row:
    """The row of a key. Raises NoCandidate, or Unreadable where the queue cannot be read."""
    found = {row["key"]: row for row in rows(read_intake(root), "candidates")}
    if key not in found:
        raise NoCandidate(f"no candidate `{key}`; {nearest(key, list(found)) or 'run `watch` first'}")
    return found[key]


def decide(root: Path, key: str, decision: str, note: str, measure_id: str = "") -> None:
    """Writes a decision, in place of an earlier one, and the state that follows, both or neither."""
    package = read_intake(root)
    queue, ledger = rows(package, "candidates"), rows(package, "reviewed")
    if key not in {row["key"] for row in queue}:
        candidate(root, key)
    state = {"state": "known", "measure_id": measure_id} if measure_id else {"state": "reviewed"}
    queue = [row | state if row["key"] == key and row["state"] != "known" else row for row in queue]
    ledger = [row for row in ledger if row["key"] != key] + [{"key": key, "decision": decision, "note": note}]
    texts = {"candidates": queue, "reviewed": ledger}
    write_all(root, {package.tables[name].path: written(package.tables[name], found) for name, found in texts.items()})
