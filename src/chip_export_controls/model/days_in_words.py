"""Reads a day that a person writes, such as `2 December 2024`, `December 2, 2024` or `2024-12-02`."""

import re
from datetime import date

_YEAR = "January February March April May June July August September October November December"
MONTHS = dict(enumerate(_YEAR.split(), 1))
_NUMBER = {name[:3].lower(): n for n, name in MONTHS.items()}
_MONTH = f"({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS.values())})\\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"\b{_DAY}\.?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})\b", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(\d{{4}})\b", re.I),
    re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])"),
)


_PARTS = (
    (re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?!,?\s+\d{{4}}\b)", re.I), ("month", "day")),
    (re.compile(rf"(?<![\w-]){_DAY}\.?\s+(?:of\s+)?{_MONTH}(?![\w-])(?!,?\s+\d{{4}}\b)", re.I), ("day", "month")),
    (re.compile(rf"\b{_MONTH},?\s+(\d{{4}})\b", re.I), ("month", "year")),
)


def part_of_day_in(text: str) -> tuple[re.Pattern[str], str] | None:
    """A month and day without a year, or a month and a year, that stand in the text, and the text without them.

    The pattern is that of the dates (EDTF) that are meant; None where there is none.
    """
    for form, order in _PARTS:
        if match := form.search(text):
            given = dict(zip(order, match.groups(), strict=True))
            month, day = _NUMBER[given["month"][:3].lower()], int(given.get("day", 0))
            if day > 31:
                return None
            dates = rf"{given.get('year', '[0-9]{4}')}-{month:02}" + (rf"-{day:02}" if day else r"(?:-[0-9]{2})?")
            return re.compile(dates + "[?~%]?"), f"{text[: match.start()]} {text[match.end() :]}".strip()
    return None


def day_in(text: str) -> tuple[date, str] | None:
    """The day that stands in the text, and the text without it; None where there is none."""
    for form, order in zip(_FORMS, ((2, 1, 0), (2, 0, 1), (0, 1, 2)), strict=True):
        if match := form.search(text):
            year, month, day = (match.groups()[n] for n in order)
            number = int(month) if month.isdigit() else _NUMBER[month[:3].lower()]
            try:
                return date(int(year), number, int(day)), f"{text[: match.start()]} {text[match.end() :]}".strip()
            except ValueError:
                return None
    return None
