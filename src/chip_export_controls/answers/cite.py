"""Turns a row of the package into a citation of it, with the version of the data and the sources it rests on."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from ..library import RECORDED, Tables, package, table_named
from ..model.labels import LABELS
from .provenance import Key, as_tuple, provenance, row_of

if TYPE_CHECKING:
    import pandas as pd

Style = Literal["bibtex", "csl", "text"]


def _fields(descriptor: Mapping[str, Any], title: str, evidence: "pd.DataFrame") -> dict[str, str]:
    told = evidence.drop_duplicates("source_id")[["publisher", "title", "published_on"]].astype(object).fillna("")
    sources = [", ".join(filter(None, row)) for row in told.itertuples(index=False)]
    more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    return {
        "title": title,
        "howpublished": f"{descriptor['title']} ({descriptor['name']}), version {descriptor['version']}",
        "year": descriptor["created"][:4],
        "author": descriptor["contributors"][0]["title"],
        "note": f"Evidence: {'; '.join(sources[:3])}{more}" if sources else "",
    }


def _label(table: str, key: str, row: "pd.Series[Any]") -> str:
    column = LABELS.get(table)
    name = str(row[column]) if column and row.notna()[column] else ""
    return f"{name} ({table}: {key})" if name else f"{table}: {key}"


def _entry(fields: dict[str, str]) -> Any:
    from pybtex.database import Entry, Person

    # a brace groups in TeX, and no way of writing one survives both of pybtex's readers
    plain = str.maketrans("{}", "()")
    given = {name: value.translate(plain) for name, value in fields.items() if value and name != "author"}
    return Entry("misc", given, {"author": [Person(last="{" + fields["author"] + "}")]})


def cite(table: str, key: Key, style: Style = "text", *, tables: Tables = RECORDED) -> str:
    """A citation of one row and of the version of the data that it stands in, with the sources it rests on.

    `key` is the row's primary key, as for `provenance`. `bibtex` is one entry, `csl` a CSL-JSON array of one item,
    `text` one paragraph in pybtex's plain style; `bibtex` and `text` need the extra `validate` for pybtex.

    Raises KeyError for an unknown table or key, ValueError for another style.

    >>> cite("claims", load("claims")["claim_id"][0], style="csl")[:1]
    '['
    """
    shape, evidence = table_named(table), provenance(table, key, tables=tables)
    cells = as_tuple(shape, key)
    descriptor, key = package().descriptor, ", ".join(cells)
    row = row_of(shape, cells, tables)
    fields = _fields(descriptor, _label(table, key, row), evidence)
    identifier = f"{descriptor['name']}-{descriptor['version']}:{table}:{key}".replace(", ", "/").replace(",", "")
    if style == "csl":
        item = {
            "id": identifier,
            "type": "entry",
            "title": fields["title"],
            "container-title": descriptor["title"],
            "version": descriptor["version"],
            "author": [{"literal": fields["author"]}],
            "issued": {"date-parts": [[int(part) for part in descriptor["created"][:10].split("-")]]},
            **({"note": fields["note"]} if fields["note"] else {}),
        }
        return json.dumps([item], ensure_ascii=False, indent=2)
    if style == "bibtex":
        return _bibtex(identifier, fields)
    if style == "text":
        return _text(identifier, fields)
    raise ValueError(f'style={style!r}: give "bibtex", "csl" or "text"')


def _bibtex(identifier: str, fields: dict[str, str]) -> str:
    from pybtex.database import BibliographyData

    # the writer marks what TeX would read as its own
    return str(BibliographyData({identifier: _entry(fields)}).to_string("bibtex", encoding="utf-8")).strip()


def _text(identifier: str, fields: dict[str, str]) -> str:
    """The entry as pybtex's plain style writes it, which reads its fields as TeX."""
    from pybtex.backends.plaintext import Backend
    from pybtex.database import BibliographyData
    from pybtex.style.formatting.plain import Style as Plain

    marked = {name: "".join(f"\\{c}" if c in "&%#_" else c for c in value) for name, value in fields.items()}
    entry = _entry(marked)
    entry.fields["title"] = "{" + entry.fields["title"] + "}"  # the style would write DUV small
    (written,) = Plain().format_bibliography(BibliographyData({identifier: entry}))
    return str(written.text.render(Backend()))
