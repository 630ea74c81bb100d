"""Turns the record into what the search of the site reads: its names, and the words of its pages."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..answers import find
from ..answers.find import TABLE, Entry
from ..model.jurisdictions import CODES
from ..model.naming import fold
from . import places
from .context import Site, folder
from .pages import Made
from .questions import in_javascript
from .record import Row
from .words import place

_SMALL = "a an and as at by for from has in is it its of on or that the to was were which with"
SMALL = frozenset(_SMALL.split())
_TAG = re.compile(r"<[^>]*>")
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
# who says so is said on each page of each claim
_CUT = re.compile(r'<(script|style|nav)\b.*?</\1>|<span class="said">.*?</span>', re.S)
_NAMES = ("title", "name", "citation", "maker")
_SAID = ("summary", "description", "note", "issuer", "headquarters", "publisher", "author", "speaker")


# the kinds of page, in the order in which those that fit equally well are shown, and those without a row behind them
KINDS = ("Measure", "Firm", "Item", "Code", "Jurisdiction", "Source", "Page", "Documentation", "Release")
WITHOUT_ROW = KINDS[6:]


def text_of(page: str) -> str:
    """The text of a page without its markup, for those pages that no row of the record stands behind."""
    body = page[page.index("<main") : page.index("</main>")]
    return _TAG.sub(" ", _CUT.sub(" ", body))


@lru_cache(maxsize=65536)
def tokens(text: str) -> frozenset[str]:
    """The words of a text; of Chinese, Japanese and Korean, which write none apart, each two signs that follow."""
    found = set(fold(text).split()) - SMALL
    if not text.isascii():
        for run in [run for word in found for run in _SIGNS.findall(word)]:
            found |= {run[n : n + 2] for n in range(max(1, len(run) - 1))}
    return frozenset(found)


# how well they tell of a page: its names, what is said of it, the claims
Texts = tuple[list[str], list[str], list[str]]


def _texts(row: Row, claims: Iterable[Row]) -> Texts:
    """The texts of a row and of the claims that speak of it, by how well they tell of it."""
    named = [row[c] for c in _NAMES if row.get(c)]
    said = [row[c] for c in _SAID if row.get(c)]
    return named, said, [c["statement"] for c in claims]


def texts(site: Site) -> Iterator[tuple[str, Texts]]:
    """For each page with a row of the record behind it: the texts that search finds it by."""
    record = site.record
    claims = {c["claim_id"]: c for c in record.tables["claims"]}
    for table, key, link in (
        ("measures", "measure_id", "claim_measures"),
        ("firms", "firm_id", "claim_firms"),
        ("equipment", "equipment_id", "claim_equipment"),
    ):
        for row in record.tables[table]:
            of = row[key]
            found = _texts(row, (claims[r["claim_id"]] for r in record.where(link, key, of)))
            found[0].append(of.replace("-", " "))
            if table == "firms":
                found[0].extend(n["name"] for n in record.where("firm_names", key, of))
                acts = {r["measure_id"] for r in record.where("measure_firms", key, of)}
                found[1].extend(site.name("measures", act) for act in sorted(acts))
            if table == "measures":
                found[0].extend(n["value"] for n in record.where("measure_identifiers", key, of))
                found[1].append(place(row["jurisdiction"]))
            yield f"{folder(table)}/{of}.html", found
    for row in record.tables["sources"]:
        yield f"sources/{row['source_id']}.html", _texts(row, record.where("claims", "source_id", row["source_id"]))
    for (scheme, code), uses in site.codes.uses.items():
        items = {r["equipment_id"] for rows in uses.values() for r in rows if r.get("equipment_id")}
        yield site.codes.paths[scheme, code], ([scheme, code], [site.name("equipment", i) for i in sorted(items)], [])
    for code in places.codes(site):
        yield places.path(code), ([place(code), code], [], [])


def shard(word: str) -> str:
    """The file that holds a word: by its first letters; the numbers, and words of other scripts, by their first."""
    if not word[0].isascii():
        return f"u{ord(word[0]) % 32}"
    return word[0] if word[0].isdigit() or len(word) < 2 or not word[1].isascii() else word[:2]


def _steps(numbers: list[int]) -> list[int]:
    """Rising numbers as the steps between them."""
    return [b - a for a, b in zip([0, *numbers], numbers, strict=False)]


def words(told: Iterable[tuple[int, Texts]]) -> dict[str, bytes]:
    """The files of words: for each word, the numbers of the pages that have it, those that it tells most of first."""
    of: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    for number, texts_of in sorted(told, key=lambda pair: pair[0]):
        seen: set[str] = set()
        for level, some in enumerate(texts_of):
            have = set().union(*map(tokens, some)) - seen
            seen |= have
            into = of[level]
            for word in have:
                into[word].append(number)
    files: dict[str, dict[str, list[list[int]]]] = defaultdict(dict)
    for word in sorted(set().union(*of)):
        files[shard(word)][word] = [_steps(level.get(word, [])) for level in of]
    first = "(globalThis.WORDS??={})"
    return {name: _script(f"{first}[{json.dumps(name)}]", held) for name, held in sorted(files.items())}


def _script(name: str, value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{name}={text};\n".encode()


def _runs(numbers: Iterable[str]) -> list[int]:
    """The numbers of the claims of a source as first, last, first, last."""
    found: list[int] = []
    for number in sorted(map(int, numbers)):
        if found and number == found[-1] + 1:
            found[-1] = number
        else:
            found += [number, number]
    return found


def files(site: Site, made: Iterable[Made], texts_of: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files that search reads, for the pages made: `texts_of` has the texts of those without a row."""
    pages = sorted((page for page in made if page.kind), key=lambda page: (KINDS.index(page.kind), page.path))
    at = {page.path: n for n, page in enumerate(pages)}
    told: list[tuple[int, Texts]] = [(at[path], some) for path, some in texts(site) if path in at]
    told += [(at[path], ([pages[at[path]].title], [], [text])) for path, text in texts_of.items()]
    shards = words(told)
    yield "answers/find.js", names(site, pages, shards, in_javascript())
    for name, content in shards.items():
        yield f"answers/words/{name}.js", content


def names(site: Site, pages: list[Made], shards: Iterable[str], rules: Mapping[str, Any]) -> bytes:
    """What `find` of the library compares, for the browser: every way of writing each record, and its page."""
    frames = site.record.frames
    known = find.index(frames)
    kinds = {table: kind for kind, table in TABLE.items()}
    at = {page.path: n for n, page in enumerate(pages)}
    records: dict[tuple[str, str], int] = {}
    whats: dict[str, int] = {}
    listed: list[list[Any]] = []

    def page_of(kind: str, key: str) -> int:
        if kind == "code":
            paths = [path for (_, code), path in site.codes.paths.items() if code == key]
            path = min(paths, key=lambda p: (not p.startswith("codes/US-ECCN/"), p), default="")
        else:
            path = places.path(key) if kind == "jurisdiction" else f"{folder(TABLE[kind])}/{key}.html"
        return at.get(path, -1)

    def number(kind: str, key: str) -> int:
        if (kind, key) not in records:
            records[kind, key] = len(records)
            listed.append([kind, key, page_of(kind, key)])
        return records[kind, key]

    def told(entry: Entry) -> list[Any]:
        record = number(entry.kind, entry.id)
        page = listed[record][2]
        # a text that begins with what the page is called is told by what follows
        title = pages[page].title if page >= 0 else ""
        text = f"\t{entry.text[len(title) :]}" if title and entry.text.startswith(title) else entry.text
        return [record, text, whats.setdefault(entry.what, len(whats)), entry.rank]

    for kind, key in known.labels:
        if kind not in ("claim", "parameter"):  # which have no page
            number(kind, key)
    claims: dict[str, list[str]] = defaultdict(list)
    for claim in site.record.tables["claims"]:
        source, _, n = claim["claim_id"].rpartition(".")
        claims[source].append(n)
    sentences = {about: n for n, about in enumerate(sorted({page.about for page in pages}))}
    facets = [kind for kind in KINDS if any(page.kind == kind for page in pages)]
    data = {
        "rules": rules,
        "spelt": find.SPELT,
        "rule": sorted(find.A_RULE),
        "tiers": find.TIERS,
        "order": find.ORDER,
        "similar": find.SIMILAR,
        "short": find.SHORT,
        "common": find.COMMON,
        "smallest": sorted(SMALL),
        "retired": [[kinds[t], old, new] for (t, old), new in find.successors(frames).items() if t in kinds],
        "jurisdictions": sorted(CODES),
        "claims": {source: _runs(some) for source, some in claims.items()},
        "entries": [told(entry) for entry in known.entries],
        "exact": [told(entry) for entries in known.exact.values() for entry in entries],
        "whats": list(whats),
        "records": listed,
        "kinds": facets,
        "abouts": list(sentences),
        "pages": [[p.path, facets.index(p.kind), p.title, sentences[p.about]] for p in pages],
        "shards": list(shards),
    }
    return _script("globalThis.FIND", data)
