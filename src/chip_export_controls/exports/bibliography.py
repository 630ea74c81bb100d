"""Turns the sources into a bibliography, in CSL-JSON and in BibLaTeX."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

_CSL_TYPES = {
    "legal-text": "legislation",
    "official-statement": "report",
    "company-statement": "report",
    "news": "article-newspaper",
    "reprint": "article-newspaper",
    "analysis": "article",
    "reference-data": "dataset",
}
_MARKED = {c: f"\\{c}" for c in "&%$#_"} | {
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
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


def _text(value: str) -> str:
    """A text as TeX reads it back: each character that means something to it is marked.

    A marked brace is counted as one all the same, so that it stands only among others that close it; the names of
    braces, which stand elsewhere, are lost on pandoc.
    """
    depth = [0]
    for character in value:
        depth.append(depth[-1] + (character == "{") - (character == "}"))
    marked = _MARKED | ({"{": r"\{", "}": r"\}"} if min(depth) == depth[-1] == 0 else {})
    # two hyphens would be printed as a dash
    return re.sub("-(?=-)", "-{}", "".join(marked.get(character, character) for character in value))


def _verbatim(value: str) -> str:
    """An address, which BibLaTeX reads as it stands, but for characters that would end the field."""
    return re.sub(r"[\\{}\s]", lambda match: quote(match[0]), value)


def _entry(row: Any) -> str:
    """An entry for BibLaTeX: an EDTF date as it is, a title whose capitals are kept, one name for each author."""
    given = {name: value for name, value in row._asdict().items() if not pd.isna(value)}
    fields = {
        "title": "{" + _text(title_of(row)) + "}",
        "author": " and ".join("{" + _text(name.strip()) + "}" for name in given.get("author", "").split(";") if name),
        "publisher": _text(given.get("publisher", "")),
        "date": given.get("published_on", ""),
        "url": _verbatim(given.get("url", "")),
        "urldate": given.get("retrieved_on", ""),
        "language": given.get("language", ""),
        "note": _text(given.get("note", "")),
    }
    kind = "online" if fields["url"] else "misc"
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{row.source_id},\n" + ",\n".join(lines) + "\n}\n"


def write(sources: pd.DataFrame, folder: Path) -> None:
    """`sources.csl.json` and `sources.bib`, an item for each source, in the order of the table."""
    rows = list(sources.itertuples(index=False))
    items = json.dumps([_item(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
    (folder / "sources.csl.json").write_text(items, encoding="utf-8")
    (folder / "sources.bib").write_bytes("\n".join(map(_entry, rows)).encode("utf-8"))
