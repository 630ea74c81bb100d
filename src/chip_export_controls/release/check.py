"""Turns a package that is about to be released, and the last release, into findings on what it says of itself."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..findings.finding import Finding, in_order
from ..findings.general_rules import broken
from ..history.state import State, as_record
from ..history.versions import least, parse
from ..model.descriptor import DESCRIPTOR
from .loss import losses, renamed

_RETIRED = "retired_ids"
HEADING = re.compile(r"^## (\S+) – (\d{4}-\d{2}-\d{2})$", re.M)


def _finding(rule: str, file: str, line: int, value: str, fix: str | None = None, *columns: str) -> Finding:
    return broken(f"release/{rule}", Path(file).stem, file, line, value, fix, columns)


def _line(text: str, start: str) -> int:
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(start)), 1)


def _version(old: State | None, new: State, descriptor: str) -> Iterator[Finding]:
    line = _line(descriptor, '"version"')
    try:
        version = parse(new.version)
    except ValueError:
        yield _finding("version-is-three-numbers", DESCRIPTOR, line, new.version)
        return
    if old:
        lowest, why = least(old, new)
        if version < lowest:
            said = ".".join(map(str, lowest))
            fix = f"the last release is {old.version} and {why}: make it {said} or higher"
            yield _finding("version-step-is-enough", DESCRIPTOR, line, new.version, fix)


def _retired(state: State | None) -> set[tuple[str, str]]:
    table = state.tables.get(_RETIRED) if state else None
    return {(row["table"], row["id"]) for row in table.rows.values()} if table else set()


def _ids(state: State, table: str) -> list[str]:
    found = state.tables.get(table)
    return [key[0] for key in found.rows] if found and len(found.key) == 1 else []


def _kept(old: State, new: State) -> Iterator[Finding]:
    """Ids that went without a word, or came back; only of tables whose ids retired_ids may hold."""
    file = f"datapackage/{_RETIRED}.csv"
    fields = new.schemas.get(_RETIRED, {}).get("fields", [])
    tables: list[str] = next((f["constraints"]["enum"] for f in fields if f["name"] == "table"), [])
    retired = _retired(new)
    for table in tables:
        for gone in sorted(set(_ids(old, table)) - set(_ids(new, table))):
            if (table, gone) not in retired:
                row = as_record((table, gone, "<replaced_by or empty>", new.version, "<reason>"))
                yield _finding(
                    "gone-id-is-retired", file, 1, f"{table}, {gone}", f"add to {file}: `{row}`", "table", "id"
                )
        ids = _ids(new, table)
        for again in sorted(set(ids) & {id for name, id in _retired(old) | retired if name == table}):
            where, line = f"datapackage/{table}.csv", ids.index(again) + 2
            yield _finding("retired-id-stays-retired", where, line, again)
    for table, id in sorted(_retired(old) - retired):
        yield _finding("retirement-is-kept", file, 1, f"{table}, {id}")


def _texts(version: str, changelog: str, citation: str) -> Iterator[Finding]:
    heading = HEADING.search(changelog)
    said = heading[1] if heading else ""
    if said != version:
        line = _line(changelog, "## ")
        fix = f"write a section `## {version} – YYYY-MM-DD` above the others, or run `release prepare {version}`"
        yield _finding("changelog-has-the-version", "CHANGELOG.md", line, said, fix)
    for name, wanted in (("version", version), ("date-released", heading[2] if heading else "")):
        found = re.search(rf"^{name}: *\"?([^\"\n]*)\"?$", citation, re.M)
        if wanted and (found[1] if found else "") != wanted:
            line = _line(citation, name)
            fix = f"write {name}: {wanted}"
            yield _finding("citation-has-the-version", "CITATION.cff", line, found[1] if found else "", fix)


def release_findings(old: State | None, new: State, texts: dict[str, str]) -> list[Finding]:
    """Findings on the release of `new` after `old` (None for the first release).

    `texts` holds `datapackage.json`, `CHANGELOG.md` and `CITATION.cff` as they are to be released.
    """
    found = [*_version(old, new, texts[DESCRIPTOR]), *_texts(new.version, texts["CHANGELOG.md"], texts["CITATION.cff"])]
    if old:
        found += [*_kept(old, new), *losses(old, new, texts["CHANGELOG.md"]), *renamed(old, new)]
    return in_order(found)
