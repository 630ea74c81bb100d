"""Turns an id into another one in every table that names it: renamed, merged into another row, or retired."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..findings.finding import Finding
from ..model.csv import key_of, write_rows
from ..model.descriptor import law
from ..model.plain_file import unfit
from ..model.table import Table
from .rows import tried
from .transaction import write_all

Row = dict[str, str]
TABLES = ("sources", "claims", "measures", "equipment", "firms")  # whose ids are released, and retired
_FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[0-9]{3})?")


class NotMoved(ValueError):
    """What stands in the way; the message is one sentence for each thing."""


@dataclass
class Move:
    """The rows of the package while an id is moved, and what is to be said of it."""

    root: Path
    rows: dict[str, list[Row]]
    changed: Counter[str] = field(default_factory=Counter)  # cells by file
    dropped: Counter[str] = field(default_factory=Counter)  # rows by file
    left_out: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    def said(self) -> list[str]:
        """A line for each file that changes, and for each cell that was not kept."""
        lines = []
        for file in sorted({*self.changed, *self.dropped}):
            parts = [(self.changed[file], "cell", "changed"), (self.dropped[file], "row", "removed")]
            told = [f"{n} {what}{'' if n == 1 else 's'} {how}" for n, what, how in parts if n]
            lines.append(f"{file}: {', '.join(told)}")
        return [*lines, *self.left_out]


def _path(table: str) -> str:
    return law()[table].path


def _places(table: str) -> Iterator[tuple[Table, str]]:
    """Each table and column that holds ids of this table, its own key among them."""
    yield law()[table], law()[table].key[0]
    for other in law().values():
        yield from ((other, link.column) for link in other.foreign_keys if link.table == table)


def _find(move: Move, table: str, id: str) -> Row | None:
    key = law()[table].key[0]
    return next((row for row in move.rows[table] if row[key] == id), None)


def _wanted(move: Move, table: str, id: str) -> Row:
    if (row := _find(move, table, id)) is None:
        told = (r["replaced_by"] for r in move.rows["retired_ids"] if (r["table"], r["id"]) == (table, id))
        successor = next(filter(None, told), "")
        raise NotMoved(f"{table} has no `{id}`" + (f": `{successor}` took its place" if successor else ""))
    return row


def _is_free(move: Move, table: str, id: str) -> None:
    if not _FORM.fullmatch(id):
        raise NotMoved(f"`{id}`: an id is lower-case Latin letters and digits, parted by hyphens")
    retired = any((row["table"], row["id"]) == (table, id) for row in move.rows["retired_ids"])
    if retired or _find(move, table, id):
        raise NotMoved(f"{table} has or had `{id}`: give another id, or `merge` the two")


def _replace(move: Move, table: str, old: str, new: str) -> None:
    """Writes the new id wherever the old one stands, the rows that it replaced and the queue among them."""
    for where, column in _places(table):
        for row in move.rows[where.name]:
            if row[column] == old:
                row[column] = new
                move.changed[where.path] += 1
    for row in move.rows["retired_ids"]:
        if (row["table"], row["replaced_by"]) == (table, old):
            row["replaced_by"] = new
            move.changed[_path("retired_ids")] += 1
    _in_the_queue(move, law()[table].key[0], old, new)


def _in_the_queue(move: Move, column: str, old: str, new: str) -> None:
    """The same in the tables of intake/, which no schema describes."""
    for file in sorted((move.root / "intake").glob("*.csv")):
        path = f"intake/{file.name}"
        if unfit(file, 2**26) or not re.fullmatch("[a-z_]+", file.stem):
            continue
        text = move.files.get(path) or file.read_text("utf-8")
        header, *rows = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
        at = header.index(column) if column in header else None
        hits = [row for row in rows if at is not None and len(row) == len(header) and row[at] == old]
        for row in hits:
            row[at or 0] = new
        if hits:
            move.changed[path] += len(hits)
            move.files[path] = write_rows(header, rows)


def _retire(move: Move, table: str, id: str, by: str, version: str, reason: str) -> None:
    row = {"table": table, "id": id, "replaced_by": by, "version": version, "reason": reason}
    move.rows["retired_ids"].append(row)
    move.changed[_path("retired_ids")] += 1


def _claims_of(move: Move, source: str) -> list[str]:
    return [row["claim_id"] for row in move.rows["claims"] if row["source_id"] == source]


def _record(root: Path, source: str) -> Path | None:
    file = root / "sources" / f"{source}.json"
    return None if unfit(file, 2**26) else file


def _move_record(move: Move, old: str, new: str) -> None:
    """Gives the digests of a text copy to the source under its new id."""
    if (file := _record(move.root, old)) is None:
        return
    quoted = [f'"source_id": {json.dumps(id)}' for id in (old, new)]
    move.files[f"sources/{new}.json"] = file.read_text("utf-8").replace(quoted[0], quoted[1], 1)
    move.gone.append(f"sources/{old}.json")
    move.changed[f"sources/{new}.json"] += 1


Retired = Callable[[str, str, str], None]  # a table, an id, and what took its place


def _retirement(move: Move, reason: str | None, version: str) -> Retired:
    def retired(table: str, id: str, by: str) -> None:
        if reason:
            _retire(move, table, id, by, version, reason)

    return retired


def rename(move: Move, table: str, old: str, new: str, reason: str | None, version: str) -> None:
    """Writes `new` wherever `old` stands; the claims of a source take its new id. Raises NotMoved.

    With a reason the old id is retired; without one it was never released.
    """
    _wanted(move, table, old)
    _is_free(move, table, new)
    retired = _retirement(move, reason, version)
    if table == "sources":
        for claim in _claims_of(move, old):
            numbered = f"{new}{claim.removeprefix(old)}"
            _is_free(move, "claims", numbered)
            _replace(move, "claims", claim, numbered)
            retired("claims", claim, numbered)
        _move_record(move, old, new)
    _replace(move, table, old, new)
    retired(table, old, new)


def _told(row: Row, key: list[str]) -> str:
    return ", ".join(row[column] for column in key if row[column])


def _merged(move: Move, where: Table) -> None:
    """Of rows with one key keeps the first; it takes over cells that it lacks, and what else differs is said."""
    kept: dict[tuple[str, ...], Row] = {}
    for row in move.rows[where.name]:
        key = tuple(row[column] for column in where.key)
        first = kept.setdefault(key, row)
        if first is row:
            continue
        move.dropped[where.path] += 1
        for column, cell in row.items():
            if cell and not first[column]:
                first[column] = cell
            elif cell and cell != first[column]:
                said = f"{where.path}: {_told(row, list(where.key))}: {column} keeps `{first[column]}`"
                move.left_out.append(f"{said}; left out: `{cell}`")
    move.rows[where.name] = list(kept.values())


def _turned_on_itself(move: Move, table: str, id: str) -> None:
    """Drops the rows that related the two, and empties a cell in which the one named the other."""
    for where in law().values():
        columns = [link.column for link in where.foreign_keys if link.table == table]
        if where.name == table:
            for row in move.rows[table]:
                for column in columns:
                    if row[where.key[0]] == row[column] == id:
                        row[column] = ""
                        move.left_out.append(f"{where.path}: {id}: {column} named the other; left out")
        elif len(columns) == 2 and set(columns) <= set(where.key):
            rows = [row for row in move.rows[where.name] if not row[columns[0]] == row[columns[1]] == id]
            move.dropped[where.path] += len(move.rows[where.name]) - len(rows)
            move.rows[where.name] = rows


def _number(move: Move, source: str) -> int:
    ids = [*_claims_of(move, source), *(row["id"] for row in move.rows["retired_ids"] if row["table"] == "claims")]
    return max((int(id[-3:]) for id in ids if id.rpartition(".")[0] == source), default=0)


def merge(move: Move, table: str, old: str, into: str, reason: str, version: str) -> None:
    """Gives all that hangs on `old` to `into`, and retires `old`. Raises NotMoved.

    The claims of a source are numbered on behind those of the other.
    """
    first, second = _wanted(move, table, into), _wanted(move, table, old)
    if first is second:
        raise NotMoved(f"`{old}` is one row: there is nothing to merge")
    retired = _retirement(move, reason, version)
    if table == "sources":
        if _record(move.root, old):
            raise NotMoved(
                f"sources/{old}.json: the anchors of its claims are places in another text: anchor them anew"
            )
        for claim in _claims_of(move, old):
            numbered = f"{into}.{_number(move, into) + 1:03}"
            _replace(move, "claims", claim, numbered)
            _wanted(move, "claims", numbered)["source_id"] = into
            retired("claims", claim, numbered)
    move.rows[table].remove(second)
    move.rows[table].append(second)  # behind the row that is kept
    _replace(move, table, old, into)
    _turned_on_itself(move, table, into)
    for where in {place.name: place for place, _ in _places(table)}.values():
        _merged(move, where)
    retired(table, old, into)


def _hanging(move: Move, table: str, id: str) -> Iterator[tuple[Table, str, Row]]:
    for where, column in _places(table):
        if where.name != table or column != where.key[0]:
            yield from ((where, column, row) for row in move.rows[where.name] if row[column] == id)


def retire(move: Move, table: str, id: str, by: str, reason: str, version: str, with_rows: bool) -> None:
    """Removes a row and retires its id. Raises NotMoved.

    Rows that name it stand in the way; `with_rows` removes them too, and empties a cell that need not name it.
    """
    _wanted(move, table, id)
    if by:
        _wanted(move, table, by)
    hanging = list(_hanging(move, table, id))
    if hanging and not with_rows:
        counts = Counter(f"{where.path} ({column})" for where, column, _ in hanging)
        places = ", ".join(f"{n} in {place}" for place, n in counts.items())
        raise NotMoved(f"rows name `{id}`: {places}: change them, or give --with-rows to remove them too")
    _remove(move, table, id, by, reason, version)


def _remove(move: Move, table: str, id: str, by: str, reason: str, version: str) -> None:
    key = law()[table].key[0]
    move.rows[table] = [row for row in move.rows[table] if row[key] != id]
    move.dropped[_path(table)] += 1
    for row in move.rows["retired_ids"]:
        if (row["table"], row["replaced_by"]) == (table, id):
            row["replaced_by"] = by
    _retire(move, table, id, by, version, reason)
    if table == "sources" and _record(move.root, id):
        move.gone.append(f"sources/{id}.json")
    for where, column, row in list(_hanging(move, table, id)):
        field = next(f for f in where.fields if f.name == column)
        if not field.constraints.get("required") and column not in where.key:
            row[column] = ""
            move.changed[where.path] += 1
        elif where.name in TABLES:
            if _find(move, where.name, row[where.key[0]]):
                _remove(move, where.name, row[where.key[0]], "", reason, version)
        else:
            move.rows[where.name] = [other for other in move.rows[where.name] if other is not row]
            move.dropped[where.path] += 1


def mentions(move: Move, id: str) -> list[str]:
    """The cells of text that name the id, which nothing but a person can change; one plain word may be no id there."""
    if not re.search("[^a-z]", id):
        return []
    word = re.compile(rf"(?<![a-z0-9.-]){re.escape(id)}(?![a-z0-9-])")
    found = []
    for name, rows in move.rows.items():
        for row in rows if name != "retired_ids" else []:
            found += [f"{_path(name)}: {_told(row, list(law()[name].key))}: {c}" for c in row if word.search(row[c])]
    return found


def finish(move: Move) -> list[Finding]:
    """Writes all files, or none and gives the errors that the result would have."""
    texts = dict(move.files)
    for name in move.rows:
        table = law()[name]
        if not {table.path} & {*move.changed, *move.dropped}:
            continue
        cells = [[row[column] for column in table.columns] for row in move.rows[name]]
        texts[table.path] = write_rows(table.columns, sorted(cells, key=key_of(table)))
    findings = tried(move.root, {path: text for path, text in texts.items() if path[:7] != "intake/"}, move.gone)
    if not findings:
        write_all(move.root, texts, move.gone)
    return findings
