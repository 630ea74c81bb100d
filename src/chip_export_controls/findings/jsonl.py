"""Turns findings into JSON lines for programs."""

import json

from .finding import Finding

_KEYS = ("table", "line", "columns", "rule", "message", "value", "suggestion")


def as_jsonl(findings: list[Finding]) -> str:
    """One JSON object a finding; empty for none."""
    return "\n".join(json.dumps({key: getattr(f, key) for key in _KEYS}, ensure_ascii=False) for f in findings)
