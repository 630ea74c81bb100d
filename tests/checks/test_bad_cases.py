"""Each rule has a bad case, and each bad case gives exactly the findings that are written beside it."""

import json
from pathlib import Path

import pytest
from conftest import BAD, CASES, rule_of, tree
from edits import apply

from chip_export_controls.checks.check import check, sentences
from chip_export_controls.findings.jsonl import as_jsonl
from chip_export_controls.findings.text import as_text


def test_the_clean_package_has_no_findings(package: Path) -> None:
    assert check(package).findings == []


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    # those of a release compare two states: tests/release holds their cases
    assert {rule_of(case) for case in CASES} == {rule for rule in sentences() if not rule.startswith("release/")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(BAD).as_posix())
def test_case_gives_its_findings_and_writes_nothing(case: Path, package: Path) -> None:
    apply(package, json.loads((case / "edits.json").read_text("utf-8")))
    before = tree(package)
    # frictionless finds no more in what is its to judge; pandera is asked in test_engines.py, on many faults at once
    findings = check(package, judges=["frictionless"] if rule_of(case).startswith("any/") else []).findings
    assert as_jsonl(findings) == (case / "findings.jsonl").read_text("utf-8").rstrip("\n")
    assert as_text(findings) == (case / "findings.txt").read_text("utf-8").rstrip("\n")
    assert rule_of(case) in {finding.rule for finding in findings}
    assert tree(package) == before


def test_independent_findings_are_all_reported_in_one_run(package: Path) -> None:
    for name in ("any/no-byte-order-mark", "claims/place-is-given", "coverage/search-says-when-and-how"):
        apply(package, json.loads((BAD / name / "1" / "edits.json").read_text("utf-8")))
    rules = [finding.rule for finding in check(package).findings]
    assert rules == ["claims/place-is-given", "coverage/search-says-when-and-how", "any/no-byte-order-mark"]


def test_only_keeps_the_findings_of_the_named_tables(package: Path) -> None:
    for name in ("claims/place-is-given", "coverage/search-says-when-and-how"):
        apply(package, json.loads((BAD / name / "1" / "edits.json").read_text("utf-8")))
    assert [finding.table for finding in check(package, {"coverage"}).findings] == ["coverage"]
