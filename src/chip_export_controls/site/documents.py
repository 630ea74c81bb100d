"""Turns Markdown into pages of the site: the documentation, and the changelog as a page for each release."""

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from .context import Site
from .pages import Page

_HEADING = re.compile(r"^## (\d+\.\d+\.\d+)(?: – (\d{4}-\d{2}-\d{2}))?.*$", re.M)
_TAG = re.compile(r"<[^>]+>")
_HEAD = re.compile(r"<h([1-4])>(.*?)</h\1>", re.S)
_LINK = re.compile(r'href="([^":#]+?)\.md(#[^"]*)?"')


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _TAG.sub("", text).lower()).strip("-")


def as_html(text: str, html: bool = False) -> Markup:
    """Markdown as HTML, headings with ids, links as the site names its pages; `html` only for our own text."""
    made = MarkdownIt("commonmark", {"html": html}).enable("table").render(text)
    seen: dict[str, int] = {}

    def head(match: re.Match[str]) -> str:
        slug = _slug(match[2]) or "part"
        seen[slug] = seen.get(slug, 0) + 1
        name = slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"
        return f'<h{match[1]} id="{name}">{match[2]}</h{match[1]}>'

    made = _LINK.sub(r'href="\1.html\2"', _HEAD.sub(head, made))
    made = made.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    made = made.replace("<pre>", '<pre tabindex="0">')
    made = made.replace('<th style="text-align:', '<th data-align="').replace(
        '<td style="text-align:', '<td data-align="'
    )
    return Markup(made)


def documentation(folder: Path) -> Iterator[Page]:
    """A page for each Markdown file of the folder."""
    files = sorted(folder.rglob("*.md"))
    pages = [(file.relative_to(folder).with_suffix(".html").as_posix(), file.read_text("utf-8")) for file in files]
    titles = {path: (re.search(r"^# (.+)$", text, re.M) or [path, path])[1] for path, text in pages}
    top = [
        (path, title)
        for path, title in titles.items()
        if path.count("/") == 0 or path.endswith("/index.html") or path.startswith("reference/")
    ]
    for path, text in pages:
        given = {"body": as_html(text, html=True), "top": top}
        yield Page(f"docs/{path}", "document.html", titles[path].replace("`", ""), given, kind="Documentation")


def releases(site: Site, delta: dict[str, object] | None) -> Iterator[Page]:
    """A page for each release that the changelog tells of, and one that lists them."""
    file = site.record.home / "CHANGELOG.md"
    text = file.read_text("utf-8") if file.is_file() else f"## {site.record.version} – {site.record.day}\n"
    heads = list(_HEADING.finditer(text))
    found = []
    for n, head in enumerate(heads):
        body = text[head.end() : heads[n + 1].start() if n + 1 < len(heads) else None].strip()
        found.append((head[1], head[2] or "", as_html(re.sub("^##(#+ )", r"#\1", body, flags=re.M))))
    if site.record.version not in [version for version, _, _ in found]:
        found.insert(0, (site.record.version, site.record.day, Markup("")))
    for version, day, body in found:
        mine = delta if version == site.record.version else None
        given = {"version": version, "day": day, "body": body, "delta": mine}
        twin = {"kind": "release", "release": version, "date": day}
        yield Page(f"releases/{version}.html", "release.html", f"Version {version}", given, twin, kind="Release")
    yield Page("releases/index.html", "releases.html", "Releases", {"found": found, "delta": delta}, feed="feeds/new")
