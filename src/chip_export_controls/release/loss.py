"""Turns the last release and the next one into findings on rows and cells that are gone and that nobody speaks of."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..history.state import State, TableState
from ..model.slug import words

# fewer than these are corrections, which the diff shows
_LEAST, _SHARE = 3, 0.05


def _spoken_of(changelog: str, version: str) -> set[str]:
    """The tables of which the changelog's section on the version says that something was removed."""
    section = re.search(rf"^## {re.escape(version)} .*?(?=^## |\Z)", changelog, re.M | re.S)
    lines = [line for line in (section[0] if section else "").splitlines() if re.search(r"\bremoved\b|\bfewer\b", line)]
    return {name for line in lines for name in re.findall(r"`([a-z_]+)`", line)}


def _retired(state: State) -> set[str]:
    table = state.tables.get("retired_ids")
    return {row["id"] for row in table.rows.values()} if table else set()


def _is_loss(gone: int, of: int) -> bool:
    return gone >= _LEAST and gone > of * _SHARE


def _gone(old: TableState, new: TableState, retired: set[str]) -> Iterator[tuple[str, str]]:
    """What is lost of a table, counted, with the column that it is of; a row whose id was retired is explained."""
    lost = [row for key, row in old.rows.items() if key not in new.rows and not retired & set(row.values())]
    if _is_loss(min(len(lost), len(old.rows) - len(new.rows)), len(old.rows)):
        yield "", f"{len(old.rows) - len(new.rows)} of {len(old.rows)} rows are gone"
    for column in old.columns:
        if column not in new.columns:
            continue  # a column that is gone is a major version
        filled = [key for key, row in old.rows.items() if row[column] and key in new.rows]
        emptied = sum(not new.rows[key][column] for key in filled)
        if _is_loss(emptied, len(filled)):
            yield column, f"{emptied} of {len(filled)} cells are empty now"


def losses(old: State, new: State, changelog: str) -> list[Finding]:
    """Findings on tables of which more than a twentieth of the rows, or of the cells of a column, is gone."""
    spoken, retired, found = _spoken_of(changelog, new.version), _retired(new), []
    for name, table in old.tables.items():
        if name in spoken or name not in new.tables:
            continue
        for column, said in _gone(table, new.tables[name], retired):
            columns = (column,) if column else ()
            fix = f"restore them; or say in the changelog what was removed from `{name}`, and why"
            found.append(broken("release/loss-is-explained", name, f"datapackage/{name}.csv", 1, said, fix, columns))
    return found


def _alike(a: str, b: str) -> bool:
    """Whether two names may be of one firm: they share a word, or most of their letters."""
    shared = set(words(a)) & set(words(b))
    return bool(shared) or SequenceMatcher(None, a.casefold(), b.casefold(), autojunk=False).ratio() >= 0.5


def renamed(old: State, new: State) -> list[Finding]:
    """Findings on ids of firms whose name is another one altogether, where no row says that the firm was called so."""
    if "firms" not in old.tables or "firms" not in new.tables:
        return []
    names = new.tables.get("firm_names")
    known = {(row["firm_id"], row["name"]) for row in names.rows.values()} if names else set()
    found = []
    for line, (key, row) in enumerate(new.tables["firms"].rows.items(), 2):
        before = old.tables["firms"].rows.get(key, {}).get("name", "")
        if before and not _alike(before, row["name"]) and (key[0], before) not in known:
            value = f"{key[0]}: {before} → {row['name']}"
            found.append(
                broken("release/id-means-the-same", "firms", "datapackage/firms.csv", line, value, columns=("name",))
            )
    return found
