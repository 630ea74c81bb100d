"""One small parser a feed: bytes in, entries out, and an error that says what is wrong where the shape is unknown."""

from collections.abc import Callable, Mapping

from ..entry import Entry
from . import (
    bekendmakingen,
    canada_gazette,
    cellar,
    egov,
    federal_register,
    korea,
    legislation_uk,
    meti,
    mofcom,
    screening_list,
)
from .shape import UnknownShape

PARSERS: Mapping[str, Callable[[bytes], list[Entry]]] = {
    "bekendmakingen": bekendmakingen.parse,
    "canada-gazette": canada_gazette.parse,
    "cellar": cellar.parse,
    "egov": egov.parse,
    "federal-register": federal_register.parse,
    "korea": korea.parse,
    "legislation-uk": legislation_uk.parse,
    "meti": meti.parse,
    "mofcom": mofcom.parse,
    "screening-list": screening_list.parse,
}

__all__ = ["PARSERS", "UnknownShape"]
