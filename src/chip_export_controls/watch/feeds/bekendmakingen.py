"""Turns an answer of the SRU service of the Dutch official publications into entries."""

from ..entry import Entry, address, day, plain
from .shape import Node, UnknownShape, as_xml, local, named, written

_SCHEMES = {"stcrt": ("STCRT", "gazette"), "stb": ("STB", "gazette"), "kst": ("", "parliamentary-paper")}


def _entry(record: Node) -> Entry:
    number = written(record, "identifier")
    scheme, kind = _SCHEMES.get(number.partition("-")[0], ("", "gazette"))
    told = [node for name in ("available", "date", "modified") for node in named(record, name)]
    date = next(filter(None, (day("".join(node.itertext()).strip()) for node in told)), "")
    if not date:
        raise UnknownShape(f"{number[:40]} has no day")
    creator = next(named(record, "creator"), None)
    return Entry(
        title=plain(written(record, "title")),
        date=date,
        url=address(written(record, "preferredUrl")),
        kind=kind,
        identifiers=((scheme, number),) if scheme else (),
        issuer=plain("".join(creator.itertext())) if creator is not None else "",
        citation=number,
    )


def parse(data: bytes) -> list[Entry]:
    """The publications; the service tells of a query that it cannot read with status 200 and a diagnostic."""
    root = as_xml(data)
    if local(root) != "searchRetrieveResponse":
        raise UnknownShape(f"<{local(root)}> where <searchRetrieveResponse> was expected")
    if any(named(root, "diagnostic")):
        raise UnknownShape(f"the service refused the query: {written(root, 'message')[:200]}")
    count, records = written(root, "numberOfRecords"), list(named(root, "record"))
    if not count.isdigit():
        raise UnknownShape("<numberOfRecords> is no number")
    if int(count) != len(records):
        raise UnknownShape(f"{count} publications and {len(records)} records: ask with a later --since")
    return [_entry(record) for record in records]
