"""Turns an answer of Korea's law API, laws or administrative rules, into entries."""

import re
from typing import Any
from urllib.parse import urljoin

from ..entry import Entry, address, day, plain
from .shape import UnknownShape, as_json, member, word

SITE = "https://www.law.go.kr/"
_KEY = re.compile(r"OC=[^&]*&?")  # the link holds the key of whoever asked
# root, list, and the names of title, number, day, office and link
_SHAPES = {
    "AdmRulSearch": ("admrul", "행정규칙명", "발령번호", "발령일자", "행정규칙상세링크", "KR-NOTICE", "notice"),
    "LawSearch": ("law", "법령명한글", "공포번호", "공포일자", "법령상세링크", "KR-ACT", "law"),
}


def _iso(text: str) -> str:
    """`20260901` or `2026.9.1` as a day."""
    digits = text.replace(".", " ").replace("-", " ").split()
    if len(digits) == 3:
        digits = [f"{digits[0]}{digits[1]:0>2}{digits[2]:0>2}"]
    joined = "".join(digits)
    return day(f"{joined[:4]}-{joined[4:6]}-{joined[6:8]}") if len(joined) == 8 else ""


def _entry(row: Any, names: tuple[str, ...]) -> Entry:
    _, title, number, date, link, scheme, kind = names
    named = word(row, title)
    given, published = str(row.get(number) or "").strip(), _iso(str(row.get(date) or ""))
    if not published:
        raise UnknownShape(f"`{date}` of {named[:40]} is no day")
    office, effective = plain(row.get("소관부처명")), _iso(str(row.get("시행일자") or ""))
    # the number of a notice is one of its ministry
    full = f"{office}고시 제{given}호" if scheme == "KR-NOTICE" else given
    url = address(urljoin(SITE, _KEY.sub("", word(row, link))))
    scheme = "KR-DECREE" if row.get("법령구분명") == "대통령령" else scheme
    identifiers = ((scheme, full),) if given else ()
    return Entry(plain(named), published, url, kind, identifiers, office, plain(full if given else ""), effective)


def parse(data: bytes) -> list[Entry]:
    """The laws or rules; a key that is not accepted is told as HTML or as a message."""
    answer = as_json(data)
    root = next((name for name in _SHAPES if isinstance(answer, dict) and name in answer), None)
    if root is None:
        said = plain(answer.get("msg") or answer.get("result")) if isinstance(answer, dict) else ""
        raise UnknownShape(f"neither AdmRulSearch nor LawSearch{': ' + said if said else ''}")
    found, names = member(answer, root, dict), _SHAPES[root]
    total = str(found.get("totalCnt", ""))
    if not total.isdigit():
        raise UnknownShape("`totalCnt` is no number")
    rows = found.get(names[0], [])
    rows = [rows] if isinstance(rows, dict) else rows  # a single result is no list
    if not isinstance(rows, list) or len(rows) != int(total):
        raise UnknownShape(f"`totalCnt` is {total}, and not all are in `{names[0]}`")
    return [_entry(row, names) for row in rows]
