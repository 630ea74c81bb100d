"""Turns the sources into a bibliography, in CSL-JSON and in BibTeX."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
from pybtex.database import BibliographyData, Entry

_CSL_TYPES = {
    "legal-text": "legislation",
    "official-statement": "report",
    "company-statement": "report",
    "news": "article-newspaper",
    "reprint": "article-newspaper",
    "analysis": "article",
    "reference-data": "dataset",
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)")


def _date(text: Any) -> dict[str, Any] | None:
    """A CSL date; a qualified date is `circa`, an interval or an open date has its EDTF text as literal."""
    if pd.isna(text):
        return None
    match = _DAY.fullmatch(text)
    if not match:
        return {"literal": text}
    parts = [int(part) for part in match.groups()[:3] if part]
    return {"date-parts": [parts], **({"circa": True} if match[4] else {})}


def title_of(row: Any) -> str:
    """The title of a source, or what stands for it where it could not be read: its publisher and day, or its id."""
    if not pd.isna(row.title):
        return str(row.title)
    made = ", ".join(str(cell) for cell in (row.publisher, row.published_on) if not pd.isna(cell))
    return f"[{made or row.source_id}]"


def _item(row: Any) -> dict[str, Any]:
    item: dict[str, Any] = {"id": row.source_id, "type": _CSL_TYPES[row.kind]}
    fields = {
        "title": title_of(row),
        "publisher": row.publisher,
        "language": row.language,
        "URL": row.url,
        "note": row.note,
    }
    item.update({name: value for name, value in fields.items() if not pd.isna(value)})
    if not pd.isna(row.author):
        item["author"] = [{"literal": name.strip()} for name in row.author.split(";")]
    for name, value in (("issued", _date(row.published_on)), ("accessed", _date(row.retrieved_on))):
        if value:
            item[name] = value
    return item


def _entry(row: Any) -> Entry:
    fields = {"title": title_of(row), "publisher": row.publisher, "author": row.author, "url": row.url}
    fields |= {"date": row.published_on, "urldate": row.retrieved_on, "langid": row.language, "note": row.note}
    # an EDTF date is what biblatex reads; an author is one name to it, whether a person or a body
    given = {name: value for name, value in fields.items() if not pd.isna(value)}
    if "author" in given:
        given["author"] = " and ".join("{" + name.strip() + "}" for name in given["author"].split(";"))
    return Entry("online" if "url" in given else "misc", given)


def write(sources: pd.DataFrame, folder: Path) -> None:
    """`sources.csl.json` and `sources.bib`, an item for each source, in the order of the table."""
    rows = list(sources.itertuples(index=False))
    items = json.dumps([_item(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
    (folder / "sources.csl.json").write_text(items, encoding="utf-8")
    entries = BibliographyData({row.source_id: _entry(row) for row in rows})
    (folder / "sources.bib").write_bytes(entries.to_string("bibtex", encoding="utf-8").encode("utf-8"))
