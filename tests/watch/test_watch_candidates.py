"""The queue holds each document once, judges every row anew, keeps what people said, and is written whole."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import ANSWERS, FEEDS, checkout, queue, reading

from chip_export_controls.watch import failures
from chip_export_controls.watch.entry import Entry, plain
from chip_export_controls.watch.intake import Row
from chip_export_controls.watch.ledger import NoCandidate, decide
from chip_export_controls.watch.replies import Reading
from chip_export_controls.watch.round import take_up
from chip_export_controls.watch.rules import RULES, intake_findings
from chip_export_controls.watch.showing import failing, issue, issues, line
from chip_export_controls.watch.waiting import sentence, waiting

ALL = list(FEEDS.values())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return checkout(tmp_path)


def test_a_second_look_changes_nothing_and_a_first_sight_stays(root: Path) -> None:
    first = take_up(root, ALL, reading(), "2026-11-28")
    before = (root / "intake" / "candidates.csv").read_bytes()
    again = take_up(root, ALL, reading(), "2026-12-24")
    assert (root / "intake" / "candidates.csv").read_bytes() == before
    assert (len(first.fresh), again.fresh, again.queue) == (len(first.queue), [], first.queue)


def test_a_run_goes_on_from_the_queue_that_another_kept(root: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.csv"
    take_up(root, ALL, reading([FEEDS["us-bis"]]), "2026-11-01")
    (root / "intake" / "candidates.csv").rename(kept)
    checkout_queue = kept.read_text("utf-8").split("\n")[0] + "\n"
    (root / "intake" / "candidates.csv").write_text(checkout_queue, "utf-8")
    found = take_up(root, ALL, reading([FEEDS["us-bis"], FEEDS["kr-law"]]), "2026-11-28", kept)
    assert [row["key"] for row in found.fresh] == ["KR-NOTICE:2059-1"]
    assert {row["first_seen"] for row in found.queue} == {"2026-11-01", "2026-11-28"}


def test_a_feed_that_fails_leaves_its_candidates_in_the_queue(root: Path) -> None:
    all_of_it = take_up(root, ALL, reading(), "2026-11-28").queue
    assert take_up(root, ALL, Reading({}, {"us-bis": "HTTP 503"}, {}), "2026-11-29").queue == all_of_it


def test_a_candidate_becomes_known_when_the_record_takes_it_up(root: Path) -> None:
    take_up(root, ALL, reading(), "2026-11-28")
    measures = root / "datapackage" / "measures.csv"
    text = measures.read_text("utf-8")
    measures.write_text(text.replace(",FR Doc. 2026-17231,", ",FR Doc. 2026-17230,"), "utf-8")
    states = {row["key"]: row["state"] for row in take_up(root, ALL, Reading({}, {}, {}), "2026-11-29").queue}
    assert states["FR-DOC:2026-17230"] == "known"


def test_a_decision_is_kept_and_may_be_taken_back(root: Path) -> None:
    take_up(root, ALL, reading(), "2026-11-28")
    decide(root, "FR-DOC:2026-17230", "irrelevant", "No chips.")
    decide(root, "FR-DOC:2026-17230", "out-of-scope", "A removal.")
    ledger = (root / "intake" / "reviewed.csv").read_text("utf-8")
    assert ledger == "key,decision,note\nFR-DOC:2026-17230,out-of-scope,A removal.\n"
    states = {row["key"]: row["state"] for row in take_up(root, ALL, reading(), "2026-11-29").queue}
    assert states["FR-DOC:2026-17230"] == "reviewed"
    assert intake_findings(root) == []
    with pytest.raises(NoCandidate, match="did you mean `FR-DOC:2026-1723"):
        decide(root, "FR-DOC:2026-1723", "irrelevant", "No chips.")


def test_the_queue_stays_as_it_was_when_it_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_up(root, ALL, reading([FEEDS["us-bis"]]), "2026-11-28")
    before = (root / "intake" / "candidates.csv").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        take_up(root, ALL, reading(), "2026-11-29")
    assert (root / "intake" / "candidates.csv").read_bytes() == before
    assert [file.name for file in (root / "intake").iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("rule", "file", "old", "new"),
    [
        ("candidates/known-names-its-measure", "candidates", "known,us-2026-08-24-arrow-hong-kong-addresses", "known,"),
        ("candidates/reviewed-stands-in-the-ledger", "candidates", ",new,", ",reviewed,"),
        ("reviewed/decision-has-a-reason", "reviewed", "irrelevant,No chips.", "irrelevant,"),
        (
            "any/reference-exists",
            "candidates",
            "known,us-2026-08-24-arrow-hong-kong-addresses",
            "known,us-2026-08-24-x",
        ),
        ("any/reference-exists", "reviewed", "FR-DOC:2026-17230", "FR-DOC:2026-17239"),
        ("any/reference-exists", "terms", "integrated-circuits", "integrated-circus"),
        ("any/cell-is-allowed", "candidates", ",new,", ",nwe,"),
        ("any/date-exists", "candidates", "2026-09-30", "2026-09-31"),
        ("any/no-formulas", "reviewed", "No chips.", "=1+1"),
        ("any/columns-match-schema", "reviewed", "decision", "verdict"),
    ],
)
def test_the_tables_of_the_intake_have_rules_like_any_table(
    rule: str, file: str, old: str, new: str, root: Path
) -> None:
    take_up(root, ALL, reading([FEEDS["us-bis"]]), "2026-11-28")
    decide(root, "FR-DOC:2026-17230", "irrelevant", "No chips.")
    assert intake_findings(root) == []
    path = root / "intake" / f"{file}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = intake_findings(root)
    assert rule in {finding.rule for finding in found}
    assert {finding.file for finding in found} <= {f"intake/{name}.csv" for name in ("candidates", "reviewed", "terms")}
    assert all(finding.message == RULES[finding.rule].sentence for finding in found if finding.rule in RULES)


def test_a_package_without_an_intake_has_no_findings_on_it(tmp_path: Path) -> None:
    assert intake_findings(tmp_path) == []
    assert waiting(tmp_path, date(2026, 11, 28)) == []


def test_what_nobody_judged_for_thirty_days_is_told_of_and_is_no_finding(root: Path) -> None:
    take_up(root, ALL, reading([FEEDS["us-bis"]]), "2026-11-28")
    assert waiting(root, date(2026, 12, 28)) == []
    late = waiting(root, date(2026, 12, 29))
    assert {row["state"] for row in late} == {"new"}
    assert sentence(late) == "5 candidates not yet judged after 30 days; the first by points: FR-DOC:2026-20058"
    assert (sentence([]), intake_findings(root)) == ("", [])


HOSTILE = "=cmd|' /C calc'!A0 \x1b[2J\u202e@maintainers #1 <img src=x onerror=alert(1)> [x](javascript:1) `a` \r\n| b"


def hostile(**more: str) -> Row:
    entry = Entry(plain(HOSTILE), "2026-01-02", "https://www.meti.go.jp/x", "press-release", about=HOSTILE)
    (row,) = queue([], Reading({"jp-meti": [entry]}, {}, {}))
    return row | more


def test_the_text_of_a_stranger_cannot_steer_a_terminal_a_spreadsheet_or_an_issue(root: Path) -> None:
    row = hostile()
    assert row["title"].startswith("'=cmd")
    assert line(row).isprintable() or line(row).replace("\t", "").isprintable()
    body = issue("JP", [row | {"title": HOSTILE}])
    shown = body.splitlines()[2]
    code = shown.split("`")[1::2]
    assert any("@maintainers" in text and "javascript:" in text for text in code)
    assert "".join(shown.split("`")[0::2]).replace(" ", "") == "-**0**,2026-01-02,<https://www.meti.go.jp/x>"
    take_up(
        root,
        ALL,
        Reading({"jp-meti": [Entry(plain(HOSTILE), "2026-01-02", row["url"], "press-release")]}, {}, {}),
        "2026-01-03",
    )
    assert intake_findings(root) == []


@given(st.text(max_size=300), st.text(max_size=100))
@settings(max_examples=200, deadline=None)
def test_no_title_or_address_leaves_its_place_in_an_issue(title: str, url: str) -> None:
    row = {"score": "0", "why": "", "title": title, "date": "2026-01-02", "url": url}
    row |= {"key": "X:1", "kind": "rule"}
    lines = issue("JP", [row]).split("\n")
    assert len(lines) == 6
    assert lines[2].count("`") % 2 == 0
    outside = "".join(lines[2].split("`")[0::2])
    assert title.strip() == "" or len(title) < 4 or title not in outside


def test_an_issue_names_what_is_new_by_jurisdiction_and_stays_short() -> None:
    rows = queue([], reading())
    bodies = issues(rows)
    assert set(bodies) == {row["jurisdiction"] for row in rows if row["state"] == "new"}
    assert "FR-DOC:2026-17231" not in bodies["US"]
    many = [hostile()] * 500
    assert issue("JP", many).endswith("- and 450 more: run `python build.py watch`\n")
    assert len(issue("JP", many)) < 65_000


def test_a_feed_is_told_of_after_three_days_of_failing_and_not_before(tmp_path: Path) -> None:
    errors = {"jp-meti": "HTTP 503"}
    last, found = failures.read(tmp_path)
    for day, days in (("2026-11-01", 1), ("2026-11-01", 1), ("2026-11-02", 2), ("2026-11-03", 3)):
        found = failures.counted(found, last, errors, ["us-bis"], day)
        (tmp_path / failures.FILE).write_text(failures.written(found, day), "utf-8")
        last, found = failures.read(tmp_path)
        assert found == {"jp-meti": (days, "HTTP 503")}
        assert bool(failing(found)) == (days == 3)
    assert failures.counted(found, last, {}, ["jp-meti"], "2026-11-04") == {}
    (tmp_path / failures.FILE).write_text("[]", "utf-8")
    assert failures.read(tmp_path) == ("", {})


def test_the_recorded_answers_are_all_of_a_feed() -> None:
    assert {file.stem for file in ANSWERS.iterdir() if file.is_file()} == set(FEEDS)
