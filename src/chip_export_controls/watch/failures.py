"""Turns the errors of a day, and what was kept of the days before, into how long each feed has failed."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

FILE = "failures.json"
Failures = dict[str, tuple[int, str]]  # by feed: the days running, and what was said last


def counted(
    before: Mapping[str, tuple[int, str]], last: str, errors: Mapping[str, str], answered: Iterable[str], on: str
) -> Failures:
    """The days running on which each feed has failed; a second run on a day (`last`) does not count again."""
    found = {name: told for name, told in before.items() if name not in set(answered)}
    for name, message in errors.items():
        days = before.get(name, (0, ""))[0]
        found[name] = (max(days, 1) if last == on else days + 1, message)
    return dict(sorted(found.items()))


def read(folder: Path) -> tuple[str, Failures]:
    """The day of the last run, and the failures then; nothing where none are kept."""
    try:
        told = json.loads((folder / FILE).read_text("utf-8"))
        return str(told["on"]), {str(n): (int(days), str(said)) for n, (days, said) in told["feeds"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}


def written(failures: Failures, on: str) -> str:
    """The text of the file that keeps them."""
    return json.dumps({"on": on, "feeds": failures}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
