"""Finds the records that a name, a code, a number or a citation means."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal, get_args

from ..library import RECORDED, Tables, kept
from ..model.days_in_words import day_in
from ..model.jurisdictions import CODES, called
from ..model.naming import compact, distinctive, fold, without_form
from .standing import cells, events_by_measure, frame
from .statements import holding
from .written import (
    SPELT,
    Entry,
    citations,
    codes_of,
    identifiers,
    named,
    of_parameters,
    told_of_measures,
    words_of,
)

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["measure", "firm", "equipment", "source", "claim", "code", "parameter", "jurisdiction"]
COLUMNS = ["kind", "id", "name", "matched", "as", "how", "table"]
TABLE = {"measure": "measures", "firm": "firms", "equipment": "equipment", "source": "sources", "claim": "claims"}
# how a text can match, best first
TIERS = ("id", "identifier", "same name", "same but for form", "its words", "similar", "some words")
SOME_WORDS = TIERS.index("some words")
_ORDER = {
    kind: n
    for n, kind in enumerate(("firm", "equipment", "measure", "code", "parameter", "jurisdiction", "source", "claim"))
}
SIMILAR = 0.6
# of names no longer than this one slip spoils half of the pieces: their letters are compared one by one
SHORT = 10
_REGISTER = re.compile(r"\bFed(?:\.|eral)?\s*Reg(?:\.|ister)?(?=\s*\d)", re.I)
_EMPTY = frozenset(["the", "of", "and", "for", "in", "on", "to", "a", "an"])
# words that tell only that it is a rule, and those that mean the same
_A_RULE = frozenset(["rule", "act", "order", "regulation", "measure", "notice"])
_SCHEME = re.compile(r"^(?:HS|HTS|CN code|US-ECCN|ECCN)(?:[ -](?:code|CN|2022))?:?\s+(?=\d)", re.I)


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


def _pieces(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[n : n + 3] for n in range(max(1, len(padded) - 2))}


@kept
def index(tables: Tables) -> Index:
    """Every way of writing every record, ready to be looked up."""
    exact: dict[str, list[Entry]] = defaultdict(list)
    names: dict[str, list[Entry]] = defaultdict(list)
    forms: dict[str, list[Entry]] = defaultdict(list)
    words: dict[str, list[Entry]] = defaultdict(list)
    pieces: dict[str, list[int]] = defaultdict(list)
    labels: dict[tuple[str, str], str] = {}
    for entry in (*citations(tables), *identifiers(tables)):
        exact[compact(entry.text)].append(entry)
    for code, measures in codes_of(tables).items():
        exact[compact(code)].append(Entry("code", code, code, "control code", 2))
        for measure in sorted(measures):
            exact[compact(code)].append(Entry("measure", measure, code, "control code", 3))
    entries = list(named(tables))
    for n, entry in enumerate(entries):
        names[compact(entry.text)].append(entry)
        forms[without_form(entry.text).replace(" ", "")].append(entry)
        for word in words_of(entry.text):
            words[word].append(entry)
        if entry.kind in ("firm", "equipment"):
            for piece in _pieces(without_form(entry.text)):
                pieces[piece].append(n)
    for kind, table in TABLE.items():
        key, label = tables[table].columns[0], {"sources": "title", "claims": "statement", "measures": "title"}
        shown = cells(tables, table)
        labels |= {(kind, k): v for k, v in zip(shown[key], shown[label.get(table, "name")], strict=True)}
    for entry, said in of_parameters(tables):
        names[compact(entry.text)].append(entry)
        labels[entry.kind, entry.id] = said
    told = [(words_of(entry.text), entry) for entry in told_of_measures(tables)]
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
    known, asked = index(tables), words_of(text) - {"the", "of"}
    if not asked:
        return
    lists = sorted((known.words.get(word, []) for word in asked), key=len)
    for entry in lists[0]:
        have = words_of(entry.text)
        if asked <= have:
            yield 4, len(have - asked) + entry.rank / 2, entry
    if rest := asked - _A_RULE if asked & _A_RULE else None:
        for entry in min((known.words.get(word, []) for word in rest), key=len):
            have = words_of(entry.text)
            if rest <= have and not asked <= have and entry.kind == "measure" and entry.what != "summary":
                yield 4, 1 + len(have - rest) + entry.rank / 2, entry
    if not any(asked <= words_of(e.text) for e in lists[0]):
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
    day, rest = found[0].isoformat(), words_of(found[1]) - {"the", "of", "on"}
    for words, entry in index(tables).told if rest else ():
        if rest <= words and day in entry.text.split():
            yield 4, 1.0, Entry("measure", entry.id, day, "day of an event and words", 2)
    if not rest:
        for measure, events in events_by_measure(tables).items():
            if kinds := [e.kind for e in events if e.edtf == day]:
                yield 1, 5.0 + ("effective" not in kinds), Entry("measure", measure, f"{kinds[0]} {day}", "day", 5)


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
    asked = words_of(text) - _EMPTY - _A_RULE
    shared = [(len(asked & words), len(words), entry) for words, entry in index(tables).told]
    most = max((count for count, _, _ in shared), default=0)
    if most == len(asked) or most > 1:
        tier = 4 if most == len(asked) else SOME_WORDS
        for count, length, entry in shared:
            if count == most:
                own = asked & words_of(called(entry.id[:2].upper()))
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
        likeness = 2 * count / (len(asked) + len(_pieces(written)))
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


def hits(tables: Tables, text: str) -> list[Hit]:
    """What matches the text, best first: tier, distance within it, and the entry."""
    known, asked = index(tables), _SCHEME.sub("", _REGISTER.sub("FR", text.strip()))
    found: list[Hit] = [*_ids(tables, asked)]
    found += [(1, entry.rank, entry) for entry in known.exact.get(compact(asked), [])] if compact(asked) else []
    found += [(2, entry.rank, entry) for entry in known.names.get(compact(asked), [])] if compact(asked) else []
    found += [*_of_days(tables, asked), *_of_codes(tables, asked), *_of_limits(tables, asked)]
    form = without_form(asked).replace(" ", "")
    found += [(3, entry.rank, entry) for entry in known.forms.get(form, [])] if form else []
    found += _worded(tables, asked)
    if not any(tier < 4 for tier, _, _ in found):
        found += _similar(tables, asked)
    if not found:
        found += _by_most_words(tables, asked)
    if not any(tier < SOME_WORDS for tier, _, _ in found):
        found += _some_words(tables, asked)
    best: dict[tuple[str, str], Hit] = {}
    for hit in sorted(found, key=lambda h: (h[0], h[1], _ORDER[h[2].kind], len(h[2].text), h[2].id)):
        best.setdefault((hit[2].kind, hit[2].id), hit)
    return list(best.values())


def _variants(worded: list[Hit]) -> bool:
    """Whether all but the first are items whose names hold its name and more: an RTX 4090 D beside an RTX 4090."""
    words = [words_of(entry.text) for _, _, entry in worded]
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
    from .refusals import unknown

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
        for word in (*words_of(entry.text), compact(entry.text))
    }
    left = [word for words, word in asked.items() if not set(words.split()) <= have | _A_RULE | _EMPTY]
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


def find(text: str, *, kind: Kind | None = None, limit: int | None = 20, tables: Tables = RECORDED) -> "pd.DataFrame":
    """The records that a text means, the best match first.

    `text` is any name in any script, a former or short name, a ticker, LEI or other identifier, an ECCN or another
    control code, an HS code, a citation or document number, a product, a jurisdiction, or an id, retired ones too.
    a day (of an event), a parameter. `kind` keeps one kind of record, `claim` those whose
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
    if kind is not None and kind not in get_args(Kind):
        raise ValueError(f"kind={kind!r}: give one of {', '.join(get_args(Kind))}")
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
