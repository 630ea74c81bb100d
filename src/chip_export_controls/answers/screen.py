"""Holds a list of names against the firms of the record and the lists that they stand on."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ..library import RECORDED, Tables, cells, kept, version
from ..model.frames import frame
from ..model.naming import compact, distinctive, without_form
from ..model.period import Day, period
from .find import SOME_WORDS
from .find import hits as found_by
from .intervals import listings
from .links.announced import totals
from .links.hierarchy import above
from .sentences.gaps import gaps
from .sentences.kin import owners
from .sentences.once_listed import once_listed
from .sentences.verdicts import NO_CLEARANCE, counted
from .standing.events import jurisdictions
from .standing.renewed_lists import named_anew
from .standing.searches import horizons, last_search
from .status import status

if TYPE_CHECKING:
    import pandas as pd

Names: TypeAlias = "str | Path | Iterable[str | Mapping[str, Any]] | pd.DataFrame"
TIERS = ("identifier", "same name", "same but for form", "same distinctive words", "similar", "part of the name")
SIMILAR_TIER, PART = 4, 5
NONE = "no match"
COLUMNS = ["line", "name", "tier", "likeness", "firm_id", "firm", "matched", "reason", "measure_id", "title", "listed"]
COLUMNS += ["jurisdiction", "since", "until", "certainty", "in_record", "parent", "units", "claim_id", "named_anew_by"]
SIMILAR = 90
# a word that more firms bear tells none of them; as many firms are told of which a name may be a part
COMMON, MANY = 8, 5
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Line:
    """One name that is asked about."""

    number: int
    name: str
    country: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class Known:
    """The names and identifiers of all firms, by what of them is compared."""

    identifiers: dict[str, set[str]]
    same: dict[str, dict[str, str]]
    form: dict[str, dict[str, str]]
    words: dict[frozenset[str], dict[str, str]]
    sorted_names: list[str]
    of: list[tuple[str, str]]
    bearing: dict[str, set[str]]
    holding: dict[str, set[frozenset[str]]]
    in_han: dict[frozenset[str], str]
    telling: dict[frozenset[str], set[str]]
    rarest: dict[str, set[frozenset[str]]]


@kept
def known(tables: Tables) -> Known:
    """Every name of every firm, folded."""
    found = Known(
        defaultdict(set),
        defaultdict(dict),
        defaultdict(dict),
        defaultdict(dict),
        [],
        [],
        defaultdict(set),
        defaultdict(set),
        {},
        {},
        defaultdict(set),
    )
    firms, names = cells(tables, "firms"), cells(tables, "firm_names")
    listed = cells(tables, "measure_firms")[["firm_id", "name_as_listed"]]
    told = [*firms[["firm_id", "name"]].itertuples(index=False, name=None)]
    told += names[["firm_id", "name"]].itertuples(index=False, name=None)
    told += [(firm, name) for firm, name in listed.itertuples(index=False, name=None) if name]
    for firm, name in dict.fromkeys(told):
        found.same[compact(name)].setdefault(firm, name)
        found.form[without_form(name).replace(" ", "")].setdefault(firm, name)
        if words := distinctive(name):
            found.words[words].setdefault(firm, name)
        for word in words:
            found.bearing[word].add(firm)
            found.holding[word].add(words)
        if _HAN.search(name):
            found.in_han[words] = "".join(sorted(words))
        found.sorted_names.append(" ".join(sorted(without_form(name).split())))
        found.of.append((firm, name))
    for words in found.words:
        found.telling[words] = _rare(words, found)
        found.rarest[min(words, key=lambda word: (len(found.bearing[word]), word))].add(words)
    for firm, value in cells(tables, "firm_identifiers")[["firm_id", "value"]].itertuples(index=False):
        found.identifiers[compact(value)].add(firm)
    return found


@kept
def _listings(tables: Tables) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    rows = listings(tables=tables).astype(object)
    for row in rows.where(rows.notna(), "").itertuples(index=False, name=None):
        found[row[0]].append(dict(zip(rows.columns, row, strict=True)))
    return found


def _table(file: Path) -> "pd.DataFrame":
    """A CSV whose cells are divided by the sign that its head has most of: comma, semicolon, tab or bar."""
    import pandas as pd

    head = file.read_text("utf-8-sig").partition("\n")[0]
    by = max(",;\t|", key=head.count)
    return pd.read_csv(file, sep=by, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def read_names(names: Names, column: str | None = None) -> list[Line]:
    """The lines of a CSV, an XLSX or a text file, of a DataFrame, or of names or dicts.

    `column` is the one of the names, `name` if none is given. Raises ValueError where the table has no such column.
    """
    import pandas as pd

    if isinstance(names, Path):
        if names.suffix.lower() in (".xlsx", ".xls"):
            names = pd.read_excel(names, dtype=str, keep_default_na=False)
        elif names.suffix.lower() == ".csv":
            names = _table(names)
        else:
            names = [line for line in names.read_text("utf-8-sig").splitlines() if line.strip()]
    if isinstance(names, pd.DataFrame):
        columns = {str(column).strip().lower(): column for column in names.columns}
        key = (column or "name").strip().lower()
        if key not in columns:
            found = ", ".join(f"`{c}`" for c in names.columns)
            raise ValueError(f"no column `{key}`: the table has {found}; say with `column` which one holds the names")
        columns["name"] = columns[key]
        used = [c for c in ("name", "country", "identifier") if c in columns]
        table = names[[columns[c] for c in used]].astype(object)
        table = table.where(table.notna(), "")
        names = [dict(zip(used, map(str, row), strict=True)) for row in table.itertuples(index=False, name=None)]
    given = [names] if isinstance(names, str) else names
    rows = [{"name": row} if isinstance(row, str) else row for row in given]
    return [
        Line(n, *(str(row.get(c) or "").strip() for c in ("name", "country", "identifier")))
        for n, row in enumerate(rows, 1)
    ]


Hit = tuple[int, float, str, str, str]  # tier, likeness, firm, the name that it bears, the reason


def _exact(line: Line, of: Known) -> Iterator[Hit]:
    """Hits that need no measure of likeness, each firm at its first tier."""
    if line.identifier:
        for firm in sorted(of.identifiers.get(compact(line.identifier), ())):
            yield 0, 100, firm, line.identifier, f"identifier {line.identifier}"
    if not compact(line.name):
        return
    for firm, name in of.same.get(compact(line.name), {}).items():
        yield 1, 100, firm, name, "the same name but for capitals, accents, width, script and punctuation"
    for firm, name in of.form.get(without_form(line.name).replace(" ", ""), {}).items():
        yield 2, 100, firm, name, "the same name without its legal form"
    words = distinctive(line.name)
    for firm, name in of.words.get(words, {}).items() if words else ():
        yield 3, 100, firm, name, f"the same words: {', '.join(sorted(words))}"


def _within(asked: str, known: str) -> bool:
    """Whether one of two Chinese names is a part of the other, and has three signs or more."""
    short, long = sorted((asked, known), key=len)
    return len(short) > 2 and bool(_HAN.search(short)) and short in long


def _rare(words: frozenset[str], of: Known) -> set[str]:
    """The words that few firms bear, and that are more than two letters or Chinese."""
    return {w for w in words if len(of.bearing.get(w, ())) <= COMMON and (len(w) > 2 or _HAN.search(w))}


def _sharing(asked: frozenset[str], of: Known) -> Iterator[frozenset[str]]:
    """The names of which all telling words are in the one asked about, or the other way round, or all of three words.

    Looked up by their rarest words, for a common one is in thousands of names.
    """
    rare = _rare(asked, of)
    for known in set().union(*(of.holding.get(word, ()) for word in rare)):
        telling = of.telling[known]
        if rare <= known or (telling and telling <= asked):
            yield known
    for known in set().union(*(of.rarest.get(word, ()) for word in asked)):
        if len(known) > 2 and known <= asked:
            yield known
    if len(asked) > 2:
        yield from set.intersection(*(of.holding.get(word, set()) for word in asked))


def _parts(line: Line, of: Known) -> list[Hit]:
    """The firms whose name holds the telling words of the name, or is held by it: the nearest few."""
    words = distinctive(line.name)
    found: dict[str, Hit] = {}
    alike = set(_sharing(words, of))
    if _HAN.search(line.name):
        whole = "".join(sorted(words))
        alike |= {have for have, joined in of.in_han.items() if _within(whole, joined)}
    for have in alike - {frozenset()}:
        near = round(100 * len(words & have) / len(words | have))
        for firm, name in of.words[have].items():
            hit = (PART, float(near), firm, name, "a part of the name is the same: check this")
            found[firm] = min(found.get(firm, hit), hit, key=lambda h: (-h[1], h[3]))
    return sorted(found.values(), key=lambda h: (-h[1], h[2]))[:MANY]


def _similar(lines: list[Line], of: Known, cutoff: int) -> Iterator[tuple[Line, Hit]]:
    """Hits by likeness of the words in alphabetical order."""
    try:
        import numpy
        from rapidfuzz import fuzz, process
    except ModuleNotFoundError as error:
        said = "rapidfuzz is not installed: screening needs pip install 'chip-export-controls[screen]'"
        raise ModuleNotFoundError(said, name="rapidfuzz") from error
    for start in range(0, len(lines), 500):
        some = lines[start : start + 500]
        asked = [" ".join(sorted(without_form(line.name).split())) for line in some]
        scores = process.cdist(
            asked, of.sorted_names, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=numpy.uint8, workers=-1
        )
        for n, m in zip(*scores.nonzero(), strict=True):
            firm, name = of.of[m]
            likeness = float(scores[n, m])
            yield some[n], (4, likeness, firm, name, f"{likeness:.0f} of 100 letters alike, words in any order")


def _hits(lines: list[Line], of: Known, cutoff: int, depth: int) -> dict[int, list[Hit]]:
    """By line: each firm at its best tier, down to the depth asked for."""
    found: dict[int, dict[str, Hit]] = {line.number: {} for line in lines}
    for line in lines:
        for hit in _exact(line, of):
            if hit[0] <= depth:
                found[line.number].setdefault(hit[2], hit)
    if depth >= SIMILAR_TIER:
        open_lines = [line for line in lines if not found[line.number] and len(compact(line.name)) > 3]
        for line, hit in _similar(open_lines, of, cutoff):
            before = found[line.number].get(hit[2])
            if before is None or before[1] < hit[1]:
                found[line.number][hit[2]] = hit
    for line in lines if depth >= PART else ():
        if not found[line.number]:
            found[line.number] = {hit[2]: hit for hit in _parts(line, of)}
    return {n: sorted(hits.values(), key=lambda h: (h[0], -h[1], h[2])) for n, hits in found.items()}


# names without a match of which the nearest is told
FEW = 20


def _nearest(tables: Tables, lines: list[Line], hits: dict[int, list[Hit]]) -> Iterator[str]:
    """A note for each name without a match that is written like one in the record: a slip, or another firm."""
    for line in [line for line in lines if not hits[line.number] and compact(line.name)][:FEW]:
        near = [e for tier, _, e in found_by(tables, line.name) if e.kind == "firm" and tier < SOME_WORDS]
        if near:
            listed = ", which is or was on a list" if _listings(tables).get(near[0].id) else ""
            told = f"the nearest name in the record is `{near[0].text}` ({near[0].id}){listed}"
            yield f"no match for `{line.name}`; {told}"


def screen(
    names: Names,
    on: Day | None = None,
    *,
    tier: str = TIERS[PART],
    cutoff: int = SIMILAR,
    jurisdiction: str | None = None,
    column: str | None = None,
    tables: Tables = RECORDED,
) -> "pd.DataFrame":
    """Whether names are those of firms in the record, and on which lists these stand on a day.

    `names` is one name, a list of names or of dicts, a DataFrame, or the Path of a CSV, an XLSX or a text file with a
    name a line; a table has a column `name` and may have `country` (ISO 3166-1 alpha-2) and `identifier` (LEI, ISIN,
    ticker, USCC, Wikidata). `on` is the last day of the search if none is given. `tier` is the last tier that counts,
    `cutoff` the likeness (0 to 100) from which names are similar, `jurisdiction` the one whose lists count,
    `column` the column of the names.

    Columns: line (from 1), name, tier (`identifier`, `same name`, `same but for form`, `same distinctive words`,
    `similar`, `part of the name`, or `no match`), likeness (0 to 100), firm_id, firm, matched (the name in the record
    that was met), reason, measure_id and title of the list, listed (`yes`, `possible`, or `no list in force in the
    record`), jurisdiction (whose list), since, until, certainty, in_record (how many of those that the act names are
    in the record), parent, units (firms below it that are in the record), claim_id, named_anew_by (a later list in
    force that amends or supersedes this one and names the firm too: the current one). A row for each name, firm and
    list. A name without a match has a row that says so, which is no clearance. `attrs["log"]` holds version, day,
    settings and the SHA-256 of the names, `attrs["verdict"]` the sum, `attrs["notes"]` the lists that firms were on
    before, and the owners of firms on none.

    Raises ValueError for another tier or a table without names, ModuleNotFoundError where the extra `screen` is
    missing. Source: firms, firm_names, firm_identifiers and measure_firms of the installed package.

    >>> found = screen(["LAMP WORKS LTD"], on="2020-05-10")
    >>> found[["tier", "firm_id", "listed"]].values.tolist()
    [['same but for form', 'lamp-works', 'no list in force in the record']]
    """
    from .sentences.refusals import check_code, read_codes

    whose = check_code("jurisdiction", jurisdiction)
    read, jurisdiction = read_codes((jurisdiction, whose)), whose
    if tier not in TIERS:
        raise ValueError(f"tier={tier!r}: give one of {', '.join(TIERS)}")
    day = on or last_search(tables)
    if day is None:
        raise ValueError("nothing tells what was searched: give `on`, a day")
    first, last = (d.isoformat() for d in period(day))
    lines, of = read_names(names, column), known(tables)
    depth = TIERS.index(tier)
    hits = _hits(lines, of, cutoff, depth)
    rows = list(_rows(tables, lines, hits, (first, last), jurisdiction))
    found = frame(rows, COLUMNS)
    found["line"], found["likeness"] = found["line"].astype("Int64"), found["likeness"].astype("Float64")
    found.attrs["verdict"] = _verdict(found, len(lines), first if first == last else str(day))
    found.attrs["notes"] = list(_nearest(tables, lines, hits)) if depth >= SIMILAR_TIER else []
    makers = [jurisdiction] if jurisdiction else found["jurisdiction"].dropna().unique()
    told = [*_owned(tables, found, (first, last), jurisdiction), *_once(tables, found, (first, last), jurisdiction)]
    found.attrs["notes"] = [*read, *told, *found.attrs["notes"]]
    found.attrs["notes"] += gaps(tables, makers, period(day)[1])
    found.attrs["log"] = {
        "version": version(),
        "on": str(day),
        "tier": tier,
        "cutoff": cutoff,
        "jurisdiction": jurisdiction,
        "names": len(lines),
        "sha256": hashlib.sha256(
            "\n".join(f"{x.name}\t{x.country}\t{x.identifier}" for x in lines).encode()
        ).hexdigest(),
    }
    return found


def _acting(tables: Tables, firm: str, days: tuple[str, str], jurisdiction: str | None) -> list[Any]:
    """The stretches of the firm's listings that touch the days."""
    whose = jurisdictions(tables)
    return [
        r
        for r in _listings(tables).get(firm, [])
        if r["from"] <= days[1] and (not r["until"] or r["until"] >= days[0])
        if jurisdiction in (None, whose[r["measure_id"]])
    ]


def _listed_owner(tables: Tables, firm: str, days: tuple[str, str], jurisdiction: str | None) -> str:
    """The nearest firm above this one that is on a list in force, if there is one."""
    line = above(firm, owners(tables))
    return next((owner for owner in line if owner != firm and _acting(tables, owner, days, jurisdiction)), "")


AFFILIATES = "us-2025-09-29-affiliates-rule"


def _owned(tables: Tables, found: "pd.DataFrame", days: tuple[str, str], jurisdiction: str | None) -> Iterator[str]:
    """A note for each firm on no list that a firm on one owns, and how the affiliates rule stands."""
    unlisted = found[found["firm_id"].notna() & found["measure_id"].isna()]
    owned_by = {firm: _listed_owner(tables, firm, days, jurisdiction) for firm in unlisted["firm_id"].unique()}
    titles = dict(cells(tables, "measures")[["measure_id", "title"]].itertuples(index=False, name=None))
    for firm, owner in owned_by.items():
        if owner:
            acts = sorted({r["measure_id"] for r in _acting(tables, owner, days, jurisdiction)})
            on = "; ".join(f"{titles[act]} ({act})" for act in acts[:3])
            more = f"; and {len(acts) - 3} more" if len(acts) > 3 else ""
            yield f"{firm} is on no list in the record, but is owned by {owner}, which is on {on}{more}"
    if any(owned_by.values()) and AFFILIATES in titles:
        told = status(AFFILIATES, days[1], tables=tables).attrs["verdict"]
        yield f"Firms that listed ones own by half or more, a share that is not recorded here: {told}"


def _once(tables: Tables, found: "pd.DataFrame", days: tuple[str, str], jurisdiction: str | None) -> Iterator[str]:
    """A note for each firm on no list in force that stood on one before, of the first few such firms."""
    unlisted = found[found["firm_id"].notna() & found["measure_id"].isna()]["firm_id"].unique()
    whose = jurisdictions(tables)
    listings = {
        firm: [r for r in _listings(tables).get(firm, []) if jurisdiction in (None, whose[r["measure_id"]])]
        for firm in unlisted
    }
    before = [firm for firm, rows in listings.items() if any(r["until"] and r["until"] < days[0] for r in rows)]
    yield from (once_listed(tables, firm, listings[firm], days[0]) for firm in before[:FEW])
    if len(before) > FEW:
        yield f"{len(before) - FEW} firms more are on no list in force, but were on one: `timeline` of each tells"


def _rows(
    tables: Tables, lines: list[Line], hits: dict[int, list[Hit]], days: tuple[str, str], jurisdiction: str | None
) -> Iterator[dict[str, Any]]:
    firms = cells(tables, "firms").set_index("firm_id").to_dict("index")
    below: dict[str, list[str]] = defaultdict(list)
    for firm, about in firms.items():
        if about["parent_firm_id"]:
            below[about["parent_firm_id"]].append(firm)
    measures = cells(tables, "measures").set_index("measure_id")[["title", "jurisdiction"]].to_dict("index")
    counts = totals(tables)
    ends = {whose: day.isoformat() for whose, day in horizons(tables).items()}
    for line in lines:
        asked = {"line": line.number, "name": line.name}
        if not hits[line.number]:
            yield asked | {"tier": NONE, "reason": f"nothing alike in the record. {NO_CLEARANCE}"}
        for rank, likeness, firm, name, reason in hits[line.number]:
            about = firms[firm]
            if line.country and about["jurisdiction"] and line.country.upper() != about["jurisdiction"]:
                reason += f"; {line.country.upper()} is asked about, the firm is of {about['jurisdiction']}"
            told = asked | {"tier": TIERS[rank], "likeness": likeness, "firm_id": firm, "firm": about["name"]}
            told |= {"matched": name, "reason": reason, "parent": about["parent_firm_id"]}
            told |= {
                "units": "; ".join(below[firm][:5])
                + (f"; and {len(below[firm]) - 5} more" if len(below[firm]) > 5 else "")
            }
            acting = _acting(tables, firm, days, jurisdiction)
            anew = named_anew(tables, (r["measure_id"] for r in acting))
            for r in acting:
                act = measures[r["measure_id"]]
                late = days[1] > ends.get(act["jurisdiction"], "9999")
                sure = "possible" if late else r["certainty"]
                listing = {"measure_id": r["measure_id"], "title": act["title"], "jurisdiction": act["jurisdiction"]}
                listing |= {"since": r["from"], "until": r["until"], "certainty": sure, "claim_id": r["claim_id"]}
                listing |= {"named_anew_by": anew.get(r["measure_id"])}
                yes = "yes" if r["certainty"] == "certain" else "possible"
                yield told | listing | {"in_record": counts.get(r["measure_id"]), "listed": yes}
            if not acting:
                owner = _listed_owner(tables, firm, days, jurisdiction)
                owned = f"; owned by {owner}, which is on a list" if owner else ""
                yield told | {"listed": "no list in force in the record", "reason": reason + owned}


def _verdict(found: "pd.DataFrame", asked: int, on: str) -> str:
    listed = found[found["measure_id"].notna()]
    sure = listed[~listed["tier"].isin(TIERS[SIMILAR_TIER:])]["line"].nunique()
    alike = listed[listed["tier"] == "similar"]["line"].nunique()
    part = found[found["tier"] == TIERS[PART]]["line"].nunique()
    unlisted = found[
        found["firm_id"].notna() & (found["tier"] != TIERS[PART]) & ~found["line"].isin(list(listed["line"]))
    ]["line"].nunique()
    none = int((found["tier"] == NONE).sum())
    owned = found[found["reason"].str.contains("; owned by ", regex=False)]["line"].nunique()
    of_owner = f" ({owned} owned by a firm that is on one)" if owned else ""
    return (
        f"Of {counted(asked, 'name')} on {on}: {sure} on a list in force, {alike} like a name on one, "
        f"{f'{part} that share a part of a name and must be checked, ' if part else ''}"
        f"{unlisted} of firms on no list in the record{of_owner}, {none} without a match, which is no clearance."
    )
