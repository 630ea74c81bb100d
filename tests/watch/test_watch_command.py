"""`watch`, `watch review` and `new measure --from` do what their help says, and say in a sentence what is wrong."""

import hashlib
import re
import shlex
from pathlib import Path

import pytest
from conftest import REPOSITORY
from recorded import ANSWERS, FEEDS, KNOWN, checkout
from typer.testing import CliRunner, Result

from chip_export_controls.cli import app

GUIDE = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
TODAY = ["--on", "2026-11-28"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = checkout(tmp_path)
    monkeypatch.chdir(copy)
    return copy


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def watch(*words: str, folder: Path = ANSWERS) -> Result:
    return run("watch", "--offline", str(folder), *TODAY, *words)


def digest(root: Path) -> str:
    return hashlib.sha256((root / "intake" / "candidates.csv").read_bytes()).hexdigest()


def test_all_recorded_feeds_are_read_twice_to_the_same_bytes(root: Path) -> None:
    first = watch()
    assert (first.exit_code, first.stderr) == (0, "")
    before = digest(root)
    second = watch()
    assert (second.exit_code, second.output, digest(root)) == (0, "", before)
    (root / "intake" / "candidates.csv").write_text(
        (REPOSITORY / "intake" / "candidates.csv").read_text("utf-8").split("\n")[0] + "\n", "utf-8"
    )
    assert watch().stdout == first.stdout
    assert digest(root) == before


def test_the_most_points_stand_first_and_what_is_known_names_its_measure(root: Path) -> None:
    lines = [line.split("\t") for line in watch().stdout.splitlines()]
    points = [int(line[1]) for line in lines]
    assert points == sorted(points, reverse=True)
    assert {line[3]: line[6] for line in lines if line[0] == "known"} == KNOWN


def test_a_feed_and_a_first_day_may_be_chosen(root: Path) -> None:
    lines = watch("--feed", "us-bis", "--since", "2026-09-29").stdout.splitlines()
    assert [line.split("\t")[3] for line in lines] == ["FR-DOC:2026-20058", "FR-DOC:2026-19927"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--feed", "us-bit"], "no feed `us-bit`; did you mean `us-bis`?"),
        (["--since", "yesterday"], "--since `yesterday`: write YYYY-MM-DD"),
        (["--on", "2026-02-30"], "--on `2026-02-30`: write YYYY-MM-DD"),
    ],
)
def test_a_wrong_option_is_told_with_exit_code_2(words: list[str], message: str, root: Path) -> None:
    result = run("watch", "--offline", str(ANSWERS), *words)
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_a_feed_that_fails_is_named_the_others_go_on_and_the_exit_code_is_1(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    for name, feed in FEEDS.items():
        (file,) = ANSWERS.glob(f"{name}.*")
        data = b"<html>\x1b[2JAccess denied</html>" if feed.jurisdiction == "US" else file.read_bytes()
        (folder / file.name).write_bytes(data)
    result = watch("--issues", str(tmp_path / "issues"), "--cache", str(tmp_path / "cache"), folder=folder)
    american = [name for name, feed in FEEDS.items() if feed.jurisdiction == "US"]
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in told] == american
    assert all("unknown shape: not JSON: it begins" in line and line.isprintable() for line in told)
    assert "STCRT:stcrt-2023-18212" in result.stdout
    assert {file.stem for file in (tmp_path / "issues").iterdir()} == {"CA", "EU", "JP", "KR"}


def test_a_queue_that_cannot_be_read_is_left_as_it_is(root: Path) -> None:
    file = root / "intake" / "candidates.csv"
    file.write_text("key,feed\nx\n", "utf-8")
    result = watch()
    assert (result.exit_code, result.stderr) == (
        1,
        "intake/candidates.csv:1: the header or a row has not the columns of the schema: run `validate`\n"
        "nothing was written\n",
    )
    assert file.read_text("utf-8") == "key,feed\nx\n"


@pytest.mark.parametrize("spoil", [b"\xff", b"", b"measure_id,title\na,b\n", None])
def test_a_record_that_cannot_be_read_is_told_and_nothing_is_written(spoil: bytes | None, root: Path) -> None:
    file = root / "datapackage" / "measures.csv"
    file.unlink() if spoil is None else file.write_bytes(spoil)
    before = digest(root)
    result = watch()
    assert (result.exit_code, result.stdout, digest(root)) == (1, "", before)
    assert result.stderr.startswith("datapackage/measures.csv:")


def test_fmt_puts_the_tables_of_the_intake_in_form_too(root: Path) -> None:
    watch()
    before = digest(root)
    file = root / "intake" / "candidates.csv"
    head, *rows = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([head, *reversed(rows)]), "utf-8")
    assert run("fmt", "--check").exit_code == 1
    assert (run("fmt").output, digest(root)) == ("intake/candidates.csv\n", before)


def test_a_folder_without_feeds_is_told(tmp_path: Path) -> None:
    result = watch("--root", str(tmp_path))
    assert (result.exit_code, "there is none" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["FR-DOC:1-1", "--decision", "recorded"], "no candidate `FR-DOC:1-1`"),
        (["FR-DOC:2026-17230", "--decision", "irrelevant"], "--decision irrelevant needs --note"),
        (["FR-DOC:2026-17230", "--decision", "boring"], "Invalid value"),
    ],
)
def test_a_decision_that_cannot_be_is_told_with_exit_code_2(words: list[str], message: str, root: Path) -> None:
    watch()
    result = run("watch", "review", *words)
    assert (result.exit_code, message in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("FR-DOC:2026-17231", "the record has FR-DOC:2026-17231 as us-2026-08-24-arrow-hong-kong-addresses"),
        ("CSL:test-2", "is a name on a list: add the firm"),
        ("CA-GAZETTE:II 158/13", "is an issue: read its contents"),
        ("FR-DOC:0-0", "no candidate `FR-DOC:0-0`"),
    ],
)
def test_what_no_measure_can_be_made_of_is_refused(key: str, message: str, root: Path) -> None:
    watch()
    result = run("new", "measure", "--from", key)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert result.stderr.endswith("nothing was written\n")


def test_options_of_the_source_need_a_candidate(root: Path) -> None:
    result = run("new", "measure", "--statement", "It is so.")
    assert (result.exit_code, "need --from" in result.stderr) == (2, True)


def test_stats_tells_of_candidates_that_wait(root: Path) -> None:
    watch()
    told = run("stats", "--on", "2027-01-05").stderr
    assert re.fullmatch(r"\d+ candidates not yet judged after 30 days; the first by points: URL:meti\S+\n", told)
    assert run("stats", "--on", "2026-12-01").stderr == ""


def test_the_walk_through_from_a_candidate_to_a_validated_measure_prints_what_the_guide_shows(root: Path) -> None:
    section = GUIDE.partition("\n## From a register to the record\n")[2].partition("\n## ")[0]
    (console,) = re.findall(r"```console\n(.*?)```", section, re.S)
    steps = re.findall(r"^\$ python build\.py (.*)\n((?:(?!\$ ).*\n)*)", console, re.M)
    assert len(steps) >= 4
    (root / "tests" / "watch").mkdir(parents=True)
    (root / "tests" / "watch" / "answers").symlink_to(ANSWERS)
    for command, shown in steps:
        result = run(*shlex.split(command))
        assert (command, result.output) == (command, shown)
    assert steps[-1] == ("validate --table measures", "no findings\n")
