"""Turns repeated runs of the loader and of bare pandas into ratios, side by side in one run: `python -m benchmarks`.

A ratio holds on any machine, a duration on one; both are shown, and exit code 1 says that a limit is broken.
What is measured is the time of the processor, so that what else the machine does falls on neither.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import pandas as pd

import chip_export_controls as cec
from chip_export_controls.library import _KEPT, package

ROUNDS = 15
IMPORT = "import time; t = time.process_time(); import {0}; print(time.process_time() - t)"


def _once(run: Callable[[], Any]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _side_by_side(ours: Callable[[], Any], bare: Callable[[], Any]) -> tuple[float, float]:
    """Median seconds of the processor for each, run in turn."""
    ours(), bare()
    pairs = [(_once(ours), _once(bare)) for _ in range(ROUNDS)]
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def _import_time(module: str) -> float:
    """Median seconds that a new interpreter takes to import the module."""
    command = [sys.executable, "-c", IMPORT.format(module)]
    return median(
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(ROUNDS)
    )


def _loads() -> list[tuple[str, float, float, float]]:
    """Table, seconds of `load`, seconds of a bare read_csv, and the limit that the first is held to.

    Most of the difference is the types, which a bare reading leaves out.
    """
    rows = []
    for name in cec.tables():
        file = package().file(name)
        ours, bare = _side_by_side(lambda name=name: cec.load(name), lambda file=file: pd.read_csv(file))  # type: ignore[misc]
        rows.append((f'load("{name}")', ours, bare, 1.5 * bare + 0.005 if name == "measures" else float("inf")))
    return rows


def _answers() -> list[tuple[str, float, float, float]]:
    """Questions against the bare reading of all tables, each held to a share of it.

    The tables and what is made of them are kept in the process, so that a question asked again reads nothing.
    """
    files = [package().file(name) for name in cec.tables()]
    # shares that are 20 ms, 200 ms and 1 s where the bare read takes 57, 90 and 90 ms
    asked: dict[str, tuple[Callable[[], Any], float]] = {
        'in_force("2024-09-08")': (lambda: cec.in_force("2024-09-08"), 0.35),
        'status(None, "2024-09-08")': (lambda: cec.status(None, "2024-09-08"), 2.2),
        "intervals()": (_cold(cec.intervals), 11.0),
        'as_known("2024-09-08")': (lambda: cec.as_known("2024-09-08"), float("inf")),
        'evaluate("nvidia-h20", "2025-05-01")': (lambda: cec.evaluate("nvidia-h20", "2025-05-01"), float("inf")),
        'find("NXT:1980i")': (lambda: cec.find("NXT:1980i"), float("inf")),
        'controls("nvidia-h20", on="2025-05-01")': (
            lambda: cec.controls("nvidia-h20", on="2025-05-01"),
            float("inf"),
        ),
        'changes("2026-01-01")': (lambda: cec.changes("2026-01-01"), float("inf")),
        "outcomes()": (cec.outcomes, float("inf")),
    }
    rows = []
    for name, (question, share) in asked.items():
        ours, bare = _side_by_side(question, lambda: [pd.read_csv(file) for file in files])
        rows.append((name, ours, bare, share * bare))
    return rows


def _cold(question: Callable[[], Any]) -> Callable[[], Any]:
    """The question with nothing kept of what was made of the tables, which stay read."""

    def asked() -> Any:
        _KEPT.clear()
        return question()

    return asked


def _screening() -> list[tuple[str, float, float, float]]:
    """Ten thousand names against all firms, once; five seconds where a bare read of all tables takes 0.0625 s."""
    names = [f"{name} {n}" for n, name in zip(range(10_000), list(cec.load("firms")["name"]) * 10, strict=False)]
    files = [package().file(name) for name in cec.tables()]
    cec.screen(names[:10], on="2026-10-01")
    bare = median(_once(lambda: [pd.read_csv(file) for file in files]) for _ in range(5))
    return [("screen(10,000 names)", _once(lambda: cec.screen(names, on="2026-10-01")), bare, 80 * bare)]


def main() -> int:
    """Prints a line for each measurement; the number of broken limits decides the exit code."""
    imports, pandas = _import_time("chip_export_controls"), _import_time("pandas")
    rows = [("import, against pandas", imports, pandas, 0.015), *_loads(), *_answers(), *_screening()]
    print(f"{'what':36}{'ours ms':>10}{'bare ms':>10}{'ratio':>8}  limit ms")
    for name, ours, bare, limit in rows:
        held = "" if limit == float("inf") else f"{limit * 1000:.1f}{'' if ours <= limit else '  BROKEN'}"
        print(f"{name:36}{ours * 1000:10.2f}{bare * 1000:10.2f}{ours / bare:8.2f}  {held}")
    return int(any(ours > limit for _, ours, _, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
