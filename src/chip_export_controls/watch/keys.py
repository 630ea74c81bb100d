"""Turns the numbers of acts, as citations and addresses name them, into one key an act."""

import re
from collections.abc import Iterator

from .forms import DATED, ERAS, FORMS, JAPANESE, from_eli

Key = tuple[str, str]

# the surest first: what a candidate is known by when it has several
ORDER = [
    *("FR-DOC", "CELEX", "STCRT", "STB", "UK-SI", "UK-ACT", "SOR", "MOFCOM", "UEL", "JP-LAW", "KR-NOTICE", "KR-ACT"),
    *("KR-DECREE", "FR", "EU-ACT", "EO", "PUB-L", "ELI", "CA-GAZETTE", "CSL", "URL"),
]
_WORDS = {"regulation": "R", "decision": "D", "directive": "L", "recommendation": "H"}

# where each scheme is found in a citation or in an address that may hold anything
_SOUGHT: tuple[tuple[str, str], ...] = (
    ("FR", r"\b\d{2,3} (?:FR|Fed\. ?Reg\.?) \d{1,3}(?:,\d{3})?\d*"),
    ("FR", r"/\d{2,3}-FR[/-]\d{3,6}\b"),
    ("FR-DOC", r"FR Doc\.? (?:No\.? )?[\w-]+"),
    ("FR-DOC", r"federalregister\.(?:gov|com)/\S*?/\d{4}/\d{1,2}/\d{1,2}/[\w-]+"),
    ("FR-DOC", r"federalregister\.gov/d/[\w-]+"),
    ("FR-DOC", r"govinfo\.gov/content/pkg/FR-[\d-]+/(?:html|pdf)/[\w-]+"),
    ("FR-DOC", r"/fedreg/\d{4}/\d{2}/\d{2}/[\w-]+\.html"),
    ("EO", r"Executive Order \d{5}"),
    ("PUB-L", r"(?:Pub(?:lic|\.)|P\.) ?L(?:aw|\.) (?:No\. )?\d{2,3}\s?[-–]\s?\d{1,3}"),
    ("CELEX", r"CELEX(?::|%3A)[35]\d{4}[A-Z]{1,2}\d{4}(?!\d|R\()"),
    ("EU-ACT", r"OJ L, \d{4}/\d{1,4}\b"),
    ("ELI", r"eli/(?:reg|dec|dir|reco)(?:_impl|_del)?/\d{4}/\d{1,4}\b"),
    ("STCRT", r"stcrt-\d{4}-\d+"),
    ("STCRT", r"Staatscourant \d{4}, (?:nr\. )?\d+"),
    ("STB", r"stb-\d{4}-\d+|Staatsblad \d{4}, \d+"),
    ("UK-SI", r"uksi/\d{4}/\d+|S\.?I\.? \d{4}/\d+"),
    ("UK-ACT", r"ukpga/\d{4}/\d+"),
    ("SOR", r"SOR/\d{4}-\d+"),
    ("MOFCOM", r"MOFCOM(?:,? (?:and|[A-Z]+))* Announcement No\. ?\d{1,3} of \d{4}"),
    ("MOFCOM", r"商务部[^。，,]{0,30}?公告.{0,3}\d{4}.{0,3}\d+号"),
    ("UEL", r"Unreliable Entity List\D{0,24}\d{4}\D{0,8}\d{1,3}|不可靠实体清单\D{0,12}\d{4}\D{0,3}\d{1,3}号"),
    ("JP-LAW", rf"(?:{'|'.join(JAPANESE)}) No\. \d+ {DATED}|(?:{'|'.join(ERAS)}).{{1,4}}年\w*?[令律]第.{{1,8}}号"),
    ("KR-NOTICE", r"(?:MOTIE|산업통상\w*?부) ?(?:Notice|Notification|고시)[^\d]{0,6}\d{4}-\d{1,4}"),
    ("KR-DECREE", r"Presidential Decree No\. \d{4,5} of"),
    ("KR-ACT", r"Act No\. \d{4,5} of"),
)
_PATTERNS = [(scheme, re.compile(pattern)) for scheme, pattern in _SOUGHT]
_UNION = re.compile(r"(Regulation|Decision|Directive|Recommendation) \((?:EU|CFSP)\) (?:No )?(\d{1,4})/(\d{1,4})\b")
_SOR_PAGE = re.compile(r"/p2/(\d{4})/[\d-]+/html/sor-dors(\d+)-")


def normal(scheme: str, value: str) -> Key | None:
    """A number of a scheme in the one form by which it is compared, or None where it has not the form of one."""
    if scheme in ("ELI", "CELEX") and (celex := from_eli(value)):
        return "CELEX", celex
    form = FORMS.get(scheme)
    text = form(value) if form else re.sub(r"[\s'\"`$\\|;<>]+", " ", value).strip()
    return (scheme, text.replace(",", "") if scheme == "FR" else text) if text else None


def found_in(text: str) -> Iterator[Key]:
    """Each number that a citation or an address names, and each that follows from one."""
    for key in _found_in(text):
        yield key
        yield from also(key)


def also(key: Key) -> Iterator[Key]:
    """The number without its kind that an act of the Union has too; since 2015 all kinds are numbered in one series."""
    scheme, value = key
    if scheme == "CELEX" and value[0] == "3" and value[1:5] >= "2015":
        yield "EU-ACT", f"{value[1:5]}/{int(value[-4:])}"


def _found_in(text: str) -> Iterator[Key]:
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
