"""Turns what the feeds state, the record and the ledger into the rows of the queue."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from . import keys
from .entry import Entry
from .intake import Row
from .keys import Key
from .ranking import Ranking
from .record import Record, folded
from .registry import Feed

_BY_NUMBER = ("gazette-issue",)  # an issue is never known: other acts stand in it too
_BY_PLACE = ("listed-name",)  # all names of a list stand at one address


@dataclass(frozen=True)
class Told:
    """What one feed tells of one document, with its keys in order of sureness."""

    feed: Feed
    entry: Entry
    keys: tuple[Key, ...]

    @classmethod
    def of(cls, feed: Feed, entry: Entry) -> "Told":
        """An entry with its keys; the address is one too, where it is the document's own."""
        found = [key for scheme, value in entry.identifiers if (key := keys.normal(scheme, value))]
        own = entry.url if entry.kind not in _BY_PLACE else ""
        found += [more for key in found for more in keys.also(key)]
        found += [key for key in keys.found_in(own) if key[0] != "FR"]
        found += [key for key in [keys.normal("URL", own)] if key]
        return cls(feed, entry, tuple(sorted(dict.fromkeys(found), key=lambda key: keys.ORDER.index(key[0]))))


def of_row(row: Row) -> Iterator[Key]:
    """The keys of a row of the queue."""
    yield keys.read(row["key"])
    yield from keys.also(keys.read(row["key"]))
    if row["kind"] in _BY_PLACE:
        return
    yield from keys.found_in(row["citation"])
    yield from keys.found_in(row["url"])
    if key := keys.normal("URL", row["url"]):
        yield key


def _heading(row: Row) -> tuple[str, str, str] | None:
    """What makes two documents without a number one: jurisdiction, title and day."""
    by_address = row["key"].startswith("URL:")
    return (row["jurisdiction"], folded(row["title"]), row["date"]) if by_address else None


def _row(told: Told, ranking: Ranking, on: str) -> Row:
    entry = told.entry
    points, why = ranking.score(entry)
    return {
        "key": keys.written(told.keys[0]),
        "feed": told.feed.name,
        "jurisdiction": told.feed.jurisdiction,
        "title": entry.title or "(without a title)",
        "issuer": entry.issuer,
        "citation": entry.citation,
        "date": entry.date,
        "effective_on": entry.effective_on,
        "url": entry.url,
        "kind": entry.kind,
        "score": str(points),
        "why": why,
        "first_seen": on,
    }


def _joined(old: Row, new: Row, is_second: bool) -> Row:
    """The row with what is newly told; key, feed and the day of the first sight stay, and no cell becomes empty.

    Of two feeds that tell of a document on one day, the first of the list is believed, and the second fills gaps.
    """
    kept = {"key": old["key"], "feed": old["feed"], "first_seen": old["first_seen"]}
    if int(old["score"] or 0) > int(new["score"]):
        kept |= {"score": old["score"], "why": old["why"]}
    elif int(old["score"] or 0) < int(new["score"]):
        kept |= {"score": new["score"], "why": new["why"]}
    filled = {column: cell for column, cell in new.items() if cell and not (is_second and old.get(column))}
    return old | filled | kept


def _measure(row: Row, record: Record) -> tuple[str, bool]:
    """The measure that a row is, or is listed by, and whether the record has the row."""
    if row["kind"] in _BY_NUMBER:
        return "", False
    if row["kind"] in _BY_PLACE:
        under = [record.acts[key] for key in keys.found_in(row["citation"]) if key in record.acts]
        named = [measure for measure in under if folded(row["title"]) in record.names.get(measure, frozenset())]
        return (named or under or [""])[0], bool(named)
    found = [record.acts[key] for key in of_row(row) if key in record.acts]
    return (found or [""])[0], bool(found)


def judged(row: Row, record: Record, ledger: Set[str], feed: Feed | None) -> Row:
    """The row with its state and its measure; what an export-control agency issued is never low."""
    measure, is_known = _measure(row, record)
    floor = feed.floor if feed and not any(issuer in row["issuer"] for issuer in feed.always) else 0
    is_low = int(row["score"] or 0) < floor
    if row["kind"] in _BY_PLACE and not measure:
        is_low = True  # under a listing that the record does not have
    state = "known" if is_known else "reviewed" if row["key"] in ledger else "low" if is_low else "new"
    return row | {"state": state, "measure_id": measure}


def merged(
    old: Sequence[Row],
    told: Iterable[Told],
    record: Record,
    ranking: Ranking,
    ledger: Set[str],
    feeds: Sequence[Feed],
    on: str,
) -> list[Row]:
    """The queue with what the feeds tell on a day: each document once, and every row judged anew."""
    queue: dict[str, Row] = {row["key"]: row for row in old}
    place: dict[object, str] = {}
    seen: set[str] = set()

    def mark(row: Row, more: Iterable[object] = ()) -> None:
        for key in [*of_row(row), *more, *filter(None, [_heading(row)])]:
            place.setdefault(key, row["key"])

    for row in old:
        mark(row)
    for one in told:
        new = _row(one, ranking, on)
        at = next((place[key] for key in [*one.keys, _heading(new)] if key in place), new["key"])
        queue[at] = _joined(queue[at], new, at in seen) if at in queue else new
        seen.add(at)
        mark(queue[at], one.keys)
    by_name = {feed.name: feed for feed in feeds}
    return [judged(queue[key], record, ledger, by_name.get(queue[key]["feed"])) for key in sorted(queue)]
