"""Writes the whole site."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..release.exchange import put_in_place
from . import catalogue, contents, documents, downloads, feeds, lists, network, question_pages, retired, search
from .apart import apart
from .cards import llms
from .context import PLACEHOLDER, Site, as_json
from .delta import delta
from .pages import Made, Page, render
from .record import read
from .write import Folder, aside

_STATIC = Path(__file__).parent / "static"
_EXAMPLES = (
    (
        "Measures by jurisdiction",
        "SELECT jurisdiction, count(*) AS measures\nFROM measures GROUP BY jurisdiction ORDER BY measures DESC;",
    ),
    (
        "First day in force",
        "SELECT measure_id, title, first_effective FROM measures_named\n"
        "WHERE first_effective IS NOT NULL ORDER BY first_effective DESC LIMIT 50;",
    ),
    (
        "Listed firms",
        "SELECT f.name, f.jurisdiction, m.title FROM measure_firms l\n"
        "JOIN firms f USING (firm_id) JOIN measures m USING (measure_id)\nWHERE l.role = 'listed' ORDER BY f.name;",
    ),
    (
        "Claims that contradict",
        "SELECT a.statement, r.relation, b.statement AS other FROM claim_relations r\n"
        "JOIN claims a ON a.claim_id = r.claim_id JOIN claims b ON b.claim_id = r.related_claim_id\n"
        "WHERE r.relation IN ('contradicts', 'denies');",
    ),
)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB"


def _late(
    site: Site, data: dict[str, bytes], names: list[str], docs: Path | None, changes: dict[str, Any] | None
) -> Iterator[Page]:
    """The pages that tell of other files."""
    import json

    described = json.loads(data["data/datapackage.json"])
    sqlite = _size(len(data[f"data/{downloads.SQLITE}"]))
    whole = site.citation(site.record.descriptor["title"], "")
    given = {"resources": described["resources"], "sizes": {"sqlite": sqlite}, "whole": whole, "lists": names}
    yield Page(
        "data/index.html",
        "data.html",
        "Data",
        given,
        description="The tables, as CSV and SQLite, and how to cite them.",
    )
    yield Page(
        "sql.html",
        "sql.html",
        "Ask the tables in SQL",
        {"size": sqlite, "examples": _EXAMPLES},
        scripts=("static/say.js", "static/sql.js"),
    )
    main = [
        (f.path, f.title)
        for f in feeds.feeds(site)
        if f.path.count("/") == 1 or f.path.startswith("feeds/jurisdictions/")
    ]
    yield Page("feeds/index.html", "feeds.html", "Follow the record", {"main": main}, feed="feeds/new")
    yield from documents.releases(site, changes)
    if docs:
        yield from documents.documentation(docs)


@dataclass
class _Made:
    """What a part of the work has written: the pages, the sizes of the files, and texts that no row stands behind."""

    pages: list[Made] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def _put(site: Site, out: Folder, pages: Iterable[Page]) -> _Made:
    """Writes pages, and tells what was written."""
    made = _Made(sizes=out.sizes)
    for page in pages:
        files = list(render(site, page))
        out.put_all(files)
        made.pages.append(
            Made(page.path, page.title, page.template, page.twin is not None, page.kind, page.description)
        )
        if page.kind in search.WITHOUT_ROW:
            made.texts[page.path] = search.text_of(files[0][1].decode("utf-8"))
    return made


def _apart(site: Site, folder: Path, pages: Callable[[], Iterable[Page]]) -> Callable[[], _Made]:
    """Begins to write pages in another process."""
    return apart(lambda: _put(site, Folder(folder), pages()))


def _write(
    site: Site, folder: Path, docs: Path | None, changes: dict[str, Any] | None, say: Callable[[str], None]
) -> None:
    out, made, texts = Folder(folder), list[Made](), dict[str, str]()
    say("pages of claims, firms and sources")
    site.prepare()
    waiting = [_apart(site, folder, lambda: contents.many(site)), _apart(site, folder, lambda: contents.claims(site))]

    def take(written: _Made) -> None:
        made.extend(written.pages)
        texts.update(written.texts)

    def put(pages: Iterable[Page]) -> None:
        take(_put(site, out, pages))

    say("other pages")
    put(contents.few(site))
    say("tables")
    data, listings = dict(downloads.files(site)), contents.listings(site)
    put(_late(site, data, [listing.folder for listing in listings], docs, changes))
    say("answers, lists and feeds")
    put([question_pages.home(site), *question_pages.pages(site), network.page(site), *retired.pages(site)])
    taken = dict(question_pages.files(site))
    for listing in listings:
        put(lists.pages(listing))
        taken |= dict(lists.files(site, listing))
    out.put_all(feeds.files(site))
    if changes:
        text = as_json({"to": site.record.version, **changes})
        data[f"releases/{site.record.version}.delta.json"] = text.encode("utf-8")
        data["delta.json"] = text.encode("utf-8")
    for written in (wait() for wait in waiting):
        take(written)
        out.add(written.sizes)
    say("what search reads")
    taken |= dict(search.files(site, made, texts))
    files = data | taken
    out.put_all(sorted(files.items()))
    static = sorted(file for file in _STATIC.rglob("*") if file.is_file())
    out.put_all((f"static/{file.relative_to(_STATIC).as_posix()}", file.read_bytes()) for file in static)
    made.sort()
    out.put("llms.txt", llms(site).encode("utf-8"))
    out.put_all(catalogue.sitemap(site, made))
    out.put("index.json", catalogue.index(site, made, files))
    out.put(".nojekyll", b"")


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Does not look for garbage: all that is made here is kept to the end."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def build(
    out: Path,
    *,
    base: str = PLACEHOLDER,
    docs: Path | None = None,
    since: str = "",
    say: Callable[[str], None] = lambda _: None,
) -> Path:
    """Writes the site of the installed data to the folder `out`, whole or not at all, and returns it.

    `base` is the address that it will stand at, `docs` a folder of Markdown pages for its documentation, `since` the
    state to tell changes from: a folder, the zip of a release or a git revision.
    """
    say("the record")
    record = read()
    changes = delta(since, record.home) if since else None
    site = Site(record, base.rstrip("/") + "/", docs is not None)
    with _without_pauses(), aside(out) as parent:
        folder = Path(parent) / "site"
        folder.mkdir()
        _write(site, folder, docs, changes, say)
        put_in_place(folder, out)
    return out
