"""Turns an Atom feed into its entries: what legislation.gov.uk and the ministry in Tokyo have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..entry import day
from .shape import Node, UnknownShape, as_xml, local, named, written


@dataclass(frozen=True)
class AtomEntry:
    """One entry: its id, title, day and links."""

    node: Node
    id: str
    title: str
    date: str
    link: str


def _link(node: Node) -> str:
    """The address of the entry itself, not of one of its other forms."""
    links = [link for link in node if local(link) == "link" and link.get("href")]
    own = [link for link in links if link.get("rel", "alternate") in ("alternate", "self") and not _other(link)]
    return str((own or links)[0].get("href")) if links else ""


def _other(link: Node) -> bool:
    return (link.get("type") or "text/html") not in ("text/html", "application/xhtml+xml")


def entries(data: bytes) -> Iterator[AtomEntry]:
    """The entries; a feed without any is an error unless it counts none."""
    root = as_xml(data)
    if local(root) != "feed":
        raise UnknownShape(f"<{local(root)}> where <feed> was expected")
    found = [node for node in root if local(node) == "entry"]
    if not found and next((n.text for n in named(root, "totalResults")), None) != "0":
        raise UnknownShape("the feed has no entry")
    for node in found:
        told = [child for name in ("published", "updated") for child in node if local(child) == name]
        dates = [day("".join(child.itertext()).strip()) for child in told]
        if not any(dates):
            raise UnknownShape("an entry has neither <published> nor <updated>")
        yield AtomEntry(node, written(node, "id"), written(node, "title"), next(filter(None, dates)), _link(node))
