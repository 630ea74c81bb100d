"""Turns what a feed tells of a document into a number and the reasons for it, by the record's own words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .entry import Entry
from .vocabulary import CODE, Row, Term, stems, terms

# a title tells what an act is about; an abstract names much by the way
_IN_TITLE = {"code": 5, "chip": 5, "tool": 5, "firm": 4}
_OTHER, _BY_THE_WAY, _PART, _MOST = 4, 2, 1, 3
_PART_OF_CODE = re.compile(r"(\d{1,2}) (?:CFR|C\.F\.R\.) (?:[Pp]arts? )?(\d{1,4})")


@dataclass(frozen=True)
class Text:
    """A text made ready for the search: as it is, and by its stems."""

    text: str
    stems: tuple[str, ...]
    starts: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Text":
        """The text and its words."""
        found = stems(text)
        return cls(text, found, frozenset(found), frozenset(re.findall(r"(?<![\w-])[^\W_]+(?![\w-])", text)))


@dataclass(frozen=True)
class Ranking:
    """The words of the record, and the parts of the Code of Federal Regulations that its measures rest on."""

    terms: Sequence[Term]
    parts: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, tables: Mapping[str, list[Row]], translated: Iterable[Row]) -> "Ranking":
        """The ranking that a record calls for."""
        basis = "; ".join(row["legal_basis"] for row in tables["measures"])
        return cls(terms(tables, translated), frozenset(_PART_OF_CODE.findall(basis)))

    def _named(self, text: Text) -> dict[str, Term]:
        """What the text names, each thing once; `memory chip` does not count again as `chip`."""
        found: dict[object, Term] = {}
        for term in self.terms:
            if _holds(text, term):
                same = found.get(term.stems or term.text)
                if same is None or _points(term) > _points(same):
                    found[term.stems or term.text] = term
        long = [term.stems for term in found.values() if len(term.stems) > 1]
        return {term.text: term for term in found.values() if not _within(term.stems, long)}

    def score(self, entry: Entry) -> tuple[int, str]:
        """The points of an entry and, in words, what earned them."""
        title, about = self._named(Text.of(entry.title)), self._named(Text.of(entry.about))
        by_the_way = {name: term for name, term in about.items() if name not in title}
        points = sum(sorted(map(_points, title.values()), reverse=True)[:_MOST])
        points += _BY_THE_WAY * min(len(by_the_way), _MOST)
        parts = sorted(set(_PART_OF_CODE.findall(entry.about)) & self.parts)
        points += _PART if parts else 0
        reasons = [f"{name} ({term.what}, title)" for name, term in sorted(title.items())][: 2 * _MOST]
        reasons += [f"{name} ({term.what})" for name, term in sorted(by_the_way.items())][:_MOST]
        return points, "; ".join([*reasons, *(f"{code} CFR {part}" for code, part in parts)])


def _points(term: Term) -> int:
    return _IN_TITLE.get(term.what, _OTHER)


def _holds(text: Text, term: Term) -> bool:
    if term.how == "letters":
        return term.text in text.text
    if term.how == "exact":
        return term.text in text.words
    if term.how == "case":
        # one word of the language and one name: the name begins with a capital; of three letters, all are as written
        return term.text in text.words or (len(term.text) > 3 and term.text.capitalize() in text.words)
    if term.how == "code":
        return any(code == term.text or code.startswith(f"{term.text}.") for code in CODE.findall(text.text))
    first, count = term.stems[0], len(term.stems)
    if term.how == "start":  # compounds: `halfgeleiders`, `Halbleiterfertigung`
        whole = " ".join(text.stems)
        return whole.startswith(" ".join(term.stems)) or f" {' '.join(term.stems)}" in whole
    if first not in text.starts:
        return False
    return any(text.stems[n : n + count] == term.stems for n, word in enumerate(text.stems) if word == first)


def _within(part: tuple[str, ...], wholes: list[tuple[str, ...]]) -> bool:
    """Whether the stems stand in a row inside one of the others."""
    count = len(part)
    return bool(part) and any(
        whole != part and any(whole[n : n + count] == part for n in range(len(whole) - count + 1)) for whole in wholes
    )
