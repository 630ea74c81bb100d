"""An error stops a package, a warning is shown and may stand."""

import json

import pytest
from conftest import run

from chip_export_controls.findings.finding import Finding, Severity, counted
from chip_export_controls.findings.views import told


def finding(severity: Severity = "warning", line: int = 2) -> Finding:
    return Finding("firms", "datapackage/firms.csv", line, ("name",), "firms/x", "A name is one.", "a", "b", severity)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "no findings"),
        ([finding()], "1 warning"),
        ([finding("error")], "1 finding"),
        ([finding("error"), finding(line=3)], "2 findings, 1 of them a warning"),
        ([finding("error"), finding(line=3), finding(line=4)], "3 findings, 2 of them warnings"),
    ],
)
def test_warnings_are_counted_apart(found: list[Finding], words: str) -> None:
    assert counted(found) == words


def test_every_view_tells_a_warning_from_an_error() -> None:
    found = [finding()]
    assert told(found, "text", dict).startswith("datapackage/firms.csv:2: warning: name: `a`")
    assert told(found, "github", dict).startswith("::warning file=datapackage/firms.csv,line=2,")
    assert json.loads(told(found, "sarif", dict))["runs"][0]["results"][0]["level"] == "warning"
    assert json.loads(told(found, "jsonl", dict))["severity"] == "warning"
    assert "| *warning*: A name is one." in told(found, "markdown", dict)
    assert 'failures="0"' in told(found, "junit", dict)
    assert "warning: datapackage/firms.csv:2" in told(found, "junit", dict)


@pytest.mark.parametrize(
    ("severity", "strict", "code"), [("warning", False, 0), ("warning", True, 1), ("error", False, 1)]
)
def test_a_warning_alone_ends_well_unless_it_is_asked_to_count(
    severity: Severity, strict: bool, code: int, package: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from chip_export_controls.checks import check as checks

    judged = checks.check
    monkeypatch.setattr(
        checks,
        "check",
        lambda *given, **how: replace(judged(*given, **how), findings=[finding(severity)]),
    )
    result = run("validate", "--root", package, *(["--strict"] if strict else []))
    assert (result.exit_code, "firms/x" in result.output) == (code, True)
