"""Turns a measure, a jurisdiction, a firm or an item of equipment into its events in order, with their evidence."""

from datetime import date
from typing import TYPE_CHECKING

from ..library import RECORDED, Tables, cells
from ..model.frames import frame
from ..model.jurisdictions import CODES, proposal
from .find import SOME_WORDS, hits, index, read_as, resolve, successors
from .intervals import courses
from .links.hierarchy import reach
from .links.mentions import mentioned
from .links.passage import passage_urls
from .sentences.verdicts import counted, searched
from .standing.events import events_by_measure
from .standing.lifecycle import IN_FORCE, Event

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["date", "event", "scope", "measure_id", "title", "jurisdiction", "reach", "basis", "note"]
EVIDENCE = ["claim_id", "statement", "source_id", "publisher", "is_official", "passage_url"]
_KINDS = ("measure", "firm", "equipment", "parameter", "jurisdiction")


def named(tables: Tables, text: str) -> tuple[str, str]:
    """Kind and id of the measure, firm, item or jurisdiction that the text names.

    Raises KeyError where nothing does, naming the nearest, or where several do.
    """
    known = index(tables)
    for kind, table in (("measure", "measures"), ("firm", "firms"), ("equipment", "equipment")):
        if (kind, text) in known.labels:
            return kind, text
        if (table, text) in successors(tables):
            return kind, successors(tables)[table, text]
    if text in CODES:
        return "jurisdiction", text
    if len(text) == 2 and text.isalpha():
        raise KeyError(f"no measure, firm, equipment or jurisdiction {text!r}; {proposal(text)}".rstrip("; "))
    found = [entry.kind for tier, _, entry in hits(tables, text) if entry.kind in _KINDS and tier < SOME_WORDS]
    kind = found[0] if found else "measure"
    if kind in ("jurisdiction", "parameter"):
        return kind, next(e.id for _, _, e in hits(tables, text) if e.kind == kind)
    said = f"no measure, firm, equipment or jurisdiction {text!r}"
    return kind, resolve(tables, text, kind, said)


def measures_of(tables: Tables, kind: str, key: str) -> dict[str, str]:
    """The measures that the key names, and how: `itself`, `family`, `kind` of an item, a firm's role, `mentioned`."""
    measures = tables["measures"]
    if kind == "measure":
        return {key: "itself"}
    if kind == "jurisdiction":
        return dict.fromkeys(measures.loc[measures["jurisdiction"] == key, "measure_id"], "itself")
    found: dict[str, str] = {}
    if kind == "parameter":
        return _limits(tables, key)
    if kind == "firm":
        table = tables["measure_firms"]
        rows = table.loc[table["firm_id"] == key, ["measure_id", "role"]].astype(object)
        return {m: role for m, role in rows.itertuples(index=False)}
    table, near = tables["measure_equipment"], reach(tables["equipment"], key)
    for measure_id, item in table[["measure_id", "equipment_id"]].itertuples(index=False):
        if item in near and found.get(measure_id) != "itself":
            found[measure_id] = near[item]
    return dict.fromkeys(mentioned(tables, key), "mentioned") | found


def _limits(tables: Tables, parameter: str) -> dict[str, str]:
    """The limits that each measure sets to the parameter, clause by clause."""
    rows = cells(tables, "thresholds")
    found: dict[str, list[str]] = {}
    for row in rows[(rows["parameter"] == parameter) & (rows["words"] == "")].itertuples(index=False):
        unit = "" if row.unit in ("", "1") else f" {row.unit}"
        limit = f"{row.clause} {row.operator} {float(row.value):.12g}{unit}".strip()
        found.setdefault(row.measure_id, []).append(limit if row.when_met != "exempted" else f"{limit} (exempt)")
    return {measure: "; ".join(dict.fromkeys(limits)) for measure, limits in found.items()}


# parameters beside the one asked for that are named
_BESIDE = 8


def _beside(tables: Tables, parameter: str) -> list[str]:
    """A note on the other parameters that are limited on the same items, each with the first day of such a limit."""
    rows = cells(tables, "thresholds")
    rows = rows[rows["words"] == ""]
    items = set(rows.loc[rows["parameter"] == parameter, "equipment_id"])
    first = {
        measure: min((e.first, e.edtf) for e in events if e.kind == "effective")
        for measure, events in events_by_measure(tables).items()
        if any(e.kind == "effective" for e in events)
    }
    days: dict[str, tuple[date, str]] = {}
    for row in rows[rows["equipment_id"].isin(items) & (rows["parameter"] != parameter)].itertuples(index=False):
        day = first.get(row.measure_id, (date.max, "no day of effect"))
        days[row.parameter] = min(day, days.get(row.parameter, day))
    if not days:
        return []
    ordered = sorted(days, key=lambda name: (days[name][0], name))
    told = ", ".join(f"{name} ({days[name][1]})" for name in ordered[:_BESIDE])
    more = f" and {len(ordered) - _BESIDE} more" if len(ordered) > _BESIDE else ""
    return [f"not shown: other parameters limited on the same items, each with its first day: {told}{more}"]


def _note(tables: Tables, measure_id: str, event: Event) -> str:
    """What must be said of an event: that only a schedule tells of it, or that the day came and it did not."""
    if event.basis == "scheduled":
        return "only scheduled"
    if event.kind != "effective" or event.last == date.max:
        return ""
    held = [s.standing for s in courses(tables)[measure_id] if s.first <= event.last and event.first <= s.last]
    held = [standing for standing in held if standing.scope == event.scope]
    if not held or any(standing.status == IN_FORCE for standing in held):
        return ""
    since = f" since {held[0].event.edtf}" if held[0].event else ""
    return f"did not come about on that day: {held[0].status}{since}"


def timeline(key: str, *, tables: Tables = RECORDED) -> "pd.DataFrame":
    """The events of a measure, a jurisdiction, a firm or an item of equipment in order, each with its evidence.

    `key` is the id of one of these, a retired one too, a parameter such as `TPP`, or a name that `find` leads to
    one record; an item brings the
    events of its families and kinds along, and those of measures that only claims mention it with.

    Columns: date (EDTF), event, scope, measure_id, title, jurisdiction, reach (`itself`, `family`, `kind`, the firm's
    role, the limits of a parameter, or `mentioned`), basis (`happened`, `scheduled`), note (that it is only
    scheduled, or that the day came while
    the measure was suspended or had ended), claim_id, statement, source_id, publisher, is_official, passage_url (opens
    at the passage). `attrs["verdict"]` says in a sentence how much there is, `attrs["notes"]` of a parameter the others
    that are limited on the same items.

    Raises KeyError for an unknown key, naming the nearest, or a name that several bear. Source: measure_events of the
    installed package.

    >>> timeline(load("measures")["measure_id"][0])["event"].empty
    False
    """
    kind, found = named(tables, key)
    chosen = measures_of(tables, kind, found)
    dated = [(e.first, e.last, m, e) for m, events in events_by_measure(tables).items() if m in chosen for e in events]
    ordered = sorted(dated, key=lambda row: (row[0], row[1], row[2], row[3].kind, row[3].scope))
    columns = ["date", "event", "scope", "measure_id", "reach", "basis", "note", "claim_id"]
    cells = [
        (e.edtf, e.kind, e.scope, m, chosen[m], e.basis, _note(tables, m, e), e.claim_id) for _, _, m, e in ordered
    ]
    rows = [dict(zip(columns, row, strict=True)) for row in cells]
    told = frame(rows, columns).merge(tables["measures"][["measure_id", "title", "jurisdiction"]], on="measure_id")
    claims = tables["claims"][["claim_id", "statement", "source_id", "text_fragment"]]
    sources = tables["sources"][["source_id", "publisher", "is_official", "url"]]
    told = told.merge(claims, on="claim_id", how="left").merge(sources, on="source_id", how="left")
    answer = told.assign(passage_url=passage_urls(told))[COLUMNS + EVIDENCE]
    answer.attrs["verdict"] = _verdict(tables, kind, found, answer)
    answer.attrs["notes"] = read_as(tables, kind, key, found)
    if kind == "parameter":
        answer.attrs["notes"] += _beside(tables, found)
    return answer


def _verdict(tables: Tables, kind: str, key: str, found: "pd.DataFrame") -> str:
    if found.empty:
        return f"No event of {key} is recorded. {searched(tables, key if kind == 'jurisdiction' else None)}"
    count = found["measure_id"].nunique()
    only = found.loc[found["reach"] == "mentioned", "measure_id"].nunique()
    also = f", {only} of them only mentioned with it" if only else ""
    first, last = found["date"].iloc[0], found["date"].iloc[-1]
    ahead = int((found["basis"] == "scheduled").sum())
    future = f"; {counted(ahead, 'event')} only scheduled" if ahead else ""
    by = found.drop_duplicates("measure_id")["reach"].value_counts()
    if kind == "equipment" and by.get("family", 0) + by.get("kind", 0):
        own, family, kinds = (by.get(how, 0) for how in ("itself", "family", "kind"))
        also = f" ({own} name it itself, {family} its families, {kinds} its kinds, {only} are only mentioned with it)"
    return f"{key}: {counted(len(found), 'event')} of {counted(count, 'measure')}{also}, {first} to {last}{future}."
