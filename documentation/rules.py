"""Turns the rules and the bad cases that each catches into a page for each rule and one for all."""

import json
from collections import defaultdict
from pathlib import Path

from chip_export_controls.checks.check import sentences


def _finding(line: str) -> str:
    told = json.loads(line)
    columns = ", ".join(told["columns"])
    value = f" – `{told['value']}`" if told["value"].strip(", ") and "`" not in told["value"] else ""
    return f"- `{told['table']}`, line {told['line']}{f', {columns}' if columns else ''}{value}: {told['suggestion']}"


def _cases(folder: Path) -> str:
    """Each bad case of the rule: what is done to a clean package, and what is then found."""
    parts = []
    for case in sorted(path for path in folder.glob("*") if (path / "edits.json").is_file()):
        edits = json.dumps(json.loads((case / "edits.json").read_text("utf-8")), ensure_ascii=True, indent=1)
        shown = edits if len(edits) < 1500 else edits[:1500] + "\n…"
        found = [_finding(line) for line in (case / "findings.jsonl").read_text("utf-8").splitlines()[:5]]
        parts.append(f"```json\n{shown}\n```\n\nis reported as\n\n" + "\n".join(found))
    return "\n\n".join(parts)


def rule_page(rule: str, sentence: str, cases: Path) -> str:
    """One rule: its sentence, and cases that break it."""
    shown = _cases(cases / rule)
    example = f"## Cases that break it\n\nA change to a clean package:\n\n{shown}\n" if shown else ""
    return f"# {rule}\n\n{sentence}\n\n{example}"


def pages(cases: Path) -> dict[str, str]:
    """The pages by name, `index` among them."""
    known, groups = sentences(), defaultdict(list)
    for rule, sentence in sorted(known.items()):
        groups[rule.split("/")[0]].append(f"| [{rule}]({rule.replace('/', '-')}.md) | {sentence} |")
    tables = "\n\n".join(
        f"## {name}\n\n| rule | what holds |\n| --- | --- |\n" + "\n".join(rows) for name, rows in groups.items()
    )
    index = f"# Rules\n\nWhat `validate` holds every row to; `any` are rules of every table.\n\n{tables}\n"
    return {"index": index, **{rule.replace("/", "-"): rule_page(rule, text, cases) for rule, text in known.items()}}
