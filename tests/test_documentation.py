"""What the documentation shows is what the code does, and no page or link of it is missing."""

import doctest
import inspect
from pathlib import Path

import pytest
from conftest import REPOSITORY

import chip_export_controls as cec
from chip_export_controls.checks.check import sentences
from chip_export_controls.cli import app
from documentation import api, commands, dictionary, links, rules, tutorial

FUNCTIONS = [(name, function) for name, function in api.public() if ">>>" in (function.__doc__ or "")]


@pytest.mark.usefixtures("in_miniature")
@pytest.mark.parametrize(("name", "function"), FUNCTIONS, ids=[name for name, _ in FUNCTIONS])
def test_the_example_of_each_function_prints_what_it_shows(name: str, function: object) -> None:
    known = {**{public: getattr(cec, public) for public in cec.__all__}, "Path": Path}
    test = doctest.DocTestParser().get_doctest(inspect.getdoc(function) or "", known, name, None, 0)
    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_reference_has_a_section_for_each_public_function_and_command() -> None:
    names = [line[3:] for line in api.page().splitlines() if line.startswith("## ")]
    public = [name for name in cec.__all__ if name not in ("__version__", "chart")]
    assert names == [*public, "chart.timeline", "chart.network"]
    told = [line[3:] for line in commands.page().splitlines() if line.startswith("## ")]
    names = [c.callback.__name__.replace("_", "-") for c in app.registered_commands if c.callback]
    assert told == sorted([*names, *(str(group.name) for group in app.registered_groups)])


def test_the_dictionary_tells_each_field_of_each_table() -> None:
    pages = dictionary.pages()
    assert set(pages) == {"index", *cec.tables()}
    for name in cec.tables():
        for field in cec.describe(name)["field"]:
            assert f"| `{field}` |" in pages[name]


def test_each_rule_has_a_page_with_its_sentence_and_a_case_that_breaks_it() -> None:
    pages = rules.pages(REPOSITORY / "tests" / "bad")
    for rule, sentence in sentences().items():
        page = pages[rule.replace("/", "-")]
        assert page.startswith(f"# {rule}\n\n{sentence}\n")
        assert f"]({rule.replace('/', '-')}.md)" in pages["index"]
        if (REPOSITORY / "tests" / "bad" / rule).is_dir():
            assert "is reported as" in page


def test_the_code_of_the_tutorial_runs() -> None:
    if "asml-nxt-1980i" not in set(cec.load("equipment")["equipment_id"]):
        pytest.skip("the item that the tutorial asks about is not recorded")
    page = tutorial.page((REPOSITORY / "docs" / "tutorial.md").read_text("utf-8"))
    assert "nl-2024-09-06-duv-extension 2024-09-07 itself" in page
    assert "<figure><svg" in page
    assert f"version {cec.__version__}" in page


def test_code_is_followed_by_what_it_prints_and_what_it_fails_with_is_raised() -> None:
    assert tutorial.page("```python\na = 1\n```\n") == "```python\na = 1\n```\n"
    assert tutorial.page("```python\na = 1\na + 1\n```\n") == "```python\na = 1\na + 1\n```\n\n```text\n2\n```\n"
    with pytest.raises(NameError):
        tutorial.page("```python\nnothing\n```\n")


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text('<a href="a/">a</a><a href="https://example.org/x">out</a>', "utf-8")
    inside = '<p id="here"></p><a href="#here">h</a><a href="../index.html#gone">g</a><a href="b.html">b</a>'
    (tmp_path / "a" / "index.html").write_text(inside, "utf-8")
    assert [(file.as_posix(), link) for file, link in links.broken(tmp_path)] == [
        ("a/index.html", "../index.html#gone"),
        ("a/index.html", "b.html"),
    ]
