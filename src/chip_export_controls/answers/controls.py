"""Lists the controls that apply to an item, one row each: effect, code, limit, licence, exceptions, act."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ..library import RECORDED, Tables, cells, kept
from ..model.frames import frame
from ..model.jurisdictions import UNION
from ..model.options import View
from ..model.period import Day, period
from .conditions.clauses import CAUGHT, EXEMPTED
from .conditions.destinations import laws_of, members
from .conditions.licensing import CHART, EXCEPTED, NOT_NAMED, UNSAID, terms
from .conditions.product import UNKNOWN
from .evaluate import evaluate
from .find import read_as, resolve
from .links.acts import address, nearness
from .links.passage import passage_url
from .sentences.around import around, elsewhere, not_weighed, suspended_in_part
from .sentences.refusals import check_code, read_codes
from .sentences.verdicts import NO_CLEARANCE, PHRASE, counted, searched
from .standing.events import measures_told
from .standing.schedules import told_of_schedules
from .standing.searches import last_search
from .status import status

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["exporter", "destination", "measure_id", "code", "applies", "effect", "limit", "reason", "policy"]
COLUMNS += ["exception", "since", "until", "certainty", "basis", "title", "citation", "url", "claim_id", "why"]
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


_STATES = {
    CHART: "whether it reaches the destination stands in the country chart, which is not recorded",
    EXCEPTED: "a part of the rule, such as its enforcement, is excepted",
    UNSAID: "its destinations are not recorded",
}


def _why(group: "pd.DataFrame", applies: str, inside: bool) -> str:
    """Why it is not sure that the control applies, empty where it is."""
    if inside:
        return "goods that go from member to member of the Union"
    if applies == PERHAPS:
        return _STATES[group["destination"].iloc[0]]
    if applies != OPEN:
        return ""
    family = [f"only its family {i} is named" for i in group.loc[group["condition"] == "family named", "equipment_id"]]
    open_ones = group[group["condition"] == UNKNOWN]
    blank = [r.parameter for r in open_ones.itertuples(index=False) if r.operator and not r.value]
    differ = [r.parameter for r in open_ones.itertuples(index=False) if r.operator and r.value]
    worded = [str(r.parameter) for r in open_ones.itertuples(index=False) if not r.operator]
    parts = [*dict.fromkeys(family)]
    parts += [f"not recorded: {', '.join(dict.fromkeys(blank))}"] if blank else []
    parts += [f"what is recorded does not decide: {', '.join(dict.fromkeys(differ))}"] if differ else []
    parts += [f"to be answered: {', '.join(dict.fromkeys(worded))}"] if worded else []
    return "; ".join(parts) or "no value is recorded"


def _called(row: dict[str, Any]) -> str:
    return PHRASE.get(row["effect"], row["effect"] or "caught")


def _deciding(group: "pd.DataFrame") -> "pd.DataFrame":
    """Of the rows of one code those with the strictest answer: the item by name before a family that may be meant."""
    applies = [_RANK[_applies(v, d)] for v, d in zip(group["verdict"], group["destination"], strict=True)]
    return group[[rank == min(applies) for rank in applies]]


def _link(tables: Tables, measure_id: str, source: dict[str, Any]) -> str:
    """The official address of the act, else that of the copy that was read."""
    return passage_url(address(tables, measure_id, source) or source["url"], None) or ""


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
            _link(tables, m["measure_id"], links[m["measure_id"]]) if m["measure_id"] in links else "",
            m["jurisdiction"],
        )
        for m in measures_told(tables)
    }


def _rows(tables: Tables, item: str, exporter: str | None, destination: str | None, on: Day) -> list[dict[str, Any]]:
    found = evaluate(item, on, jurisdiction=exporter, destination=destination, domain="export-control", tables=tables)
    now = found[found["replaced_by"].isna() & ~found["verdict"].str.startswith("not ")]
    now = now[now["destination"].fillna("") != NOT_NAMED].astype(object)
    acts, rows, union = _acts(tables), [], members(tables, *period(on))
    for (measure_id, clause), group in now.fillna("").groupby(["measure_id", "clause"], sort=False):
        group = _deciding(group)
        row = group.iloc[0]
        title, citation, url, whose = acts[measure_id]
        told = {column: row[column] for column in ("effect", "reason", "policy", "exception", "since", "until")}
        told |= {"exporter": whose, "destination": destination, "measure_id": measure_id, "code": clause}
        applies = _applies(row["verdict"], row["destination"])
        inside = applies == APPLIES and whose == UNION and destination in union
        told |= {"applies": PERHAPS if inside else applies, "limit": _limit(group)}
        told |= {"why": _why(group, applies, inside)}
        told |= {"title": title, "citation": citation, "url": url, "claim_id": row["claim_id"]}
        rows.append(told | {"certainty": row["certainty"], "basis": row["basis"]})
    return sorted(rows, key=lambda r: (_RANK[r["applies"]], r["exporter"], r["measure_id"], r["code"]))


# acts whose words are told
_WORDED = 3


def _in_words(tables: Tables, rows: list[dict[str, Any]]) -> list[str]:
    """What the acts say that name the item without a limit or a code, of which a table cannot tell the terms."""
    summaries = {m["measure_id"]: m["summary"] for m in measures_told(tables)}
    bare = [r["measure_id"] for r in rows if r["applies"] == APPLIES and not r["limit"] and not r["policy"]]
    named = [m for m in dict.fromkeys(bare) if summaries[m]]
    return [f"{measure}: {summaries[measure]}" for measure in named[:_WORDED]]


def _searched(tables: Tables, exporters: Sequence[str | None], on: Day) -> str:
    laws = laws_of(tables, exporters[0], *period(on)) if len(exporters) == 1 else [None]
    return " ".join(searched(tables, whose) for whose in laws)


def _verdict(tables: Tables, item: str, rows: list[dict[str, Any]], exporters: Sequence[str | None], on: Day) -> str:
    sure = [r for r in rows if r["applies"] == APPLIES]
    rest = counted(sum(r["applies"] in (PERHAPS, OPEN) for r in rows), "control")
    if not sure:
        said = f"No control that surely applies to {item} on {on} is recorded; {rest} may."
        return f"{said} {_searched(tables, exporters, on)} {NO_CLEARANCE}"
    by: dict[str, list[str]] = {}
    for row in sure:
        doubt = "" if row["certainty"] == "certain" else " as far as is known"
        by.setdefault(row["exporter"], []).append(_called(row) + doubt)
    for who in exporters:
        by.setdefault(who or sure[0]["exporter"], ["none of its own that surely applies"])
    told = "; ".join(f"{who}: {', '.join(dict.fromkeys(what))}" for who, what in sorted(by.items()))
    return f"{counted(len(sure), 'control')} of {item} on {on} ({told}); {rest} more may apply."


def _of_members(rows: list[dict[str, Any]], exporters: Sequence[str | None], union: set[str]) -> list[dict[str, Any]]:
    """The rows by who has to ask for a licence: what the Union demands, its members demand too."""
    asked = {e for e in exporters if e} or {row["exporter"] for row in rows}
    shared = [r | {"exporter": m} for r in rows if r["exporter"] == UNION for m in sorted(asked & union)]
    return [r for r in rows if r["exporter"] in asked or None in exporters] + shared


def _cell(row: dict[str, Any], codes: Sequence[str]) -> str:
    what = _called(row)
    said = what if row["applies"] == APPLIES else f"perhaps {what}" if row["applies"] == PERHAPS else row["applies"]
    law = f"{row['law']}: " if row["law"] != row["exporter"] else ""
    return law + said + (f" ({', '.join(codes[:3])})" if codes else "")


def _matrix(
    rows: list[dict[str, Any]], exporters: Sequence[str | None], destinations: Sequence[str | None], union: set[str]
) -> "pd.DataFrame":
    """A row an exporter, a column a destination: the strictest answer and the codes behind it, or that none is told."""
    names = [d or "any" for d in destinations]
    found: dict[str, dict[str, Any]] = {e: {"exporter": e} for e in exporters if e}
    told = _of_members([r | {"law": r["exporter"]} for r in rows], exporters, union)
    for row in sorted(told, key=lambda r: _RANK[r["applies"]]):
        cell = found.setdefault(row["exporter"], {"exporter": row["exporter"]})
        name = row["destination"] or "any"
        if name not in cell:
            same = ("exporter", "law", "destination", "applies")
            codes = [r["code"] for r in told if all(r[column] == row[column] for column in same)]
            cell[name] = _cell(row, list(dict.fromkeys(c for c in codes if c)))
    blank = dict.fromkeys(names, NONE_TOLD)
    return frame([blank | found[key] for key in sorted(found)], ["exporter", *dict.fromkeys(names)])


def _of_the_union(exporters: Sequence[str | None], rows: list[dict[str, Any]], union: set[str]) -> list[str]:
    """That the law of the European Union was asked too, and that it is one on exports out of it."""
    within = sorted({e for e in exporters if e in union})
    notes = []
    if within and UNION not in exporters:
        which = f"{', '.join(within)} {'is a member' if len(within) == 1 else 'are members'} of the European Union"
        notes.append(f"{which}: its measures are asked too, exporter {UNION}")
    if inside := sorted({r["destination"] for r in rows if r["exporter"] == UNION and r["destination"] in union}):
        notes.append(
            f"a list of the European Union is one of exports out of it: whether it reaches {', '.join(inside)}, "
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
    since, until, certainty, basis, title, citation, url (the act), claim_id, why (it is not
    sure that it applies). `attrs["notes"]` names what the table leaves out: narrower items with controls of their own,
    controls that ended or are suspended, all or in part, controls in force that name no item, other law that
    may reach the goods. With `view="matrix"` a row for each
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
    given = [*exporters, *destinations]
    exporters = [check_code("exporter", code) for code in exporters]
    destinations = [check_code("destination", code, groups=True) for code in destinations]
    read = read_codes(*zip(given, [*exporters, *destinations], strict=True))
    day = on or last_search(tables)
    if day is None:
        raise ValueError("nothing tells what was searched: give `on`, a day")
    laws: list[str | None] = list(dict.fromkeys(law for e in exporters for law in laws_of(tables, e, *period(day))))
    laws = [None] if None in laws else laws
    union = members(tables, *period(day))
    rows = [row for law in laws for d in destinations for row in _rows(tables, name, law, d, day)]
    found = _matrix(rows, exporters, destinations, union) if view == "matrix" else frame(rows, COLUMNS)
    found.attrs["verdict"] = _verdict(tables, name, rows, exporters, day)
    days = period(day)
    doubted = sorted({r["measure_id"] for r in rows if r["applies"] == APPLIES and r["certainty"] != "certain"})
    scheduled = [r["measure_id"] for r in rows if r["basis"] == "scheduled" and r["applies"] != FREED]
    found.attrs["notes"] = read + read_as(tables, "equipment", item, name) + _of_the_union(exporters, rows, union)
    found.attrs["notes"] += _in_words(tables, rows)
    found.attrs["notes"] += around(tables, name, laws, destinations, days, {r["measure_id"] for r in rows})
    found.attrs["notes"] += suspended_in_part(tables, name, laws, destinations, days)
    found.attrs["notes"] += not_weighed(tables, laws, destinations, days)
    found.attrs["notes"] += [status(measure, day, tables=tables).attrs["verdict"] for measure in doubted]
    found.attrs["notes"] += told_of_schedules(tables, [*doubted, *scheduled], day)
    offered = [(r["destination"], (r["exporter"], r["code"])) for r in rows if r["exception"] and r["applies"] != FREED]
    for to in destinations:
        told = terms(tables, [entry for where, entry in offered if where == to], to, days)
        found.attrs["notes"] += [note for note in told if note not in found.attrs["notes"]]
    found.attrs["notes"] += elsewhere(exporters, destinations)
    return found
