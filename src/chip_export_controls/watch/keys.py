"""Turns the numbers of acts, as registers, citations and addresses write them, into one form a scheme."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

Key = tuple[str, str]

# the surest first: what a candidate is known by when it has several
ORDER = (
    "FR-DOC CELEX STCRT STB UK-SI UK-ACT SOR MOFCOM UEL JP-LAW KR-NOTICE KR-ACT FR EO PUB-L ELI CA-GAZETTE CSL URL"
).split()

_ELI = {"reg": "R", "dec": "D", "dir": "L", "reco": "H"}
_WORDS = {"regulation": "R", "decision": "D", "directive": "L", "recommendation": "H"}
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_JP_KINDS = {"Cabinet Order": "政令", "METI Ordinance": "経済産業省令"}
_DATED = r"of \d{1,2} [A-Z][a-z]+ (\d{4})\b"  # without a day it is the number of the order that is amended
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


def _from_eli(text: str) -> str:
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
    match = re.search(f"({'|'.join(_ERAS)})({numeral})年(\\w*?[令律])第({numeral})号", unicodedata.normalize("NFKC", text))
    if match:
        return f"{match[3]} {_ERAS[match[1]] + _numeral(match[2])}/{_numeral(match[4])}"
    match = re.search(rf"({'|'.join(_JP_KINDS)}) No\. (\d+) {_DATED}", text)
    return f"{_JP_KINDS[match[1]]} {match[3]}/{match[2]}" if match else ""


def _mofcom(text: str) -> str:
    """`61/2025`; announcements of several ministries are numbered by the first, which is this one."""
    sought = (
        r"^(\d{1,3})/(\d{4})$",
        r"商务部[^〔\[【。，,]{0,30}?公告[〔\[【]?(\d{4})[〕\]】]?年?第?(\d{1,3})号",
        r"MOFCOM(?:,? (?:and|[A-Z]+))* Announcement No\. ?(\d{1,3}) of (\d{4})",
        r"^(?:No\. ?)?(\d{1,3}) of (\d{4})$",
    )
    match = next(filter(None, (re.search(pattern, text.strip()) for pattern in sought)), None)
    if not match:
        found = _year_first(text) if re.fullmatch(r"[\d\W]+", text) else ""
        return "/".join(reversed(found.split("/"))) if found else ""
    one, two = match.groups()
    return f"{int(two)}/{one}" if len(one) == 4 else f"{int(one)}/{two}"


def _unreliable(text: str) -> str:
    found = re.search(r"不可靠实体清单\D{0,12}(\d{4})\D{0,3}(\d{1,3})号|Unreliable Entity List\D{0,24}(\d{4})\D{0,8}(\d{1,3})", text)
    if found:
        year, number = [group for group in found.groups() if group]
        return f"{int(number)}/{year}"
    plain = _year_first(text) if re.fullmatch(r"[\d\W]*(?:No\.|of)?[\d\W]*(?:of)?[\d\W]*", text) else ""
    return "/".join(reversed(plain.split("/"))) if plain else ""


def address(text: str) -> str:
    """An address without what differs between two ways to the same page: scheme, `www`, fragment, last index page."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    path = re.sub(r"/(?:index\.html?)?$", "", unquote(parts.path))
    query = f"?{parts.query}" if parts.query else ""
    return re.sub(r"[\s'\"`$\\|;<>]", "_", f"{parts.hostname.removeprefix('www.')}{path}{query}")


# how each scheme is read from a text that is known to be of that scheme
FORMS: dict[str, Callable[[str], str]] = {
    "FR": _first(r"(\d{2})[ -](?:FR|Fed\. ?Reg\.?)[ -](\d{1,3}(?:,\d{3})+|\d{1,6})\b", "{} FR {}"),
    "FR-DOC": _first(r"\b((?:[CREXZ]\d?-)?(?:20\d{2}|9\d|[E]\d)-\d{1,6})\b", "{}"),
    "EO": _first(r"(\d{5})\b", "{}"),
    "PUB-L": _first(r"(\d{2,3})\s?[-–]\s?(\d{1,3})\b", "{}-{}"),
    "CELEX": _first(r"(?<![\dA-Z])([35]\d{4}[A-Z]{1,2}\d{4})(?!\d|R\()", "{}"),
    "STCRT": _gazette("stcrt"),
    "STB": _gazette("stb"),
    "UK-SI": _year_first,
    "UK-ACT": _year_first,
    "SOR": lambda text: f"SOR/{found.replace('/', '-')}" if (found := _year_first(text)) else "",
    "MOFCOM": _mofcom,
    "UEL": _unreliable,
    "JP-LAW": _japanese,
    "KR-NOTICE": lambda text: re.sub(r".*?(\d{4}-\d{1,4}).*", r"\1", text) if re.search(r"\d{4}-\d", text) else "",
    "KR-ACT": _first(r"(\d{3,5})\b", "{}"),
    "CA-GAZETTE": _first(r"Part (I{1,3}), Vol(?:ume|\.) (\d+), N(?:umber|o\.) (\d+)", "{} {}/{}"),
    "URL": address,
}

# where each scheme is found in a citation or in an address that may hold anything
_SOUGHT: tuple[tuple[str, str], ...] = (
    ("FR", r"\b\d{2} (?:FR|Fed\. ?Reg\.?) \d{1,3}(?:,\d{3})?\d*"),
    ("FR", r"/\d{2}-FR[/-]\d{3,6}\b"),
    ("FR-DOC", r"FR Doc\.? (?:No\.? )?[\w-]+"),
    ("FR-DOC", r"federalregister\.(?:gov|com)/\S*?/\d{4}/\d{1,2}/\d{1,2}/[\w-]+"),
    ("FR-DOC", r"federalregister\.gov/d/[\w-]+"),
    ("FR-DOC", r"govinfo\.gov/content/pkg/FR-[\d-]+/(?:html|pdf)/[\w-]+"),
    ("FR-DOC", r"/fedreg/\d{4}/\d{2}/\d{2}/[\w-]+\.html"),
    ("EO", r"Executive Order \d{5}"),
    ("PUB-L", r"(?:Pub(?:lic|\.)|P\.) ?L(?:aw|\.) (?:No\. )?\d{2,3}\s?[-–]\s?\d{1,3}"),
    ("CELEX", r"CELEX(?::|%3A)[35]\d{4}[A-Z]{1,2}\d{4}(?!\d|R\()"),
    ("ELI", r"eli/(?:reg|dec|dir|reco)(?:_impl|_del)?/\d{4}/\d{1,4}\b"),
    ("STCRT", r"stcrt-\d{4}-\d+"),
    ("STCRT", r"Staatscourant \d{4}, (?:nr\. )?\d+"),
    ("STB", r"stb-\d{4}-\d+|Staatsblad \d{4}, \d+"),
    ("UK-SI", r"uksi/\d{4}/\d+|S\.?I\.? \d{4}/\d+"),
    ("UK-ACT", r"ukpga/\d{4}/\d+"),
    ("SOR", r"SOR/\d{4}-\d+"),
    ("MOFCOM", r"MOFCOM(?:,? (?:and|[A-Z]+))* Announcement No\. ?\d{1,3} of \d{4}|商务部[^。，,]{0,30}?公告.{0,3}\d{4}.{0,3}\d+号"),
    ("UEL", r"Unreliable Entity List\D{0,24}\d{4}\D{0,8}\d{1,3}|不可靠实体清单\D{0,12}\d{4}\D{0,3}\d{1,3}号"),
    ("JP-LAW", rf"(?:{'|'.join(_JP_KINDS)}) No\. \d+ {_DATED}|(?:{'|'.join(_ERAS)}).{{1,4}}年\w*?[令律]第.{{1,8}}号"),
    ("KR-NOTICE", r"(?:MOTIE|산업통상\w*?부) ?(?:Notice|Notification|고시)[^\d]{0,6}\d{4}-\d{1,4}"),
    ("KR-ACT", r"Act No\. \d{4,5} of"),
)
_PATTERNS = [(scheme, re.compile(pattern)) for scheme, pattern in _SOUGHT]
_UNION = re.compile(r"(Regulation|Decision|Directive|Recommendation) \((?:EU|CFSP)\) (?:No )?(\d{1,4})/(\d{1,4})\b")
_SOR_PAGE = re.compile(r"/p2/(\d{4})/[\d-]+/html/sor-dors(\d+)-")


def normal(scheme: str, value: str) -> Key | None:
    """A number of a scheme in the one form by which it is compared, or None where it has not the form of one."""
    if scheme in ("ELI", "CELEX") and (celex := _from_eli(value)):
        return "CELEX", celex
    form = FORMS.get(scheme)
    text = form(value) if form else re.sub(r"[\s'\"`$\\|;<>]+", " ", value).strip()
    return (scheme, text.replace(",", "") if scheme == "FR" else text) if text else None


def found_in(text: str) -> Iterator[Key]:
    """Each number that a citation or an address names."""
    for scheme, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if key := normal(scheme, match[0].rpartition("/")[2] if scheme == "FR-DOC" else match[0]):
                yield key
    for kind, one, two in _UNION.findall(text):
        year, number = (one, two) if len(one) == 4 and int(one) > 1950 else (two, one)
        if len(year) == 4:
            yield "CELEX", f"3{year}{_WORDS[kind.lower()]}{int(number):04}"
    for year, number in _SOR_PAGE.findall(text):
        yield "SOR", f"SOR/{year}-{int(number)}"


def written(key: Key) -> str:
    """A key as the queue has it: `FR-DOC:2026-17231`."""
    return ":".join(key)


def read(text: str) -> Key:
    """The key that a text of the queue is."""
    scheme, _, value = text.partition(":")
    return scheme, value
