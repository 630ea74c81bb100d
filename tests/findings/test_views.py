"""Each view of the findings has the form that its readers expect, whatever the tables hold."""

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import BAD, CASES, REPOSITORY, bad, run
from hypothesis import given
from hypothesis import strategies as st

from chip_export_controls.checks.check import check, sentences
from chip_export_controls.findings.finding import Finding
from chip_export_controls.findings.views import FORMS, told

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
# what SARIF 2.1.0 asks of the parts that are written here; its whole schema is some 3,000 lines of other parts
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "additionalProperties": False,
                    "properties": {
                        "driver": {
                            "type": "object",
                            "required": ["name"],
                            "additionalProperties": False,
                            "properties": {
                                "name": {"type": "string"},
                                "rules": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": {
                                        "type": "object",
                                        "required": ["id"],
                                        "additionalProperties": False,
                                        "properties": {"id": {"type": "string"}, "shortDescription": TEXT},
                                    },
                                },
                            },
                        }
                    },
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": TEXT,
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "properties": {"type": "object"},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}},
                        },
                        "region": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {"startLine": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
                "logicalLocations": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {
                            "name": {"type": "string"},
                            "fullyQualifiedName": {"type": "string"},
                            "kind": {"type": "string"},
                        },
                    },
                },
            },
        },
    },
}

words = st.text(max_size=30)
findings = st.lists(
    st.builds(
        Finding,
        table=words,
        file=st.text(min_size=1, max_size=30),
        line=st.integers(1, 10**6),
        columns=st.lists(words, max_size=3, unique=True).map(tuple),
        rule=st.sampled_from(["any/nfc", "any/utf-8", "claims/place-is-given"]),
        message=st.text(min_size=1, max_size=30),
        value=words,
        suggestion=words,
    ),
    max_size=4,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(BAD).as_posix())
def test_sarif_has_its_form_for_every_rule(case: Path) -> None:
    lines = [json.loads(line) for line in (case / "findings.jsonl").read_text("utf-8").splitlines()]
    found = [Finding(file=line["table"], **{**line, "columns": tuple(line["columns"])}) for line in lines]
    jsonschema.validate(json.loads(told(found, "sarif", dict)), SARIF)


@given(findings)
def test_junit_is_xml_whose_counts_are_those_of_its_cases(found: list[Finding]) -> None:
    suites = ET.fromstring(told(found, "junit", sentences).encode("utf-8"))
    (suite,) = suites
    assert (suites.tag, suite.tag) == ("testsuites", "testsuite")
    assert {case.tag for case in suite} == {"testcase"}
    failures = [case for case in suite if case.find("failure") is not None]
    assert (int(suite.attrib["tests"]), int(suite.attrib["failures"])) == (len(suite), len(failures))
    assert {f"{case.attrib['classname']}/{case.attrib['name']}" for case in failures} == {f.rule for f in found}


def test_junit_passes_each_rule_that_holds(package: Path) -> None:
    bad(package, "claims/place-is-given")
    (suite,) = ET.fromstring(run("validate", "--root", package, "--format", "junit").output.encode("utf-8"))
    assert [case.attrib["name"] for case in suite if len(case)] == ["place-is-given"]
    assert {f"{case.attrib['classname']}/{case.attrib['name']}" for case in suite} == {
        rule for rule in sentences() if not rule.startswith("release/")
    }


def test_junit_lists_no_rule_that_was_not_judged(package: Path) -> None:
    shutil.copytree(REPOSITORY / "intake", package / "intake", ignore=shutil.ignore_patterns("*.csv"))
    for table in ("candidates", "reviewed", "terms"):
        head, *_ = (REPOSITORY / "intake" / f"{table}.csv").read_text("utf-8").splitlines()
        (package / "intake" / f"{table}.csv").write_text(f"{head}\n", "utf-8")

    def listed(*words: str) -> set[str]:
        told = run("validate", "--root", package, "--format", "junit", *words).output
        return {case.attrib["classname"] for case in ET.fromstring(told.encode("utf-8"))[0]}

    assert {"any", "package", "record", "firms", "reviewed"} <= listed()
    assert listed("--table", "firms") == {"any", "package", "record", "firms"}


@given(findings)
def test_markdown_shows_the_data_as_code_and_keeps_a_row_a_line(found: list[Finding]) -> None:
    lines = told(found, "markdown", dict).split("\n")
    assert len(lines) == (4 + len(found) if found else 1)


def test_markdown_makes_no_link_mention_or_tag_of_a_value() -> None:
    value = "@all <img src=x> [x](y) `|`"
    found = [Finding("firms", "datapackage/firms.csv", 2, ("name",), "any/nfc", "Text.", value, "mend `a|b` @me")]
    row = told(found, "markdown", dict).splitlines()[-1]
    assert row == (
        "| `datapackage/firms.csv:2` `name` | `` @all <img src=x> [x](y) `\\|` `` | Text. `any/nfc` "
        "| ``mend `a\\|b` @me`` |"
    )


def test_markdown_fits_a_comment() -> None:
    found = [Finding("firms", "datapackage/firms.csv", n, (), "any/nfc", "Text. " * 20) for n in range(1, 2000)]
    text = told(found, "markdown", dict)
    assert len(text) < 65_536
    assert text.endswith("more findings are left off here: `validate` lists them all.")


@given(findings)
def test_github_gets_one_line_a_finding(found: list[Finding]) -> None:
    lines = told(found, "github", dict).split("\n") if found else []
    assert len(lines) == len(found)
    assert all(line.startswith("::error file=") for line in lines)


@pytest.mark.parametrize("view", FORMS)
def test_a_clean_package_is_reported_in_every_view(view: str, package: Path) -> None:
    result = run("validate", "--root", package, "--format", view)
    assert (result.exit_code, check(package).findings) == (0, [])
