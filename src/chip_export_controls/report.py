"""Turns findings into text for people, JSON lines for programs, and reports for GitHub, SARIF and JUnit readers."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from .findings import Finding, counted
from .junit import as_junit
from .markdown import as_markdown

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(findings: list[Finding]) -> str:
    """One line a finding: file:line, columns, value, sentence, mend and rule."""
    lines = []
    for f in findings:
        value = f" `{f.value}`" if f.value else ""
        mend = f" → {f.suggestion}" if f.suggestion else ""
        where = f" {', '.join(f.columns)}:" if f.columns else ""
        lines.append(f"{f.file}:{f.line}:{where}{value} {f.message}{mend} [{f.rule}]")
    return "\n".join([*lines, counted(findings) if findings else "no findings"])


def as_jsonl(findings: list[Finding]) -> str:
    """One JSON object a finding; empty for none."""
    keys = ("table", "line", "columns", "rule", "message", "value", "suggestion")
    return "\n".join(json.dumps({key: getattr(f, key) for key in keys}, ensure_ascii=False) for f in findings)


def _escape(text: str, *more: str) -> str:
    for character in ("%", "\r", "\n", *more):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_github(findings: list[Finding]) -> str:
    """Workflow commands that GitHub shows on the changed lines."""
    lines = []
    for f in findings:
        said = " ".join(filter(None, [", ".join(f.columns) + ":" if f.columns else "", f.message, f.suggestion]))
        file, title = _escape(f.file, ":", ","), _escape(f.rule, ":", ",")
        lines.append(f"::error file={file},line={f.line},title={title}::{_escape(said)}")
    return "\n".join(lines)


def _result(finding: Finding) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": quote(finding.file)}, "region": {"startLine": finding.line}}
    columns = [{"name": c, "fullyQualifiedName": f"{finding.table}.{c}", "kind": "member"} for c in finding.columns]
    location = {"physicalLocation": place, **({"logicalLocations": columns} if columns else {})}
    said = " ".join(
        filter(None, [finding.message, f"Value: {finding.value}." if finding.value else "", finding.suggestion])
    )
    return {
        "ruleId": finding.rule,
        "level": "error",
        "message": {"text": said},
        "locations": [location],
        "properties": {"table": finding.table, "columns": list(finding.columns)},
    }


def as_sarif(findings: list[Finding]) -> str:
    """A SARIF 2.1.0 log with one run."""
    sentences = {f.rule: f.message for f in findings}
    law = [{"id": rule, "shortDescription": {"text": text}} for rule, text in sorted(sentences.items())]
    driver = {"name": "chip-export-controls", "rules": law}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(f) for f in findings]}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


VIEWS: dict[str, Callable[[list[Finding]], str]] = {
    "text": as_text,
    "jsonl": as_jsonl,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
    "markdown": as_markdown,
}
