"""Each parser reads its recorded answer, and calls whatever else it gets an unknown shape, never an empty list."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import ANSWERS, FEEDS, reading

from chip_export_controls.watch.entry import LONGEST, address, plain
from chip_export_controls.watch.feeds import PARSERS, UnknownShape
from chip_export_controls.watch.registry import Feed

FILES = {feed.name: next(ANSWERS.glob(f"{feed.name}.*")) for feed in FEEDS.values()}
LEGALLY_EMPTY = {"us-ustr"}  # a register that published nothing says so
every_feed = pytest.mark.parametrize("feed", FEEDS.values(), ids=lambda feed: feed.name)


def parse(feed: Feed, data: bytes) -> list[Any]:
    return PARSERS[feed.parser](data)


@every_feed
def test_a_recorded_answer_gives_entries_with_title_day_and_kind(feed: Feed) -> None:
    entries = parse(feed, FILES[feed.name].read_bytes())
    assert bool(entries) != (feed.name in LEGALLY_EMPTY)
    for entry in entries:
        assert (entry.title, entry.date, entry.kind) == (plain(entry.title), entry.date[:10], entry.kind.lower())
        assert entry.date >= "1945"
        assert entry.url == address(entry.url) != ""


def test_the_answer_of_the_federal_register_gives_what_it_states() -> None:
    entry = parse(FEEDS["us-commerce"], FILES["us-commerce"].read_bytes())[0]
    assert (entry.citation, entry.effective_on, entry.kind) == ("124 FR 1", "2059-02-01", "rule")
    assert entry.about == "A test names photoresist by the way. 15 CFR 744"
    assert entry.identifiers == (("FR-DOC", "2059-00001"), ("FR", "124 FR 1"))


def test_the_key_of_whoever_asked_is_not_in_the_address_of_a_korean_rule() -> None:
    (entry,) = parse(FEEDS["kr-law"], FILES["kr-law"].read_bytes())
    assert "OC=" not in entry.url


def test_an_instrument_that_is_published_twice_is_one() -> None:
    titles = [entry.title for entry in parse(FEEDS["gb-legislation"], FILES["gb-legislation"].read_bytes())]
    assert titles == ["The Export Control (Amendment) (No. 2) Regulations 2025", "The Regulations of a Test 2059"]


def test_the_other_answers_of_cellar_are_read_or_refused_by_their_columns() -> None:
    folder = ANSWERS / "other-cellar"
    for name in ("act", "framework"):
        (keys,) = {entry.identifiers for entry in PARSERS["cellar"]((folder / f"{name}.json").read_bytes())}
        assert keys[0][0] == "ELI"
    for name in ("consolidations.json", "expression.xhtml"):
        with pytest.raises(UnknownShape):
            PARSERS["cellar"]((folder / name).read_bytes())


@every_feed
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"<!DOCTYPE html><html><body><h1>Request Access</h1></body></html>",
        b"<html><body>Are you a robot?</body></html>",
        b"{}",
        b"[]",
        b"null",
        b'{"results": []}',
        b'{"error": "rate limit"}',
        b"<feed/>",
        b"<rss><channel/></rss>",
        b"\xff\xfe\x00",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><feed>&b;</feed>',
        b"[" * 100_000,
    ],
    ids=lambda data: data[:24].decode("latin-1"),
)
def test_what_is_no_answer_is_an_unknown_shape(feed: Feed, data: bytes) -> None:
    with pytest.raises(UnknownShape):
        parse(feed, data)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("us-bis", "document_number", "documentNumber"),
        ("us-bis", "html_url", "url"),
        ("us-bis", '"publication_date"', '"published"'),
        ("us-bis", '"type": "Rule"', '"type": "Edict"'),
        ("us-bis", '"count": 7', '"count": 8'),
        ("us-bis", '"total_pages": 1', '"total_pages": 2'),
        ("us-screening-list", '"source"', '"list"'),
        ("eu-cellar", '"celex"', '"number"'),
        ("eu-cellar", "doc_date", "date"),
        ("nl-bekendmakingen", "dcterms:identifier", "dcterms:number"),
        ("nl-bekendmakingen", "numberOfRecords>2", "numberOfRecords>3"),
        ("gb-legislation", "title>", "heading>"),
        ("ca-gazette-2", "item>", "issue>"),
        ("jp-meti", "updated>", "changed>"),
        ("jp-egov", "law_num", "number"),
        ("cn-mofcom", '"html"', '"page"'),
        ("cn-mofcom", "[2025-10-09]", "[soon]"),
        ("kr-law", "행정규칙명", "규칙명"),
        ("kr-law", "AdmRulSearch", "RuleSearch"),
    ],
)
def test_a_renamed_field_is_an_unknown_shape(name: str, old: str, new: str) -> None:
    data = FILES[name].read_bytes()
    assert old.encode() in data
    with pytest.raises(UnknownShape):
        parse(FEEDS[name], data.replace(old.encode(), new.encode()))


def _broken(value: Any, path: list[int], put: Any) -> Any:
    """The value with something else at a place of its tree."""
    if not path or not isinstance(value, dict | list) or not value:
        return put
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[path[0] % len(keys)]
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = _broken(value[key], path[1:], put)
    return copy


@given(
    st.sampled_from([feed for feed in FEEDS.values() if FILES[feed.name].suffix == ".json"]),
    st.lists(st.integers(0, 30), max_size=6),
    st.sampled_from([None, 0, -1, True, "", "x", "\x1b[31m", [], {}, [None], {"a": "b"}, 1e308]),
)
@settings(max_examples=300, deadline=None)
def test_a_json_answer_that_is_broken_anywhere_is_read_or_told_of(feed: Feed, path: list[int], put: Any) -> None:
    data = json.dumps(_broken(json.loads(FILES[feed.name].read_bytes()), path, put)).encode()
    try:
        entries = parse(feed, data)
    except UnknownShape:
        return
    assert entries or b'"count": 0' in data or b'"bindings": []' in data or b'"laws": []' in data


@pytest.mark.parametrize("clean", [plain], ids=["plain"])
@given(st.text(max_size=2000))
def test_the_text_of_a_stranger_is_a_cell_without_control_characters_tags_or_formula(
    clean: Callable[[object], str], text: str
) -> None:
    cell = clean(text)
    assert cell == clean(cell)[: len(cell)]
    assert cell.isprintable() or not any(ord(c) < 32 for c in cell)
    assert not cell.startswith(("=", "+", "-", "@", " "))
    assert len(cell) <= LONGEST + 1


def test_all_feeds_are_read_and_none_fails() -> None:
    found = reading()
    assert (dict(found.errors), dict(found.skipped)) == ({}, {})
    assert set(found.entries) == set(FEEDS)
