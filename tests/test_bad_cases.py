"""Each rule has a bad case, and each bad case gives exactly the findings that are written beside it."""

import hashlib
import json
from pathlib import Path

import pytest
from editing import apply

from chip_export_controls.checks.check import sentences, validate
from chip_export_controls.findings.views import as_jsonl, as_text

BAD = Path(__file__).parent / "bad"
CASES = sorted(file.parent for file in BAD.rglob("edits.json"))


def rule_of(case: Path) -> str:
    return case.parent.relative_to(BAD).as_posix()


def tree(root: Path) -> dict[str, str]:
    files = (file for file in root.rglob("*") if file.is_file() and file.stat().st_size < 2**20)
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_clean_package_has_no_findings(package: Path) -> None:
    assert validate(package) == []


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {rule_of(case) for case in CASES} == set(sentences())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(BAD).as_posix())
def test_case_gives_its_findings_and_writes_nothing(case: Path, package: Path) -> None:
    apply(package, json.loads((case / "edits.json").read_text("utf-8")))
    before = tree(package)
    findings = validate(package)
    assert as_jsonl(findings) == (case / "findings.jsonl").read_text("utf-8").rstrip("\n")
    assert as_text(findings) == (case / "findings.txt").read_text("utf-8").rstrip("\n")
    assert rule_of(case) in {finding.rule for finding in findings}
    assert tree(package) == before


def test_independent_findings_are_all_reported_in_one_run(package: Path) -> None:
    for name in ("any/no-byte-order-mark", "claims/place-is-given", "coverage/search-says-when-and-how"):
        apply(package, json.loads((BAD / name / "1" / "edits.json").read_text("utf-8")))
    rules = [finding.rule for finding in validate(package)]
    assert rules == ["claims/place-is-given", "coverage/search-says-when-and-how", "any/no-byte-order-mark"]


def test_only_keeps_the_findings_of_the_named_tables(package: Path) -> None:
    for name in ("claims/place-is-given", "coverage/search-says-when-and-how"):
        apply(package, json.loads((BAD / name / "1" / "edits.json").read_text("utf-8")))
    assert [finding.table for finding in validate(package, {"coverage"})] == ["coverage"]
