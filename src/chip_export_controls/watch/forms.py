"""Turns a text that is known to hold a number of a scheme into the one form of that scheme."""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

_ELI = {"reg": "R", "dec": "D", "dir": "L", "reco": "H"}
ERAS = {"令和": (2019, 5, 1), "平成": (1989, 1, 8), "昭和": (1926, 12, 25)}  # the newest first
JAPANESE = {"Cabinet Order": "政令", "METI Ordinance": "経済産業省令"}
DATED = r"of (\d{1,2}) ([A-Z][a-z]+) (\d{4})\b"  # without a day it is the number of the order that is amended
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
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
    match = re.search(r"(?:^|eli/)(reg|dec|dir|reco)(?:_impl|_del)?/(\d{4})/(\d{1,4})(?:/|$|\b)", text)
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
    """`令和7年政令第376号` for `令和七年政令第三百七十六号`, or for `Cabinet Order No. 376 of 14 November 2025`."""
    numeral = "[〇一二三四五六七八九十百千元\\d]+"
    sought = f"({'|'.join(ERAS)})({numeral})年(\\w*?[令律示])第({numeral})号"
    if match := re.search(sought, unicodedata.normalize("NFKC", text)):
        return f"{match[1]}{_numeral(match[2])}年{match[3]}第{_numeral(match[4])}号"
    match = re.search(rf"({'|'.join(JAPANESE)}) No\. (\d+) {DATED}", text)
    if not match or match[4] not in _MONTHS:
        return ""
    day = (int(match[5]), _MONTHS.index(match[4]) + 1, int(match[3]))
    era = next((name for name, start in ERAS.items() if day >= start), "")
    return f"{era}{day[0] - ERAS[era][0] + 1}年{JAPANESE[match[1]]}第{match[2]}号" if era else ""


def _numbered(*sought: str) -> Callable[[str], str]:
    """`2025-61` for a number and its year, written plainly or as one of the patterns has them, in either order."""
    plainly = (r"^(?:No\. ?)?(\d{1,3})(?:/| of )(\d{4})$", r"^\[?(\d{4})\]?(?:/|-| No\. ?)(\d{1,3})$")
    patterns = [re.compile(pattern) for pattern in (*plainly, *sought)]

    def form(text: str) -> str:
        match = next(filter(None, (pattern.search(text.strip()) for pattern in patterns)), None)
        if not match:
            return ""
        number, year = sorted(match.groups(), key=len)
        return f"{year}-{int(number)}"

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
    "FR": _first(r"\b(\d{2,3})[ -](?:FR|Fed\. ?Reg\.?)[ /-](\d{1,3}(?:,\d{3})+|\d{1,6})\b", "{} FR {}"),
    "FR-DOC": _first(r"\b((?:[CREXZ]\d?-)?(?:20\d{2}|9\d|[E]\d)-\d{1,6})\b", "{}"),
    "EO": _first(r"(\d{5})\b", "{}"),
    "PUB-L": _first(r"(\d{2,3})\s?[-–]\s?(\d{1,3})\b", "{}-{}"),
    "CELEX": _first(r"(?:^|%3A|[^\dA-Z])([35]\d{4}[A-Z]{1,2}\d{4})(?!\d|R\()", "{}"),
    "EU-ACT": _year_first,
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
    "KR-DECREE": _first(r"(\d{3,5})\b", "{}"),
    "CA-GAZETTE": _first(r"Part (I{1,3}), Vol(?:ume|\.) (\d+), N(?:umber|o\.) (\d+)", "{} {}/{}"),
    "URL": address,
}
