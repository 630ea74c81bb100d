"""Turns what was written into the site's own index and its sitemap."""

import json
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from .context import Site
from .downloads import digest
from .pages import Made

_MOST_URLS = 50_000


def index(site: Site, pages: Sequence[Made], files: Mapping[str, bytes]) -> bytes:
    """index.json: every page with its title and twin, and every file to download with size and checksum."""
    told = site.record.descriptor
    whole = {
        "name": told["name"],
        "title": told["title"],
        "version": site.record.version,
        "date": site.record.day,
        "base": site.base,
        "licence": told["licenses"][0]["path"],
        "pages": [
            {"path": p.path, "title": p.title}
            | ({"json": p.path.removesuffix(".html") + ".json"} if p.has_twin else {})
            for p in pages
        ],
        "files": [
            {"path": path, "bytes": len(content), "sha256": digest(content)} for path, content in sorted(files.items())
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def sitemap(site: Site, pages: Sequence[Made]) -> Iterator[tuple[str, bytes]]:
    """sitemap.xml, and the parts that it names where the pages are many."""
    paths = [p.path for p in pages if p.template not in ("404.html", "retired.html")]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    parts = [paths[n : n + _MOST_URLS] for n in range(0, len(paths), _MOST_URLS)]
    for n, part in enumerate(parts, 1):
        lines = "".join(
            f"<url><loc>{escape(site.url(path))}</loc><lastmod>{site.record.day}</lastmod></url>\n" for path in part
        )
        name = "sitemap.xml" if len(parts) == 1 else f"sitemap-{n}.xml"
        yield name, f"{head}<urlset {space}>\n{lines}</urlset>\n".encode()
    if len(parts) > 1:
        lines = "".join(
            f"<sitemap><loc>{site.url(f'sitemap-{n}.xml')}</loc></sitemap>\n" for n in range(1, len(parts) + 1)
        )
        yield "sitemap.xml", f"{head}<sitemapindex {space}>\n{lines}</sitemapindex>\n".encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url('sitemap.xml')}\n".encode()
