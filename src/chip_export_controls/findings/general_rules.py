"""The rules that hold for any package, each with its sentence and its fix; those of a table stand in schemas/."""

from collections.abc import Mapping
from typing import NamedTuple

from .finding import Finding, Severity, shorten


class Fixed(NamedTuple):
    """A rule's sentence, what to do where it is broken, unless the check knows better, and how much it weighs."""

    sentence: str
    fix: str = ""
    severity: Severity = "error"


_FMT = "run `fmt`, which writes the file canonically"
_LOCATE = "delete the character that is shown as "

FIXED: Mapping[str, Fixed] = {
    "package/file-is-there": Fixed("The descriptor and each schema that it names are files in the package."),
    "package/file-is-json": Fixed(
        "The descriptor and the schemas are JSON in UTF-8.", "write the file as JSON in UTF-8"
    ),
    "package/key-is-given-once": Fixed(
        "No object of the descriptor, of a schema or of a source record gives a key twice.", "remove one of the two"
    ),
    "package/field-is-known": Fixed("The descriptor and its resources have no fields but those that are known."),
    "package/field-has-its-form": Fixed(
        "The descriptor says what the package is: name, version, title, description, licence, contributors, keywords "
        "and day, each in its form."
    ),
    "package/text-is-a-plain-file": Fixed(
        "The licences, the citation and the changelog, where there are any, are plain files of at most 8 MiB.",
        "put the file itself in its place",
    ),
    "package/file-is-as-promised": Fixed("A file has the bytes and the digest that the descriptor gives for it."),
    "package/rows-are-as-promised": Fixed("A table has as many rows as the descriptor says."),
    "package/path-stays-inside": Fixed(
        "A path is relative, names a file below the package's folder, and follows no link.",
        "name a file below the package's folder",
    ),
    "package/shape-is-known": Fixed(
        "The descriptor lists resources with a name, a path and a schema; a schema lists fields.",
        "write it as the descriptor of the last commit does",
    ),
    "package/schema-is-the-law": Fixed(
        "The schema of a table is the one that is installed with the tool.",
        "change the schema in the repository of the tool, and validate with the tool from that checkout",
    ),
    "package/csv-is-a-resource": Fixed(
        "Each CSV in the folder of the tables is a resource of the descriptor.",
        "remove the file, or list it in datapackage.json",
    ),
    "package/tables-are-the-law": Fixed(
        "The package holds each table of the data model, and no other.",
        "list each table of schemas/ once in datapackage.json",
    ),
    "package/no-change-is-pending": Fixed(
        "The package holds no journal that a killed command left.",
        "run a command that writes, such as `fmt`, which finishes the change; or remove the file",
    ),
    "record/has-its-form": Fixed(
        "A source record holds source_id, sha256, length and segments (start, end, sha256).",
        "write it again with `fingerprint`",
    ),
    "record/segments-cover-the-text": Fixed(
        "The segments of a source record cover all its text except white space.", "write it again with `fingerprint`"
    ),
    "record/digest-is-that-of-the-text": Fixed(
        "The digest of a source record is that of the whole text; a single segment has the same digest.",
        "write it again with `fingerprint`",
    ),
    "record/has-its-layout": Fixed(
        "A source record is written as `fingerprint` writes it, one segment on each line.",
        "write it again with `fingerprint`",
        "warning",
    ),
    "record/stands-among-records": Fixed(
        "The folder sources/ holds only records, named <source_id>.json.",
        "remove the file; a copy of a text stays outside the package",
    ),
    "record/is-of-a-source": Fixed("Each file of sources/ is the record of a row of sources, and is named after it."),
    "any/file-exists": Fixed("Each table is a regular file.", "restore the file from the last commit"),
    "any/file-is-a-table": Fixed(
        "A table is a CSV: no web page, message, pointer or workbook in its place, and no merge that is not finished.",
        "download the raw file, run `git lfs pull`, save the sheet as CSV, or finish the merge; `fmt` mends the others",
    ),
    "any/file-is-small": Fixed(
        "A table has at most 16 MiB in a line, a thousand blank lines, 100,000 rows that are not whole, 10,000 commas "
        "in a row and 131,072 characters in a cell; where it is read row by row, it fits in memory.",
        "split the cell, or correct what wrote the file",
    ),
    "any/file-is-not-empty": Fixed("A table has at least its header line.", "restore the header line"),
    "any/no-byte-order-mark": Fixed("A file does not begin with a byte-order mark.", _FMT),
    "any/utf-8": Fixed("A file is written in UTF-8.", "save the file as UTF-8"),
    "any/no-nul": Fixed("A file holds no NUL byte.", "save the file as plain UTF-8 text"),
    "any/unix-line-ends": Fixed("Lines end in LF alone.", _FMT),
    "any/final-newline": Fixed("The last line ends in LF.", _FMT),
    "any/quotes-are-closed": Fixed(
        "A quotation mark that opens a cell is closed in its line, at the end of the cell.",
        "close the quotation mark, and double each one inside a cell",
    ),
    "any/one-line-cells": Fixed("No cell holds a line break.", "write the cell on one line"),
    "any/minimal-quoting": Fixed("A cell is quoted only if it holds a comma or a quotation mark.", _FMT),
    "any/sorted-by-key": Fixed("Rows are sorted by primary key.", _FMT),
    "any/nfc": Fixed("Text is in Unicode normal form C.", _FMT),
    "any/trimmed": Fixed("No cell begins or ends with white space.", _FMT),
    "any/no-control-characters": Fixed("No cell holds a control character.", f"{_LOCATE}\\x… or \\t"),
    "any/no-invisible-characters": Fixed(
        "No cell holds a zero-width, bidirectional, filling, selecting or private character.", f"{_LOCATE}\\u…"
    ),
    "any/one-plain-space": Fixed(
        "One plain space separates two words: not two, and no no-break or ideographic space.",
        "write one plain space between the words",
    ),
    "any/read-as-utf-8": Fixed(
        "No cell shows the traces of text that was read in a wrong encoding, such as Ã©, � or ????.",
        "copy the text again from its source, and save it as UTF-8",
    ),
    "any/no-markup": Fixed(
        "No cell holds an HTML entity, a tag, a Markdown link or an escape such as \\n.",
        "write the character itself, such as `&` for `&amp;`",
    ),
    "any/plain-letters": Fixed(
        "Letters and digits are plain ones: not full-width, half-width, circled, ligatures, mathematical or phonetic; "
        "hyphens are plain too, and no cell has pictures, arrows or stacked marks.",
        "retype the letter in its plain form (Unicode NFKC gives it for many)",
    ),
    "any/text-is-whole": Fixed(
        "No text begins or ends in the middle of a sentence, such as with a comma or an open bracket, ends in two "
        "full stops, or says `the the`.",
        "copy the text anew, and read it to its end",
    ),
    "any/cell-fits-a-spreadsheet": Fixed(
        "A cell has at most 32,767 characters, the most that a spreadsheet holds.", "shorten the text, or split the row"
    ),
    "any/no-formulas": Fixed(
        "No text begins with =, +, -, @ or a tab, which a spreadsheet would run as a formula.",
        "reword the text so that it begins with a letter or a digit",
    ),
    "any/empty-is-empty": Fixed(
        "A value that is not known is an empty cell: no `nan`, `N/A`, `TBD`, `unknown`, and no text to fill in later.",
        "leave the cell empty, or write what the source says",
    ),
    "any/as-it-was-typed": Fixed(
        "No cell was changed by a spreadsheet into something like 4.00E+91, #REF!, 02-Jan or TRUE.",
        "type the cell again, in a column that the spreadsheet treats as text",
    ),
    "any/address-is-public": Fixed(
        "An address leads to a public host, without a user, a password or a session.",
        "give the address that any reader can open",
    ),
    "any/address-can-be-followed": Fixed(
        "An address is whole: percent signs are followed by two digits, once, and no text fragment is in it.",
        "copy the address again; put the words of a passage into text_fragment of the claim",
    ),
    "any/number-is-plain": Fixed(
        "A number is written in plain digits, at most 15, with a full stop before decimals and no zero after them.",
        "write it like 14, 2.5 or -3",
    ),
    "any/one-script-words": Fixed(
        "No word mixes Latin letters with Greek or Cyrillic ones, or uses those in place of Latin ones.",
        "retype the word in one script",
    ),
    "any/columns-match-schema": Fixed("The header has the columns of the schema, in their order."),
    "any/row-is-whole": Fixed("A row has as many cells as the header."),
    "any/no-blank-rows": Fixed("No row is blank.", "run `fmt`, which drops it"),
    "any/cell-has-type": Fixed("A cell has the type of its column."),
    "any/cell-is-given": Fixed("A required cell is not empty."),
    "any/cell-has-form": Fixed("A cell matches the pattern of its column."),
    "any/cell-is-allowed": Fixed("A cell of a column with a fixed list of values is one of them."),
    "any/cell-is-in-range": Fixed("A number, or the length of a text, is within the limits of its column."),
    "any/key-is-unique": Fixed("No two rows of a table have the same primary key."),
    "any/reference-exists": Fixed("A reference names an id that exists in the other table."),
    "any/date-exists": Fixed("A date exists in the calendar."),
    "any/interval-runs-forward": Fixed("An interval ends after it begins."),
    "release/version-is-three-numbers": Fixed(
        "The version is X.Y.Z, three numbers without leading zeros.", "write it as 1.2.3"
    ),
    "release/version-step-is-enough": Fixed(
        "A change of tables, columns, types or keys is a major version, rows or columns added are a minor one, "
        "corrections a patch."
    ),
    "release/gone-id-is-retired": Fixed("An id that was released and is gone has a row in retired_ids."),
    "release/retired-id-stays-retired": Fixed(
        "An id that was retired is never used again.", "give the new row another id"
    ),
    "release/retirement-is-kept": Fixed(
        "Rows of retired_ids that were in the last release are still there.", "restore the row from the last release"
    ),
    "release/loss-is-explained": Fixed(
        "A table keeps its rows and its filled cells, or the changelog says what was removed from it."
    ),
    "release/id-means-the-same": Fixed(
        "An id of a firm means the same firm as in the last release.",
        "give the other firm an id of its own; or, if the firm was renamed, add its earlier name to firm_names",
    ),
    "release/changelog-has-the-version": Fixed("The first heading of CHANGELOG.md is the version with its day."),
    "release/citation-has-the-version": Fixed("CITATION.cff names the version and the day that the changelog names."),
}


def broken(
    rule: str,
    table: str,
    file: str,
    line: int = 1,
    value: str = "",
    fix: str | None = None,
    columns: tuple[str, ...] = (),
    of: Mapping[str, Fixed] = FIXED,
) -> Finding:
    """The finding on a breach of a fixed rule, with the rule's sentence, and its fix where none is given."""
    sentence, usual, severity = of[rule]
    return Finding(table, file, line, columns, rule, sentence, shorten(value), usual if fix is None else fix, severity)
