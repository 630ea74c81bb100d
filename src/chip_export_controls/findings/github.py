"""Turns findings into workflow commands, which GitHub shows on the changed lines."""

from .finding import Finding


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
