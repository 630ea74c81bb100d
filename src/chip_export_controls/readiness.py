"""Turns a package that is about to be released, and the last release, into findings on what it says of itself."""

import re
from collections.abc import Iterator
from pathlib import Path

from .descriptor import DESCRIPTOR
from .findings import Finding, in_order, shorten
from .state import State, as_record
from .versions import least, parse

RULES = {
    "release/version-is-three-numbers": "The version is X.Y.Z, three numbers without leading zeros.",
    "release/version-step-is-enough": "A change of tables, columns, types or keys is a major version, rows or columns "
    "added are a minor one, corrections a patch.",
    "release/gone-id-is-retired": "An id that was released and is gone has a row in retired_ids.",
    "release/retired-id-stays-retired": "An id that was retired is never used again.",
    "release/retirement-is-kept": "A row of retired_ids that was released is kept.",
    "release/changelog-has-the-version": "The first heading of CHANGELOG.md is the version with its day.",
    "release/citation-has-the-version": "CITATION.cff names the version and the day that the changelog names.",
}
_RETIRED = "retired_ids"
HEADING = re.compile(r"^## (\S+) – (\d{4}-\d{2}-\d{2})$", re.M)


def _finding(rule: str, file: str, line: int, value: str, mend: str, *columns: str) -> Finding:
    return Finding(
        Path(file).stem, file, line, columns, f"release/{rule}", RULES[f"release/{rule}"], shorten(value), mend
    )


def _line(text: str, start: str) -> int:
    return next((n for n, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(start)), 1)


def _version(old: State | None, new: State, descriptor: str) -> Iterator[Finding]:
    line = _line(descriptor, '"version"')
    try:
        version = parse(new.version)
    except ValueError:
        yield _finding("version-is-three-numbers", DESCRIPTOR, line, new.version, "write it as 1.2.3")
        return
    if old:
        lowest, why = least(old, new)
        if version < lowest:
            said = ".".join(map(str, lowest))
            mend = f"the last release is {old.version} and {why}: make it {said} or higher"
            yield _finding("version-step-is-enough", DESCRIPTOR, line, new.version, mend)


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
            yield _finding("retired-id-stays-retired", where, line, again, "give the new row another id")
    for table, id in sorted(_retired(old) - retired):
        yield _finding("retirement-is-kept", file, 1, f"{table}, {id}", "restore the row from the last release")


def _texts(version: str, changelog: str, citation: str) -> Iterator[Finding]:
    heading = HEADING.search(changelog)
    said = heading[1] if heading else ""
    if said != version:
        line = _line(changelog, "## ")
        mend = f"write a section `## {version} – YYYY-MM-DD` above the others, or run `release prepare {version}`"
        yield _finding("changelog-has-the-version", "CHANGELOG.md", line, said, mend)
    for name, wanted in (("version", version), ("date-released", heading[2] if heading else "")):
        found = re.search(rf"^{name}: *\"?([^\"\n]*)\"?$", citation, re.M)
        if wanted and (found[1] if found else "") != wanted:
            line = _line(citation, name)
            mend = f"write {name}: {wanted}"
            yield _finding("citation-has-the-version", "CITATION.cff", line, found[1] if found else "", mend)


def release_findings(old: State | None, new: State, texts: dict[str, str]) -> list[Finding]:
    """Findings on the release of `new` after `old` (None for the first release).

    `texts` holds `datapackage.json`, `CHANGELOG.md` and `CITATION.cff` as they are to be released.
    """
    found = [*_version(old, new, texts[DESCRIPTOR]), *_texts(new.version, texts["CHANGELOG.md"], texts["CITATION.cff"])]
    return in_order([*found, *(_kept(old, new) if old else ())])
