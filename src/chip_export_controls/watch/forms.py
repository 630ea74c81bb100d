"""Turns a text that is known to hold a number of a scheme into the one form of that scheme."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

_ELI = {"reg": "R", "dec": "D", "dir": "L", "reco": "H"}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
JAPANESE = {"Cabinet Order": "政令", "METI Ordinance": "経済産業省令"}
DATED = r"of \d{1,2} [A-Z][a-z]+ (\d{4})\b"  # without a day it is the number of the order that is amended
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"元": 1}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)", re.ASCII)


def _year_first(text: str) -> str:
    """`2025/61` for a text that holds one year and one other number, in either order; nothing otherwise."""
    years = _YEAR.findall(text)
    year = years[0] if years else ""
    rest = re.findall(r"\d+", text.replace(year, " ", 1), re.ASCII) if year else []
    return f"{year}/{int(rest[0])}" if len(rest) == 1 else ""


def _gazette(prefix: str) -> Callable[[str], str]:
    def form(text: str) -> str:
        found = _year_first(text)
        return f"{prefix}-{found.replace('/', '-')}" if found else ""

    return form


def _first(pattern: str, shown: str) -> Callable[[str], str]:
    """The first match of a pattern, its groups put into a form."""
    sought = re.compile(pattern, re.ASCII | re.IGNORECASE)

    def form(text: str) -> str:
        match = sought.search(text)
        return shown.format(*(group or "" for group in match.groups())).upper() if match else ""

    return form


def from_eli(text: str) -> str:
    """The CELEX number of an act of the Union under its ELI; nothing for the ELI of a state."""
    match = re.search(r"eli/(reg|dec|dir|reco)(?:_impl|_del)?/(\d{4})/(\d{1,4})(?:/|$|\b)", text)
    return f"3{match[2]}{_ELI[match[1]]}{int(match[3]):04}" if match else ""


def _numeral(text: str) -> int:
    """A number in Chinese numerals or in digits."""
    if text.isdecimal() and text not in _DIGITS:
        return int(text)
    total = last = 0
    for character in text:
        if character in "十百千":
            total += (last or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            last = 0
        else:
            last = last * 10 + _DIGITS[character] if last else _DIGITS[character]
    return total + last


def _japanese(text: str) -> str:
    """`政令 2025/376` for `令和七年政令第三百七十六号`, or for `Cabinet Order No. 376 of 14 November 2025`."""
    numeral = "[〇一二三四五六七八九十百千元\\d]+"
    match = re.search(
        f"({'|'.join(ERAS)})({numeral})年(\\w*?[令律])第({numeral})号", unicodedata.normalize("NFKC", text)
    )
    if match:
        return f"{match[3]} {ERAS[match[1]] + _numeral(match[2])}/{_numeral(match[4])}"
    match = re.search(rf"({'|'.join(JAPANESE)}) No\. (\d+) {DATED}", text)
    return f"{JAPANESE[match[1]]} {match[3]}/{match[2]}" if match else ""


def _numbered(*sought: str) -> Callable[[str], str]:
    """`61/2025` for a number and its year, written plainly or as one of the patterns has them, in either order."""
    plainly = (r"^(?:No\. ?)?(\d{1,3})(?:/| of )(\d{4})$", r"^\[?(\d{4})\]?(?:/|-| No\. ?)(\d{1,3})$")
    patterns = [re.compile(pattern) for pattern in (*plainly, *sought)]

    def form(text: str) -> str:
        match = next(filter(None, (pattern.search(text.strip()) for pattern in patterns)), None)
        one, two = match.groups() if match else ("", "")
        if not match:
            return ""
        return f"{int(two)}/{one}" if len(one) == 4 else f"{int(one)}/{two}"

    return form


def address(text: str) -> str:
    """An address without what differs between two ways to the same page: scheme, `www`, fragment, last index page."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    path = re.sub(r"/(?:index\.html?)?$", "", unquote(parts.path))
    query = f"?{parts.query}" if parts.query else ""
    return re.sub(r"[\s'\"`$\\|;<>]", "_", f"{parts.hostname.removeprefix('www.')}{path}{query}")


# how each scheme is read from a text that is known to be of that scheme
FORMS: dict[str, Callable[[str], str]] = {
    "FR": _first(r"(\d{2})[ -](?:FR|Fed\. ?Reg\.?)[ /-](\d{1,3}(?:,\d{3})+|\d{1,6})\b", "{} FR {}"),
    "FR-DOC": _first(r"\b((?:[CREXZ]\d?-)?(?:20\d{2}|9\d|[E]\d)-\d{1,6})\b", "{}"),
    "EO": _first(r"(\d{5})\b", "{}"),
    "PUB-L": _first(r"(\d{2,3})\s?[-–]\s?(\d{1,3})\b", "{}-{}"),
    "CELEX": _first(r"(?:^|%3A|[^\dA-Z])([35]\d{4}[A-Z]{1,2}\d{4})(?!\d|R\()", "{}"),
    "STCRT": _gazette("stcrt"),
    "STB": _gazette("stb"),
    "UK-SI": _year_first,
    "UK-ACT": _year_first,
    "SOR": lambda text: f"SOR/{found.replace('/', '-')}" if (found := _year_first(text)) else "",
    # announcements of several ministries are numbered by the first, which is this one
    "MOFCOM": _numbered(
        r"商务部[^〔\[【。，,]{0,30}?公告[〔\[【]?(\d{4})[〕\]】]?年?第?(\d{1,3})号",
        r"MOFCOM(?:,? (?:and|[A-Z]+))* Announcement No\. ?(\d{1,3}) of (\d{4})",
    ),
    "UEL": _numbered(
        r"不可靠实体清单\D{0,12}(\d{4})\D{0,3}(\d{1,3})号",
        r"Unreliable Entity List\D{0,24}(\d{4})\D{0,8}(\d{1,3})",
    ),
    "JP-LAW": _japanese,
    "KR-NOTICE": lambda text: re.sub(r".*?(\d{4}-\d{1,4}).*", r"\1", text) if re.search(r"\d{4}-\d", text) else "",
    "KR-ACT": _first(r"(\d{3,5})\b", "{}"),
    "CA-GAZETTE": _first(r"Part (I{1,3}), Vol(?:ume|\.) (\d+), N(?:umber|o\.) (\d+)", "{} {}/{}"),
    "URL": address,
}
