"""Turns a built site into the links in it that lead nowhere: `python -m documentation.links FOLDER`."""

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    """The links and the anchors of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps what a tag leads to and what it is called."""
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name in ("id", "name") and value:
                self.anchors.add(value)


def _read(file: Path) -> _Page:
    page = _Page()
    page.feed(file.read_text("utf-8"))
    return page


def broken(site: Path) -> Iterator[tuple[Path, str]]:
    """Each page with each of its links within the site that names no file, or no anchor of the file."""
    pages = {file.resolve(): _read(file) for file in sorted(site.rglob("*.html")) if file.name != "404.html"}
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            wanted = unquote(parts.fragment)
            anchored = not wanted or wanted.startswith(":~:") or target not in pages or wanted in pages[target].anchors
            if not target.is_file() or not anchored:
                yield file.relative_to(site.resolve()), link


def main(site: Path) -> int:
    """Prints the broken links; 1 if there are any."""
    found = list(broken(site))
    for file, link in found:
        print(f"{file}: {link} leads nowhere")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
