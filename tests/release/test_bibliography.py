"""The bibliography is read back by readers of BibTeX with every field as it stands in the table."""

import re
from pathlib import Path

import pytest
from given import given
from pybtex.database import parse_file

from chip_export_controls.exports.bibliography import write

NASTY = [
    "Plain title",
    "A {brace and } another }",
    "100 % of $5 & #3_x ~ ^ \\ done",
    'Quotes " and ` and {',
    "出口管制 «x» 50 %",
    "@comment{ x",
]
URLS = [
    "https://example.org/a_b?c=1&d=%20%E5#x~y",
    "https://example.org/{id}/\\x",
    "https://example.org/a(b),c;d='e'",
]


BRACES = (("textbraceleft", "\1"), ("textbraceright", "\2"))


def _meant(text: str) -> str:
    """The text that TeX makes of a field."""
    for name, character in (("textbackslash", "\0"), ("textasciitilde", "~"), ("textasciicircum", "^"), *BRACES):
        text = text.replace(f"\\{name}{{}}", character)
    return re.sub(r"\\([&%$#_])", r"\1", text).translate({0: "\\", 1: "{", 2: "}"})


def written(folder: Path, **cells: str) -> dict[str, str]:
    about = {"source_id": "a-2020", "kind": "news", "publisher": "P", "is_official": "false", "access": "full-text"}
    tables = given(sources=[{**about, **cells}, {**about, "source_id": "b-2021", "title": "After"}])
    write(tables["sources"], folder)
    entries = parse_file(folder / "sources.bib", "bibtex").entries
    assert list(entries) == ["a-2020", "b-2021"]
    assert entries["b-2021"].fields["title"] == "{After}"
    return dict(entries["a-2020"].fields)


@pytest.mark.parametrize("title", NASTY)
def test_a_title_keeps_its_letters_and_its_capitals(title: str, tmp_path: Path) -> None:
    fields = written(tmp_path, title=title, note=title)
    assert _meant(fields["title"]) == "{" + title + "}"
    assert _meant(fields["note"]) == title


@pytest.mark.parametrize("url", URLS)
def test_an_address_is_written_as_it_is(url: str, tmp_path: Path) -> None:
    found = written(tmp_path, title="T", url=url)["url"]
    assert "\\" not in found
    assert found == url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


@pytest.mark.parametrize("day", ["2024-06~", "2024?", "2024-06-01", "2024-01/2024-03", "2024-01/..", "2024-05%"])
def test_a_date_is_edtf(day: str, tmp_path: Path) -> None:
    assert written(tmp_path, title="T", published_on=day)["date"] == day
