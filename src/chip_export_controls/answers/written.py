"""Every way of writing each record: names, titles, codes, numbers, citations and days, ready to be looked up."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..library import Tables
from ..model.days_in_words import MONTHS
from ..model.jurisdictions import WRITTEN, called
from ..model.naming import fold
from .standing import cells, events_by_measure
from .verdict_sentences import counted

# what people call things that the record names otherwise
_CALLED = {
    "etch-equipment": ("etcher", "dry etch", "dry etcher", "plasma etcher", "etch tool", "atomic layer etching tool"),
    "ald-equipment": ("ALD", "ALD tool", "atomic layer deposition tool"),
}
SPELT = {"etcher": "etch", "etchers": "etch", "etching": "etch", "letters": "letter", "rules": "rule"}
SPELT |= dict.fromkeys(["tool", "tools", "machine", "machines"], "equipment")
_PERCENT = re.compile(r"(?<=\d)\s*%|\bper cent\b", re.I)
_NUMBER = re.compile(r"\d").search
_DATED = re.compile(r"^[a-z]{2}-(\d{4})(?:-(\d\d))?(?:-\d\d)?-(?=\D)")


@dataclass(frozen=True)
class Entry:
    """One way of writing one record: what of it is written, and how well known the way is (0 best)."""

    kind: str
    id: str
    text: str
    what: str
    rank: int = 1


def words_of(text: str) -> set[str]:
    """The words of a text, folded, each spelt one way."""
    return {SPELT.get(word, word) for word in fold(_PERCENT.sub(" percent", text)).split()}


def _of_id(measure: Any) -> Iterable[Entry]:
    """What the id of a measure says: what it is called, and with its title and the month."""
    dated = _DATED.match(measure.measure_id)
    if dated is None:
        return
    called = measure.measure_id[dated.end() :].replace("-", " ")
    yield Entry("measure", measure.measure_id, called, "id in words", 2)
    month = MONTHS[int(dated[2])] if dated[2] else ""
    told = f"{measure.title} {called} {month} {dated[1]}"
    yield Entry("measure", measure.measure_id, told, "title, id and day", 6)


def _of_items(tables: Tables) -> Iterable[Entry]:
    makers = dict(cells(tables, "firms")[["firm_id", "name"]].itertuples(index=False, name=None))
    for item in cells(tables, "equipment").itertuples(index=False):
        yield Entry("equipment", item.equipment_id, item.name, "name", 0)
        yield Entry("equipment", item.equipment_id, item.equipment_id.replace("-", " "), "id in words", 2)
        for other in _CALLED.get(item.equipment_id, ()):
            yield Entry("equipment", item.equipment_id, other, "what it is called", 2)
        maker = makers.get(item.maker_firm_id, "").split(" ")[0].casefold()
        first, _, model = item.name.partition(" ")
        if model and first.casefold() == maker:
            yield Entry("equipment", item.equipment_id, model, "name without its maker", 1)
            words = model.split()
            ends = (" ".join(words[n:]) for n in range(1, len(words)))
            yield from (
                Entry("equipment", item.equipment_id, end, "end of its name", 2) for end in ends if _NUMBER(end)
            )


def named(tables: Tables) -> Iterable[Entry]:
    """Names of firms and items, titles and summaries of measures, titles of sources, names of jurisdictions."""
    for firm in cells(tables, "firms").itertuples(index=False):
        yield Entry("firm", firm.firm_id, firm.name, "name", 0)
        if firm.headquarters:
            yield Entry("firm", firm.firm_id, f"{firm.name} {firm.headquarters}", "name and seat", 4)
    for name in cells(tables, "firm_names").itertuples(index=False):
        yield Entry(
            "firm", name.firm_id, name.name, f"{name.kind} name", {"legal": 0, "local-script": 0}.get(name.kind, 1)
        )
    yield from _of_items(tables)
    for measure in cells(tables, "measures").itertuples(index=False):
        yield Entry("measure", measure.measure_id, measure.title, "title", 0)
        yield Entry("measure", measure.measure_id, measure.summary, "summary", 9)
        yield from _of_id(measure)
    for source in cells(tables, "sources").itertuples(index=False):
        if source.title:
            yield Entry("source", source.source_id, source.title, "title", 3)
    for written, code in WRITTEN.items():
        yield Entry("jurisdiction", code, written, "name", 0)


def of_parameters(tables: Tables) -> Iterable[tuple[Entry, str]]:
    """What limits and products are measured in, each with how much is recorded of it."""
    limits = cells(tables, "thresholds")
    limits = limits[limits["words"] == ""]
    said = limits.groupby("parameter").agg(limits=("measure_id", "size"), measures=("measure_id", "nunique"))
    products = cells(tables, "equipment_parameters").groupby("parameter").size()
    for name in sorted({*said.index, *products.index}):
        many, of = said.loc[name] if name in said.index else (0, 0)
        limits_of = f"{counted(many, 'limit')} in {counted(of, 'measure')}"
        label = f"{limits_of}, {counted(products.get(name, 0), 'value')} of products"
        yield Entry("parameter", name, name.replace("-", " "), "parameter", 3), label
        if name.count("-") > 1:
            yield Entry("parameter", name, "".join(word[0] for word in name.split("-")), "first letters", 3), label


def told_of_measures(tables: Tables) -> Iterable[Entry]:
    """What may be said of a measure: title, id, whose it is, its days."""
    for measure in cells(tables, "measures").itertuples(index=False):
        days = " ".join(e.edtf for e in events_by_measure(tables).get(measure.measure_id, []))
        dated = _DATED.match(measure.measure_id)
        month = MONTHS[int(dated[2])] if dated and dated[2] else ""
        words = f"{measure.title} {measure.measure_id} {called(measure.jurisdiction)} {measure.issuer} {month} {days}"
        yield Entry("measure", measure.measure_id, words, "title, whose and day", 7)


def citations(tables: Tables) -> Iterable[Entry]:
    """The numbers and citations of measures."""
    for row in cells(tables, "measure_identifiers").itertuples(index=False):
        yield Entry("measure", row.measure_id, row.value, row.scheme, 0)
    for measure in cells(tables, "measures").itertuples(index=False):
        if measure.citation:
            yield Entry("measure", measure.measure_id, measure.citation, "citation", 0)
            for part in re.split(r"; | and |, (?=\d+ FR)", measure.citation):
                yield Entry("measure", measure.measure_id, part, "citation", 1)
            for number in re.findall(r"\b20\d\d-\d{5}\b", measure.citation):
                yield Entry("measure", measure.measure_id, number, "document number", 1)


def identifiers(tables: Tables) -> Iterable[Entry]:
    """Identifiers of firms, codes of items, addresses of sources."""
    for row in cells(tables, "firm_identifiers").itertuples(index=False):
        yield Entry("firm", row.firm_id, row.value, row.scheme, 0)
        if row.scheme == "ticker" and "." in row.value:
            yield Entry("firm", row.firm_id, row.value.split(".")[0], row.scheme, 2)
    for row in cells(tables, "equipment_codes").itertuples(index=False):
        rank = {"exact": 0, "broader": 2, "narrower": 1, "partial": 3}.get(row.match, 3)
        yield Entry("equipment", row.equipment_id, row.code, f"{row.scheme} code", rank)
    for row in cells(tables, "sources")[["source_id", "url"]].itertuples(index=False):
        if row.url:
            yield Entry("source", row.source_id, row.url, "url", 1)


def codes_of(tables: Tables) -> dict[str, set[str]]:
    """The measures that name each control code."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, column in (
        ("thresholds", "clause"),
        ("measure_equipment", "control_code"),
        ("licence_requirements", "control_code"),
        ("licence_exceptions", "control_code"),
    ):
        for row in cells(tables, name)[["measure_id", column]].itertuples(index=False):
            if row[1]:
                found[row[1]].add(row[0])
                found[row[1].split(" ")[0].split(".")[0]].add(row[0])
    return found
