"""The commands that answer questions print what the functions return, and refuse what they cannot find."""

import io
import json
import re
import shlex
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pandas as pd
import pytest
from conftest import REPOSITORY
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import chip_export_controls as cec
from chip_export_controls import library
from chip_export_controls.cli import ANSWERS, app
from chip_export_controls.commands.drawing import draw
from chip_export_controls.commands.output import as_json

pytestmark = pytest.mark.usefixtures("in_miniature")


RULE = "na-2020-05-04-lamp-rule"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


QUESTIONS = [
    (["in-force", "--on", "2020-05-10"], lambda: cec.in_force("2020-05-10")),
    (
        ["in-force", "--on", "2020-05-10", "--equipment", "lw-9000", "--firm", "lamp-works", "--target", "CN"],
        lambda: cec.in_force("2020-05-10", equipment="lw-9000", firm="lamp-works", target="CN"),
    ),
    (["in-force", "--on", "2020-05-10", "--known-on", "2020-05-03"], lambda: cec.in_force("2020-05-10").iloc[:0]),
    (["timeline", RULE], lambda: cec.timeline(RULE)),
    (["provenance", "measure_events", RULE, "effective", "2020-05-01", ""], None),
    (["support", "wire-2020-report.001"], lambda: cec.support("wire-2020-report.001")),
    (["outcomes", "--by", "measure"], lambda: cec.outcomes("measure")),
    (
        ["evaluate", "lw-9000", "--on", "2020-05-10", "--set", "wavelength=13.5 nm"],
        lambda: cec.evaluate({"equipment_id": "lw-9000", "wavelength": 13.5}, "2020-05-10"),
    ),
    (["sql", "select count(*) as n from measures"], lambda: pd.DataFrame({"n": [2]})),
]


@pytest.mark.parametrize(("words", "answer"), QUESTIONS, ids=lambda value: value[0] if isinstance(value, list) else "")
def test_an_answer_is_piped_as_csv_and_given_as_json(words: list[str], answer: object) -> None:
    answer = answer or (lambda: cec.provenance("measure_events", (RULE, "effective", "2020-05-01", None)))
    expected = answer()  # type: ignore[operator]
    piped, told = run(*words), run(*words, "--format", "json")
    assert (piped.exit_code, told.exit_code) == (0, 0), piped.output
    assert piped.stdout == expected.to_csv(index=False)
    assert told.stdout == as_json(expected) + "\n"
    assert json.loads(told.stdout) == json.loads(as_json(expected))


def test_a_table_shows_what_a_reader_wants_first() -> None:
    drawn = run("timeline", RULE, "--format", "table").output
    assert "effective" in drawn
    assert "gazette-2020" not in drawn
    assert "8 rows; --format csv" in drawn


def test_a_cell_that_looks_like_markup_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    draw(pd.DataFrame({"a": ["[bold]x[/bold]"], "b": [None]}), "")
    drawn = capsys.readouterr().out
    assert "[bold]x[/bold]" in drawn
    assert " b " not in drawn


def test_an_empty_answer_has_a_head() -> None:
    head = run("in-force", "--on", "1990-01-01").stdout
    assert head == ",".join(cec.in_force("1990-01-01").columns) + "\n"
    assert run("in-force", "--on", "1990-01-01", "--format", "json").stdout == "[]\n"
    assert run("in-force", "--on", "1990-01-01", "--format", "table").exit_code == 0


@pytest.mark.parametrize("style", ["text", "bluebook", "chicago", "bibtex", "csl"])
def test_a_record_is_cited(style: str) -> None:
    assert run("cite", "measures", RULE, "--style", style).output == cec.cite("measures", RULE, style) + "\n"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["in-force", "--on", "2024-02-30"], "is not in the calendar"),
        (["in-force", "--on", "2024", "--firm", "lamp-wroks"], "did you mean `lamp-works`?"),
        (["timeline", "na-2020-05-04-lamp-rul"], f"did you mean `{RULE}`?"),
        (["support", "wire-2020-report.009"], "no claim 'wire-2020-report.009'"),
        (["provenance", "measure", RULE], "no table 'measure'"),
        (["evaluate", "--on", "2024"], "name a product"),
        (["evaluate", "lw-9000", "--exporter", "NL"], "the law of the exporter is --jurisdiction NL here"),
        (["screen", "customers.csv"], "no file customers.csv"),
        (["evaluate", "lw-9000", "--on", "2024", "--set", "wavelength"], "write name=number"),
        (["cite", "measures", "na"], "no row (na) in measures"),
        (["sql", "select a from nowhere"], "nowhere"),
        (["sql", "select a from nowhere", "--engine", "sqlite"], "nowhere"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_a_sentence(words: list[str], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", ANSWERS, ids=lambda command: command.__name__)
def test_the_example_of_each_command_is_answered(command: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"Example: (.+)", command.__doc__ or "")
    words = shlex.split(example)
    assert words[0] == command.__name__.replace("_", "-")
    monkeypatch.setattr(library, "home", lambda: REPOSITORY)
    library.forget()
    if "us-2025-09-29-affiliates-rule" not in set(cec.load("measures")["measure_id"]):
        pytest.skip("the records that the examples ask about are not there")
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) > 1


def test_rules_and_changes_are_given_in_every_form(package: Path) -> None:
    listed = run("rules", "--format", "json")
    assert {"rule", "sentence"} == set(json.loads(listed.stdout)[0])
    assert run("rules").stdout.startswith("rule,sentence\n")
    assert run("rules", "--format", "markdown").stdout.startswith("| rule | sentence |")
    assert json.loads(run("diff", str(package), str(package), "--format", "json").stdout) == []
    assert set(json.loads(run("stats", "--root", str(package), "--format", "json").stdout)) >= {"Rows"}


@pytest.mark.parametrize("name", ["nofile.csv", "lists/names", "customers.XLSX"])
def test_a_file_that_is_not_there_is_not_taken_for_a_name(name: str) -> None:
    found = run("screen", name)
    assert found.exit_code == 2
    assert "no file" in found.output
    assert run("screen", "Lamp Works A/S").exit_code == 0


@pytest.mark.parametrize("command", ["status", "in-force", "evaluate lw-9000", "controls lw-9000", "screen lamps"])
def test_without_a_day_the_last_day_of_the_search_is_meant(command: str) -> None:
    last = max(cec.load("coverage")["last_searched_on"].dropna())
    assert run(*command.split()).output == run(*command.split(), "--on", str(last)).output


def test_today_may_be_asked_for() -> None:
    assert run("in-force", "--on", "today").exit_code == 0


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_of_a_table_is_wider_than_the_terminal_and_no_id_is_broken(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    long = "us-2020-05-04-a-rule-with-a-name-that-is-long-enough-to-be-folded"
    frame = pd.DataFrame(
        {
            "measure_id": [long] * 2,
            "name": ["浪潮集团 " * 12, "Semiconductor Manufacturing " * 9],
            "since": "2020-05-04",
        }
    )
    capture = io.StringIO()
    with redirect_stdout(capture):
        draw(frame, "", lead=("measure_id",))
    lines = capture.getvalue().splitlines()
    assert [line.strip() for line in lines].count(long) == 1
    assert max(map(cell_len, lines)) <= width
    assert "Semiconductor" in capture.getvalue()
    assert "浪潮集团" in capture.getvalue()


def test_an_earlier_event_that_was_learned_is_left_out_of_the_table_and_said() -> None:
    brief = run("changes", "--since", "2020-05-02", "--today", "2020-05-10", "--format", "table")
    learned = run("changes", "--since", "2020-05-02", "--today", "2020-05-10", "--kind", "learned")
    assert "--kind learned lists the earlier events" in brief.output
    assert "learned" in learned.stdout
    assert "happened," not in learned.stdout.partition("\n")[0]


@pytest.mark.parametrize(
    "words",
    [("in-force", "--on", "2020-01-01", "--on", "2021-01-01"), ("release", "check", "--root", ".", "--root", ".")],
)
def test_an_option_of_one_value_given_twice_is_refused(words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.exit_code == 2
    assert "given 2 times" in said.output
