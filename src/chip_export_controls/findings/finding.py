"""Turns what a check saw into one frozen value, a finding, and a list of findings into a report."""

from dataclasses import dataclass
from difflib import get_close_matches


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

    @property
    def place(self) -> tuple[str, int, tuple[str, ...], str, str]:
        """The order of a report: file, line, columns, rule, value."""
        return (self.file, self.line, self.columns, self.rule, self.value)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Each finding once, sorted by place."""
    return sorted(set(findings), key=lambda finding: finding.place)


def counted(findings: list[Finding]) -> str:
    """How many there are, in words: `1 finding`, `2 findings`."""
    return f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"


def shorten(value: str, limit: int = 80) -> str:
    """A value as a report shows it: control characters escaped, at most `limit` characters."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in value[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def nearest(value: str, allowed: list[str]) -> str:
    """«did you mean `x`?» for the allowed value closest to the given one, or nothing."""
    close = get_close_matches(value, allowed, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""
