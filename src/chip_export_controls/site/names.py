"""Turns a name into its normal form, and pasted names into the firms that may be meant.

The page that screens names does the same in the browser (`static/answers.js`); a test holds the two together.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

# legal forms, which tell no firm from another
LEGAL = frozenset(
    {
        "inc",
        "ltd",
        "llc",
        "co",
        "corp",
        "corporation",
        "company",
        "limited",
        "nv",
        "bv",
        "ag",
        "gmbh",
        "kk",
        "plc",
        "sa",
        "se",
        "spa",
        "srl",
        "oy",
        "ab",
        "as",
        "pte",
        "pty",
        "jsc",
        "pjsc",
        "ooo",
        "lp",
        "llp",
    }
)
_CJK = ("股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "株式会社", "株式會社", "주식회사")
ALIKE = 78  # of a hundred trigrams shared
SHORTEST = 4  # letters of a name that is looked for within another


def normal(name: str) -> str:
    """Small letters and digits in words, without accents, marks and legal forms.

    >>> normal("Huawei Technologies Co., Ltd."), normal("華為技術有限公司")
    ('huawei technologies', '華為技術')
    """
    text = unicodedata.normalize("NFKD", name.lower().replace("&", " and "))
    for form in _CJK:
        text = text.replace(unicodedata.normalize("NFKD", form), " ")
    text = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    text = "".join(c if unicodedata.category(c)[0] in "LN" else "" if c in "'’." else " " for c in text)
    words = text.split()
    return " ".join([word for word in words if word not in LEGAL] or words)


def trigrams(text: str) -> set[str]:
    """Every three letters in a row of a normal form, spaces around it included."""
    padded = f" {text} "
    return {padded[n : n + 3] for n in range(len(padded) - 2)}


class Names:
    """The names of all firms, ready to be asked."""

    def __init__(self, firms: Mapping[str, Iterable[str]]) -> None:
        """Reads the names of each firm."""
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.words: dict[str, set[str]] = defaultdict(set)
        self.grams: dict[str, set[str]] = defaultdict(set)
        for firm, names in firms.items():
            for form in {normal(name) for name in names} - {""}:
                self.exact[form].add(firm)
                for word in form.split():
                    self.words[word].add(form)
                for gram in trigrams(form):
                    self.grams[gram].add(form)

    def find(self, asked: str) -> list[tuple[str, str]]:
        """The firms that a name may mean, each with how: `same`, `within` or `alike`, in that order."""
        form = normal(asked)
        if not form:
            return []
        found: dict[str, str] = {firm: "same" for firm in self.exact.get(form, ())}
        words = set(form.split())
        for other in {f for word in words for f in self.words.get(word, ())}:
            of = set(other.split())
            inner = words if words <= of else of
            if (words <= of or of <= words) and sum(map(len, inner)) >= SHORTEST:
                for firm in self.exact[other]:
                    found.setdefault(firm, "within")
        asked_grams = trigrams(form)
        shared: dict[str, int] = defaultdict(int)
        for gram in asked_grams:
            for other in self.grams.get(gram, ()):
                shared[other] += 1
        for other, count in shared.items():
            if 200 * count >= ALIKE * (len(asked_grams) + len(trigrams(other))):
                for firm in self.exact[other]:
                    found.setdefault(firm, "alike")
        order = ("same", "within", "alike")
        return sorted(found.items(), key=lambda pair: (order.index(pair[1]), pair[0]))
