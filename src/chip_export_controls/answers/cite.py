"""Turns a row of the package into a citation of it, with the act, the version of the data and its evidence."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from ..library import RECORDED, Tables, cells, package, table_named
from ..model.edtf import bounds
from ..model.labels import LABELS
from ..model.options import Style
from ..model.table import Table
from .find import TABLE, meant, resolve
from .links.acts import address, is_copy, nearness
from .provenance import Key, as_tuple, in_use, provenance, row_of

if TYPE_CHECKING:
    import pandas as pd

# the event whose day is that of the act, best first
_DAYS = ("published", "adopted", "effective", "announced", "proposed", "reported")
_PUNCTUATION = re.compile(r"[^A-Za-z0-9.:-]+")


def _evidence(table: str, key: Key, measure_id: str, tables: Tables) -> list[dict[str, str]]:
    """The sources behind the row: official ones first, and of these the act itself before others."""
    found = provenance(table, key, tables=tables).drop_duplicates("source_id")[["source_id"]]
    sources = cells(tables, "sources").set_index("source_id").to_dict("index")
    rows = [sources[source] | {"source_id": source} for source in found["source_id"]]
    return sorted(rows, key=lambda source: nearness(tables, measure_id, source))


def _said(source: dict[str, str]) -> str:
    return ", ".join(filter(None, (source["publisher"], source["title"], source["published_on"])))


def _act(tables: Tables, measure_id: str) -> dict[str, str]:
    """Issuer, title, gazette reference and day of a measure."""
    measures = cells(tables, "measures").set_index("measure_id")
    events = cells(tables, "measure_events")
    dated = events[events["measure_id"] == measure_id]
    days = {kind: sorted(dated.loc[dated["event"] == kind, "date"]) for kind in _DAYS}
    day = next((days[kind][0] for kind in _DAYS if days[kind]), "")
    about = measures.loc[measure_id]
    number = _gazette(tables, measure_id, about["citation"])
    return {"title": about["title"], "publisher": about["issuer"], "number": number, "day": day}


def _fields(table: Table, key: tuple[str, ...], row: "pd.Series[Any]", tables: Tables) -> dict[str, Any]:
    """What every style draws on."""
    descriptor = package().descriptor
    named = row.get("measure_id") if table.name != "measures" else key[0]
    evidence = _evidence(table.name, key, named if isinstance(named, str) else "", tables)
    label = LABELS.get(table.name)
    first = evidence[0] if evidence else {}
    if isinstance(named, str) and named:
        act = _act(tables, named)
        near = nearness(tables, named, first) if first else ()
        if near and not near[0] and near[1] == 0 and first["kind"] == "legal-text" and first["title"]:
            act["title"] = first["title"]
    else:
        act = {
            "title": str(row[label]) if label and row.notna()[label] else "",
            "publisher": "",
            "number": "",
            "day": "",
        }
        if table.name in ("sources", "claims"):
            act |= {"publisher": first.get("publisher", ""), "day": first.get("published_on", "")}
    homepage = str(descriptor.get("homepage", "")).rstrip("/")
    record = f"{table.name}: {', '.join(key)}"
    link = f", {homepage}/{table.name}/{'/'.join(key)}" if homepage else ""
    return act | {
        "url": address(tables, named, first) if isinstance(named, str) and named else first.get("url", ""),
        "archive": first.get("archive_url", ""),
        "copy": first["url"] if isinstance(named, str) and is_copy(first) else "",
        "evidence": evidence,
        "record": f"{descriptor['title']} ({descriptor['name']}), version {descriptor['version']}, {record}{link}",
        "identifier": _PUNCTUATION.sub(
            "-", f"{descriptor['name']}-{descriptor['version']}:{table.name}:{'/'.join(key)}"
        ).strip("-"),
    }


def _parts(day: str) -> list[int] | None:
    """The year, month and day that the text gives, None for an interval or none."""
    if not day or "/" in day or not bounds(day)[0]:
        return None
    return [int(part) for part in re.findall(r"\d+", day)]


def _weight(evidence: list[dict[str, str]]) -> str:
    told = [_said(source) for source in evidence[:3]]
    more = f"; left out: {len(evidence) - 3} more, which `provenance` lists" if len(evidence) > 3 else ""
    return f"Evidence: {'; '.join(told)}{more}" if told else ""


def _gazette(tables: Tables, measure_id: str, citation: str) -> str:
    """The gazette reference, with volume and page of the Federal Register where only the identifiers have them."""
    rows = cells(tables, "measure_identifiers")
    pages = sorted(rows.loc[(rows["measure_id"] == measure_id) & (rows["scheme"] == "FR"), "value"])
    return citation if re.search(r"\d FR \d", citation) else "; ".join(filter(None, [*pages, citation]))


def _text(fields: dict[str, Any]) -> str:
    """A footnote: the act, its link, the record, and the evidence with its links."""
    act = [fields["publisher"], fields["title"], fields["number"], fields["day"], fields["url"]]
    told = ", ".join(filter(None, act))
    archived = f" (archived: {fields['archive']})" if fields["archive"] else ""
    weight = _weight(fields["evidence"])
    read = f", {_read(fields)}" if fields["copy"] else ""
    return f"{told}{archived}{read}. {fields['record']}.{' ' + weight + '.' if weight else ''}"


def _read(fields: dict[str, Any]) -> str:
    """Where the text was read, if on a page that is not the authority's."""
    return f"read in a copy at {fields['copy']}" if fields["copy"] else ""


def _item(fields: dict[str, Any]) -> dict[str, Any]:
    """The citation as an item of CSL-JSON."""
    descriptor = package().descriptor
    parts = _parts(fields["day"])
    given = {
        "title": fields["title"] or fields["record"],
        "publisher": fields["publisher"],
        "number": fields["number"],
        "URL": fields["url"],
        "archive": fields["archive"],
        "container-title": descriptor["title"],
        "version": descriptor["version"],
        "note": ". ".join(filter(None, (_read(fields), fields["record"], _weight(fields["evidence"])))),
    }
    item: dict[str, Any] = {"id": fields["identifier"], "type": "entry"}
    item |= {name: value for name, value in given.items() if value}
    item["author"] = [{"literal": descriptor["contributors"][0]["title"]}]
    day = descriptor["created"][:10]
    item["accessed"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    if parts:
        item["issued"] = {"date-parts": [parts]}
    elif fields["day"]:
        item["issued"] = {"literal": fields["day"]}
    return item


def _processed(fields: dict[str, Any], style: str) -> str:
    """The footnote that the CSL processor makes of the item."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    wanted = ("title", "publisher", "number", "URL", "archive", "issued")
    item = {name: value for name, value in _item(fields).items() if name in wanted}
    if "literal" in item.get("issued", {}):
        del item["issued"]
    if style == "bluebook" and "number" in item:
        item["number"] = re.sub(r"\b(\d+) FR (\d+)", r"\1 Fed. Reg. \2", item["number"])
    # the processor reads markup in what it is given
    plain = {n: re.sub(r"<(?=/?\w)", "‹", v) if isinstance(v, str) else v for n, v in item.items()}
    told = "; ".join(filter(None, (_read(fields), fields["record"])))
    source = CiteProcJSON([{"id": "x", "type": "document", **plain, "note": told}])
    file = Path(__file__).with_name("styles") / f"{style}.csl"
    bibliography = CitationStylesBibliography(CitationStylesStyle(str(file), validate=False), source, formatter.plain)
    bibliography.register(Citation([CitationItem("x")]))
    (done,) = bibliography.bibliography()
    return re.sub(r"\s+", " ", str(done)).replace("..", ".").strip()


def _bibtex(fields: dict[str, Any]) -> str:
    from pybtex.database import BibliographyData, Entry, Person

    descriptor = package().descriptor
    parts = _parts(fields["day"])
    given = {
        "title": fields["title"] or fields["record"],
        "howpublished": f"{descriptor['title']} ({descriptor['name']}), version {descriptor['version']}",
        "year": str(parts[0]) if parts else descriptor["created"][:4],
        "url": fields["url"],
        "note": ". ".join(
            filter(None, (fields["number"], _read(fields), fields["record"], _weight(fields["evidence"])))
        ),
    }
    # a brace groups in TeX, and no way of writing one survives both of pybtex's readers
    plain = str.maketrans("{}", "()")
    author = fields["publisher"] or descriptor["contributors"][0]["title"]
    entry = Entry("misc", {name: value.translate(plain) for name, value in given.items() if value})
    entry.persons["author"] = [Person(last="{" + author.translate(plain) + "}")]
    # the writer marks what TeX would read as its own
    return str(BibliographyData({fields["identifier"]: entry}).to_string("bibtex", encoding="utf-8")).strip()


def _keys(shape: Table, key: Key, tables: Tables) -> tuple[str, ...]:
    """The key's cells; a retired id of one column gives its successor, and a name the record that bears it."""
    found = in_use(shape, as_tuple(shape, key), tables)
    kinds = {table: kind for kind, table in TABLE.items()}
    if len(found) > 1 or shape.name not in kinds or found[0] in set(tables[shape.name][shape.key[0]]):
        return found
    return (resolve(tables, found[0], kinds[shape.name], f"no row ({found[0]}) in {shape.name}"),)


def cite(table: str, key: Key | None = None, style: Style = "text", *, tables: Tables = RECORDED) -> str:
    """A citation that can be printed: the act, its gazette reference, day and official link, the record, the evidence.

    `key` is the row's primary key, as for `provenance`; a retired id leads to its successor, and a citation or a name
    to the record that bears it. Without `key`, the first argument is such a name, as in `find`. `text` is a footnote:
    issuer, title, gazette reference, day, official link, archived copy, where the text was read in a copy, then
    title and version of the data, the record
    and its link where the package has an address, and the evidence, official sources first. `bluebook` and `chicago`
    are footnotes in the manner of these styles, made by a CSL processor (extra `validate`); `bibtex` is one entry
    (extra `validate`), `csl` a CSL-JSON array of one item.

    Raises KeyError for an unknown table or key, ValueError for another style. Source: the row, its claims and sources.

    >>> cite("claims", load("claims")["claim_id"][0], style="csl")[:1]
    '['
    """
    if style not in get_args(Style):
        raise ValueError(f"style={style!r}: give one of {', '.join(get_args(Style))}")
    if key is None:
        table, key = meant(tables, table)
    shape = table_named(table)
    found = _keys(shape, key, tables)
    fields = _fields(shape, found, row_of(shape, found, tables), tables)
    if style == "csl":
        return json.dumps([_item(fields)], ensure_ascii=False, indent=2)
    if style == "bibtex":
        return _bibtex(fields)
    return _text(fields) if style == "text" else _processed(fields, style)
