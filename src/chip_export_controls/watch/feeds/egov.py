"""Turns an answer of Japan's e-Gov laws API, version 2, into entries: one for each amending law or order."""

from typing import Any

from ..entry import Entry, day, plain
from .shape import UnknownShape, as_json, member, word


def _entry(law: Any) -> Entry:
    info = member(law, "law_info", dict, "a law")
    number = word(info, "law_num", "`law_info`")
    # `current_revision_info` may be an older state: the revision that was asked for is the one that is news
    revision = member(law, "revision_info", dict, number[:40])
    title = word(revision, "law_title", "`revision_info`")
    date = day(revision.get("amendment_promulgate_date")) or day(info.get("promulgation_date"))
    if not date:
        raise UnknownShape(f"{number[:40]} has no day of promulgation")
    amending = plain(revision.get("amendment_law_num")) or number
    named = plain(revision.get("amendment_law_title"))
    return Entry(
        title=plain(f"{named} ({title})" if named and named != title else title),
        date=date,
        url=f"https://laws.e-gov.go.jp/law/{word(info, 'law_id', '`law_info`')}",
        kind="law",
        identifiers=(("JP-LAW", amending),),
        citation=plain(amending),
        effective_on=day(revision.get("amendment_enforcement_date")),
    )


def parse(data: bytes) -> list[Entry]:
    """The laws, orders and ordinances."""
    answer = as_json(data)
    total, laws = member(answer, "total_count", int), member(answer, "laws", list)
    if total != len(laws):
        raise UnknownShape(f"`total_count` is {total}, and there are {len(laws)} laws: ask with a later --since")
    return [_entry(law) for law in laws]
