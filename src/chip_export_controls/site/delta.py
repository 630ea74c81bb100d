"""Turns the last release and this one into what changed between them, for people and for programs that follow."""

from collections import Counter
from pathlib import Path
from typing import Any

from ..history.changes import compare
from ..history.revision import opened
from ..history.state import read_state


def delta(base: str, root: Path) -> dict[str, Any]:
    """Every change from the state `base` to the package below `root`, a line each, and their counts by table and kind.

    Raises NoSuchState or Unreadable, as `diff` does.
    """
    with opened(base, root) as folder:
        old = read_state(folder)
    changes = compare(old, read_state(root))
    rows = {(c.table, c.kind, c.key) for c in changes if c.kind.startswith("row-") or c.kind == "cell-changed"}
    counts = Counter((table, kind) for table, kind, _ in rows)
    return {
        "from": old.version,
        "counts": [{"table": table, "kind": kind, "rows": n} for (table, kind), n in sorted(counts.items())],
        "changes": [
            {"table": c.table, "key": c.key, "column": c.column, "old": c.old, "new": c.new, "kind": c.kind}
            for c in changes
        ],
    }
