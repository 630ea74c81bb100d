"""A command that is given hostile words ends in a sentence, within five seconds of work and half a gigabyte."""

from pathlib import Path

import pytest
from conftest import tree
from measured import LINUX, measured

pytestmark = LINUX

GREEDY = [
    "select length(repeat('x', 2000000000))",
    "select repeat('x', 2000000000)",
    "select length(repeat(repeat('x', 100000), 30000))",
    "select len(range(300000000))",
    "select len(list_resize([1], 400000000))",
    "select length(lpad('x', 2000000000, 'y'))",
    "select length(printf('%2000000000d', 1))",
    "select bit_length(bitstring('1', 2000000000))",
    "select length(replace(repeat('x', 100000), 'x', repeat('y', 20000)))",
    "select length(to_json(range(50000000)))",
    "select length(array_to_string(range(100000000), ','))",
    "select len(list_transform(range(50000000), lambda x: repeat('y', 100)))",
    "select length(regexp_replace(repeat('a', 10000000), '(a)', repeat('\\1', 1000), 'g'))",
    "with recursive r as (select 'x' s, 1 n union all select s || s, n + 1 from r where n < 40) "
    "select max(length(s)) from r",
    "select list(range) from range(1000000000)",
    "pivot (select range a, range b from range(100000)) on a using sum(b)",
]


@pytest.mark.parametrize("query", GREEDY)
def test_a_query_in_duckdb_takes_no_more_memory_than_it_may(query: str) -> None:
    pytest.importorskip("duckdb")
    ran = measured("sql", query, "--engine", "duckdb")
    ran.is_well_behaved()
    assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran


@pytest.mark.parametrize(
    "query",
    [
        "select length(randomblob(2000000000))",
        "select replace(hex(zeroblob(400000)), '0', hex(zeroblob(400000)))",
        "select group_concat(hex(zeroblob(400000))) from claims",
        "with recursive r(s, n) as (select 'x', 1 union all select s || s, n + 1 from r where n < 40) "
        "select max(length(s)) from r",
        "select * from claims a, claims b order by a.statement || b.statement",
        "select json_group_array(statement || note) from claims a, measures b",
    ],
)
def test_a_query_in_sqlite_takes_no_more_memory_than_it_may(query: str) -> None:
    ran = measured("sql", query, "--engine", "sqlite")
    ran.is_well_behaved()
    assert (ran.code, len(ran.err.splitlines())) == (2, 1), ran


LONG = "lamp " * 20_000  # a word of a command line holds 131,072 bytes
STEERING = "\x1b[2J\x1b]0;x\x07 \u202e ::error::x"
WORDS = [
    ("find", LONG),
    ("find", STEERING),
    ("find", "(" * 50_000),
    ("screen", LONG),
    ("screen", STEERING),
    ("status", LONG, "--on", "2024-01-01"),
    ("status", STEERING, "--on", "2024-01-01"),
    ("timeline", LONG),
    ("timeline", STEERING),
    ("provenance", "measures", STEERING),
    ("provenance", STEERING, "x"),
    ("cite", "measures", LONG),
    ("support", STEERING),
    ("controls", STEERING),
    ("in-force", "--on", "0000-00-00"),
    ("in-force", "--on", "9" * 10_000),
    ("in-force", "--on", "2024-01-01", "--jurisdiction", STEERING),
    ("evaluate", STEERING, "--on", "2024-01-01"),
    ("evaluate", "nvidia-a100", "--on", "2024-01-01", "--set", "x=1e400"),
    ("evaluate", "nvidia-a100", "--on", "2024-01-01", "--set", f"{LONG}=1"),
    ("changes", "--since", STEERING),
    ("diff", STEERING),
    ("diff", "--upload-pack=touch x", "HEAD"),
    ("diff", "-x"),
    ("validate", "--table", STEERING),
    ("validate", "--at", "--output=x"),
    ("sql", "select '" + STEERING + "' as x"),
    ("sql", "select 1 as '" + STEERING + "'"),
    ("sql", "select '" + STEERING + "' as x", "--format", "json"),
    ("sql", "select '" + STEERING + "' as x", "--format", "markdown"),
    ("sql", "select '" + STEERING + "' as x", "--format", "table"),
    ("find", STEERING, "--format", "markdown"),
]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: " ".join(words)[:40].encode("unicode_escape").decode())
def test_hostile_words_end_in_a_sentence(words: tuple[str, ...]) -> None:
    measured(*words).is_well_behaved()


@pytest.mark.parametrize(
    "words",
    [
        ("rename", "firms", STEERING, "x", "--reason", "x"),
        ("rename", "firms", "lamp-works", STEERING, "--reason", "x"),
        ("rename", "firms", "lamp-works", LONG, "--reason", "x"),
        ("rename", "firms", "lamp-works", "lux", "--reason", STEERING),
        ("rename", "firms", "lamp-works", "lux", "--reason", "x", "--version", STEERING),
        ("merge", "firms", "lamp-works", STEERING, "--reason", "x"),
        ("retire", "firms", STEERING, "--reason", "x"),
        ("new", "firm", "--name", STEERING, "--jurisdiction", "NA", "--kind", "other", "--claim", "x"),
        ("new", "firm", "--name", LONG, "--jurisdiction", "NA", "--kind", "other", "--claim", "x"),
        ("fingerprint", "../../x", "/dev/null"),
        ("fingerprint", STEERING, "/dev/null"),
        ("locate", STEERING, "/dev/null", "a", "b"),
        ("release", "prepare", STEERING),
        ("release", "prepare", "1.0.0", "--date", STEERING),
    ],
    ids=lambda words: " ".join(words)[:40].encode("unicode_escape").decode(),
)
def test_hostile_words_change_nothing_of_a_package(words: tuple[str, ...], package: Path) -> None:
    before = tree(package.parent)
    measured(*words, "--root", package).is_well_behaved()
    assert tree(package.parent) == before
