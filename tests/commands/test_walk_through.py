"""What CONTRIBUTING shows of a contribution is what the commands print, on the package in miniature."""

import re
import shlex
from pathlib import Path

from conftest import REPOSITORY, run
from edits import apply

PAGE = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
SECTION = PAGE.partition("\n## A walk-through\n")[2].partition("\n## ")[0]
CONSOLES = re.findall(r"```console\n(.*?)```", SECTION, re.S)
# the three mistakes that the page says were made by hand
MISTAKES = [
    ("claims", {"claim_id": "ministry-tests-2026-10-01-notice-control-test-lamps.002"}, {"modality": "decidd"}),
    ("measure_events", {"measure_id": "na-2026-10-01-notice-test-lamps", "event": "announced"}, {"date": "2026-10-1"}),
    (
        "measure_targets",
        {"measure_id": "na-2026-10-01-notice-test-lamps"},
        {"measure_id": "na-2026-10-01-notice-tst-lamps"},
    ),
]


def steps(console: str) -> list[tuple[list[str], str]]:
    """Each command of a console block with what is printed below it."""
    parts = re.split(r"^\$ ", console, flags=re.M)[1:]
    return [(shlex.split(part.partition("\n")[0])[2:], part.partition("\n")[2]) for part in parts]


def line_of(package: Path, table: str, cells: dict[str, str]) -> int:
    lines = (package / "datapackage" / f"{table}.csv").read_text("utf-8").splitlines()
    (number,) = [n for n, line in enumerate(lines, 1) if all(cell in line.split(",") for cell in cells.values())]
    return number


def test_the_walk_through_prints_what_the_page_shows(package: Path) -> None:
    assert len(CONSOLES) == 2
    for words, printed in steps(CONSOLES[0]):
        assert run(*words, "--root", package).output == printed
    assert run("validate", "--root", package).output == "no findings\n"
    for table, cells, wrong in MISTAKES:
        apply(package, [{"table": table, "line": line_of(package, table, cells), "set": wrong}])
    for words, printed in steps(CONSOLES[1]):
        assert run(*words, "--root", package).output == printed
