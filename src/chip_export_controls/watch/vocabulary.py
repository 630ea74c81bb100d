"""Turns the names, codes and firms of the record into the words that a title is searched for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

Row = dict[str, str]

# what ends a name without telling what it is: `Tungsten items`, `Etch equipment`, `GAAFET technology`
_GENERAL = {"equipment", "item", "technology", "product", "system", "tool", "machine", "software", "device"}
_LEGAL = {"co", "company", "corp", "corporation", "inc", "limited", "llc", "ltd", "nv", "plc", "group", "holding"}
_ACRONYM = re.compile(r"\(([A-Z][A-Z0-9]{2,})\)")
_SMALL = re.compile(r"(?<![\w-])[a-z]+(?![\w-])")
CODE = re.compile(r"\b[0-9][A-E][0-9]{3}(?:\.[a-z0-9]{1,3})*", re.ASCII)


@dataclass(frozen=True)
class Term:
    """What is searched for, what it is (chip, tool, material, …, firm, code), and how."""

    text: str
    what: str
    how: str  # words, start: stems in a row; letters: anywhere; case, exact: one word as it is written; code
    stems: tuple[str, ...] = ()


def stems(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and plural."""
    folded = unicodedata.normalize("NFKD", text.replace("’", "'").replace("'s", "")).casefold()
    words = re.findall(r"[^\W_]+", "".join(c for c in folded if not unicodedata.combining(c)))
    return tuple(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _is_letters(text: str) -> bool:
    """Whether a text is of a script that puts no space between words."""
    return any("\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text)


def _of_item(row: Row) -> Iterator[Term]:
    name = re.sub(r"\([^)]*\)", " ", row["name"])
    core = stems(name)
    while len(core) > 1 and core[-1] in _GENERAL:
        core = core[:-1]
    if core and core[0] not in _GENERAL:
        yield Term(" ".join(core), row["kind"], "words", core)
    yield from (Term(acronym, row["kind"], "case") for acronym in _ACRONYM.findall(row["name"]))


def common_words(tables: Mapping[str, list[Row]]) -> frozenset[str]:
    """The words that the statements and summaries of the record write small, by their stems."""
    texts = [row["statement"] for row in tables["claims"]] + [row["summary"] for row in tables["measures"]]
    return frozenset(word for text in texts for small in _SMALL.findall(text) for word in stems(small))


def _of_firm(name: str, is_main: bool, of_the_trade: bool, common: Set[str]) -> Iterator[Term]:
    """A name of a firm, unless titles would hold it by chance: `Advanced Technologies`, `Forward`, `USC`."""
    if _is_letters(name):
        if len(name) > 1:
            yield Term(name, "firm", "letters")
        return
    words = stems(re.sub(r"\([^)]*\)", " ", name))
    while len(words) > 2 and words[-1] in _LEGAL:  # of two words, `Global Group` is a name and `Global` is none
        words = words[:-1]
    if not words or (len(words) < 3 and not of_the_trade and set(words) <= common):
        return
    if len(words) > 1:
        yield Term(name, "firm", "words", words)
        return
    (word, *_) = re.findall(r"[^\W_]+", name)
    if len(word) > 3 or (is_main and word != word.capitalize()):
        # `Meta` and `Intel` are words of the language too, and `BEST` is a name as it is written alone
        yield Term(word, "firm", "exact" if words[0] in common else "case")


def _of_firms(tables: Mapping[str, list[Row]]) -> Iterator[Term]:
    common = common_words(tables)
    trade = {row["firm_id"] for row in tables["firms"] if row["kind"] != "other"}
    for table in ("firms", "firm_names"):
        for row in tables[table]:
            yield from _of_firm(row["name"], table == "firms", row["firm_id"] in trade, common)


def _of_word(row: Row, kinds: Mapping[str, str]) -> Term:
    text, kind = row["term"], kinds.get(row["equipment_id"], "other")
    return Term(text, kind, "letters") if _is_letters(text) else Term(text, kind, "start", stems(text))


def terms(tables: Mapping[str, list[Row]], translated: Iterable[Row]) -> list[Term]:
    """The words of the record, each once, in order; `translated` are words of other languages for its items."""
    kinds = {row["equipment_id"]: row["kind"] for row in tables["equipment"]}
    found = [term for row in tables["equipment"] for term in _of_item(row)]
    found.append(Term("chip", "chip", "words", ("chip",)))  # the kind itself
    codes = {row["code"] for row in tables["equipment_codes"]}
    codes |= {row["control_code"] for row in tables["measure_equipment"]}
    found += [Term(code, "code", "code") for code in sorted({c[0][:5] for c in map(CODE.findall, codes) if c})]
    found += _of_firms(tables)
    found += [_of_word(row, kinds) for row in translated]
    return sorted(set(found), key=lambda term: (term.what, term.text, term.how))
