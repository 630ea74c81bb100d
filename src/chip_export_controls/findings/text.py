"""Turns findings into text for people: a line each, and how many there are."""

from .finding import Finding, counted


def as_text(findings: list[Finding]) -> str:
    """One line a finding: file:line, `warning` if it is one, columns, value, sentence, fix and rule."""
    lines = []
    for f in findings:
        value = f" `{f.value}`" if f.value else ""
        fix = f" → {f.suggestion}" if f.suggestion else ""
        where = f" {', '.join(f.columns)}:" if f.columns else ""
        weight = " warning:" if f.severity == "warning" else ""
        lines.append(f"{f.file}:{f.line}:{weight}{where}{value} {f.message}{fix} [{f.rule}]")
    return "\n".join([*lines, counted(findings)])
