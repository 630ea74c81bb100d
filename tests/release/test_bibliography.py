"""The bibliography is read back by readers of BibTeX with every field as it stands in the table."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from given import given
from pybtex.database import parse_file

from chip_export_controls import library
from chip_export_controls.exports.bibliography import write

NASTY = [
    "Plain title",
    "A {brace and } another }",
    "Two -- and three --- hyphens - not dashes",
    "A {brace} that is {closed {twice}}",
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
    text = text.replace("-{}", "-")
    return re.sub(r"\\([&%$#_{}])", r"\1", text).translate({0: "\\", 1: "{", 2: "}"})


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


PANDOC = shutil.which("pandoc")
# what TeX prints for quotation marks, and what a style makes of those inside others, is not what the file says
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": "'", "”": "'", '"': "'", "`": "'"})


@pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")
def test_a_reader_of_biblatex_has_every_source_as_it_is(tmp_path: Path) -> None:
    about = {"kind": "news", "publisher": "P", "is_official": "false", "access": "full-text"}
    titled = [title for title in NASTY if title.count("{") == title.count("}")]  # it knows no name of a lone brace
    rows = [{**about, "source_id": f"title-{n}", "title": title} for n, title in enumerate(titled)]
    rows += [{**about, "source_id": f"url-{n}", "title": "T", "url": url} for n, url in enumerate(URLS)]
    days = ["2024-06~", "2024?", "2024-06-01", "2024-05%"]
    rows += [{**about, "source_id": f"day-{n}", "title": "T", "published_on": day} for n, day in enumerate(days)]
    recorded = library.load("sources")
    write(given(sources=rows)["sources"], tmp_path)
    strange = _read_by_pandoc(tmp_path / "sources.bib")
    write(recorded, tmp_path)
    read = _read_by_pandoc(tmp_path / "sources.bib")

    titles = [strange[f"title-{n}"]["title"] for n in range(len(titled))]
    assert [title.translate(QUOTES) for title in titles] == [title.translate(QUOTES) for title in titled]
    assert [strange[f"url-{n}"]["URL"] for n in range(len(URLS))] == [
        url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C") for url in URLS
    ]
    assert [strange[f"day-{n}"]["issued"]["date-parts"] for n in range(len(days))] == [
        [[2024, 6]],
        [[2024]],
        [[2024, 6, 1]],
        [[2024, 5]],
    ]
    assert list(read) == recorded["source_id"].to_list()
    for row in recorded.dropna(subset=["title"]).itertuples():
        assert read[row.source_id]["title"].translate(QUOTES) == row.title.translate(QUOTES)
    for row in recorded.dropna(subset=["url"]).itertuples():
        assert read[row.source_id]["URL"] == row.url


def _read_by_pandoc(file: Path) -> dict[str, dict[str, Any]]:
    """The entries by key, as pandoc gives them in CSL JSON; it keeps capitals by a span, which is no text."""
    command = [str(PANDOC), "--from", "biblatex", "--to", "csljson", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    assert done.stderr == ""
    entries = json.loads(done.stdout)
    for entry in entries:
        entry["title"] = re.sub(r"</?span[^>]*>", "", entry["title"])
    return {entry["id"]: entry for entry in entries}
