"""Passages are found again: digests, sentences, fragments and copied runs of words."""

from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chip_export_controls.passages.fragment import fragment, opens
from chip_export_controls.passages.records import fingerprint, locate
from chip_export_controls.passages.text import WORD, common_run, digest, segments

WORDS = st.lists(
    st.sampled_from(
        ["the", "chip", "ban,", "maker's", "(rule)", "of", "U.S.", "14-nm", "&", "100%", "café", "芯片", "act."]
    ),
    min_size=1,
    max_size=40,
)


def test_a_digest_ignores_white_space_and_unicode_form() -> None:
    assert digest(" cafe\u0301 \n\t au  lait ") == digest("caf\u00e9 au lait")
    assert digest("a b") != digest("ab")


def test_segments_are_sentences_and_lines_without_the_space_around() -> None:
    text = "U.S. officials agreed. Mr. Rutte said “no.” Then he left.\n\n  • A point\n芯片受限。美国宣布。"
    assert [text[a:b] for a, b in segments(text)] == [
        "U.S. officials agreed.",
        "Mr. Rutte said “no.”",
        "Then he left.",
        "• A point",
        "芯片受限。",
        "美国宣布。",
    ]


@given(st.text(alphabet="aB. !?\n\t。”", max_size=80))
def test_segments_lie_in_order_and_cover_all_but_white_space(text: str) -> None:
    spans, at, kept = segments(text), 0, ""
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        kept, at = kept + text[start:end], end
    assert kept.split() == "".join(kept).split()
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


@given(WORDS, st.data())
def test_a_fragment_opens_at_its_passage_alone(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    spans = [match.span() for match in WORD.finditer(text)]
    assume(spans)
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, len(spans) - 1))
    start, end = spans[first][0], spans[last][1]
    try:
        found = fragment(text, start, end)
    except ValueError:
        return
    assert opens(found, text) == [(start, end)]


def test_a_fragment_encodes_the_marks_of_its_own_syntax() -> None:
    text = "A 14-nm chip, & more"
    assert fragment(text, 0, len(text)) == "A%2014%2Dnm%20chip%2C%20%26%20more"


def test_a_fragment_that_would_open_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="widen or move"):
        fragment("ban ban", 0, 3)


def test_locate_prints_the_columns_of_a_claim() -> None:
    text = "One two three. Four five six."
    assert locate(text, "Four", "six.") == {
        "char_start": 15,
        "char_end": 29,
        "span_sha256": digest("Four five six."),
        "text_fragment": "Four%20five%20six",
    }


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [("o", "six", "stands at 3 places"), ("Nine", "six", "stands at 0"), ("Four", "One", "does not follow")],
)
def test_locate_refuses_words_that_mark_no_passage(first: str, last: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        locate("One two four. Four five six.", first, last)


def test_a_record_holds_no_text() -> None:
    record = fingerprint("sample", "Secret words. More secrets.")
    assert record["length"] == 27
    assert [(s["start"], s["end"]) for s in record["segments"]] == [(0, 13), (14, 27)]
    assert "ecret" not in str(record)


def test_the_common_run_counts_words_and_ignores_case_and_marks() -> None:
    assert common_run("The chip ban, of 14 nm!", "said the CHIP ban of 14 things") == 5
    assert common_run("nothing", "in common") == 0


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("商务部发言人说自今日起对灯具实施出口管制并要求企业申请许可。", "对灯具", "出口管制"),
        ("経済産業省は本日、露光装置の輸出を許可制とする省令を公布した。施行は来月である。", "露光装置", "省令を公布"),
        ("A spokesman said 自今日起对灯具实施出口管制 and left.", "对灯具", "出口管制"),
    ],
)
def test_a_passage_inside_a_sentence_without_spaces_has_an_anchor_that_opens_at_it(
    text: str, first: str, last: str
) -> None:
    found = locate(text, first, last)
    start, end = found["char_start"], found["char_end"]
    assert text[start:end] == text[text.index(first) : text.index(last) + len(last)]
    assert opens(found["text_fragment"], text) == [(start, end)]


def test_a_fragment_of_a_long_passage_without_spaces_quotes_its_ends_alone() -> None:
    passage = "".join(chr(0x4E00 + n) for n in range(200))
    text = f"前文{passage}後文"
    fragment = locate(text, passage[:5], passage[-5:])["text_fragment"]
    assert len(unquote(fragment)) <= 2 * 12 + 1
    assert opens(fragment, text) == [(2, 202)]
