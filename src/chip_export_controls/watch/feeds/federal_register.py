"""Turns an answer of the Federal Register's API, documents or public inspection, into entries."""

import re
from typing import Any

from ..entry import Entry, address, day, plain
from .shape import UnknownShape, as_json, member, word

_KINDS = {
    "Rule": "rule",
    "Proposed Rule": "proposed-rule",
    "Notice": "notice",
    "Presidential Document": "presidential-document",
    "Correction": "correction",
    "Sunshine Act Document": "notice",
    "Uncategorized Document": "notice",
}
_EFFECTIVE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _parts(document: dict[str, Any]) -> str:
    """`15 CFR 744` for each part of the Code of Federal Regulations that the document amends."""
    references = document.get("cfr_references") or []
    return "; ".join(f"{r.get('title')} CFR {r.get('part')}" for r in references if isinstance(r, dict))


def _entry(document: Any) -> Entry:
    number = word(document, "document_number", "a document")
    where = f"document {number[:20]}"
    agencies = member(document, "agencies", list, where)
    kind = word(document, "type", where)
    if kind not in _KINDS:
        raise UnknownShape(f"`{kind[:40]}` is no type of document; known are {', '.join(_KINDS)}")
    citation = plain(document.get("citation"))
    # a document under public inspection has no day of publication yet where its filing is special
    date = day(document.get("publication_date")) or day(document.get("filed_at"))
    if not date:
        raise UnknownShape(f"{where} has neither `publication_date` nor `filed_at`")
    effective = document.get("effective_on") or ""
    return Entry(
        title=plain(word(document, "title", where)),
        date=date,
        url=address(word(document, "html_url", where)),
        kind=_KINDS[kind],
        identifiers=(("FR-DOC", number), *([("FR", citation)] if citation else [])),
        issuer=plain("; ".join(str(a.get("name") or a.get("raw_name")) for a in agencies if isinstance(a, dict))),
        citation=citation,
        effective_on=effective if isinstance(effective, str) and _EFFECTIVE.fullmatch(effective) else "",
        about=plain(f"{document.get('abstract') or ''}") + f" {_parts(document)}",
    )


def parse(data: bytes) -> list[Entry]:
    """The documents; a page of several is an error, since what stands on the others would be lost."""
    answer = as_json(data)
    count = member(answer, "count", int)
    if count == 0 and not answer.get("results"):
        return []
    results = member(answer, "results", list)
    if answer.get("next_page_url") or answer.get("total_pages", 1) not in (0, 1):
        raise UnknownShape(f"{count} documents on several pages: ask with a later --since")
    if len(results) != count:
        raise UnknownShape(f"`count` is {count}, and there are {len(results)} results")
    return [_entry(document) for document in results]
