"""The changes between two states are what a reader would list, and lead from the one to the other."""

import csv
import io
import itertools
import re
import shutil
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY, run
from edits import apply as edit
from hypothesis import given
from hypothesis import strategies as st
from repositories import commit, git

from chip_export_controls.history import joined
from chip_export_controls.history.changes import Change, as_csv, changes_of, compare
from chip_export_controls.history.joined import differing
from chip_export_controls.history.no_such_state import NoSuchState
from chip_export_controls.history.revision import opened
from chip_export_controls.history.state import RowKey, State, TableState, as_record, read_state
from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.table import Field, Table
from chip_export_controls.model.unreadable import Unreadable


def from_record(text: str) -> tuple[str, ...]:
    """The cells of one CSV line."""
    return tuple(next(csv.reader([text]), ()))


def from_csv(text: str) -> list[Change]:
    """The changes of a `changes.csv`; raises ValueError where it is none."""
    try:
        head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error as error:
        raise ValueError(f"not a changes.csv: {error}") from error
    if head != [field.name for field in fields(Change)] or any(len(row) != len(head) for row in rows):
        raise ValueError("not a changes.csv: its columns are table, key, column, old, new, kind")
    return [Change(*row) for row in rows]


class _Draft:
    """A table while changes are applied to it."""

    def __init__(self, table: TableState) -> None:
        self.columns, self.key = list(table.columns), table.key
        self.rows: dict[RowKey, dict[str, str]] = {key: dict(row) for key, row in table.rows.items()}
        self.places: dict[str, int] = {}

    def change(self, change: Change) -> None:
        key = from_record(change.key) if change.key else ()
        if change.kind == "row-removed":
            self.rows.pop(key, None)
        elif change.kind in ("row-added", "cell-changed"):
            self.rows.setdefault(key, {})[change.column] = change.new
        elif change.kind == "column-removed":
            self.columns.remove(change.column)
        else:
            self.places[change.column] = int(change.new)
            if change.kind == "column-added":
                self.columns.append(change.column)

    def done(self) -> TableState:
        kept = iter([column for column in self.columns if column not in self.places])
        placed = {n: column for column, n in self.places.items()}
        columns = tuple(placed[n] if n in placed else next(kept) for n in range(1, len(self.columns) + 1))
        rows = {key: {column: row.get(column, "") for column in columns} for key, row in self.rows.items()}
        return TableState(columns, self.key, rows)


def apply(old: State, changes: list[Change]) -> State:
    """The state that `changes` lead to from `old`: `apply(a, compare(a, b))` has the tables of `b`."""
    drafts = {name: _Draft(table) for name, table in old.tables.items()}
    for change in changes:
        if change.kind == "table-added":
            drafts[change.table] = _Draft(TableState((), from_record(change.key), {}))
        elif change.kind == "table-removed":
            del drafts[change.table]
        else:
            drafts[change.table].change(change)
    return replace(old, tables={name: draft.done() for name, draft in drafts.items()})


cells = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=4)
names = st.sampled_from(["id", "name", "note", "year", "code"])


@st.composite
def tables(draw: st.DrawFn) -> TableState:
    columns = draw(st.lists(names, min_size=1, unique=True))
    key = tuple(draw(st.lists(st.sampled_from(columns), min_size=1, max_size=2, unique=True)))
    rows = draw(st.lists(st.tuples(*[cells] * len(columns)), max_size=5))
    found = {}
    for row in rows:
        by_column = dict(zip(columns, row, strict=True))
        # a key whose cells are all empty is no key: the schemas require a cell of each
        if any(by_column[column] for column in key):
            found[tuple(by_column[column] for column in key)] = by_column
    return TableState(tuple(columns), key, found)


states = st.dictionaries(st.sampled_from(["measures", "firms", "claims"]), tables()).map(
    lambda found: State("1", found)
)


@given(states, states)
def test_applying_the_changes_gives_the_new_state(old: State, new: State) -> None:
    assert apply(old, from_csv(as_csv(compare(old, new)))).tables == new.tables


@given(states)
def test_a_state_does_not_differ_from_itself(state: State) -> None:
    assert compare(state, state) == []


@given(st.lists(cells, min_size=1).map(tuple))
def test_a_key_comes_back_from_its_line(key: tuple[str, ...]) -> None:
    assert from_record(as_record(key)) == key


def as_frame(table: TableState) -> tuple[pl.DataFrame, Table]:
    """A drawn table as a comparison by joins reads it."""
    frame = pl.DataFrame(list(table.rows.values()), schema=dict.fromkeys(table.columns, pl.String), orient="row")
    fields = tuple(Field(column, "string", {}) for column in table.columns)
    return frame, Table("t", "t.csv", {}, fields, table.key, ())


@given(tables(), tables())
def test_joins_find_the_changes_that_rows_give(old: TableState, new: TableState) -> None:
    (a, before), (b, after) = as_frame(old), as_frame(new)
    assert list(changes_of("t", *differing(a, b, before, after))) == list(changes_of("t", old, new))


def test_large_tables_are_compared_by_joins(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined, "SMALL", 0)
    shutil.copytree(package, tmp_path / "old")
    edit(
        package, [{"table": "firms", "line": 3, "set": {"headquarters": "Lüderitz"}}, {"table": "claims", "remove": 3}]
    )
    edit(package, [{"table": "claims", "line": 2, "set": {"note": 'so, "said"'}}])
    wanted = compare(read_state(tmp_path / "old"), read_state(package))
    assert list(joined.compare_folders(tmp_path / "old", package)) == wanted
    assert {change.kind for change in wanted} == {"cell-changed", "row-removed"}


def test_changed_added_and_removed_cells_are_listed_by_key(package: Path) -> None:
    old = read_state(package)
    edit(package, [{"table": "measure_firms", "line": 2, "set": {"role": "licensee"}}])
    edit(package, [{"table": "firms", "line": 3, "set": {"headquarters": "Lüderitz"}}])
    (was,) = old.tables["measure_firms"].rows.values()
    key = [was["measure_id"], was["firm_id"]]
    changes = compare(old, read_state(package))
    assert [c for c in changes if c.table == "firms"] == [
        Change("firms", "lamp-works", "headquarters", "Windhoek", "Lüderitz", "cell-changed")
    ]
    added = [c for c in changes if c.kind == "row-added"]
    assert {(c.column, c.new) for c in added} == {
        (name, cell) for name, cell in {**was, "role": "licensee"}.items() if cell
    }
    assert {c.key for c in added} == {",".join([*key, "licensee"])}
    assert {c.key for c in changes if c.kind == "row-removed"} == {",".join([*key, was["role"]])}


def test_diff_shows_folders_zips_and_revisions_alike(package: Path, tmp_path: Path) -> None:
    commit(package, "v0.1.0")
    assert run("build", "--root", package, "--out", tmp_path / "dist").exit_code == 0
    (folder,) = (tmp_path / "dist").iterdir()
    edit(package, [{"table": "firms", "line": 3, "set": {"headquarters": "Lüderitz"}}])
    shown = "firms: 1 cell changed\n  ~ lamp-works\n      headquarters: `Windhoek` → `Lüderitz`\n"
    for base in ("v0.1.0", folder, folder / f"{folder.name}.zip"):
        assert (run("diff", base, "--root", package).output, base) == (shown, base)
    assert run("diff", folder, "v0.1.0", "--root", package).output == "no changes\n"


def test_diff_reads_a_package_that_is_a_folder_of_a_larger_repository(package: Path) -> None:
    commit(package.parent, "first")
    edit(package, [{"table": "firms", "line": 3, "set": {"headquarters": "Lüderitz"}}])
    assert "headquarters: `Windhoek` → `Lüderitz`" in run("diff", "HEAD", "--root", package).output


def test_the_markdown_of_a_diff_counts_and_lists(package: Path) -> None:
    commit(package)
    edit(package, [{"table": "firms", "line": 3, "set": {"headquarters": "a|b @me"}}])
    assert run("diff", "HEAD", "--root", package, "--format", "markdown").output.splitlines() == [
        "### Changes in the data",
        "",
        "| table | changes |",
        "| --- | --- |",
        "| `firms` | 1 cell changed |",
        "",
        "| table | row | column | before | after |",
        "| --- | --- | --- | --- | --- |",
        r"| ~ `firms` | `lamp-works` | `headquarters` | `Windhoek` | `a\|b @me` |",
    ]


def test_the_csv_of_a_diff_is_what_apply_reads(package: Path) -> None:
    old = read_state(package)
    commit(package)
    edit(package, [{"table": "firms", "line": 3, "set": {"name": 'Lamp, "Works"'}}])
    output = run("diff", "HEAD", "--root", package, "--format", "csv").output
    assert apply(old, from_csv(output)).tables == read_state(package).tables


def test_the_text_of_a_state_is_the_canonical_csv(package: Path) -> None:
    for name, table in read_state(package).tables.items():
        rows = [[table.rows[key][column] for column in table.columns] for key in sorted(table.rows)]
        assert write_rows(list(table.columns), rows) == (package / "datapackage" / f"{name}.csv").read_text("utf-8")


def test_each_release_made_so_far_leads_to_the_next() -> None:
    tags = [
        tag for tag in git(REPOSITORY, "tag", "--list", "--sort=v:refname").split() if re.fullmatch(r"v[\d.]+", tag)
    ]
    steps = [*tags, str(REPOSITORY)]
    for base, head in itertools.pairwise(steps):
        with opened(base, REPOSITORY) as a, opened(head, REPOSITORY) as b:
            old, new = read_state(a), read_state(b)
        after = apply(old, from_csv(as_csv(compare(old, new))))
        assert after.tables == new.tables


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:datapackage", "v9.9.9"])
def test_a_name_that_is_no_state_is_refused_as_usage(name: str, package: Path) -> None:
    commit(package)
    result = run("diff", "--root", package, "--", name)
    assert (result.exit_code, "no git revision" in result.output) == (2, True)


@pytest.mark.parametrize("entry", ["../datapackage.json", "/datapackage.json", "a/../../datapackage.json", "C:\\x.csv"])
def test_a_zip_whose_entries_leave_their_folder_is_refused(entry: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(entry, "{}")
    with pytest.raises(NoSuchState, match="leaves its folder"), opened(str(tmp_path / "evil.zip"), tmp_path):
        pass


def test_a_zip_that_holds_a_link_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        info = zipfile.ZipInfo("x/datapackage.json")
        info.external_attr, info.create_system = 0o120777 << 16, 3
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(NoSuchState, match="leaves its folder"), opened(str(tmp_path / "evil.zip"), tmp_path):
        pass


def test_two_rows_with_one_key_cannot_be_compared(package: Path) -> None:
    edit(package, [{"table": "firms", "line": 3, "set": {"firm_id": "lamp-holding"}}])
    with pytest.raises(Unreadable, match="two rows have the key lamp-holding"):
        read_state(package)
