"""The site in a real browser: no fault of accessibility, nothing from outside, every page used as a person would.

Run by `make test-site`; needs Debian's Chromium, the package `playwright`, and axe-core from npm (AXE names its file).
"""

import http.server
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest

sys.path.append(str(Path(__file__).parents[1]))
if "SITE_TESTS" not in os.environ:
    pytest.skip("needs a browser: run by `make test-site`", allow_module_level=True)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
if not CHROMIUM:
    pytest.skip("no Chromium here: apt-get install chromium", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
from sites import of_record  # noqa: E402

expect = playwright.expect

AXE = Path(os.environ.get("AXE", "node_modules/axe-core/axe.min.js"))
KINDS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
PAGES = [
    "index.html",
    "measures/index.html",
    "measures/nl-2023-06-30-advanced-semiconductor-equipment-regulation.html",
    "measures/us-2024-12-02-fdpr-sme-hbm.html",
    "measures/us-2025-09-29-affiliates-rule.html",
    "firms/index.html",
    "firms/huawei.html",
    "items/index.html",
    "items/asml-nxt-1980i.html",
    "items/nvidia-h20.html",
    "sources/index.html",
    "sources/thebl-2022-12-netherlands-14nm.html",
    "claims/thebl-2022-12-netherlands-14nm.006.html",
    "jurisdictions/index.html",
    "jurisdictions/NL.html",
    "jurisdictions/CN.html",
    "codes/index.html",
    "codes/US-ECCN/3A090.html",
    "ahead.html",
    "coverage.html",
    "in-force.html?on=2024-09-08&jurisdiction=NL&item=asml-nxt-1980i",
    "check.html?item=nvidia-h20&to=CN",
    "screen.html",
    "timeline/index.html",
    "network.html",
    "plans/index.html",
    "sql.html",
    "search.html?q=gallium",
    "data/index.html",
    "releases/index.html",
    "releases/0.3.0.html",
    "feeds/index.html",
    "docs/index.html",
    "docs/data/index.html",
    "404.html",
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The site, served from this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(of_record())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


class Visit:
    """A page in a window, with what went wrong in it and what it asked of other hosts."""

    def __init__(self, browser: Any, address: str, kind: str = "desktop", **more: Any) -> None:
        # the page's own policy stays in force; axe is put in through the debugger
        self.context = browser.new_context(**KINDS[kind], **more)
        self.page, self.address = self.context.new_page(), address
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", lambda m: self.faults.append(f"{m.type}: {m.text}") if m.type == "error" else None)
        self.page.on(
            "request",
            lambda r: (
                self.faults.append(f"asked {r.url}") if not r.url.startswith((address, "data:", "blob:")) else None
            ),
        )
        self.page.on("response", lambda r: self.faults.append(f"{r.status} {r.url}") if r.status >= 400 else None)

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page

    def axe(self) -> list[str]:
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {n['target']} {n['failureSummary'][:160]}" for v in found["violations"] for n in v["nodes"][:3]
        ]


Visiting: TypeAlias = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Visiting]:
    opened = []

    def make(kind: str = "desktop", **more: Any) -> Visit:
        opened.append(Visit(browser, address, kind, **more))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_open_to_all(visit: Visiting, path: str, kind: str) -> None:
    seen = visit(kind)
    page = seen.open(path)
    assert seen.faults == []
    width = KINDS[kind]["viewport"]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "scrolls sideways"
    if not AXE.is_file():
        pytest.skip("no axe-core here: npm install axe-core, and name its axe.min.js in AXE")
    assert seen.axe() == []


def text(page: Any, selector: str = "#answer") -> str:
    return str(page.locator(selector).inner_text())


def test_in_force_follows_the_form_and_keeps_the_question_in_the_address(visit: Visiting) -> None:
    page = visit().open("in-force.html")
    page.fill("input[name=on]", "2024-09-08")
    page.select_option("select[name=jurisdiction]", "NL")
    page.fill("input[name=item]", "TWINSCAN NXT:1980i")
    expect(page.locator("#answer .verdict")).to_contain_text("8 September 2024")
    assert "on=2024-09-08" in page.url
    assert "item=asml-nxt-1980i" in page.url
    rows = page.locator("#answer tbody tr").count()
    page.goto(page.url)
    assert page.locator("#answer tbody tr").count() == rows > 0


@pytest.mark.parametrize(("query", "said"), [
    ("on=2024-02-30", "is no date"),
    ("on=%3Cscript%3Ealert(1)%3C/script%3E", "is no date"),
    ("item=no-such-item", "has no item"),
    ("jurisdiction=XX", "does not know"),
    ("on=1950-01-01&jurisdiction=NL", "Nothing in the record was in force"),
])  # fmt: skip
def test_a_question_that_cannot_be_answered_is_told_in_a_sentence(visit: Visiting, query: str, said: str) -> None:
    seen = visit()
    page = seen.open(f"in-force.html?{query}")
    assert said in text(page, "#say")
    assert seen.faults == []


def test_a_product_is_checked_and_a_changed_value_changes_the_verdict(visit: Visiting) -> None:
    page = visit().open("check.html?item=nvidia-h100")
    before = text(page, "#answer .verdict")
    page.fill("input[name=total-processing-performance]", "1")
    page.fill("input[name=performance-density]", "0.1")
    expect(page.locator("#answer .verdict")).not_to_have_text(before)
    page.fill("input[name=total-processing-performance]", "many")
    assert "is no number" in text(page, "#say")


def test_a_product_is_checked_for_a_destination(visit: Visiting) -> None:
    page = visit().open("check.html?item=nvidia-h20&on=2026-11-20")
    page.select_option("select[name=to]", "CN")
    expect(page.locator("#answer .verdict")).to_contain_text("Controlled to China on 20 November 2026: United States")
    assert "to=CN" in page.url
    page.goto(page.url)
    assert page.input_value("select[name=to]") == "CN"


def test_a_condition_in_words_can_be_answered(visit: Visiting) -> None:
    page = visit().open("check.html?item=advanced-chips-for-computing&on=2026-11-20")
    page.locator("details.worded summary", has_text="in words").click()
    box = page.locator("details.worded select").first
    box.select_option("no")
    expect(page.locator("#answer tbody")).to_contain_text("not met")
    assert "is%3A" in page.url


def test_after_the_last_search_nothing_is_called_certain(visit: Visiting) -> None:
    page = visit().open("in-force.html?on=2031-01-01&jurisdiction=NL")
    expect(page.locator("#answer .asof")).to_contain_text("0 certain")
    expect(page.locator("#answer .asof")).to_contain_text("were read up to")


def test_what_only_mentions_an_item_is_told_apart(visit: Visiting) -> None:
    page = visit().open("in-force.html?on=2026-11-20&item=gallium")
    expect(page.locator("#answer .verdict")).to_contain_text("only mentioned with it")
    expect(page.locator("#answer tbody tr").last).to_contain_text("only mentioned together")


def test_an_unknown_product_is_told_so(visit: Visiting) -> None:
    seen = visit()
    page = seen.open("check.html?item=%3Cimg%20src=x%3E")
    assert "has no item" in text(page, "#say")
    assert seen.faults == []


def test_names_are_screened(visit: Visiting) -> None:
    page = visit().open("screen.html")
    page.fill("#names", "Huawei Technologies Co., Ltd.\n華為\nNobody Lamps\n<img src=x onerror=alert(1)>")
    page.click("button[type=submit]")
    page.wait_for_selector("#answer tbody tr")
    assert "2 of 4 names" in text(page, "#answer .verdict")
    assert page.locator("#answer img").count() == 0


def test_ten_thousand_names_are_screened_and_more_are_told(visit: Visiting) -> None:
    seen = visit()
    page = seen.open("screen.html")
    page.evaluate(
        "document.getElementById('names').value = Array.from({length: 10000}, (_, n) => 'Lamps ' + n).join('\\n')"
    )
    page.click("button[type=submit]")
    page.wait_for_selector("#answer .verdict", timeout=60_000)
    assert "of 10,000 names" in text(page, "#answer .verdict")
    page.evaluate(
        "document.getElementById('names').value = Array.from({length: 20500}, (_, n) => 'Zz ' + n).join('\\n')"
    )
    page.click("button[type=submit]")
    expect(page.locator("#say")).to_contain_text("the first 20,000", timeout=60_000)
    assert seen.faults == []


def test_an_empty_list_of_names_is_told_so(visit: Visiting) -> None:
    page = visit().open("screen.html")
    page.click("button[type=submit]")
    assert "Paste at least one name" in text(page, "#say")


@pytest.mark.parametrize(
    ("asked", "wanted"), [("huawei", "Huawei"), ("華為", "Huawei"), ("gallium", "gallium"), ("3B001", "3B001")]
)
def test_search_finds(visit: Visiting, asked: str, wanted: str) -> None:
    page = visit().open(f"search.html?q={asked}")
    page.wait_for_selector("#answer li")
    assert wanted.lower() in text(page).lower()


def test_search_keeps_to_a_kind_and_goes_where_it_says(visit: Visiting) -> None:
    page = visit().open("search.html?q=huawei")
    page.wait_for_selector("#answer li")
    page.select_option("select[name=kind]", "Firm")
    expect(page.locator("#answer small").first).to_have_text("Firm")
    expect(page.locator("#answer small").filter(has_not_text="Firm")).to_have_count(0)
    page.locator("#answer a", has_text="Huawei").first.click()
    page.wait_for_load_state()
    assert "/firms/huawei" in page.url


def test_a_search_for_nothing_known_is_told_so(visit: Visiting) -> None:
    page = visit().open("search.html?q=ꙮꙮꙮ")
    expect(page.locator("#say")).to_contain_text("Nothing in the record")


def test_a_list_is_filtered(visit: Visiting) -> None:
    page = visit().open("measures/index.html")
    page.wait_for_selector("#filters select[name=jurisdiction]")
    page.select_option("select[name=jurisdiction]", "Netherlands")
    rows = page.locator("#list tbody tr")
    assert 5 < rows.count() < 40
    page.fill("#filters input[name=words]", "qqqq")
    assert "Nothing in the record fits" in text(page, "#count")


def test_sql_answers_and_refuses(visit: Visiting) -> None:
    seen = visit()
    page = seen.open("sql.html")
    page.click("button[type=submit]")
    page.wait_for_selector("#answer tbody tr", timeout=30_000)
    assert "US" in text(page)
    page.fill("#query", "SELEC 1")
    page.click("button[type=submit]")
    expect(page.locator("#say")).to_contain_text("SQLite says")
    assert seen.faults == []


def test_the_keyboard_reaches_the_content_and_the_form(visit: Visiting) -> None:
    page = visit().open("in-force.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(9):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null || document.activeElement.name === 'q'")


@pytest.mark.parametrize("path", ["in-force.html", "check.html", "screen.html", "search.html", "sql.html"])
def test_without_javascript_a_page_says_what_to_do(browser: Any, address: str, path: str) -> None:
    seen = Visit(browser, address, java_script_enabled=False)
    page = seen.open(path)
    assert "JavaScript" in page.locator("main").inner_text()
    assert not page.locator("#ask").count() or not page.locator("#ask").is_visible()
    seen.context.close()


def test_a_policy_keeps_injected_script_from_running(visit: Visiting) -> None:
    page = visit().open("index.html")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"x\" onerror=\"window.hurt = 1\">')")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.hurt = 2'; document.body.append(s)"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.hurt") is None


@pytest.mark.parametrize(
    "path", ["index.html", "in-force.html", "check.html", "screen.html", "measures/index.html", "firms/huawei.html"]
)
def test_a_page_from_a_disk_is_read_and_asked(browser: Any, path: str) -> None:
    page = browser.new_context().new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto((of_record() / path).as_uri())
    page.wait_for_timeout(300)
    assert faults == []
    if path in ("in-force.html", "check.html", "screen.html"):
        assert page.locator("#ask").is_visible()
    assert page.evaluate("getComputedStyle(document.body).maxWidth") is not None
    page.context.close()


def test_today_is_told_where_it_differs_from_the_day_of_the_version(visit: Visiting) -> None:
    seen = visit()
    seen.page.clock.install(time="2031-01-01T00:00:00Z")
    page = seen.open("measures/us-2025-09-29-affiliates-rule.html")
    rows = page.evaluate("JSON.parse(document.getElementById('verdict').dataset.stretches)")
    day = page.evaluate("document.getElementById('verdict').dataset.day")

    def on(text: str) -> list[list[str]]:
        return [[r[0], r[3], r[4]] for r in rows if r[1] <= text and (not r[2] or text <= r[2])]

    assert page.locator("p.say").count() == int(on(day) != on("2031-01-01"))
