"""Finds the records that a name, a code, a number or a citation means."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, get_args

from ..library import RECORDED, Tables, cells, kept
from ..model.days_in_words import MONTHS, day_in, part_of_day_in
from ..model.frames import frame
from ..model.jurisdictions import CODES, WRITTEN, called
from ..model.naming import compact, distinctive, fold, without_form
from ..model.options import RecordKind
from .links.statements import holding
from .standing.events import events_by_measure, measures_told

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["kind", "id", "name", "matched", "as", "how", "table"]
TABLE = {"measure": "measures", "firm": "firms", "equipment": "equipment", "source": "sources", "claim": "claims"}
# how a text can match, best first
TIERS = ("id", "identifier", "same name", "same but for form", "its words", "similar", "some words")
SOME_WORDS = TIERS.index("some words")
ORDER = {
    kind: n
    for n, kind in enumerate(("firm", "equipment", "measure", "code", "parameter", "jurisdiction", "source", "claim"))
}
SIMILAR = 0.6
# of names no longer than this one slip spoils half of the pieces: their letters are compared one by one
SHORT = 10
_NUMBER = re.compile(r"\d").search
_REGISTER = re.compile(r"\bFed(?:\.|eral)?\s*Reg(?:\.|ister)?(?=\s*\d)", re.I)


# what people call things that the record names otherwise
_ALSO = {
    "etch-equipment": ("etcher", "dry etch", "dry etcher", "plasma etcher", "etch tool", "atomic layer etching tool"),
    "ald-equipment": ("ALD", "ALD tool", "atomic layer deposition tool"),
}
EMPTY = frozenset(["the", "of", "and", "for", "in", "on", "to", "a", "an"])
# words that tell only that it is a rule, and those that mean the same
A_RULE = frozenset(["rule", "act", "order", "regulation", "measure", "notice"])
SPELT = {"etcher": "etch", "etchers": "etch", "etching": "etch", "letters": "letter", "rules": "rule"}
SPELT |= dict.fromkeys(["tool", "tools", "machine", "machines"], "equipment")
_PERCENT = re.compile(r"(?<=\d)\s*%|\bper cent\b", re.I)
_SCHEME = re.compile(r"^(?:HS|HTS|CN code|US-ECCN|ECCN)(?:[ -](?:code|CN|2022))?:?\s+(?=\d)", re.I)
_DATED = re.compile(r"^[a-z]{2}-(\d{4})(?:-(\d\d))?(?:-\d\d)?-(?=\D)")


@dataclass(frozen=True)
class Entry:
    """One way of writing one record: what of it is written, and how well known the way is (0 best)."""

    kind: str
    id: str
    text: str
    what: str
    rank: int = 1


@dataclass(frozen=True)
class Index:
    """The entries by what is looked up."""

    exact: dict[str, list[Entry]]
    names: dict[str, list[Entry]]
    forms: dict[str, list[Entry]]
    words: dict[str, list[Entry]]
    pieces: dict[str, list[int]]
    entries: list[Entry]
    labels: dict[tuple[str, str], str]
    told: list[tuple[set[str], Entry]]


def _words(text: str) -> set[str]:
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
        for other in _ALSO.get(item.equipment_id, ()):
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


def _names(tables: Tables) -> Iterable[Entry]:
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


def _of_parameters(tables: Tables) -> Iterable[tuple[Entry, str]]:
    """What limits and products are measured in, each with how much is recorded of it."""
    limits = cells(tables, "thresholds")
    limits = limits[limits["words"] == ""]
    said = limits.groupby("parameter").agg(limits=("measure_id", "size"), measures=("measure_id", "nunique"))
    products = cells(tables, "equipment_parameters").groupby("parameter").size()
    for name in sorted({*said.index, *products.index}):
        many, of = said.loc[name] if name in said.index else (0, 0)
        numbers = ((many, "limit"), (of, "measure"), (products.get(name, 0), "value"))
        limits, measures, values = (f"{n} {one}{'' if n == 1 else 's'}" for n, one in numbers)
        label = f"{limits} in {measures}, {values} of products"
        yield Entry("parameter", name, name.replace("-", " "), "parameter", 3), label
        if name.count("-") > 1:
            yield Entry("parameter", name, "".join(word[0] for word in name.split("-")), "first letters", 3), label


def _told(tables: Tables) -> Iterable[Entry]:
    """What may be said of a measure: title, id, whose it is, its days."""
    for measure in cells(tables, "measures").itertuples(index=False):
        days = " ".join(e.edtf for e in events_by_measure(tables).get(measure.measure_id, []))
        dated = _DATED.match(measure.measure_id)
        month = MONTHS[int(dated[2])] if dated and dated[2] else ""
        words = f"{measure.title} {measure.measure_id} {called(measure.jurisdiction)} {measure.issuer} {month} {days}"
        yield Entry("measure", measure.measure_id, words, "title, whose and day", 7)


def _citations(tables: Tables) -> Iterable[Entry]:
    for row in cells(tables, "measure_identifiers").itertuples(index=False):
        yield Entry("measure", row.measure_id, row.value, row.scheme, 0)
    for measure in cells(tables, "measures").itertuples(index=False):
        if measure.citation:
            yield Entry("measure", measure.measure_id, measure.citation, "citation", 0)
            for part in re.split(r"; | and |, (?=\d+ FR)", measure.citation):
                yield Entry("measure", measure.measure_id, part, "citation", 1)
            for number in re.findall(r"\b20\d\d-\d{5}\b", measure.citation):
                yield Entry("measure", measure.measure_id, number, "document number", 1)


def _identifiers(tables: Tables) -> Iterable[Entry]:
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


def _pieces(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[n : n + 3] for n in range(max(1, len(padded) - 2))}


@cache
def _size(written: str) -> int:
    """How many pieces a text of the record has."""
    return len(_pieces(written))


@kept
def index(tables: Tables) -> Index:
    """Every way of writing every record, ready to be looked up."""
    exact: dict[str, list[Entry]] = defaultdict(list)
    names: dict[str, list[Entry]] = defaultdict(list)
    forms: dict[str, list[Entry]] = defaultdict(list)
    words: dict[str, list[Entry]] = defaultdict(list)
    pieces: dict[str, list[int]] = defaultdict(list)
    labels: dict[tuple[str, str], str] = {}
    for entry in (*_citations(tables), *_identifiers(tables)):
        exact[compact(entry.text)].append(entry)
    for code, measures in codes_of(tables).items():
        exact[compact(code)].append(Entry("code", code, code, "control code", 2))
        for measure in sorted(measures):
            exact[compact(code)].append(Entry("measure", measure, code, "control code", 3))
    entries = list(_names(tables))
    for n, entry in enumerate(entries):
        names[compact(entry.text)].append(entry)
        forms[without_form(entry.text).replace(" ", "")].append(entry)
        for word in _words(entry.text):
            words[word].append(entry)
        if entry.kind in ("firm", "equipment"):
            for piece in _pieces(without_form(entry.text)):
                pieces[piece].append(n)
    for kind, table in TABLE.items():
        key, label = tables[table].columns[0], {"sources": "title", "claims": "statement", "measures": "title"}
        shown = cells(tables, table)
        labels |= {(kind, k): v for k, v in zip(shown[key], shown[label.get(table, "name")], strict=True)}
    for entry, said in _of_parameters(tables):
        names[compact(entry.text)].append(entry)
        labels[entry.kind, entry.id] = said
    told = [(_words(entry.text), entry) for entry in _told(tables)]
    return Index(exact, names, forms, words, pieces, entries, labels, told)


@kept
def successors(tables: Tables) -> dict[tuple[str, str], str]:
    """What took the place of each retired id, by table and id; the last of a chain."""
    if "retired_ids" not in tables:
        return {}
    rows = cells(tables, "retired_ids")
    given = {(r.table, r.id): r.replaced_by for r in rows.itertuples(index=False) if r.replaced_by}

    def last(table: str, key: str) -> str:
        seen = {key}
        while (table, key) in given and given[table, key] not in seen:
            key = given[table, key]
            seen.add(key)
        return key

    return {(table, key): last(table, key) for table, key in given}


Hit = tuple[int, float, Entry]


def _ids(tables: Tables, text: str) -> Iterable[Hit]:
    labels, retired = index(tables).labels, successors(tables)
    for kind, table in TABLE.items():
        if (kind, text) in labels:
            yield 0, 0.0, Entry(kind, text, text, "id", 0)
        elif (table, text) in retired:
            yield 0, 1.0, Entry(kind, retired[table, text], text, "retired id", 0)
    if text in CODES:
        yield 0, 2.0, Entry("jurisdiction", text, text, "code", 0)


def _worded(tables: Tables, text: str) -> Iterable[Hit]:
    """Entries that hold all the words asked for; the less else they hold, the better.

    That it is a rule need not stand in the name of a measure.
    """
    known, asked = index(tables), _words(text) - {"the", "of"}
    if not asked:
        return
    lists = sorted((known.words.get(word, []) for word in asked), key=len)
    for entry in lists[0]:
        have = _words(entry.text)
        if asked <= have:
            yield 4, len(have - asked) + entry.rank / 2, entry
    if rest := asked - A_RULE if asked & A_RULE else None:
        for entry in min((known.words.get(word, []) for word in rest), key=len):
            have = _words(entry.text)
            if rest <= have and not asked <= have and entry.kind == "measure" and entry.what != "summary":
                yield 4, 1 + len(have - rest) + entry.rank / 2, entry
    if not any(asked <= _words(e.text) for e in lists[0]):
        wanted = distinctive(text)
        for entry in {e for word in asked for e in known.words.get(word, [])}:
            have_words = distinctive(entry.text)
            if have_words and have_words < wanted and entry.kind in ("firm", "equipment"):
                yield 4, 20.0 + len(wanted - have_words), entry


def _of_days(tables: Tables, text: str) -> Iterable[Hit]:
    """The measures of which something happened on the day that the text names, and that hold its other words."""
    found = day_in(text)
    if found is None:
        return
    day, rest = found[0].isoformat(), _words(found[1]) - {"the", "of", "on"}
    for words, entry in index(tables).told if rest else ():
        if rest <= words and day in entry.text.split():
            yield 4, 1.0, Entry("measure", entry.id, day, "day of an event and words", 2)
    if not rest:
        for measure, events in events_by_measure(tables).items():
            if kinds := [e.kind for e in events if e.edtf == day]:
                yield 1, 5.0 + ("effective" not in kinds), Entry("measure", measure, f"{kinds[0]} {day}", "day", 5)


# the instruments that are called so
_CALLED_SO = {"act": "statute"} | {name: name for name in ("rule", "order", "regulation")}


def _of_parts_of_days(tables: Tables, text: str) -> Iterable[Hit]:
    """The measures with an event on such a day of any year, or in such a month, where no words stand beside it.

    Where it is called a rule, rules come first, and of them those that bear the day in their id.
    """
    found = None if day_in(text) else part_of_day_in(text)
    if found is None or (said := _words(found[1]) - EMPTY) - A_RULE:
        return
    kinds = {_CALLED_SO.get(word) for word in said}
    instruments = {m["measure_id"]: m["instrument"] for m in measures_told(tables)}
    for measure, events in events_by_measure(tables).items():
        told = [e for e in events if found[0].fullmatch(e.edtf)]
        if told:
            event = min(told, key=lambda e: e.kind != "effective")
            no_rule, not_so_dated = instruments[measure] not in kinds, not found[0].match(measure[3:])
            far = 4 * no_rule + 2 * not_so_dated + (no_rule and event.kind != "effective")
            yield 1, 6.0 + far, Entry("measure", measure, f"{event.kind} {event.edtf}", "part of a day", 5)


_LIMIT = re.compile(r"([<>]=?|=)?\s*(\d[\d,]*(?:\.\d+)?)\s*(\D*)")


def _of_limits(tables: Tables, text: str) -> Iterable[Hit]:
    """The parameters that are limited to the number that the text is, in the unit that it gives."""
    match = _LIMIT.fullmatch(text)
    if match is None or (len(match[2]) < 3 and not match[3]):
        return
    number, unit = float(match[2].replace(",", "")), compact(match[3])
    rows = cells(tables, "thresholds")
    rows = rows[(rows["words"] == "") & (rows["value"] == number)]
    for parameter, group in rows.groupby("parameter"):
        units = {compact(u) for u in group["unit"]}
        if not unit or unit in units:
            measures = ", ".join(sorted(set(group["measure_id"]))[:3])
            yield 1, 3.0 - len(group) / 1000, Entry("parameter", str(parameter), f"{text}: {measures}", "limit", 3)


def _of_codes(tables: Tables, text: str) -> Iterable[Hit]:
    """Items whose customs code begins as the one asked for, or is the heading of it."""
    asked = re.sub(r"[\s.]", "", text)
    if not asked.isdigit() or len(asked) < 4:
        return
    for code, entries in index(tables).exact.items():
        for entry in entries if code.isdigit() and code != asked else ():
            if entry.what.startswith("HS-") and (code.startswith(asked) or (len(code) > 5 and asked.startswith(code))):
                yield (
                    1,
                    4.0 + entry.rank,
                    Entry("equipment", entry.id, entry.text, f"{entry.what} of the same beginning", 4),
                )


def _by_most_words(tables: Tables, text: str) -> Iterable[Hit]:
    """The measures whose title, id, maker and days hold most of the words: all of them, or else at least two."""
    asked = _words(text) - EMPTY - A_RULE
    shared = [(len(asked & words), len(words), entry) for words, entry in index(tables).told]
    most = max((count for count, _, _ in shared), default=0)
    if most == len(asked) or most > 1:
        tier = 4 if most == len(asked) else SOME_WORDS
        for count, length, entry in shared:
            if count == most:
                own = asked & _words(called(entry.id[:2].upper()))
                yield tier, (10 if tier == 4 else -most) - bool(own) + length / 1000, entry


def _similar(tables: Tables, text: str) -> Iterable[Hit]:
    known, asked = index(tables), _pieces(without_form(text))
    shared: dict[int, int] = defaultdict(int)
    for piece in asked:
        for n in known.pieces.get(piece, []):
            shared[n] += 1
    letters = without_form(text)
    for n, count in shared.items():
        entry = known.entries[n]
        written = without_form(entry.text)
        likeness = 2 * count / (len(asked) + _size(written))
        if likeness < SIMILAR and count > 1 and len(letters) <= SHORT and abs(len(letters) - len(written)) < 2:
            likeness = SequenceMatcher(None, letters, written, autojunk=False).ratio() - 0.2
        if likeness >= SIMILAR:
            yield 5, 1 - likeness, entry


# a word that so many entries hold tells none of them
COMMON = 200


def _some_words(tables: Tables, text: str) -> Iterable[Hit]:
    """Firms, items and measures that hold some telling word of the text; the more of it they hold, the better."""
    known, asked = index(tables), _pieces(without_form(text))
    for word in sorted(distinctive(text)):
        bearers = known.words.get(word, [])
        if len(word) < 3 or len(bearers) > COMMON:
            continue
        for entry in bearers:
            if entry.kind in ("firm", "equipment", "measure") and entry.what != "summary":
                have = _pieces(without_form(entry.text))
                yield SOME_WORDS, 1 - len(asked & have) / len(asked) + len(have - asked) / 1000, entry


def _called(tables: Tables, asked: str) -> Iterable[Hit]:
    """Records that are called so: by id, number, name, or all of the words."""
    known, tight = index(tables), compact(asked)
    yield from _ids(tables, asked)
    yield from ((1, entry.rank, entry) for entry in known.exact.get(tight, []) if tight)
    yield from ((2, entry.rank, entry) for entry in known.names.get(tight, []) if tight)
    form = without_form(asked).replace(" ", "")
    yield from ((3, entry.rank, entry) for entry in known.forms.get(form, []) if form)
    yield from _worded(tables, asked)


def _first(found: list[Hit]) -> list[Hit]:
    """The best match of each record, best first."""
    best: dict[tuple[str, str], Hit] = {}

    def order(hit: Hit) -> tuple[Any, ...]:
        tier, distance, entry = hit
        return tier, distance, ORDER[entry.kind], len(entry.text), entry.id, entry.rank, entry.what

    for hit in sorted(found, key=order):
        best.setdefault((hit[2].kind, hit[2].id), hit)
    return list(best.values())


def _matches(tables: Tables, asked: str, more: Iterable[Hit]) -> list[Hit]:
    """What the text is a name of, and more; where that is little, what is like it or shares words with it."""
    found = [*_called(tables, asked), *more]
    if not any(tier < 4 for tier, _, _ in found):
        found += _similar(tables, asked)
    if not found:
        found += _by_most_words(tables, asked)
    if not any(tier < SOME_WORDS for tier, _, _ in found):
        found += _some_words(tables, asked)
    return _first(found)


def _asked(text: str) -> str:
    return _SCHEME.sub("", _REGISTER.sub("FR", text.strip()))


def by_name(tables: Tables, text: str) -> list[Hit]:
    """What the text is a name of, or is like, or the code of, best first: what the site finds too."""
    asked = _asked(text)
    return _matches(tables, asked, _of_codes(tables, asked))


def hits(tables: Tables, text: str) -> list[Hit]:
    """What matches the text, best first: tier, distance within it, and the entry; names, days, codes and limits."""
    asked = _asked(text)
    more = (of(tables, asked) for of in (_of_days, _of_parts_of_days, _of_codes, _of_limits))
    return _matches(tables, asked, chain.from_iterable(more))


def _variants(worded: list[Hit]) -> bool:
    """Whether all but the first are items whose names hold its name and more: an RTX 4090 D beside an RTX 4090."""
    words = [_words(entry.text) for _, _, entry in worded]
    return bool(words) and worded[0][2].kind == "equipment" and all(words[0] < other for other in words[1:])


def resolve(tables: Tables, text: str, kind: str, said: str | None = None) -> str:
    """The id of the one record of the kind that the text names: an id, a retired id, or a name that only it bears.

    Raises KeyError where none does, naming the nearest, or where several do, listing them.
    """
    named = said or f"no {kind} {text!r}"
    key = (kind, text)
    known = index(tables)
    if key in known.labels:
        return text
    found = [hit for hit in hits(tables, text) if hit[2].kind == kind]
    sure = [hit for hit in found if hit[0] < 4 and hit[0] == found[0][0] and int(hit[1]) == int(found[0][1])]
    worded = [hit for hit in found if hit[0] == 4]
    if not sure and (len(worded) == 1 or _variants(worded)):
        sure = worded[:1]
    if len(sure) == 1:
        return sure[0][2].id
    if sure:
        shown = ", ".join(f"`{entry.id}` ({known.labels[kind, entry.id]})" for _, _, entry in sure[:5])
        raise KeyError(f"{text!r} may be any of {len(sure)}: {shown}; give one of these ids")
    from .sentences.refusals import unknown

    near = [entry.id for tier, _, entry in found[:5] if tier < SOME_WORDS]
    if not near:
        error = unknown(named, text, [name for of, name in known.labels if of == kind])
        near = [entry.id for _, _, entry in found[:5]] if error.args[0] == named else []
        if not near and error.args[0] == named:
            raise KeyError(f"{named}: nothing in the record is written like it; try another name of it, or `find`")
        if not near:
            raise error
    raise KeyError(f"{named}; did you mean {' or '.join(f'`{name}`' for name in near)}?")


def meant(tables: Tables, text: str) -> tuple[str, str]:
    """Table and key of the one record of a measure, a firm, an item, a source or a claim that the text names.

    Raises KeyError where nothing does, naming the nearest, or where several do, listing them.
    """
    found = [entry.kind for tier, _, entry in hits(tables, text) if entry.kind in TABLE and tier < SOME_WORDS]
    kind = found[0] if found else "measure"
    said = f"no measure, firm, item, source or claim {text!r}"
    return TABLE[kind], resolve(tables, text, kind, said)


def _unread(tables: Tables, kind: str, text: str, key: str) -> list[str]:
    """The words of the text that no way of writing the record holds."""
    known = index(tables)
    asked = {SPELT.get(fold(word), fold(word)): word for word in text.split() if fold(word)}
    written = {compact(key), compact(known.labels.get((kind, key), ""))}
    have = {
        word
        for entries in (known.entries, [e for _, e in known.told] if kind == "measure" else [])
        for entry in entries
        if (entry.kind, entry.id) == (kind, key)
        for word in (*_words(entry.text), compact(entry.text))
    }
    left = [word for words, word in asked.items() if not set(words.split()) <= have | A_RULE | EMPTY]
    return [] if any(compact(text) == one or compact(text) in have for one in written) else left


def read_as(tables: Tables, kind: str, text: str | None, key: str | None) -> list[str]:
    """A note on what a text was taken for, where it is not the id itself; and on its words that the record lacks."""
    if text is None or key is None or text == key:
        return []
    if (TABLE.get(kind, ""), text) in successors(tables):
        return [f"`{text}` is a retired id; `{key}` took its place"]
    said = f"`{text}` is read as `{key}` ({index(tables).labels.get((kind, key), key)})"
    exact = {(e.kind, e.id) for tier, _, e in hits(tables, text) if tier < 4}
    left = [] if (kind, key) in exact else _unread(tables, kind, text, key)
    if not left:
        return [said]
    told = ", ".join(f"`{word}`" for word in left)
    unit = "; a unit of it or another firm may be meant" if kind == "firm" else ""
    return [f"{said}, of which nothing in the record is called {told}{unit}"]


def find(
    text: str, *, kind: RecordKind | None = None, limit: int | None = 20, tables: Tables = RECORDED
) -> "pd.DataFrame":
    """The records that a text means, the best match first.

    `text` is any name in any script, a former or short name, a ticker, LEI or other identifier, an ECCN or another
    control code, an HS code, a citation or document number, a product, a jurisdiction, or an id, retired ones too.
    a day (of an event), a day without a year or a month with one, such as `October 7 rule`, a parameter.
    `kind` keeps one kind of record, `claim` those whose
    statements hold all words; `limit` the first so many (None for all).

    Columns, all text: kind (`measure`, `firm`, `equipment`, `source`, `claim`, `code`, `parameter`, `jurisdiction`),
    id, name, matched (what of the record the text matches, such as `ticker` or `local-script name`), as (what
    stands there),
    how (`id`, `identifier`, `same name`, `same but for form`, `its words`, `similar`, `some words`),
    table (for `provenance` and `cite`). `attrs["verdict"]` says it in a sentence, `attrs["notes"]` which words were not
    found. No row means that nothing in the record is written so, not that there is
    nothing.

    Raises ValueError for a text without a letter or digit, or another kind. Source: the names, codes, identifiers,
    citations and titles of the installed package.

    >>> find("Lamp Works")["id"][0]
    'lamp-works'
    """
    if not compact(text):
        raise ValueError(f"{text!r}: give a name, a code, a number or an id")
    if kind is not None and kind not in get_args(RecordKind):
        raise ValueError(f"kind={kind!r}: give one of {', '.join(get_args(RecordKind))}")
    known, found = index(tables), hits(tables, text)
    found = [hit for hit in found if kind in (None, hit[2].kind)]
    left = _unread(tables, found[0][2].kind, text, found[0][2].id) if found and found[0][0] >= 4 else []
    left = [] if found and found[0][2].what.startswith("day") else left
    if kind == "claim" or (kind is None and (left or not found or found[0][0] >= 4)):
        known_ids = {entry.id for _, _, entry in found}
        told_of = [(4, 0.0, Entry("claim", claim, told, "statement")) for claim, told in holding(tables, text)]
        few = [hit for hit in told_of if hit[2].id not in known_ids]
        few = few if kind == "claim" else few[:CLAIMS]
        sure = [hit for hit in found if hit[0] < SOME_WORDS]
        near = [hit for hit in found if hit[0] >= SOME_WORDS]
        found = [*sure, *near[:CLAIMS], *few, *near[CLAIMS:]]
    rows: list[dict[str, Any]] = []
    for tier, _, entry in found:
        name = known.labels.get((entry.kind, entry.id), entry.text)
        told = (entry.kind, entry.id, name, entry.what, entry.text, TIERS[tier], TABLE.get(entry.kind))
        rows.append(dict(zip(COLUMNS, told, strict=True)))
    answer = frame(rows[:limit], COLUMNS)
    answer.attrs["verdict"] = _verdict(text, rows, limit)
    answer.attrs["notes"] = _left_out(text, rows, left, limit)
    return answer


# claims that are told beside records of which the words are not all found
CLAIMS = 5
_SAID = {"similar": "is written so; alike", "some words": "holds all of these words; some of them"}


def _verdict(text: str, rows: list[dict[str, Any]], limit: int | None) -> str:
    """What the text means, in a sentence."""
    if not rows:
        return f"Nothing in the record is written so: {text}. That is no proof that there is nothing."
    first, shown = rows[0], len(rows[:limit])
    if first["how"] in _SAID:
        return f"No record {_SAID[first['how']]}: {shown}, the nearest first."
    more = f"; {len(rows) - 1} more match" if len(rows) > 2 else "; 1 more matches" if len(rows) > 1 else ""
    name = "" if first["name"] == first["id"] else f" ({first['name']})"
    return f"{first['kind']} {first['id']}{name}: {first['how']}{more}."


def _left_out(text: str, rows: list[dict[str, Any]], left: list[str], limit: int | None) -> list[str]:
    """What of the text the first record does not hold, and what is not shown."""
    notes = []
    if rows and left and rows[0]["how"] == "its words":
        notes.append(f"{rows[0]['id']} does not hold {', '.join(f'`{word}`' for word in left)}")
    if limit is not None and len(rows) > limit:
        notes.append(f"{len(rows) - limit} more are left out; limit says how many are shown")
    return notes
