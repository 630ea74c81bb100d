"""Turns text from the tables into Markdown that shows it as it stands, and findings into a summary in Markdown."""

import re

from .finding import Finding, counted

# a comment on a pull request holds 65,536 characters
MOST_CHARACTERS = 60_000


def code(text: str) -> str:
    """The text as a code span inside a table: no link, mention, tag or column can come of it."""
    if not text:
        return ""
    line = " ".join(text.split()).replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def plain(text: str) -> str:
    """Our own words, which may quote the data between backticks, inside a table."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 == 0:
        return code(text)
    quoted = [code(part) if n % 2 else re.sub(r"([\\*_\[\]<>&@#|~])", r"\\\1", part) for n, part in enumerate(parts)]
    return "".join(quoted)


def cut(lines: list[str], left_off: str) -> str:
    """As many lines as a comment holds; `left_off`, with `{n}` for their number, where some are left off."""
    size = 0
    for n, line in enumerate(lines):
        size += len(line) + 1
        if size > MOST_CHARACTERS:
            return "\n".join([*lines[:n], "", left_off.format(n=len(lines) - n)])
    return "\n".join(lines)


def as_markdown(findings: list[Finding]) -> str:
    """A heading with the count and a table: where, what is wrong, how to correct it."""
    if not findings:
        return "### No findings"
    lines = [
        f"### {counted(findings)}",
        "",
        "| where | value | what is wrong | how to correct it |",
        "| --- | --- | --- | --- |",
    ]
    for f in findings:
        where = code(f"{f.file}:{f.line}") + (" " + code(", ".join(f.columns)) if f.columns else "")
        wrong = f"{plain(f.message)} {code(f.rule)}"
        lines.append(f"| {where} | {code(f.value)} | {wrong} | {plain(f.suggestion)} |")
    return cut(lines, "{n} more findings are left off here: `validate` lists them all.")
