"""The kinds of fault: each plants itself at a random place and says which rule must find it, in which file and line."""

from collections.abc import Callable
from pathlib import Path

from drafts import Draft, Row

from chip_export_controls.descriptor import Field, law

# rule, table, and the row (found by identity once all faults stand) or the line
Expected = tuple[str, str, Row | int]
Fault = Callable[[Draft], Expected]
# of one batch all are planted together: bytes in tables of their own, cells and facts in rows of their own
BYTES: list[Fault] = []
CELLS: list[Fault] = []
FACTS: list[Fault] = []


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


def raw(fault: Fault) -> Fault:
    BYTES.append(fault)
    return fault


def fact(fault: Fault) -> Fault:
    FACTS.append(fault)
    return fault


def lines(draft: Draft, table: str) -> list[bytes]:
    return draft.file(table).read_bytes().split(b"\n")[:-1]


def put(file: Path, found: list[bytes]) -> None:
    file.write_bytes(b"\n".join(found) + b"\n")


def some_line(draft: Draft, table: str) -> int:
    """A line of the table, its header not counted."""
    return draft.chance.randrange(2, len(draft.tables[table]) + 2)


def changed_line(draft: Draft, table: str, line: int, change: Callable[[bytes], bytes]) -> None:
    found = lines(draft, table)
    found[line - 1] = change(found[line - 1])
    put(draft.file(table), found)


@raw
def byte_order_mark(draft: Draft) -> Expected:
    table = draft.pick_table()
    draft.file(table).write_bytes(b"\xef\xbb\xbf" + draft.file(table).read_bytes())
    return "any/no-byte-order-mark", table, 1


@raw
def windows_line_end(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text + b"\r")
    return "any/unix-line-ends", table, line


@raw
def no_final_newline(draft: Draft) -> Expected:
    table = draft.pick_table()
    draft.file(table).write_bytes(draft.file(table).read_bytes()[:-1])
    return "any/final-newline", table, len(draft.tables[table]) + 1


@raw
def latin_1_letter(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b"\xe9" + text)
    return "any/utf-8", table, line


@raw
def nul_byte(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text + b"\0")
    return "any/no-nul", table, line


def unquoted(rows: list[Row]) -> bool:
    return not any('"' in cell or "," in cell for row in rows for cell in row.values())


@raw
def quotation_mark_left_open(draft: Draft) -> Expected:
    table = draft.pick_table(fits=unquoted)
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b'"' + text)
    return "any/quotes-are-closed", table, line


@raw
def line_break_in_a_cell(draft: Draft) -> Expected:
    table = draft.pick_table(fits=unquoted)
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b'"a\nb",' + text.partition(b",")[2])
    return "any/one-line-cells", table, line


@raw
def needless_quotes(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b'"%b",%b' % tuple(text.split(b",", 1)))
    return "any/minimal-quoting", table, line


@raw
def rows_out_of_order(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = draft.chance.randrange(2, len(draft.tables[table]) + 1)
    found = lines(draft, table)
    found[line - 1], found[line] = found[line], found[line - 1]
    put(draft.file(table), found)
    return "any/sorted-by-key", table, line + 1


@raw
def file_deleted(draft: Draft) -> Expected:
    table = draft.pick_table(0)
    draft.file(table).unlink()
    return "any/file-exists", table, 1


@raw
def file_emptied(draft: Draft) -> Expected:
    table = draft.pick_table(0)
    draft.file(table).write_bytes(b"")
    return "any/file-is-not-empty", table, 1


@raw
def column_renamed(draft: Draft) -> Expected:
    table = draft.pick_table(1)
    changed_line(draft, table, 1, lambda text: text + b"s")
    return "any/columns-match-schema", table, 1


@raw
def columns_swapped(draft: Draft) -> Expected:
    table = draft.pick_table(1)
    changed_line(draft, table, 1, lambda text: b",".join(reversed(text.split(b","))))
    return "any/columns-match-schema", table, 1


@raw
def semicolons(draft: Draft) -> Expected:
    table = draft.pick_table(1)
    draft.file(table).write_bytes(draft.file(table).read_bytes().replace(b",", b";"))
    return "any/columns-match-schema", table, 1


@raw
def one_cell_too_many(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text + b",more")
    return "any/row-is-whole", table, line


@raw
def one_cell_too_few(draft: Draft) -> Expected:
    table = draft.pick_table(fits=unquoted)
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: text.rpartition(b",")[0])
    return "any/row-is-whole", table, line


@raw
def blank_line(draft: Draft) -> Expected:
    table = draft.pick_table()
    line = some_line(draft, table)
    changed_line(draft, table, line, lambda text: b"\n" + text)
    return "any/no-blank-rows", table, line


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


def has_span(row: Row) -> bool:
    return all(row[c] for c in ("char_start", "char_end", "span_sha256", "text_fragment")) and not row["pinpoint"]


@fact
def claim_without_place(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: r["pinpoint"] and not r["char_start"])
    row["pinpoint"] = ""
    return "claims/place-is-given", "claims", row


@fact
def span_without_fragment(draft: Draft) -> Expected:
    row = draft.pick("claims", has_span)
    row["text_fragment"] = ""
    return "claims/span-is-complete", "claims", row


@fact
def span_backwards(draft: Draft) -> Expected:
    row = draft.pick("claims", has_span)
    row["char_start"], row["char_end"] = row["char_end"], row["char_start"]
    return "claims/span-runs-forward", "claims", row


@fact
def span_beyond_its_text(draft: Draft) -> Expected:
    row = draft.pick("claims", has_span)
    row["char_end"] = "99999999"
    return "claims/span-lies-in-its-text", "claims", row


@fact
def claim_numbered_under_another_source(draft: Draft) -> Expected:
    row, other = draft.pick("claims"), draft.pick("sources", lambda r: r["access"] != "cited-only")
    row["claim_id"] = f"{other['source_id']}.999"
    return "claims/id-begins-with-its-source", "claims", row


@fact
def value_without_unit(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: not r["value"])
    row["value"], row["unit"] = "14", ""
    return "claims/value-has-unit-and-comparator", "claims", row


@fact
def government_without_a_name(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: r["speaker_kind"] in ("government", "company", "analyst"))
    row["speaker"] = ""
    return "claims/speaker-is-named", "claims", row


@fact
def source_that_credits_itself(draft: Draft) -> Expected:
    row = draft.pick("claims")
    row["via_source_id"] = row["source_id"]
    return "claims/source-does-not-credit-itself", "claims", row


@fact
def credit_without_a_relation(draft: Draft) -> Expected:
    row = draft.pick("claims")
    related = {r["upstream_source_id"] for r in draft.tables["source_relations"] if r["source_id"] == row["source_id"]}
    other = draft.pick("sources", lambda r: r["source_id"] not in related)
    row["via_source_id"] = other["source_id"]
    return "claims/credited-source-is-upstream", "claims", row


@fact
def claim_after_its_source(draft: Draft) -> Expected:
    dated = {
        r["source_id"]
        for r in draft.tables["sources"]
        if r["published_on"][:2] == "20" and "/" not in r["published_on"]
    }
    row = draft.pick("claims", lambda r: r["source_id"] in dated)
    row["asserted_on"] = "2098"
    return "claims/asserted-before-published", "claims", row


@fact
def legal_text_of_the_press(draft: Draft) -> Expected:
    press = {r["source_id"] for r in draft.tables["sources"] if r["is_official"] == "false"}
    row = draft.pick("claims", lambda r: r["source_id"] in press)
    row["speaker_kind"] = "legal-text"
    return "claims/legal-text-speaks-officially", "claims", row


@fact
def claim_on_a_source_nobody_read(draft: Draft) -> Expected:
    unread = draft.pick("sources", lambda r: r["access"] == "cited-only")
    row = draft.add("claims", **draft.chance.choice(draft.tables["claims"]))
    row["source_id"], row["claim_id"] = unread["source_id"], f"{unread['source_id']}.001"
    return "claims/cited-only-sources-are-silent", "claims", row


@fact
def measure_without_events(draft: Draft) -> Expected:
    row = draft.pick("measures")
    draft.tables["measure_events"] = [r for r in draft.tables["measure_events"] if r["measure_id"] != row["measure_id"]]
    return "measures/measure-has-an-event", "measures", row


@fact
def measure_without_claims(draft: Draft) -> Expected:
    row = draft.pick("measures")
    draft.tables["claim_measures"] = [r for r in draft.tables["claim_measures"] if r["measure_id"] != row["measure_id"]]
    return "measures/measure-has-a-claim", "measures", row


@fact
def year_without_coverage(draft: Draft) -> Expected:
    row = draft.pick("measures")
    draft.tables["coverage"] = [
        r
        for r in draft.tables["coverage"]
        if (r["jurisdiction"], r["year"]) != (row["jurisdiction"], row["measure_id"][3:7])
    ]
    return "measures/year-is-covered", "measures", row


@fact
def measure_under_another_flag(draft: Draft) -> Expected:
    row = draft.pick("measures")
    row["jurisdiction"] = "AQ"
    return "measures/id-begins-with-its-jurisdiction", "measures", row


@fact
def announced_after_it_took_effect(draft: Draft) -> Expected:
    effective = draft.pick("measure_events", lambda r: r["event"] == "effective" and not r["scope"])
    cells = {"measure_id": effective["measure_id"], "event": "announced", "date": "2097"}
    row = draft.add("measure_events", **cells, claim_id=effective["claim_id"])
    return "measure_events/announced-before-effective", "measure_events", row


@fact
def proposed_after_it_was_adopted(draft: Draft) -> Expected:
    decided = draft.pick("measure_events", lambda r: r["event"] in ("announced", "adopted") and not r["scope"])
    cells = {"measure_id": decided["measure_id"], "event": "proposed", "date": "2097"}
    row = draft.add("measure_events", **cells, claim_id=decided["claim_id"])
    return "measure_events/proposal-comes-first", "measure_events", row


@fact
def ended_before_it_took_effect(draft: Draft) -> Expected:
    row = draft.pick("measure_events", lambda r: r["event"] == "effective" and ".." not in r["date"])
    cells = {"measure_id": row["measure_id"], "event": "revoked", "date": "1951"}
    draft.add("measure_events", **cells, claim_id=row["claim_id"])
    return "measure_events/effective-before-ended", "measure_events", row


@fact
def resumed_without_a_suspension(draft: Draft) -> Expected:
    suspended = {r["measure_id"] for r in draft.tables["measure_events"] if r["event"] == "suspended"}
    measure = draft.pick("measures", lambda r: r["measure_id"] not in suspended)
    claim = draft.chance.choice(draft.tables["claims"])["claim_id"]
    cells = {"measure_id": measure["measure_id"], "event": "resumed", "date": "2021", "claim_id": claim}
    return "measure_events/resumption-follows-suspension", "measure_events", draft.add("measure_events", **cells)


FACT_TABLES = [
    "measure_events",
    "measure_targets",
    "measure_equipment",
    "measure_firms",
    "measure_relations",
    "thresholds",
]


@fact
def fact_whose_claim_is_about_another_measure(draft: Draft) -> Expected:
    table = draft.chance.choice(FACT_TABLES)
    row = draft.pick(table)
    pairs = {(r["claim_id"], r["measure_id"]) for r in draft.tables["claim_measures"]}
    other = draft.pick("claims", lambda r: (r["claim_id"], row["measure_id"]) not in pairs)
    row["claim_id"] = other["claim_id"]
    return f"{table}/claim-is-about-the-measure", table, row


def shared(draft: Draft, table: str, *columns: str) -> Row:
    """A row of the table with another that is alike in the columns."""
    keys = [tuple(row[column] for column in columns) for row in draft.tables[table]]
    return draft.pick(table, lambda row: keys.count(tuple(row[column] for column in columns)) > 1)


@fact
def clause_with_two_outcomes(draft: Draft) -> Expected:
    row = shared(draft, "thresholds", "measure_id", "equipment_id", "clause")
    row["when_met"] = "" if row["when_met"] else "exempted"
    return "thresholds/clause-has-one-outcome", "thresholds", row


@fact
def parameter_in_two_units(draft: Draft) -> Expected:
    table = draft.chance.choice(["thresholds", "equipment_parameters"])
    row = shared(draft, table, "parameter")
    row["unit"] = "furlong"
    return f"{table}/parameter-has-one-unit", table, row


@fact
def parameter_of_another_item(draft: Draft) -> Expected:
    row = draft.pick("equipment_parameters")
    named = {r["equipment_id"] for r in draft.tables["claim_equipment"] if r["claim_id"] == row["claim_id"]}
    row["equipment_id"] = draft.pick("equipment", lambda r: r["equipment_id"] not in named)["equipment_id"]
    return "equipment_parameters/claim-is-about-the-item", "equipment_parameters", row


@fact
def parameter_other_than_its_claim(draft: Draft) -> Expected:
    row = draft.pick("equipment_parameters")
    row["value"] += "1"
    return "equipment_parameters/value-is-that-of-its-claim", "equipment_parameters", row


@fact
def relation_to_itself(draft: Draft) -> Expected:
    table, a, b = draft.chance.choice(
        [
            ("measure_relations", "measure_id", "related_measure_id"),
            ("claim_relations", "claim_id", "related_claim_id"),
            ("source_relations", "source_id", "upstream_source_id"),
        ]
    )
    row = draft.pick(table)
    row[b] = row[a]
    return f"{table}/related-is-another", table, row


@fact
def relation_both_ways(draft: Draft) -> Expected:
    table, a, b = draft.chance.choice(
        [
            ("measure_relations", "measure_id", "related_measure_id"),
            ("source_relations", "source_id", "upstream_source_id"),
        ]
    )
    row = draft.pick(table)
    turned = draft.add(table, **row)
    turned[a], turned[b] = row[b], row[a]
    return f"{table}/relations-run-in-no-circle", table, turned


@fact
def firm_that_owns_itself(draft: Draft) -> Expected:
    row = draft.pick("firms")
    row["parent_firm_id"] = row["firm_id"]
    return "firms/parent-is-another", "firms", row


@fact
def fulfilled_before_it_was_said(draft: Draft) -> Expected:
    old, new = (draft.pick("claims", lambda r: r["char_start"] or r["pinpoint"]) for _ in range(2))
    old["asserted_on"], new["asserted_on"] = "1990", "2010"
    cells = {"claim_id": new["claim_id"], "relation": "fulfilled-by", "related_claim_id": old["claim_id"]}
    return "claim_relations/fulfilment-comes-later", "claim_relations", draft.add("claim_relations", **cells)


@fact
def source_that_nothing_uses(draft: Draft) -> Expected:
    row = draft.add("sources", **draft.chance.choice(draft.tables["sources"]))
    row["source_id"] = "zz-unused"
    return "sources/source-is-used", "sources", row


@fact
def firm_that_nothing_names(draft: Draft) -> Expected:
    row = draft.add("firms", firm_id="zz-unused", name="Unused", jurisdiction="NL", kind="other")
    return "firms/firm-is-used", "firms", row


@fact
def item_that_nothing_names(draft: Draft) -> Expected:
    row = draft.add("equipment", equipment_id="zz-unused", name="Unused", kind="tool", category="other")
    return "equipment/equipment-is-used", "equipment", row


@fact
def retired_id_in_use(draft: Draft) -> Expected:
    firm = draft.pick("firms")
    cells = {"table": "firms", "id": firm["firm_id"], "version": "0.1.0", "reason": "Merged."}
    return "retired_ids/retired-id-is-not-in-use", "retired_ids", draft.add("retired_ids", **cells)


@fact
def replaced_by_nothing(draft: Draft) -> Expected:
    cells = {"table": "firms", "id": "zz-old", "replaced_by": "zz-new", "version": "0.1.0", "reason": "Merged."}
    return "retired_ids/replacement-is-in-use", "retired_ids", draft.add("retired_ids", **cells)


@fact
def check_digit_wrong(draft: Draft) -> Expected:
    firm = draft.pick("firms")["firm_id"]
    source = draft.pick("sources")["source_id"]
    cells = {"firm_id": firm, "scheme": "ISIN", "value": "US0378331006", "source_id": source}
    return "firm_identifiers/value-is-valid", "firm_identifiers", draft.add("firm_identifiers", **cells)


@fact
def code_that_is_not_of_its_list(draft: Draft) -> Expected:
    item, claim = draft.pick("equipment")["equipment_id"], draft.pick("claims")["claim_id"]
    cells = {"equipment_id": item, "scheme": "US-ECCN", "code": "3B1.f", "match": "exact", "claim_id": claim}
    row = draft.add("equipment_codes", **cells)
    return "equipment_codes/code-has-the-form-of-its-scheme", "equipment_codes", row


@fact
def search_without_method(draft: Draft) -> Expected:
    row = draft.pick("coverage", lambda r: r["status"] != "not-searched")
    row["method"] = ""
    return "coverage/search-says-when-and-how", "coverage", row


@fact
def read_before_it_was_published(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["published_on"] and r["retrieved_on"])
    row["retrieved_on"] = "1960"
    return "sources/published-before-it-was-read", "sources", row


@fact
def decided_measure_without_an_official_source(draft: Draft) -> Expected:
    decided = {r["measure_id"] for r in draft.tables["measure_events"] if r["event"] in ("adopted", "published")}
    press = {r["source_id"] for r in draft.tables["sources"] if r["is_official"] == "false"}
    row = draft.pick("measures", lambda r: r["measure_id"] in decided)
    claim = draft.pick("claims", lambda r: r["source_id"] in press and not r["via_source_id"])
    kept = [r for r in draft.tables["claim_measures"] if r["measure_id"] != row["measure_id"]]
    draft.tables["claim_measures"] = kept
    draft.add("claim_measures", claim_id=claim["claim_id"], measure_id=row["measure_id"])
    return "measures/decided-measure-has-an-official-source", "measures", row


# few tables hold no comma and no quotation mark, so that these choose first
PICKY = [quotation_mark_left_open, line_break_in_a_cell, one_cell_too_few]
BATCHES = {"bytes": sorted(BYTES, key=lambda fault: fault not in PICKY), "cells": CELLS, "facts": FACTS}
