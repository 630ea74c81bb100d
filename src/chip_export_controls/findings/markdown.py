"""Turns text from the tables into Markdown that shows it as it stands, and findings into a summary in Markdown."""

import re

from .finding import Finding, counted, shorten, shown

# a comment on a pull request holds 65,536 bytes, and two reports: the findings and the changes
MOST_BYTES = 30_000
_MOST_OF_A_CELL = 300


def code(text: str) -> str:
    """The text as a code span inside a table: no link, mention, tag or column can come of it, and no endless row."""
    if not text:
        return ""
    line = " ".join(shorten(text, _MOST_OF_A_CELL).split()).replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def plain(text: str) -> str:
    """Our own words, which hold nothing of the data, inside a table."""
    return re.sub(r"([\\*_\[\]<>&@#|~`])", r"\\\1", " ".join(shown(text).split()))


def cut(lines: list[str], left_off: str) -> str:
    """As many lines as half a comment holds; `left_off`, with `{n}` for their number, where some are left off."""
    size = 0
    for n, line in enumerate(lines):
        size += len(line.encode("utf-8")) + 1
        if size > MOST_BYTES:
            return "\n".join([*lines[:n], "", left_off.replace("{n}", str(len(lines) - n))])
    return "\n".join(lines)


def as_markdown(findings: list[Finding]) -> str:
    """A heading with the count and a table: where, what must hold and does not, how to correct it."""
    if not findings:
        return "### No findings"
    lines = [
        f"### {counted(findings)}",
        "",
        "| where | value | what must hold | how to correct it |",
        "| --- | --- | --- | --- |",
    ]
    for f in findings:
        where = code(f"{f.file}:{f.line}") + (" " + code(", ".join(f.columns)) if f.columns else "")
        weight = "*warning*: " if f.severity == "warning" else ""
        wrong = f"{weight}{plain(f.message)} {code(f.rule)}"
        lines.append(f"| {where} | {code(f.value)} | {wrong} | {code(f.suggestion)} |")
    return cut(lines, "{n} more findings are left off here: `validate` lists them all.")
