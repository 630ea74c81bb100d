"""Turns findings into workflow commands, which GitHub shows on the changed lines."""

from .finding import Finding, errors

MOST_SHOWN = 10  # annotations of one kind, of one step


def _escape(text: str, *more: str) -> str:
    for character in ("%", "\r", "\n", *more):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _more(findings: list[Finding]) -> list[str]:
    """A notice of how many there are beyond those that GitHub shows, for GitHub is silent on them."""
    bad = errors(findings)
    left = [max(0, len(some) - MOST_SHOWN) for some in (bad, [f for f in findings if f.severity == "warning"])]
    said = f"GitHub shows {MOST_SHOWN} a step on the lines; the log of the step lists all"
    return [f"::notice title={sum(left)} more findings::{said}"] if any(left) else []


def as_github(findings: list[Finding]) -> str:
    """Workflow commands that GitHub shows on the changed lines, and how many more there are than it shows."""
    lines = []
    for f in findings:
        said = " ".join(filter(None, [", ".join(f.columns) + ":" if f.columns else "", f.message, f.suggestion]))
        file, title = _escape(f.file, ":", ","), _escape(f.rule, ":", ",")
        lines.append(f"::{f.severity} file={file},line={f.line},title={title}::{_escape(said)}")
    return "\n".join(lines + _more(findings))
