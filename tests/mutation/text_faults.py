"""Faults in the text of one cell: what copying, converting, spreadsheets and haste leave in it."""

from collections.abc import Callable

from cell_faults import columns, filled, free
from drafts import Draft
from kinds import CELLS, Expected

from chip_export_controls.model.table import Field


def words(f: Field) -> bool:
    """Whether a column holds text that may grow by a word and keep its form."""
    return free(f) and "maxLength" not in f.constraints


def address(f: Field) -> bool:
    return f.name in ("url", "website")


def kinds(rule: str, fits: Callable[[Field], object], **changes: Callable[[str], str]) -> None:
    """Registers a kind of fault for each change, by its name: it changes one filled cell of a column that fits."""
    for name, change in changes.items():

        def plant(draft: Draft, change: Callable[[str], str] = change) -> Expected:
            table, row, column = draft.pick_cell(columns(fits), filled)
            row[column] = change(row[column])
            return rule, table, row

        plant.__name__ = name
        CELLS.append(plant)


def behind(text: str) -> Callable[[str], str]:
    """A change that adds the text at the end."""
    return lambda cell: f"{cell} {text}"


def whole(text: str) -> Callable[[str], str]:
    """A change that puts the text in place of the cell."""
    return lambda cell: text


kinds(
    "any/one-plain-space",
    words,
    no_break_space=behind("a\u00a0b"),
    two_spaces=behind(" b"),
    ideographic_space=behind("a\u3000b"),
    thin_space=behind("a\u2009b"),
    narrow_no_break_space=behind("10\u202f000"),
)
kinds(
    "any/read-as-utf-8",
    words,
    utf_8_read_as_windows_1252=behind("annexÃ© B â€“ C"),
    utf_8_read_as_latin_1=behind("Ã¼ber"),
    chinese_read_as_latin_1=behind("ç»§ on"),
    text_encoded_twice=behind("Ã¢â‚¬â„¢s"),
    replacement_character=behind("caf\ufffd"),
    letters_lost_to_question_marks=behind("???? Ltd."),
)
kinds(
    "any/no-markup",
    words,
    html_entity=behind("&amp; Sons"),
    numeric_entity=behind("d&#8217;Or"),
    html_tag=behind("<i>in part</i>"),
    line_break_tag=behind("first<br/>second"),
    markdown_link=behind("[page](https://example.org)"),
    escaped_line_break=behind("first\\nsecond"),
)
kinds(
    "any/plain-letters",
    words,
    full_width_letters=behind("ＡＢＣ"),
    full_width_digits=behind("１２"),
    half_width_katakana=behind("ｶﾀｶﾅ"),
    ligature=behind("ﬁrm"),
    circled_number=behind("①"),
    mathematical_letters=behind("𝐋𝐚𝐦𝐩"),
    roman_numeral_character=behind("Part Ⅳ"),
)
kinds(
    "any/no-invisible-characters",
    words,
    tag_characters=behind("a\U000e0041b"),
    hangul_filler=behind("a\u3164b"),
    variation_selector=behind("a\ufe0fb"),
    far_variation_selector=behind("a\U000e0101b"),
    soft_hyphen=behind("lithog\u00adraphy"),
    private_character=behind("a\ue000b"),
    braille_blank=behind("a\u2800b"),
    word_joiner=behind("a\u2060b"),
)
kinds("any/one-script-words", lambda f: f.name == "statement", word_of_look_alikes=lambda text: f"ООО {text}"[:239])
kinds(
    "any/empty-is-empty",
    words,
    nan_for_nothing=whole("nan"),
    null_for_nothing=whole("NULL"),
    not_applicable_for_nothing=whole("N/A"),
    unknown_for_nothing=whole("unknown"),
    to_be_done=whole("TBD"),
    question_mark_for_nothing=whole("?"),
    none_for_nothing=whole("None"),
    letters_na_for_nothing=whole("NA"),
    part_left_to_fill_in=behind("[INSERT FR PAGE NUMBER]"),
    filler_text=behind("Lorem ipsum dolor"),
    note_to_oneself=behind("TODO look it up"),
)
kinds(
    "any/as-it-was-typed",
    lambda f: words(f) or f.name in ("code", "control_code", "clause"),
    code_turned_into_a_number=whole("4.00E+91"),
    formula_error=whole("#REF!"),
    code_turned_into_a_day=whole("02-Jan"),
    code_turned_into_a_month=whole("Mar-22"),
    truth_in_a_spreadsheet=whole("TRUE"),
    column_too_narrow=whole("########"),
    day_with_midnight=whole("2022-05-01 00:00:00"),
)
kinds(
    "any/plain-letters",
    words,
    small_capital_of_phonetics=behind("L\u1d00mp"),
    picture_among_the_words=behind("\U0001f4a1"),
    arrow_among_the_words=behind("\u2192 next"),
    marks_upon_marks=behind("L\u0315\u0316amp"),
    letters_struck_out=behind("L\u0336amp"),
    hyphen_that_is_none=behind("re\u2010export"),
)
kinds(
    "any/one-script-words",
    words,
    armenian_letter_in_a_latin_word=behind("C\u0585"),
    cherokee_letter_in_a_latin_word=behind("\u13deamp"),
    coptic_letter_in_a_latin_word=behind("\u2c9ffice"),
)
kinds(
    "any/text-is-whole",
    words,
    text_cut_off_at_a_comma=behind("and,"),
    text_cut_off_at_a_bracket=behind("of the list ("),
    text_cut_off_at_a_quotation=behind("as “"),
    text_begun_in_the_middle=lambda cell: f") {cell}",
    word_said_twice=behind("of the the list"),
    letter_that_a_pdf_lost=behind("o(cid:14)ice"),
    two_commas=behind("Co.,, Ltd."),
)
kinds(
    "any/empty-is-empty",
    words,
    page_left_open=behind("on page XX of it"),
    empty_brackets=behind("on [ ] it"),
    doubt_left_in=behind("(?)"),
    two_question_marks=behind("in ?? it"),
    not_applicable_with_a_stop=whole("N/A."),
)
kinds(
    "any/cell-fits-a-spreadsheet",
    words,
    cell_longer_than_a_spreadsheet_holds=behind("word " * 6_600 + "end"),
)
kinds(
    "any/address-is-public",
    address,
    loopback_in_octal=whole("http://0177.0.0.1/a"),
    loopback_in_hexadecimal=whole("http://0x7f000001/a"),
    loopback_by_a_service=whole("http://127.0.0.1.nip.io/a"),
    session_in_the_address=whole("https://example.org/a;jsessionid=1A2B"),
    token_in_the_address=whole("https://example.org/a?token=1A2B"),
    name_of_a_user=whole("https://user@example.org/a"),
    user_and_password=whole("https://user:word@example.org/a"),
    users_own_machine=whole("http://localhost:8000/a.pdf"),
    loopback_number=whole("http://127.0.0.1/a"),
    private_network=whole("https://192.168.1.20/a"),
    host_without_a_dot=whole("https://intranet/a"),
    local_name=whole("https://files.corp/a"),
    number_of_version_6=whole("https://[::1]/a"),
)
kinds(
    "any/address-can-be-followed",
    address,
    percent_encoded_twice=lambda text: text.partition("#")[0] + "/a%2520b",
    broken_percent=lambda text: text.partition("#")[0] + "/50%",
    broken_percent_within=lambda text: text.partition("#")[0] + "/%zz/a",
    text_fragment_in_the_address=lambda text: text.partition("#")[0] + "#:~:text=lamp",
    comma_behind_an_address=lambda text: text + ",",
    scheme_twice=lambda text: "https://" + text,
)
kinds(
    "any/cell-has-form",
    lambda f: f.name == "language",
    language_that_is_none=whole("xx"),
    country_for_a_language=whole("jp"),
    script_that_is_none=whole("zh-Hanx"),
    region_that_is_none=whole("zh-ZZ"),
    language_with_an_underscore=whole("zh_TW"),
)
kinds(
    "any/cell-has-form",
    lambda f: f.name == "statement",
    statement_without_a_full_stop=lambda text: text[:-1],
    statement_of_one_word=whole("Yes."),
    statement_with_a_small_letter=lambda text: "a" + text[:200] + ".",
)
kinds(
    "any/cell-has-form",
    lambda f: f.name == "text_fragment",
    fragment_that_does_not_decode=whole("lamps%E4%B8"),
    fragment_with_a_space=whole("fine lamps"),
    fragment_with_too_many_parts=whole("a,b,c,d,e"),
)
kinds(
    "any/number-is-plain",
    lambda f: f.type == "number",
    number_with_a_power=whole("1e3"),
    number_with_underscores=whole("1_000"),
    number_with_a_plus=whole("+5"),
    number_of_twenty_digits=whole("12345678901234567890"),
    number_that_is_none=whole("NAN"),
)
