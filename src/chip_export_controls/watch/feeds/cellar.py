"""Turns an answer of the SPARQL service of Cellar, the store of the Publications Office, into entries."""

from typing import Any

from ..entry import Entry, day, plain
from .shape import UnknownShape, as_json, member

_TYPES = {"REG": "regulation", "DEC": "decision", "DIR": "directive", "RECO": "recommendation"}


def _value(row: Any, name: str) -> str:
    cell = row.get(name) if isinstance(row, dict) else None
    return str(member(cell, "value", str, f"`{name}` of a row")).strip() if cell is not None else ""


def _entry(row: Any) -> Entry:
    celex, eli = _value(row, "celex"), _value(row, "eli")
    date, form = day(_value(row, "doc_date")), _value(row, "type").rpartition("/")[2]
    if not date:
        raise UnknownShape(f"{celex or eli or 'a row'} has no `doc_date`")
    number = celex or eli
    if not number:
        raise UnknownShape("a row has neither `celex` nor `eli`")
    return Entry(
        title=plain(_value(row, "title")) or plain(celex or eli),
        date=date,
        url=f"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{celex}" if celex.isalnum() else eli,
        kind=_TYPES.get(form.partition("_")[0], "act"),
        identifiers=(("CELEX", celex),) if celex else (("ELI", eli),),
        about=" ".join(filter(None, (_value(row, "framework_celex"), _value(row, "amends_celex")))),
    )


def parse(data: bytes) -> list[Entry]:
    """The acts, one for each row; the same act may stand in several, by each relation and each act it amends."""
    answer = as_json(data)
    names = [str(name) for name in member(member(answer, "head", dict), "vars", list, "`head`")]
    if not {"celex", "eli"} & set(names) or not {"title", "doc_date", "type"} <= set(names):
        raise UnknownShape(f"the columns are {', '.join(names)}; celex or eli, title, doc_date, type are read")
    return [_entry(row) for row in member(member(answer, "results", dict), "bindings", list, "`results`")]
