"""The site of the record: every link leads somewhere, every file is what it says, nothing is too large."""

import csv
import io
import json
import re
import statistics
import xml.etree.ElementTree as ElementTree
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from sites import BASE, of_record

import chip_export_controls as cec

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect", "circle"}
SVG_CLOSED = {"path", "rect", "circle"}


class Reader(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.scripts: list[dict[str, Any]] = []
        self.ids: list[str] = []
        self.data: list[str] = []
        self.inline: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.csp = ""
        self.heads: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        held: dict[str, Any] = dict(attributes)
        self.heads[tag] += 1
        if "id" in held:
            self.ids.append(held["id"])
        for name in ("href", "src", "action"):
            if name in held and held.get("rel") != "canonical":
                self.links.append((tag, held[name]))
        self.inline += [f"{tag} {name}" for name in held if name.startswith("on") or name == "style"]
        if held.get("http-equiv") == "Content-Security-Policy":
            self.csp = held["content"]
        if tag == "script":
            self.scripts.append(held)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, text: str) -> Any:
        if self.scripts and self.open and self.open[-1] == "script":
            self.data.append(text)


@cache
def site() -> Path:
    return of_record()


@cache
def pages() -> dict[str, Reader]:
    found = {}
    for file in sorted(site().rglob("*.html")):
        reader = Reader()
        reader.feed(file.read_text("utf-8"))
        found[file.relative_to(site()).as_posix()] = reader
    return found


@cache
def files() -> frozenset[str]:
    return frozenset(file.relative_to(site()).as_posix() for file in site().rglob("*") if file.is_file())


def test_every_link_within_the_site_leads_to_a_file() -> None:
    known, dead = files(), []
    for path, reader in pages().items():
        for _, link in reader.links:
            parts = urlsplit(link)
            if parts.scheme or link.startswith(BASE):
                continue
            if not parts.path:
                continue
            at = (Path(path).parent / unquote(parts.path)).as_posix().removeprefix("/")
            normal = re.sub(r"[^/]+/\.\./", "", at)
            while normal != at:
                at, normal = normal, re.sub(r"[^/]+/\.\./", "", normal)
            if at.removeprefix("./") not in known:
                dead.append((path, link))
    assert dead == []


def test_every_link_within_a_page_leads_to_an_id() -> None:
    dead = []
    for path, reader in pages().items():
        dead += [(path, link) for _, link in reader.links if link.startswith("#") and link[1:] not in reader.ids]
    assert dead == []


def test_ids_stand_once_in_a_page() -> None:
    assert {p: r.ids for p, r in pages().items() if len(r.ids) != len(set(r.ids))} == {}


def test_elements_are_nested_and_closed() -> None:
    assert {p: (r.faults, r.open) for p, r in pages().items() if r.faults or r.open} == {}


def test_each_page_has_one_heading_and_a_title() -> None:
    wrong = {
        p: (r.heads["h1"], r.heads["title"]) for p, r in pages().items() if r.heads["h1"] != 1 or r.heads["main"] != 1
    }
    assert {p: n for p, n in wrong.items() if not p.startswith("docs/")} == {}


def test_nothing_is_loaded_from_another_host() -> None:
    outside = []
    for path, reader in pages().items():
        loaded = [link for tag, link in reader.links if tag in ("script", "img", "iframe", "form")]
        outside += [(path, link) for link in loaded if urlsplit(link).scheme or link.startswith("//")]
    assert outside == []


def test_a_policy_stands_in_each_page_and_nothing_inline_needs_another() -> None:
    for path, reader in pages().items():
        assert "script-src 'self' 'wasm-unsafe-eval'" in reader.csp, path
        assert "unsafe-inline" not in reader.csp
        assert reader.inline == [] or path.startswith("docs/"), path
        assert all("src" in s or s.get("type") == "application/ld+json" for s in reader.scripts), path


def test_pages_are_small() -> None:
    sizes = {p: (site() / p).stat().st_size for p in pages()}
    assert statistics.median(sizes.values()) <= 10_000
    assert {p: n for p, n in sizes.items() if n > 300_000} == {}


def test_json_ld_is_json_of_the_right_kind() -> None:
    wanted = {"measures": "Legislation", "firms": "Organization", "claims": "Claim"}
    for path, reader in pages().items():
        folder = path.split("/")[0]
        if folder in wanted and path.count("/") == 1 and path != f"{folder}/index.html" and reader.data:
            told = json.loads(reader.data[0])
            assert told["@type"] == wanted[folder], path
            assert told["@id"] == BASE + path
    (home,) = pages()["index.html"].data
    assert json.loads(home)["@type"] == "Dataset"


def test_each_row_of_a_core_table_has_a_page_and_its_twin() -> None:
    for table, folder in {
        "measures": "measures",
        "firms": "firms",
        "equipment": "items",
        "sources": "sources",
        "claims": "claims",
    }.items():
        frame = cec.load(table)
        for key in frame[frame.columns[0]]:
            assert {f"{folder}/{key}.html", f"{folder}/{key}.json"} <= files(), key


def test_twins_are_json_with_version_and_licence() -> None:
    for path in sorted(p for p in files() if p.endswith(".json") and p.replace(".json", ".html") in files()):
        if path == "index.json":  # the index of the whole
            continue
        told = json.loads((site() / path).read_text("utf-8"))
        assert (told["version"], told["licence"]) == (cec.__version__, "CC-BY-4.0")
        assert told["url"].startswith(BASE)


def test_feeds_are_atom_and_json_with_ids_that_stand_once() -> None:
    space = "{http://www.w3.org/2005/Atom}"
    for path in sorted(p for p in files() if p.endswith(".atom")):
        feed = ElementTree.parse(site() / path).getroot()
        ids = [e.findtext(f"{space}id") for e in feed.iter(f"{space}entry")]
        assert len(ids) == len(set(ids)), path
        assert feed.findtext(f"{space}updated")
        twin = json.loads((site() / path.replace(".atom", ".feed.json")).read_text("utf-8"))
        assert [item["id"] for item in twin["items"]] == ids, path


def test_the_sitemap_names_pages_that_are_there() -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    urls = [loc.text for loc in ElementTree.parse(site() / "sitemap.xml").getroot().iter(f"{space}loc")]
    paths = {str(url).removeprefix(BASE) for url in urls}
    assert {p for p in paths if (p + "index.html" if p == "" or p.endswith("/") else p) not in files()} == set()
    assert len(paths) >= len(pages()) - 20


def test_the_index_names_files_with_their_checksums() -> None:
    from hashlib import sha256

    index = json.loads((site() / "index.json").read_text("utf-8"))
    for file in index["files"]:
        content = (site() / file["path"]).read_bytes()
        assert (len(content), sha256(content).hexdigest()) == (file["bytes"], file["sha256"]), file["path"]
    assert {p["path"] for p in index["pages"]} == set(pages())


def test_the_tables_are_those_of_the_package() -> None:
    for name in cec.tables():
        rows = list(csv.reader(io.StringIO((site() / "data" / f"{name}.csv").read_text("utf-8"))))
        assert len(rows) - 1 == len(cec.load(name))


def test_csv_of_views_say_their_version() -> None:
    for path in [p for p in files() if p.endswith("index.csv") or (p.startswith("answers/") and p.endswith(".csv"))]:
        rows = list(csv.DictReader(io.StringIO((site() / path).read_text("utf-8"))))
        assert all(row["data_version"] == cec.__version__ for row in rows), path


@pytest.mark.parametrize(
    "name", ["measures", "firms", "items", "sources", "codes", "timeline", "plans", "jurisdictions"]
)
def test_a_list_is_whole_without_javascript(name: str) -> None:
    data = (site() / name / "list.js").read_text("utf-8")
    rows = json.loads(data.removeprefix("globalThis.LISTED=").removesuffix(";\n"))["rows"]
    shown = [p for p in pages() if p == f"{name}/index.html" or p.startswith(f"{name}/list/")]
    text = "".join((site() / p).read_text("utf-8") for p in shown)
    assert sum(1 for _ in re.finditer(r'<th scope="row"><a href=', text)) >= len(rows)


def test_retired_ids_lead_on() -> None:
    for row in cec.load("retired_ids").itertuples():
        folder = {"equipment": "items"}.get(row.table, row.table)
        text = (site() / folder / f"{row.id}.html").read_text("utf-8")
        assert f"../{folder}/{row.replaced_by}.html" in text
        assert 'name="robots" content="noindex"' in text
