"""Turns findings into JSON lines for programs."""

import json

from .finding import Finding

_KEYS = ("table", "line", "columns", "rule", "message", "value", "suggestion")


def _object(finding: Finding) -> dict[str, object]:
    weight = {} if finding.severity == "error" else {"severity": finding.severity}
    return {key: getattr(finding, key) for key in _KEYS} | weight


def as_jsonl(findings: list[Finding]) -> str:
    """One JSON object a finding, with a `severity` where it is no error; empty for none."""
    return "\n".join(json.dumps(_object(f), ensure_ascii=False) for f in findings)
