"""Turns the tables of `intake/` into findings: those of any table, and what the queue and its ledger owe each other."""

from collections.abc import Iterator
from pathlib import Path

from ..checks.check import tables_alone
from ..findings.finding import Finding, in_order
from ..findings.general_rules import Fixed, broken
from ..model.table import Package
from ..model.unreadable import Unreadable
from .intake import FOLDER, own_tables, read_intake, rows

RULES = {
    "candidates/known-names-its-measure": Fixed(
        "A candidate with state `known` has a measure_id.",
        "run `watch`, which finds the measure, or name it in measure_id",
    ),
    "candidates/reviewed-stands-in-the-ledger": Fixed(
        "A candidate is reviewed if, and only if, the ledger says how.",
        "decide with `watch review`, which writes both",
    ),
    "reviewed/decision-has-a-reason": Fixed(
        "A decision other than `recorded` has a note.", "give a note of a sentence"
    ),
}
# a title is as its register wrote it, whatever it holds; what could harm was taken out when it was read
_OF_STRANGERS = {"any/one-script-words", "any/empty-is-empty", "any/as-it-was-typed", "any/no-markup"}
_REFERRED_TO = ("measures", "equipment")  # tables of the record, which have their findings elsewhere


def _finding(rule: str, package: Package, line: int, value: str, *columns: str) -> Finding:
    table = rule.partition("/")[0]
    return broken(rule, table, package.tables[table].path, line, value, columns=columns, of=RULES)


def _own(package: Package) -> Iterator[Finding]:
    """Findings on what the queue and the ledger owe each other."""
    ledger = {row["key"] for row in rows(package, "reviewed")}
    for line, row in enumerate(rows(package, "candidates"), 2):
        if row["state"] == "known" and not row["measure_id"]:
            yield _finding("candidates/known-names-its-measure", package, line, row["key"], "state", "measure_id")
        if (row["state"] == "reviewed") != (row["key"] in ledger) and row["state"] != "known":
            yield _finding("candidates/reviewed-stands-in-the-ledger", package, line, row["key"], "key", "state")
    for line, row in enumerate(rows(package, "reviewed"), 2):
        if row["decision"] != "recorded" and not row["note"]:
            yield _finding("reviewed/decision-has-a-reason", package, line, row["key"], "decision", "note")


def intake_tables(root: Path) -> list[str]:
    """The names of the tables of `intake/`, as far as they can be read."""
    try:
        return own_tables(read_intake(root)) if (root / FOLDER).is_dir() else []
    except Unreadable:
        return []


def intake_findings(root: Path) -> list[Finding]:
    """All findings on `intake/`; none where there is no such folder."""
    if not (root / FOLDER).is_dir():
        return []
    try:
        package = read_intake(root)
    except Unreadable as error:
        return [broken("package/file-is-there", FOLDER, f"{FOLDER}/datapackage.json", 1, "", str(error))]
    found = tables_alone(package, [*own_tables(package), *_REFERRED_TO])
    findings = [f for f in found if f.table not in _REFERRED_TO and f.rule not in _OF_STRANGERS]
    if not findings:
        findings += list(_own(package))
    return in_order(findings)
