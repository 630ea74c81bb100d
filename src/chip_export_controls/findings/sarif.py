"""Turns findings into a SARIF 2.1.0 log for readers of code-scanning results."""

import json
from typing import Any
from urllib.parse import quote

from .finding import Finding

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _result(finding: Finding) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": quote(finding.file)}, "region": {"startLine": finding.line}}
    columns = [{"name": c, "fullyQualifiedName": f"{finding.table}.{c}", "kind": "member"} for c in finding.columns]
    location = {"physicalLocation": place, **({"logicalLocations": columns} if columns else {})}
    said = " ".join(
        filter(None, [finding.message, f"Value: {finding.value}." if finding.value else "", finding.suggestion])
    )
    return {
        "ruleId": finding.rule,
        "level": finding.severity,
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
