"""Turns a passage into a URL text fragment that opens at it alone, and a fragment back into the passages it opens."""

import re
from urllib.parse import quote, unquote

# fewer words would open elsewhere once a page has menus and teasers around the text; eight in a row would be copying
_FEWEST, _MOST, _MOST_LETTERS = 3, 7, 12


# Thai, Lao, Burmese, Khmer, kana and ideographs: written without spaces between words
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"

# a word, or a letter of a script that does not part its words
_TOKEN = re.compile(rf"{_UNSPACED}|(?:(?!{_UNSPACED})\w)+")


def _encode(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _at_words(pattern: str) -> str:
    """The pattern between word boundaries, where a browser matches; scripts without spaces have them between any two.

    A browser cuts Chinese, Japanese and Thai into words by a dictionary: here each letter may begin or end one.
    """
    return rf"(?:(?<!\w)|(?<={_UNSPACED})|(?={_UNSPACED}))(?:{pattern})(?:(?!\w)|(?={_UNSPACED})|(?<={_UNSPACED}))"


def opens(fragment: str, text: str) -> list[tuple[int, int]]:
    """Each span of the text that the fragment `start[,end]` could open, first the one that a browser shows."""
    first, _, last = fragment.partition(",")
    begin = re.compile(_at_words(_pattern(unquote(first))), re.IGNORECASE)
    if not last:
        return [match.span() for match in begin.finditer(text)]
    close = re.compile(_at_words(_pattern(unquote(last))), re.IGNORECASE)
    spans = []
    for match in begin.finditer(text):
        end = close.search(text, match.end())
        if end:
            spans.append((match.start(), end.end()))
    return spans


def _cut(passage: str, count: int, last: bool = False) -> str:
    """The first or last `count` words of the passage as they stand, with what stands between them."""
    words = list(_TOKEN.finditer(passage))
    chosen = words[-count:] if last else words[:count]
    return passage[chosen[0].start() : chosen[-1].end()]


def fragment(text: str, start: int, end: int) -> str:
    """The shortest fragment of a few words that opens at this span of the text and nowhere else.

    Raises ValueError if no fragment of at most seven words at either end does.
    """
    passage = text[start:end]
    words = list(_TOKEN.finditer(passage))
    if not words:
        raise ValueError("the passage has no words")
    inner = (start + words[0].start(), start + words[-1].end())
    most = _MOST_LETTERS if re.search(_UNSPACED, passage) else _MOST
    if len(words) <= most:
        candidates = [_encode(_cut(passage, len(words)))]
    else:
        counts = [(a, b) for a in range(_FEWEST, most + 1) for b in range(_FEWEST, min(most, len(words) - a) + 1)]
        counts.sort(key=lambda pair: (sum(pair), pair))
        candidates = [f"{_encode(_cut(passage, a))},{_encode(_cut(passage, b, last=True))}" for a, b in counts]
    for candidate in candidates:
        if opens(candidate, text) == [inner]:
            return candidate
    raise ValueError("no fragment of a few words opens here alone: widen or move the passage")
