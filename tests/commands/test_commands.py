"""The commands do what their help says, and say what is wrong in a sentence, never in a traceback."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BAD, CASES, GOOD, REPOSITORY, TEXT, bad, run, tree
from edits import apply

from chip_export_controls.cli import ANSWERS, app
from chip_export_controls.findings.sarif import SARIF_SCHEMA


def test_every_command_has_help() -> None:
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    for name in names:
        assert run(name, "--help").exit_code == 0
        assert all(command.callback.__doc__ for command in app.registered_commands if command.callback)
    modules = {file.stem: file for file in (REPOSITORY / "src/chip_export_controls/commands").glob("*.py")}
    own = {name for name, file in modules.items() if f"\n\n\ndef {name}(" in file.read_text("utf-8")}
    assert {name.replace("-", "_") for name in names} == own
    assert {command.__name__ for command in ANSWERS} <= own


def test_validate_says_no_findings_and_exits_0(package: Path) -> None:
    result = run("validate", "--root", package)
    assert (result.exit_code, result.output) == (0, "no findings\n")


def test_validate_exits_1_with_findings_and_2_for_usage(package: Path) -> None:
    bad(package, "claims/place-is-given")
    assert run("validate", "--root", package).exit_code == 1
    assert run("validate", "--root", package, "--table", "coverage").exit_code == 0
    assert run("validate", "--root", package, "--format", "xml").exit_code == 2
    assert run("validate", "--root", package / "nowhere").exit_code == 2
    unknown = run("validate", "--root", package, "--table", "claim")
    assert unknown.exit_code == 2
    assert "did you mean `claims`?" in unknown.output


def test_a_json_line_has_the_keys_of_the_contract(package: Path) -> None:
    bad(package, "claims/place-is-given")
    lines = run("validate", "--root", package, "--format", "jsonl").output.splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "table": "claims",
            "line": 2,
            "columns": ["char_start", "char_end", "span_sha256", "text_fragment", "pinpoint"],
            "rule": "claims/place-is-given",
            "message": "Either the columns of the span or `pinpoint` is filled.",
            "value": ", , , , ",
            "suggestion": "give the span that `locate` prints, or a pinpoint",
        }
    ]


def test_text_and_github_name_file_line_columns_value_rule_and_mend(package: Path) -> None:
    bad(package, "any/cell-is-allowed")
    text = run("validate", "--root", package).output
    assert text.startswith(
        "datapackage/claims.csv:2: modality: `in-froce` A cell of a column with a fixed list of values"
    )
    assert "did you mean `in-force`?" in text
    assert text.endswith("[any/cell-is-allowed]\n1 finding\n")
    github = run("validate", "--root", package, "--format", "github").output
    assert github.startswith("::error file=datapackage/claims.csv,line=2,title=any/cell-is-allowed::modality: ")


def test_sarif_names_each_result_with_its_rule_and_place(package: Path) -> None:
    bad(package, "claims/place-is-given")
    log = json.loads(run("validate", "--root", package, "--format", "sarif").output)
    assert (log["$schema"], log["version"]) == (SARIF_SCHEMA, "2.1.0")
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("datapackage/claims.csv", 2)
    assert [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]] == [result["ruleId"]]


@pytest.mark.parametrize("name", ["package/file-is-json", "any/utf-8", "any/cell-has-type", "claims/place-is-given"])
def test_build_refuses_a_bad_package_of_each_stage_and_writes_nothing(name: str, package: Path, tmp_path: Path) -> None:
    bad(package, name)
    result = run("build", "--root", package, "--out", tmp_path / "dist")
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(BAD).as_posix())
def test_fmt_mends_or_refuses_a_bad_package_and_loses_nothing(case: Path, package: Path) -> None:
    apply(package, json.loads((case / "edits.json").read_text("utf-8")))
    before = tree(package)
    result = run("fmt", "--root", package)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code:
        assert tree(package) == before
        assert result.output.endswith("nothing was written\n")
    else:
        assert run("fmt", "--root", package, "--check").exit_code == 0


def test_fmt_sorts_trims_normalises_and_quotes_as_little_as_needed(package: Path) -> None:
    file = package / "datapackage" / "firms.csv"
    clean = file.read_bytes()
    header, *rows = clean.decode().splitlines()
    messy = [",".join(f'"{cell}"' for cell in line.split(",")) for line in [header, *reversed(rows)]]
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(messy).replace("Windhoek", " Windhoek ").encode())
    checked = run("fmt", "--root", package, "--check")
    assert checked.exit_code == 1
    assert "--- a/datapackage/firms.csv\n+++ b/datapackage/firms.csv\n" in checked.output
    assert run("fmt", "--root", package).output == "datapackage/firms.csv\n"
    assert file.read_bytes() == clean


def test_fmt_puts_columns_in_order(package: Path) -> None:
    file = package / "datapackage" / "measure_targets.csv"
    clean = file.read_text("utf-8")
    file.write_text("\n".join(",".join(reversed(line.split(","))) for line in clean.splitlines()) + "\n", "utf-8")
    assert run("fmt", "--root", package).exit_code == 0
    assert file.read_text("utf-8") == clean


def test_fingerprint_and_locate_give_what_validate_accepts(package: Path, tmp_path: Path) -> None:
    record = package / "sources" / "wire-2020-report.json"
    expected = record.read_bytes()
    record.unlink()
    missing = run("locate", "wire-2020-report", TEXT, "Namibia is", "nanometres", "--root", package)
    assert (missing.exit_code, "run `fingerprint" in missing.output) == (1, True)
    assert run("fingerprint", "wire-2020-report", TEXT, "--root", package).exit_code == 0
    assert record.read_bytes() == expected
    located = run("locate", "wire-2020-report", TEXT, "Namibia is planning", "14 nanometres", "--root", package)
    columns = dict(line.split("\t") for line in located.output.splitlines())
    with (package / "datapackage" / "claims.csv").open(encoding="utf-8", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if row["claim_id"] == "wire-2020-report.001")
    assert columns == {name: row[name] for name in columns}
    assert list(columns) == ["char_start", "char_end", "span_sha256", "text_fragment"]


def test_fingerprint_refuses_an_id_that_is_a_path_and_a_text_that_is_not_utf_8(package: Path, tmp_path: Path) -> None:
    assert run("fingerprint", "../x", TEXT, "--root", package).exit_code == 2
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9")
    result = run("fingerprint", "x", latin, "--root", package)
    assert (result.exit_code, "save the text copy as UTF-8" in result.output) == (1, True)
    assert not (package / "sources" / "x.json").exists()


def verify(package: Path, texts: Path) -> tuple[int, list[str]]:
    result = run("verify", "--brief", "--root", package, "--texts", texts)
    return result.exit_code, result.output.splitlines()


def test_verify_proves_claims_against_a_copy_under_any_name(package: Path, tmp_path: Path) -> None:
    shutil.copy(TEXT, tmp_path / "renamed.txt")
    texts = tmp_path / "texts"
    texts.mkdir()
    shutil.copy(TEXT, texts / "anything.txt")
    (texts / "picture.png").write_bytes(b"\x89PNG\xff")
    assert verify(package, texts) == (0, ["2 proved, 0 moved, 0 missing, 0 not available"])


def test_verify_lists_every_claim_with_its_state_and_its_copy(package: Path) -> None:
    assert run("verify", "--root", package, "--texts", GOOD / "texts").output.splitlines() == [
        "wire-2020-report.001\tproved\twire-2020-report.txt",
        "wire-2020-report.002\tproved\twire-2020-report.txt",
        "2 proved, 0 moved, 0 missing, 0 not available",
    ]


def test_verify_finds_a_passage_that_moved(package: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "copy.txt").write_text("A new first line.\n" + TEXT.read_text("utf-8"), "utf-8")
    code, lines = verify(package, tmp_path / "texts")
    assert (code, lines[-1]) == (0, "0 proved, 2 moved, 0 missing, 0 not available")


def test_verify_misses_a_passage_that_was_rewritten(package: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    changed = TEXT.read_text("utf-8").replace("declined to comment", "did not reply")
    (tmp_path / "texts" / "copy.txt").write_text(changed, "utf-8")
    code, lines = verify(package, tmp_path / "texts")
    assert code == 1
    assert lines == [
        "wire-2020-report.002\tmissing\tcopy.txt",
        "1 proved, 0 moved, 1 missing, 0 not available",
    ]


def test_verify_says_what_it_has_no_copy_of(package: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "other.txt").write_text("Nothing of it.", "utf-8")
    code, lines = verify(package, tmp_path / "texts")
    assert (code, lines[-1]) == (0, "0 proved, 0 moved, 0 missing, 2 not available")


def test_verify_reports_a_statement_that_copies_eight_words(package: Path, tmp_path: Path) -> None:
    copied = "Namibia is planning to restrict exports of lamps, it said."
    edit = {"table": "claims", "line": 4, "set": {"statement": copied}}
    apply(package, [edit])
    code, lines = verify(package, GOOD / "texts")
    assert code == 1
    assert lines[0].startswith("wire-2020-report.001\tshares 8 words in a row")


def test_stats_counts_rows_claims_and_official_sources(package: Path) -> None:
    output = run("stats", "--root", package).output
    assert "# Rows\ntable,rows\nsources,4\n" in output
    assert "jurisdiction,measures,decided,read,credited,numbered,share\nNA,2,2,2,0,1,1.0\nall,2" in output
    assert "claims,anchored,of,share\nall,2,5,0.4\nwith an address,2,5,0.4\n" in output
    assert "behind measure_events,0,2,0.0\n" in output


def test_stats_counts_the_claims_that_texts_prove(package: Path) -> None:
    output = run("stats", "--root", package, "--texts", GOOD / "texts").output
    assert "claims,anchored,of,share\nall,2,5,0.4\n" in output


def test_build_py_is_the_door_from_a_checkout(package: Path) -> None:
    command = [sys.executable, str(REPOSITORY / "build.py"), "validate", "--root", str(package)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "no findings\n", "")


def test_a_folder_that_cannot_be_written_is_one_sentence(package: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    command = [sys.executable, str(REPOSITORY / "build.py"), "build", "--root", str(package)]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "taken" / "in")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith("nothing was written\n")
