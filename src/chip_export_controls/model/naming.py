"""Turns a name into what of it stays the same however it is written: case, accents, width, script, legal form."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е"})
_DOTTED = re.compile(r"(?<![^\W_])((?:[^\W\d_]\.){1,}[^\W\d_])(?![^\W_])\.?")
_SPLIT = re.compile(r"[^\w]+|_+")
# legal forms in English, German, Dutch, French, Italian, Spanish, Russian, Japanese, Korean, Chinese, and a few more
_FORMS = (
    "inc incorporated corp corporation co company companies ltd limited llc llp lp plc pte pty pvt private bhd sdn "
    "gmbh ag se kg kgaa ohg mbh ug bv nv vof sa sas sarl srl spa sl slu ab oy oyj as asa aps sro "
    "jsc pjsc ojsc cjsc oao ooo zao pao ao fgup оао ооо зао пао ао фгуп npo нпо "
    "kk gk yk kabushiki kaisha godo yugen chusik hoesa"
)
FORMS = frozenset(_FORMS.split())
# written without a space before them
_JOINED = re.compile(
    r"股份有限公司|有限责任公司|有限責任公司|股份公司|有限公司|\(株\)|\(有\)|株式会社|合同会社|有限会社|주식회사|유한회사|\(주\)|\(유\)"
)
_WORDS = "of the and for de la le du di des und der die das et y i"
# the Chinese words for technology, group and holding, written without a space after the name
_SMALL = frozenset([*_WORDS.split(), "科技", "集团", "控股"])
# not those of the state groups, which they tell apart
_GROUP = re.compile(r"^(?!中国)([\u3400-\u9fff]{2,}?)(?:科技|集团|控股)+$")
_SAME = {"technologies": "technology", "tech": "technology", "technol": "technology", "sci": "science"}
_SAME |= {"sciences": "science", "systems": "system", "industries": "industry", "instruments": "instrument"}
_SAME |= {"electronics": "electronic", "semiconductors": "semiconductor", "microelectronics": "microelectronic"}
_SAME |= {"intl": "international", "int": "international", "elec": "electronic", "mfg": "manufacturing"}
_SAME |= {"semi": "semiconductor", "res": "research", "inst": "institute", "univ": "university", "grp": "group"}
_SAME |= {"holdings": "holding", "communications": "communication", "solutions": "solution", "materials": "material"}


@cache
def _simplified() -> Any:
    """What turns traditional Chinese characters into simplified ones, if it is installed."""
    try:
        from opencc import OpenCC
    except ModuleNotFoundError:
        return None
    return OpenCC("t2s")


def _plain(text: str) -> str:
    """Letters without accents, but for those of scripts in which a mark makes another letter."""
    found: list[str] = []
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter) and found and ord(found[-1]) < 0x250:
            continue
        found.append(letter)
    return unicodedata.normalize("NFC", "".join(found))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The words of a name in lower case without accents and punctuation, `B.V.` as `bv`, Chinese simplified."""
    if text.isascii():  # most names: nothing but capitals to fold
        given = text.lower().replace("&", " and ")
    else:
        given = _plain(unicodedata.normalize("NFKC", text).casefold()).translate(_LETTERS).replace("&", " and ")
        if not given.isascii() and (reader := _simplified()) is not None:
            given = reader.convert(given)
    given = _DOTTED.sub(lambda match: match[1].replace(".", ""), given)
    given = re.sub(r"(?<=\w)['’`](?=\w)", "", given)
    return " ".join(word for word in _SPLIT.split(given) if word)


def compact(text: str) -> str:
    """The folded name without spaces: `NXT:1980i` and `nxt 1980 i` are one."""
    return fold(text).replace(" ", "")


_PHRASES = (
    (re.compile(r"\b(?:open|closed|public|non public)? ?joint stock company\b"), " jsc "),
    (re.compile(r"\blimited liability company\b"), " llc "),
    (re.compile(r"\bобщество с ограниченной ответственностью\b"), " ооо "),
    (re.compile(r"\b(?:публичное |открытое |закрытое )?акционерное общество\b"), " ао "),
)


def _forms_short(text: str) -> str:
    """The folded name with legal forms of several words in one."""
    for pattern, short in _PHRASES:
        text = pattern.sub(short, text)
    return text


@lru_cache(maxsize=65536)
def without_form(text: str) -> str:
    """The folded name without its legal form; a name that is nothing but one stays."""
    words = _forms_short(fold(_JOINED.sub(" ", unicodedata.normalize("NFKC", text)))).split()
    kept = list(words)
    while len(kept) > 1 and kept[-1] in FORMS:
        kept.pop()
    while len(kept) > 1 and kept[0] in FORMS:
        kept.pop(0)
    return " ".join(kept or words)


@lru_cache(maxsize=65536)
def distinctive(text: str) -> frozenset[str]:
    """The words that tell the name from others: no legal forms, no small words, common words spelt one way."""
    words = [word for word in without_form(text).split() if word not in _SMALL and word not in FORMS]
    return frozenset(_SAME.get(word, _GROUP.sub(r"\1", word)) for word in words)


def rules() -> dict[str, Any]:
    """All that folds a name, as plain values, for a reader in another language: letters, patterns and words."""
    reader = _simplified()
    hanzi = [chr(n) for first, last in ((0x3400, 0x9FFF), (0xF900, 0xFAFF)) for n in range(first, last + 1)]
    simple = reader.convert("".join(hanzi)) if reader is not None else "".join(hanzi)
    other = [(one, two) for one, two in zip(hanzi, simple, strict=True) if one != two]
    return {
        "letters": {chr(n): letter for n, letter in _LETTERS.items()},
        "simplified": ["".join(one for one, _ in other), "".join(two for _, two in other)],
        "dotted": _DOTTED.pattern,
        "split": _SPLIT.pattern,
        "joined": _JOINED.pattern,
        "phrases": [[pattern.pattern, short] for pattern, short in _PHRASES],
        "forms": sorted(FORMS),
        "small": sorted(_SMALL),
        "same": _SAME,
        "group": _GROUP.pattern,
    }
