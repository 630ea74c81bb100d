"""Writes the findings of each bad case anew: `python tests/accept.py [RULE]…`; read the diff before you commit it."""

import json
import sys
import tempfile
from pathlib import Path

from conftest import BAD, assemble
from edits import apply

from chip_export_controls.checks.check import check
from chip_export_controls.findings.jsonl import as_jsonl
from chip_export_controls.findings.text import as_text


def accept(case: Path) -> None:
    """Makes the edits of a case in a copy of the clean package and keeps what `validate` finds."""
    with tempfile.TemporaryDirectory() as folder:
        root = assemble(Path(folder) / "package")
        apply(root, json.loads((case / "edits.json").read_text("utf-8")))
        findings = check(root).findings
        (case / "findings.jsonl").write_text(as_jsonl(findings) + "\n", "utf-8")
        (case / "findings.txt").write_text(as_text(findings) + "\n", "utf-8")


if __name__ == "__main__":
    for file in sorted(BAD.rglob("edits.json")):
        if not sys.argv[1:] or file.parent.parent.relative_to(BAD).as_posix() in sys.argv[1:]:
            accept(file.parent)
