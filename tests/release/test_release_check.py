"""A release cannot lie about itself: the version's step, the ids, the changelog and the citation are checked."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import CHANGELOG, CITATION, run
from edits import apply as edit
from repositories import commit

from chip_export_controls.findings.general_rules import FIXED
from chip_export_controls.history.state import State, TableState
from chip_export_controls.history.versions import Reason, least, parse, reasons, stepped
from chip_export_controls.release.check import release_findings


def schema(*columns: str, key: str = "firm_id", **more: Any) -> dict[str, Any]:
    return {"fields": [{"name": c, "type": "string"} for c in columns], "primaryKey": [key], **more}


RETIRED = {
    "fields": [
        {"name": "table", "type": "string", "constraints": {"enum": ["firms"]}},
        *({"name": name, "type": "string"} for name in ("id", "replaced_by", "version", "reason")),
    ],
    "primaryKey": ["table", "id"],
}


def table(columns: tuple[str, ...], key: tuple[str, ...], *rows: tuple[str, ...]) -> TableState:
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    return TableState(columns, key, {tuple(row[c] for c in key): row for row in found})


def state(version: str, *firms: tuple[str, str], retired: tuple[str, ...] = (), **more: Any) -> State:
    gone = [("firms", id, "", version, "merged") for id in retired]
    tables = {
        "firms": table(("firm_id", "name"), ("firm_id",), *firms),
        "retired_ids": table(("table", "id", "replaced_by", "version", "reason"), ("table", "id"), *gone),
    }
    return State(version, tables, {"firms": schema("firm_id", "name", **more), "retired_ids": RETIRED})


def found(old: State | None, new: State, changelog: str = "", citation: str = "") -> list[tuple[str, str]]:
    said = CHANGELOG.replace("0.1.0", new.version), CITATION.replace("0.1.0", new.version)
    texts = {"datapackage.json": "{}", "CHANGELOG.md": changelog or said[0], "CITATION.cff": citation or said[1]}
    return [(finding.rule.removeprefix("release/"), finding.value) for finding in release_findings(old, new, texts)]


OLD = state("1.2.3", ("asml", "ASML"), ("nikon", "Nikon"))


@pytest.mark.parametrize(
    ("step", "version"), [("none", (1, 2, 3)), ("patch", (1, 2, 4)), ("minor", (1, 3, 0)), ("major", (2, 0, 0))]
)
def test_a_step_resets_the_numbers_behind_it(step: str, version: tuple[int, int, int]) -> None:
    assert stepped((1, 2, 3), step) == version


@pytest.mark.parametrize("text", ["1.2", "01.2.3", "1.2.3-rc1", "v1.2.3", "1.2.3.4", "", "١.٢.٣"])
def test_a_version_is_three_numbers(text: str) -> None:
    with pytest.raises(ValueError, match=r"not X\.Y\.Z"):
        parse(text)


def changed(column: dict[str, Any]) -> State:
    new = state("1.2.3", ("asml", "ASML"), ("nikon", "Nikon"))
    fields = [{"name": "firm_id", "type": "string"}, {"name": "name", "type": "string", **column}]
    return State("1.2.3", new.tables, {**new.schemas, "firms": {"fields": fields, "primaryKey": ["firm_id"]}})


def without(*names: str) -> State:
    return State("1.2.3", {n: t for n, t in OLD.tables.items() if n not in names}, OLD.schemas)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (without("retired_ids"), Reason("major", "the table retired_ids was removed or renamed")),
        (changed({"type": "integer"}), Reason("major", "the column firms.name changed its type")),
        (changed({"rdfType": "edtf"}), Reason("major", "the column firms.name changed its type")),
        (changed({"name": "title"}), Reason("major", "the column firms.name was removed or renamed")),
        (changed({"constraints": {"maxLength": 9}}), Reason("patch", "the schema of firms changed")),
        (state("1.2.3", ("asml", "ASML"), ("nikon", "Nikon"), key="name"), Reason("major", "the key of firms changed")),
        (
            state("1.2.3", ("asml", "ASML"), ("nikon", "Nikon"), ("tel", "TEL")),
            Reason("minor", "rows were added to firms"),
        ),
        (state("1.2.3", ("asml", "ASML")), Reason("patch", "rows were removed from firms")),
        (state("1.2.3", ("asml", "A"), ("nikon", "Nikon")), Reason("patch", "cells of firms were corrected")),
    ],
)
def test_the_strongest_change_gives_the_step(new: State, reason: Reason) -> None:
    assert reasons(OLD, new)[0] == reason


def test_a_value_that_is_no_longer_allowed_is_a_major_step() -> None:
    old, new = (changed({"constraints": {"enum": allowed}}) for allowed in (["ASML", "Nikon", "x"], ["ASML", "Nikon"]))
    assert reasons(old, new)[0] == Reason("major", "firms.name no longer allows x")
    assert reasons(new, old)[0] == Reason("patch", "the schema of firms changed")


def test_nothing_changed_needs_no_step() -> None:
    assert least(OLD, OLD) == ((1, 2, 3), "nothing changed")


@pytest.mark.parametrize(
    ("version", "refused"), [("1.2.3", True), ("1.2.4", True), ("1.2.99", True), ("1.3.0", False), ("2.0.0", False)]
)
def test_a_version_that_is_too_low_is_refused(version: str, refused: bool) -> None:
    new = state(version, ("asml", "ASML"), ("nikon", "Nikon"), ("tel", "TEL"))
    assert found(OLD, new) == ([("version-step-is-enough", version)] if refused else [])


def test_an_id_that_is_gone_is_to_be_retired() -> None:
    assert found(OLD, state("1.2.4", ("asml", "ASML"))) == [("gone-id-is-retired", "firms, nikon")]
    assert found(OLD, state("1.3.0", ("asml", "ASML"), retired=("nikon",))) == []


def test_a_retired_id_is_not_used_again() -> None:
    old = state("1.2.3", ("asml", "ASML"), retired=("nikon",))
    kept = state("1.3.0", ("asml", "ASML"), ("nikon", "Nikon"), retired=("nikon",))
    assert found(old, kept) == [("retired-id-stays-retired", "nikon")]
    dropped = state("1.3.0", ("asml", "ASML"), ("nikon", "Nikon"))
    rules = [rule for rule, _ in found(old, dropped)]
    assert rules == ["retired-id-stays-retired", "retirement-is-kept"]


def test_the_changelog_and_the_citation_have_the_version_and_the_day() -> None:
    new = state("0.2.0", ("asml", "ASML"))
    assert found(None, new, changelog=CHANGELOG)[0] == ("changelog-has-the-version", "0.1.0")
    assert found(None, new, citation=CITATION) == [("citation-has-the-version", "0.1.0")]
    later = CITATION.replace("0.1.0", "0.2.0").replace("11-20", "11-21")
    assert found(None, new, citation=later) == [("citation-has-the-version", "2026-11-21")]


def test_a_version_that_is_none_is_refused_before_all_else() -> None:
    assert ("version-is-three-numbers", "1.3") in found(OLD, state("1.3", ("asml", "ASML")))


def test_every_rule_of_a_release_is_a_sentence() -> None:
    assert all(
        text[0].isupper() and text.endswith(".")
        for text in (rule.sentence for id, rule in FIXED.items() if id.startswith("release/"))
    )


@pytest.fixture
def released(package: Path) -> Path:
    """The package in miniature, released as 0.1.0."""
    (package / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    (package / "CITATION.cff").write_text(CITATION, "utf-8")
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    descriptor |= {"version": "0.1.0", "created": "2026-11-20T00:00:00Z"}
    (package / "datapackage.json").write_text(json.dumps(descriptor, indent=2) + "\n", "utf-8")
    commit(package, "v0.1.0")
    return package


NEW_FIRM = {
    "table": "firms",
    "line": 4,
    "add": {"firm_id": "lux", "name": "Lux", "jurisdiction": "NL", "kind": "other"},
}


def test_check_passes_on_the_commit_that_was_released(released: Path) -> None:
    result = run("release", "check", "--root", released)
    assert (result.exit_code, result.output) == (0, "last release: none; this one: 0.1.0\nno findings\n")


def test_check_refuses_data_that_changed_under_a_released_version(released: Path) -> None:
    edit(released, [NEW_FIRM])
    commit(released)
    result = run("release", "check", "--root", released)
    assert result.exit_code == 1
    assert "the last release is 0.1.0 and rows were added to firms: make it 0.2.0 or higher" in result.output


@pytest.mark.parametrize(("version", "code"), [("0.1.0", 1), ("0.1.1", 1), ("0.2.0", 0), ("1.0.0", 0), ("0.2", 1)])
def test_prepare_refuses_what_check_would_refuse(version: str, code: int, released: Path) -> None:
    edit(released, [NEW_FIRM])
    commit(released)
    before = {file.name: file.read_bytes() for file in released.iterdir() if file.is_file()}
    result = run("release", "prepare", version, "--date", "2026-12-01", "--root", released)
    assert (result.exit_code, result.output.endswith("nothing was written\n")) == (code, code == 1)
    after = {file.name: file.read_bytes() for file in released.iterdir() if file.is_file()}
    assert (after == before) == (code == 1)


def test_prepare_writes_version_day_and_a_draft_that_check_accepts(released: Path) -> None:
    edit(released, [NEW_FIRM])
    commit(released)
    assert run("release", "prepare", "0.2.0", "--date", "2026-12-01", "--root", released).exit_code == 0
    descriptor = json.loads((released / "datapackage.json").read_text("utf-8"))
    citation = yaml.safe_load((released / "CITATION.cff").read_text("utf-8"))
    assert (descriptor["version"], descriptor["created"]) == ("0.2.0", "2026-12-01T00:00:00Z")
    assert (citation["version"], citation["date-released"]) == ("0.2.0", "2026-12-01")
    assert (released / "CHANGELOG.md").read_text("utf-8") == (
        "# Changelog\n\n## 0.2.0 – 2026-12-01\n\n### Data\n\n- `firms`: 1 row added.\n"
        "\n## 0.1.0 – 2026-11-20\n\n- First.\n"
    )
    assert run("release", "check", "--root", released).exit_code == 0


def test_prepare_twice_keeps_the_notes_that_were_edited(released: Path) -> None:
    edit(released, [NEW_FIRM])
    commit(released)
    run("release", "prepare", "0.2.0", "--date", "2026-12-01", "--root", released)
    file = released / "CHANGELOG.md"
    file.write_text(file.read_text("utf-8").replace("1 row added", "Lux, a lamp maker"), "utf-8")
    run("release", "prepare", "0.2.0", "--date", "2026-12-02", "--root", released)
    assert "## 0.2.0 – 2026-12-02\n\n### Data\n\n- `firms`: Lux, a lamp maker.\n" in file.read_text("utf-8")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-12", "tomorrow"])
def test_prepare_refuses_a_day_that_is_none(day: str, released: Path) -> None:
    assert run("release", "prepare", "0.2.0", "--date", day, "--root", released).exit_code == 2


FIRMS = [(f"firm-{n}", f"Firm {n} Works") for n in range(100)]
FULL = state("1.2.3", *FIRMS)


def with_links(version: str, *rows: tuple[str, str]) -> State:
    """A state with a table that has no ids of its own."""
    found = state(version, *FIRMS)
    link = table(("firm_id", "note"), ("firm_id",), *rows)
    return State(version, {**found.tables, "links": link}, {**found.schemas, "links": schema("firm_id", "note")})


LINKS = [(f"firm-{n}", "x") for n in range(100)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (LINKS, None),
        (LINKS[:97], None),
        (LINKS[:94], "6 of 100 rows are gone"),
        ([], "100 of 100 rows are gone"),
        ([(id, "" if n < 5 else "x") for n, (id, _) in enumerate(LINKS)], None),
        ([(id, "" if n < 6 else "x") for n, (id, _) in enumerate(LINKS)], "6 of 100 cells are empty now"),
    ],
)
def test_a_loss_of_rows_or_cells_is_a_finding(rows: list[tuple[str, str]], said: str | None) -> None:
    old, new = with_links("1.2.3", *LINKS), with_links("1.2.4", *rows)
    assert found(old, new) == ([("loss-is-explained", said)] if said else [])


def test_a_loss_that_the_changelog_tells_is_explained() -> None:
    old, new = with_links("1.2.3", *LINKS), with_links("1.2.4")
    told = CHANGELOG.replace("0.1.0", "1.2.4").replace("First.", "`links`: 100 rows removed, which named no source.")
    assert found(old, new, told) == []
    other = told.replace("`links`", "`firms`")
    assert found(old, new, other) == [("loss-is-explained", "100 of 100 rows are gone")]


def test_rows_of_retired_ids_are_explained() -> None:
    new = state("1.2.4", *FIRMS[10:], retired=tuple(id for id, _ in FIRMS[:10]))
    assert [rule for rule, _ in found(FULL, new)] == ["version-step-is-enough"]


def test_an_id_that_means_another_firm_is_a_finding() -> None:
    old, new = state("1.2.3", ("asml", "ASML Holding")), state("1.2.4", ("asml", "Nikon Corporation"))
    assert found(old, new) == [("id-means-the-same", "asml: ASML Holding → Nikon Corporation")]
    assert found(old, state("1.2.4", ("asml", "ASML"))) == []
    names = table(("firm_id", "name"), ("firm_id", "name"), ("asml", "ASML Holding"))
    known = State(
        "1.2.4", {**new.tables, "firm_names": names}, {**new.schemas, "firm_names": schema("firm_id", "name")}
    )
    assert [rule for rule, _ in found(old, known)] == ["version-step-is-enough"]
