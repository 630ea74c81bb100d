"""Faults in one cell: characters, types, forms, limits, references and keys."""

from collections.abc import Callable

from drafts import Draft, Row
from kinds import CELLS, Expected, Fault

from chip_export_controls.model.descriptor import law
from chip_export_controls.model.table import Field


def columns(fits: Callable[[Field], object]) -> list[tuple[str, str]]:
    """Each table and column whose field fits."""
    return [(table.name, f.name) for table in law().values() for f in table.fields if fits(f)]


def free(f: Field) -> bool:
    """Whether a column holds text in words."""
    return (
        f.type == "string"
        and not f.enum
        and "pattern" not in f.constraints
        and f.name not in ("clause", "value", "code")
    )


def filled(row: Row, column: str) -> object:
    return row[column]


def cell(rule: str, fits: Callable[[Field], object], change: Callable[[str], str]) -> Callable[[Fault], Fault]:
    """A fault that changes one filled cell of a column that fits."""

    def planted(fault: Fault) -> Fault:
        def plant(draft: Draft) -> Expected:
            table, row, column = draft.pick_cell(columns(fits), filled)
            row[column] = change(row[column])
            return f"any/{rule}", table, row

        plant.__name__ = fault.__name__
        CELLS.append(plant)
        return plant

    return planted


@cell("trimmed", free, lambda text: text + " ")
def space_behind(draft: Draft) -> Expected: ...


@cell("nfc", free, lambda text: text + " e\u0301")
def decomposed_letter(draft: Draft) -> Expected: ...


@cell("no-control-characters", free, lambda text: text[:1] + "\x07" + text[1:])
def control_character(draft: Draft) -> Expected: ...


@cell("no-invisible-characters", free, lambda text: text[:1] + "\u200b" + text[1:])
def zero_width_space(draft: Draft) -> Expected: ...


@cell("no-invisible-characters", free, lambda text: "\u202e" + text)
def direction_override(draft: Draft) -> Expected: ...


@cell("no-formulas", free, lambda text: "=" + text)
def formula(draft: Draft) -> Expected: ...


@cell("no-formulas", free, lambda text: "@" + text)
def at_sign_first(draft: Draft) -> Expected: ...


@cell("one-script-words", free, lambda text: text + " l\u0430mp")
def cyrillic_letter_in_a_latin_word(draft: Draft) -> Expected: ...


@cell("cell-is-given", lambda f: f.constraints.get("required") and not f.name.endswith("id"), lambda text: "")
def required_cell_emptied(draft: Draft) -> Expected: ...


@cell("cell-is-allowed", lambda f: f.enum, lambda text: text[:-1] + "x" + text[-1:])
def value_misspelt(draft: Draft) -> Expected: ...


@cell("cell-is-allowed", lambda f: f.enum and f.name not in ("operator", "comparator"), str.title)
def value_capitalised(draft: Draft) -> Expected: ...


@cell("cell-has-form", lambda f: f.is_date, lambda text: "2022-1-5")
def date_without_zeros(draft: Draft) -> Expected: ...


@cell("cell-has-form", lambda f: f.is_date, lambda text: "5 January 2022")
def date_in_words(draft: Draft) -> Expected: ...


@cell("date-exists", lambda f: f.is_date, lambda text: "2022-04-31")
def day_that_is_not_in_the_calendar(draft: Draft) -> Expected: ...


@cell("interval-runs-forward", lambda f: f.is_date, lambda text: "2022-05/2022-04")
def interval_backwards(draft: Draft) -> Expected: ...


@cell("cell-has-type", lambda f: f.type == "integer", lambda text: text + ".5")
def fraction_for_an_integer(draft: Draft) -> Expected: ...


@cell("cell-has-type", lambda f: f.type == "number", lambda text: "14,5")
def comma_in_a_number(draft: Draft) -> Expected: ...


@cell("cell-has-type", lambda f: f.type == "boolean", lambda text: "yes")
def yes_for_true(draft: Draft) -> Expected: ...


@cell("cell-is-in-range", lambda f: f.name == "statement", lambda text: text + " again" * 50)
def statement_too_long(draft: Draft) -> Expected: ...


@cell("cell-is-in-range", lambda f: f.name == "year", lambda text: "1848")
def year_out_of_range(draft: Draft) -> Expected: ...


@cell("cell-has-form", lambda f: f.name.endswith("_id"), lambda text: text.title())
def id_capitalised(draft: Draft) -> Expected: ...


@cell("cell-has-form", lambda f: f.name == "jurisdiction", lambda text: "XX")
def unknown_jurisdiction(draft: Draft) -> Expected: ...


@cell("cell-has-form", lambda f: f.name in ("url", "website"), lambda text: text.partition("//")[2])
def link_without_scheme(draft: Draft) -> Expected: ...


@cell("reference-exists", lambda f: f.name in ("claim_id", "firm_id", "equipment_id"), lambda text: text)
def reference_to_nothing(draft: Draft) -> Expected: ...


def dangling(draft: Draft) -> Expected:
    links = [(table.name, link.column) for table in law().values() for link in table.foreign_keys]
    table, row, column = draft.pick_cell(links, filled)
    row[column] = "x" + row[column]
    return "any/reference-exists", table, row


CELLS[-1] = dangling
dangling.__name__ = "reference_to_nothing"


def key_twice(draft: Draft) -> Expected:
    table, row, _ = draft.pick_cell(columns(lambda f: True), filled)
    rows = draft.tables[table]
    again = dict(row)
    rows.insert(rows.index(row) + 1, again)
    draft.taken.add(id(again))
    return "any/key-is-unique", table, again


CELLS.append(key_twice)
