"""Turns the clauses that a product was held against into one verdict in plain words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...library import Tables
from ...model.period import Day
from ..find import read_as, resolve
from ..in_force import in_force
from ..sentences.verdicts import NO_CLEARANCE, PHRASE, counted
from .clauses import CAUGHT, EXEMPTED, entry
from .licensing import CHART, EXCEPTED, NOT_NAMED, UNSAID
from .product import MET, UNKNOWN

if TYPE_CHECKING:
    import pandas as pd


# measures that a verdict names one by one
FEW = 4


@dataclass(frozen=True)
class Judged:
    """The verdict on a product, and what else must be said."""

    verdict: str
    notes: list[str]


def _export_controls(found: "pd.DataFrame", domain: str | None) -> "pd.DataFrame":
    now = found[found["replaced_by"].isna()]
    return now if domain else now[now["domain"] == "export-control"]


def _clauses(rows: "pd.DataFrame") -> str:
    """What each measure does; of many the first of each jurisdiction, and how many more it has."""
    told: dict[str, list[str]] = {}
    for (whose, measure), group in rows.groupby(["jurisdiction", "measure_id"], sort=False):
        codes = ", ".join(dict.fromkeys(c for c in group["clause"].fillna("") if c))
        effects = [PHRASE.get(e, e) for e in dict.fromkeys(group["effect"].dropna()) if e]
        under = f"under {codes}" if codes else "by name"
        told.setdefault(whose, []).append(f"{effects[0] if effects else 'caught'} {under} ({measure})")
    most = FEW if sum(map(len, told.values())) <= FEW else 1
    return "; ".join(
        "; ".join(f"{whose}: {one}" for one in parts[:most])
        + (f", and {counted(len(parts) - most, 'measure')} more of {whose}" if len(parts) > most else "")
        for whose, parts in told.items()
    )


def _open_conditions(rows: "pd.DataFrame") -> str:
    open_ones = rows[(rows["verdict"] == UNKNOWN)].drop_duplicates(["measure_id", "clause"])
    named = [
        f"{r.measure_id}{' ' + r.clause if isinstance(r.clause, str) and r.clause else ''}"
        for r in open_ones.itertuples(index=False)
    ]
    rest = ", ".join(dict.fromkeys(open_ones["jurisdiction"].iloc[3:]))
    more = f" and {len(named) - 3} more ({rest})" if len(named) > 3 else ""
    return f"{counted(len(named), 'clause')} could not be judged: {', '.join(named[:3])}{more}" if named else ""


def _codes(rows: "pd.DataFrame") -> str:
    return ", ".join(dict.fromkeys(c for c in rows["clause"].fillna("") if c)) or "name"


def _key(row: Any) -> tuple[str, str]:
    return row.measure_id, entry(row.clause if isinstance(row.clause, str) else "")


def _on_the_way(caught: "pd.DataFrame", away: "pd.DataFrame", destination: str) -> list[str]:
    """What the record says of clauses that catch the product and whose reach is another, or in doubt."""
    notes = [f"caught by {_codes(away)}, which does not reach {destination}"] if len(away) else []
    for state, said in (
        (CHART, "whether {} reaches {} stands in the country chart, which is not recorded"),
        (EXCEPTED, "{} reaches {} only by a rule of which a part, such as its enforcement, is excepted"),
        (UNSAID, "whether {} reaches {} is not recorded"),
    ):
        if len(rows := caught[caught["destination"] == state]):
            notes.append(said.format(_codes(rows), destination))
    return notes


def _frees(rows: "pd.DataFrame", bound: "pd.DataFrame") -> list[str]:
    """Exemptions of the entries that catch the product, which it may meet; and the exceptions that they offer."""
    keys = {_key(row) for row in bound.itertuples(index=False)}
    open_ones = rows[(rows["verdict"] == UNKNOWN) & (rows["condition"] == UNKNOWN)]
    open_ones = open_ones[open_ones["clause"].fillna("").str.contains("note")]
    free = sorted({f"{r.clause}: {r.limit}" for r in open_ones.itertuples(index=False) if _key(r) in keys})
    notes = [f"may be freed if true: {'; '.join(free)}"] if free else []
    exceptions = sorted({e for text in bound["exception"].dropna() for e in text.split("; ") if e})
    return notes + ([f"licence exceptions that the entries offer: {', '.join(exceptions)}"] if exceptions else [])


def _of_its_kind(rows: "pd.DataFrame") -> "pd.DataFrame":
    """The clauses that limit the very item asked about, a kind of thing of which some are caught."""
    open_ones = rows[
        (rows["reach"] == "itself") & (rows["verdict"] == UNKNOWN) & rows["condition"].isin([UNKNOWN, MET])
    ]
    return open_ones[~open_ones["clause"].fillna("").str.contains("note")]


def judged(found: "pd.DataFrame", destination: str | None, domain: str | None) -> Judged:
    """The answer of `evaluate` in a sentence, from the rows of one product."""
    rows = _export_controls(found, domain)
    reach = rows[rows["destination"].fillna("") != NOT_NAMED]
    caught = reach[reach["verdict"] == CAUGHT]
    met = {_key(row) for row in reach[reach["verdict"] == EXEMPTED].itertuples(index=False)}
    free = _mask([_key(row) in met for row in caught.itertuples(index=False)], caught)
    bound = caught[~free]
    sure = bound[~bound["destination"].fillna("").isin([CHART, EXCEPTED, UNSAID])]
    to, left = f" to {destination}" if destination else "", _open_conditions(reach)
    away = rows[(rows["destination"] == NOT_NAMED) & (rows["verdict"] == CAUGHT)]
    notes = [*(_on_the_way(bound, away, destination) if destination else []), *_frees(reach, bound)]
    if doubt := sorted(set(bound.loc[bound["certainty"] != "certain", "measure_id"])):
        notes.append(f"in force only as far as is known: {', '.join(doubt)}")
    if len(sure):
        said = f"Controlled{to}: {_clauses(sure)}."
    elif len(bound):
        said = f"Caught, and perhaps controlled{to}: {_clauses(bound)}."
    elif len(caught):
        said = f"Not caught{to}: an exemption that the product meets frees it from {_codes(caught)}."
    elif len(kinds := _of_its_kind(reach)):
        said = f"It depends{to} on values that are not given: {_clauses(kinds)}."
    else:
        said = f"Not caught{to} by any limit in the record."
    left = f" {left}." if left else ""
    return Judged(f"{said}{left}" + ("" if len(bound) else f" {NO_CLEARANCE}"), notes)


def _mask(marks: list[bool], frame: "pd.DataFrame") -> "pd.Series[bool]":
    """The marks as a column of the frame, also where there is none."""
    import pandas as pd

    return pd.Series(marks, index=frame.index, dtype=bool)


def end_user_listed(
    tables: Tables, end_user: str, on: Day, jurisdiction: str | None, known_on: Day | None
) -> tuple[str, list[str]]:
    """Whether the end user is on a list in force, in a sentence, and how its name was read."""
    try:
        firm = resolve(tables, end_user, "firm", f"no firm {end_user!r} in the record")
    except KeyError as error:
        return f"End user: {error.args[0]}. That is no clearance.", []
    found = in_force(on, firm=firm, jurisdiction=jurisdiction, known_on=known_on, tables=tables)
    listed = sorted(set(found.loc[found["role"] == "listed", "measure_id"]))
    notes = read_as(tables, "firm", end_user, firm)
    if listed:
        return f"End user {firm} is listed: {', '.join(listed)}.", notes
    return f"End user {firm} is on no list in force as far as recorded, which is no clearance.", notes
