"""Turns what a check saw into one frozen value, a finding, and a list of findings into a report."""

from dataclasses import dataclass
from typing import Literal

MOST_SAID = 2_000  # characters of a sentence or of a value: a cell may hold many more

# an error stops a release; a warning is a judgement, which is shown and may stand
Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One breach of one rule at one place; `line` counts the lines of `file` from 1."""

    table: str
    file: str
    line: int
    columns: tuple[str, ...]
    rule: str
    message: str
    value: str = ""
    suggestion: str = ""
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """No character of a stranger's file or name steers a terminal, a log or a page, in whichever view."""
        for name in ("table", "file", "message", "value", "suggestion"):
            object.__setattr__(self, name, shorten(getattr(self, name), MOST_SAID))
        object.__setattr__(self, "columns", tuple(map(shown, self.columns)))

    @property
    def place(self) -> tuple[str, int, tuple[str, ...], str, str]:
        """The order of a report: file, line, columns, rule, value."""
        return (self.file, self.line, self.columns, self.rule, self.value)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Each finding once, sorted by place."""
    return sorted(set(findings), key=lambda finding: finding.place)


def _number(of: int, noun: str) -> str:
    return f"{of} {noun}{'' if of == 1 else 's'}"


def errors(findings: list[Finding]) -> list[Finding]:
    """Those that are errors."""
    return [finding for finding in findings if finding.severity == "error"]


def counted(findings: list[Finding]) -> str:
    """How many there are, in words: `1 finding`, `2 findings, 1 of them a warning`."""
    warned = len(findings) - len(errors(findings))
    if warned == len(findings):
        return _number(warned, "warning") if warned else "no findings"
    said = f", {warned} of them {'a warning' if warned == 1 else 'warnings'}" if warned else ""
    return _number(len(findings), "finding") + said


def shown(text: str, but: str = "") -> str:
    """The text with what cannot be seen, or would steer a terminal, as escapes such as `\\x1b`, `but` for some."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in but else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def shorten(value: str, limit: int = 80) -> str:
    """A value as a report shows it: control characters escaped, at most `limit` characters."""
    said = shown(value[: limit + 1])
    return said if len(said) <= limit else said[: limit - 1] + "…"
