"""Lists the controls that apply to an item, one row each: effect, code, limit, licence, exceptions, act."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables, cells, kept
from ..model.frames import frame
from ..model.jurisdictions import MEMBERS, UNION, laws_of
from ..model.options import View
from ..model.period import Day, period
from .conditions.clauses import CAUGHT, EXEMPTED
from .conditions.judging import PHRASE
from .conditions.licensing import CHART, EXCEPTED, NOT_NAMED, UNSAID, terms
from .evaluate import evaluate
from .find import read_as, resolve
from .links.acts import nearness
from .links.passage import passage_url
from .sentences.refusals import check_code
from .sentences.verdicts import NO_CLEARANCE, counted, searched
from .standing.events import measures_told
from .standing.schedules import told_of_schedules
from .standing.searches import last_search
from .status import status

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["exporter", "destination", "measure_id", "code", "applies", "effect", "limit", "reason", "policy"]
COLUMNS += ["exception", "since", "until", "certainty", "basis", "title", "citation", "url", "claim_id"]
APPLIES, PERHAPS, OPEN, FREED = "yes", "perhaps", "cannot tell", "exempted"
NONE_TOLD = "none recorded"
_RANK = {APPLIES: 0, PERHAPS: 1, OPEN: 2, FREED: 3}


def _limit(rows: "pd.DataFrame") -> str:
    told = []
    for row in rows.drop_duplicates(["parameter", "operator", "limit"]).fillna("").itertuples(index=False):
        unit = "" if row.unit in ("", "1") else f" {row.unit}"
        told.append(f"{row.parameter} {row.operator} {row.limit}{unit}" if row.operator else str(row.limit))
    return "; ".join(filter(None, told))


def _applies(verdict: str, reached: str) -> str:
    if verdict == EXEMPTED:
        return FREED
    if verdict == CAUGHT:
        return PERHAPS if reached in (CHART, EXCEPTED, UNSAID) else APPLIES
    return OPEN


def _called(row: dict[str, Any]) -> str:
    return PHRASE.get(row["effect"], row["effect"] or "caught")


def _deciding(group: "pd.DataFrame") -> "pd.DataFrame":
    """Of the rows of one code those with the strictest answer: the item by name before a family that may be meant."""
    applies = [_RANK[_applies(v, d)] for v, d in zip(group["verdict"], group["destination"], strict=True)]
    return group[[rank == min(applies) for rank in applies]]


@kept
def _acts(tables: Tables) -> dict[str, tuple[str, str, str, str]]:
    """Title, citation, and the link to the source nearest to each act."""
    claims = cells(tables, "claim_measures").merge(cells(tables, "claims")[["claim_id", "source_id"]], on="claim_id")
    sources = cells(tables, "sources").set_index("source_id").to_dict("index")
    of = claims.drop_duplicates(["measure_id", "source_id"]).groupby("measure_id")["source_id"]
    links = {m: min((sources[s] for s in given), key=partial(nearness, tables, m)) for m, given in of}
    return {
        m["measure_id"]: (
            m["title"],
            m["citation"],
            passage_url(links[m["measure_id"]]["url"], None) or "" if m["measure_id"] in links else "",
            m["jurisdiction"],
        )
        for m in measures_told(tables)
    }


def _rows(tables: Tables, item: str, exporter: str | None, destination: str | None, on: Day) -> list[dict[str, Any]]:
    found = evaluate(item, on, jurisdiction=exporter, destination=destination, domain="export-control", tables=tables)
    now = found[found["replaced_by"].isna() & ~found["verdict"].str.startswith("not ")]
    now = now[now["destination"].fillna("") != NOT_NAMED].astype(object)
    acts, rows = _acts(tables), []
    for (measure_id, clause), group in now.fillna("").groupby(["measure_id", "clause"], sort=False):
        group = _deciding(group)
        row = group.iloc[0]
        title, citation, url, whose = acts[measure_id]
        told = {column: row[column] for column in ("effect", "reason", "policy", "exception", "since", "until")}
        told |= {"exporter": whose, "destination": destination, "measure_id": measure_id, "code": clause}
        applies = _applies(row["verdict"], row["destination"])
        inside = applies == APPLIES and whose == UNION and destination in MEMBERS
        told |= {"applies": PERHAPS if inside else applies, "limit": _limit(group)}
        told |= {"title": title, "citation": citation, "url": url, "claim_id": row["claim_id"]}
        rows.append(told | {"certainty": row["certainty"], "basis": row["basis"]})
    return sorted(rows, key=lambda r: (_RANK[r["applies"]], r["exporter"], r["measure_id"], r["code"]))


def _searched(tables: Tables, exporters: Sequence[str | None]) -> str:
    return " ".join(searched(tables, whose) for whose in (laws_of(exporters[0]) if len(exporters) == 1 else [None]))


def _verdict(tables: Tables, item: str, rows: list[dict[str, Any]], exporters: Sequence[str | None], on: Day) -> str:
    sure = [r for r in rows if r["applies"] == APPLIES]
    rest = counted(sum(r["applies"] in (PERHAPS, OPEN) for r in rows), "control")
    if not sure:
        said = f"No control that surely applies to {item} on {on} is recorded; {rest} may."
        return f"{said} {_searched(tables, exporters)} {NO_CLEARANCE}"
    by: dict[str, list[str]] = {}
    for row in sure:
        doubt = "" if row["certainty"] == "certain" else " as far as is known"
        by.setdefault(row["exporter"], []).append(_called(row) + doubt)
    for who in exporters:
        by.setdefault(who or sure[0]["exporter"], ["none of its own that surely applies"])
    told = "; ".join(f"{who}: {', '.join(dict.fromkeys(what))}" for who, what in sorted(by.items()))
    return f"{counted(len(sure), 'control')} of {item} on {on} ({told}); {rest} more may apply."


def _of_members(rows: list[dict[str, Any]], exporters: Sequence[str | None]) -> list[dict[str, Any]]:
    """The rows by who has to ask for a licence: what the Union demands, its members demand too."""
    asked = {e for e in exporters if e} or {row["exporter"] for row in rows}
    shared = [r | {"exporter": m} for r in rows if r["exporter"] == UNION for m in sorted(asked & MEMBERS)]
    return [r for r in rows if r["exporter"] in asked or None in exporters] + shared


def _cell(row: dict[str, Any], codes: Sequence[str]) -> str:
    what = _called(row)
    said = what if row["applies"] == APPLIES else f"perhaps {what}" if row["applies"] == PERHAPS else row["applies"]
    law = f"{row['law']}: " if row["law"] != row["exporter"] else ""
    return law + said + (f" ({', '.join(codes[:3])})" if codes else "")


def _matrix(
    rows: list[dict[str, Any]], exporters: Sequence[str | None], destinations: Sequence[str | None]
) -> "pd.DataFrame":
    """A row an exporter, a column a destination: the strictest answer and the codes behind it, or that none is told."""
    names = [d or "any" for d in destinations]
    found: dict[str, dict[str, Any]] = {e: {"exporter": e} for e in exporters if e}
    told = _of_members([r | {"law": r["exporter"]} for r in rows], exporters)
    for row in sorted(told, key=lambda r: _RANK[r["applies"]]):
        cell = found.setdefault(row["exporter"], {"exporter": row["exporter"]})
        name = row["destination"] or "any"
        if name not in cell:
            same = ("exporter", "law", "destination", "applies")
            codes = [r["code"] for r in told if all(r[column] == row[column] for column in same)]
            cell[name] = _cell(row, list(dict.fromkeys(c for c in codes if c)))
    blank = dict.fromkeys(names, NONE_TOLD)
    return frame([blank | found[key] for key in sorted(found)], ["exporter", *dict.fromkeys(names)])


def _of_the_union(exporters: Sequence[str | None], rows: list[dict[str, Any]]) -> list[str]:
    """That the law of the European Union was asked too, and that it is one on exports out of it."""
    members = sorted({e for e in exporters if e in MEMBERS})
    notes = []
    if members and UNION not in exporters:
        which = f"{', '.join(members)} {'is a member' if len(members) == 1 else 'are members'} of the European Union"
        notes.append(f"{which}: its measures are asked too, exporter {UNION}")
    if within := sorted({r["destination"] for r in rows if r["exporter"] == UNION and r["destination"] in MEMBERS}):
        notes.append(
            f"a list of the European Union is one of exports out of it: whether it reaches {', '.join(within)}, "
            "from another member, is not recorded"
        )
    return notes


def controls(
    item: str,
    exporter: str | Iterable[str] | None = None,
    destination: str | Iterable[str] | None = None,
    on: Day | None = None,
    *,
    view: View = "rows",
    tables: Tables = RECORDED,
) -> "pd.DataFrame":
    """The controls that apply to an item, a row each, strictest first.

    `item` is an item of equipment by id or name; `exporter` the jurisdiction whose controls are asked for, or several,
    and where it is a member of the European Union those of the Union too (in a row of their own, exporter EU);
    `destination` where it goes, or several; `on` a day, a month or a year, the last day of the search if none is given.
    Measures of the domain `export-control` are asked; clauses that a later measure rewrote are left out.

    Columns, all text: exporter, destination, measure_id, code, applies (`yes`; `perhaps` where its reach stands in a
    text that is not recorded, a part is excepted, or goods go from member to member of the Union; `cannot tell` where
    a family is named without limits, or a value
    is unknown; `exempted`), effect (as in `measure_equipment`), limit (the conditions, each with its unit), reason and
    policy of the licence, exception (those that the entry offers at that time; `attrs["notes"]` tells their terms),
    since, until, certainty, basis, title, citation, url (the act), claim_id. With `view="matrix"` a row for each
    exporter and a column for each destination (`any` without one), each cell the strictest answer with its codes, or
    `none recorded`. `attrs["verdict"]` holds the answer in a sentence.

    Raises KeyError for an unknown item, ValueError for a date or code that is none, or another view. Source: as
    `evaluate`, and the citations and sources of the installed package.

    >>> controls("LW 9000", on="2020-05-10")[["exporter", "code", "applies"]].values.tolist()
    [['NA', 'L1.a', 'yes']]
    """
    if view not in ("rows", "matrix"):
        raise ValueError(f'view={view!r}: give "rows" or "matrix"')
    name = resolve(tables, item, "equipment")
    exporters = [exporter] if isinstance(exporter, str) or exporter is None else list(exporter)
    destinations = [destination] if isinstance(destination, str) or destination is None else list(destination)
    for code in exporters:
        check_code("exporter", code)
    for code in destinations:
        check_code("destination", code, groups=True)
    day = on or last_search(tables)
    if day is None:
        raise ValueError("nothing tells what was searched: give `on`, a day")
    laws: list[str | None] = list(dict.fromkeys(law for e in exporters for law in laws_of(e)))
    laws = [None] if None in laws else laws
    rows = [row for law in laws for d in destinations for row in _rows(tables, name, law, d, day)]
    found = _matrix(rows, exporters, destinations) if view == "matrix" else frame(rows, COLUMNS)
    found.attrs["verdict"] = _verdict(tables, name, rows, exporters, day)
    doubted = sorted({r["measure_id"] for r in rows if r["applies"] == APPLIES and r["certainty"] != "certain"})
    scheduled = [r["measure_id"] for r in rows if r["basis"] == "scheduled" and r["applies"] != FREED]
    found.attrs["notes"] = read_as(tables, "equipment", item, name) + _of_the_union(exporters, rows)
    found.attrs["notes"] += [status(measure, day, tables=tables).attrs["verdict"] for measure in doubted]
    found.attrs["notes"] += told_of_schedules(tables, [*doubted, *scheduled], day)
    offered = [(r["destination"], (r["exporter"], r["code"])) for r in rows if r["exception"] and r["applies"] != FREED]
    for to in destinations:
        told = terms(tables, [entry for where, entry in offered if where == to], to, period(day))
        found.attrs["notes"] += [note for note in told if note not in found.attrs["notes"]]
    return found
