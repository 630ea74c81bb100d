"""Turns the queue into what has waited too long to be judged."""

from datetime import date
from pathlib import Path

from ..model.unreadable import Unreadable
from .intake import FOLDER, Row, read_intake, rows
from .showing import by_score

PATIENCE = 30


def waiting(root: Path, on: date, days: int = PATIENCE) -> list[Row]:
    """The new candidates that `watch` first found more than so many days before a day, most points first.

    None where there is no queue, or none that can be read: to wait is never an error.
    """
    if not (root / FOLDER).is_dir():
        return []
    try:
        found = rows(read_intake(root), "candidates")
    except Unreadable:
        return []
    return by_score(row for row in found if row["state"] == "new" and _age(row, on) > days)


def _age(row: Row, on: date) -> int:
    try:
        return (on - date.fromisoformat(row["first_seen"])).days
    except ValueError:
        return 0


def sentence(found: list[Row], days: int = PATIENCE) -> str:
    """How many there are, in a sentence, or nothing where there are none."""
    if not found:
        return ""
    count = f"{len(found)} candidate{'' if len(found) == 1 else 's'}"
    return f"{count} not yet judged after {days} days; the first by points: {found[0]['key']}"
