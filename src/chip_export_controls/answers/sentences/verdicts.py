"""Turns answers into the sentence that comes first, and into what they leave out and must say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...library import Tables, cells
from ...model.effect_kinds import FREED
from ..links.mentions import claims_of, measures_of_claims, mentioned
from ..standing.events import events_by_measure, jurisdictions
from ..standing.listing import roles
from ..standing.renewed_lists import named_anew
from ..standing.schedules import Doubt, by_schedule
from ..standing.searches import horizons
from ..standing.status_rows import AFTER

if TYPE_CHECKING:
    import pandas as pd

PHRASE = {
    "banned": "banned",
    "licence-required": "a licence is needed",
    "licence-revoked": "the licence was taken back",
    "notification": "a notice is needed",
}
NO_CLEARANCE = "This is no clearance: the record is not complete."


@dataclass(frozen=True)
class Asked:
    """The question of `in_force`, its names led to ids."""

    days: tuple[date, date]
    on: str
    jurisdiction: str | None = None
    target: str | None = None
    equipment: str | None = None
    firm: str | None = None
    domain: str | None = None


def counted(number: int, one: str, many: str = "") -> str:
    """`1 measure`, `2 measures`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def searched(tables: Tables, jurisdiction: str | None) -> str:
    """What was searched, in a sentence: how far for one jurisdiction, or which ones."""
    days = horizons(tables)
    if jurisdiction and jurisdiction not in days:
        return f"{jurisdiction} was not searched."
    if jurisdiction:
        return f"{jurisdiction} was read up to {days[jurisdiction]}."
    if not days:
        return "Nothing tells what was searched."
    return f"Searched: {', '.join(sorted(days))}, none after {max(days.values())}."


def _about(asked: Asked) -> str:
    words = [f"of {asked.jurisdiction}" if asked.jurisdiction else "", f"on {asked.target}" if asked.target else ""]
    words += [
        f"that name {asked.equipment}" if asked.equipment else "",
        f"that touch {asked.firm}" if asked.firm else "",
    ]
    words.append(f"in {asked.domain}" if asked.domain else "")
    return " ".join(filter(None, words))


def _sureness(found: "pd.DataFrame") -> str:
    sure = set(found.loc[found["certainty"] == "certain", "measure_id"])
    rest = found[~found["measure_id"].isin(list(sure))]
    beyond = set(rest.loc[rest["note"].str.startswith(AFTER.split("{}")[0]), "measure_id"])
    other = set(rest["measure_id"]) - beyond
    parts = [f"{len(sure)} certain"] if sure else []
    parts += [f"{len(other)} possible"] if other else []
    if beyond:
        parts.append(f"{len(beyond)} as far as is known ({AFTER.format(max(rest['as_of'].dropna()))})")
    return ", ".join(parts)


def _listed(tables: Tables, found: "pd.DataFrame") -> str:
    """Which lists the firm stands on, if it does; of lists that follow each other the current one."""
    on = found[found["role"] == "listed"].drop_duplicates("measure_id")
    on = on[~on["measure_id"].isin(list(named_anew(tables, on["measure_id"])))]
    if on.empty:
        return ""
    told = [f"{r.jurisdiction}: {r.title} (since {r.since})" for r in on.itertuples(index=False)][:3]
    return f"Listed: {'; '.join(told)}{_rest(on)}. "


def _rest(rows: "pd.DataFrame", told: int = 3) -> str:
    """How many measures more there are than are told, and whose."""
    whose = ", ".join(dict.fromkeys(rows["jurisdiction"].iloc[told:]))
    return f" and {len(rows) - told} more ({whose})" if len(rows) > told else ""


def _touched(found: "pd.DataFrame") -> str:
    """What else touches the firm, and how."""
    once = found.drop_duplicates("measure_id")
    told = [f"{r.jurisdiction}: {r.title} ({r.role}, since {r.since})" for r in once.itertuples(index=False)]
    return "; ".join(told[:3]) + _rest(once)


def verdict_in_force(tables: Tables, asked: Asked, found: "pd.DataFrame") -> str:
    """The answer of `in_force` in a sentence."""
    about = _about(asked)
    if found.empty:
        said = f"No measure {about + ' ' if about else ''}in force on {asked.on} is recorded."
        return f"{said} {searched(tables, asked.jurisdiction)} {NO_CLEARANCE}"
    named = found
    head = ""
    if asked.equipment:
        named = found[found["reach"] != "mentioned"]
        control = named[~named["effect"].isin(FREED)]
        itself = control[control["reach"] == "itself"]["measure_id"].nunique()
        others = control[control["reach"] != "itself"]["measure_id"].nunique()
        free = named[named["effect"].isin(FREED)]["measure_id"].nunique()
        only = found["measure_id"].nunique() - named["measure_id"].nunique()
        head = f"{counted(itself, 'measure')} in force {'names' if itself == 1 else 'name'} {asked.equipment} itself, "
        head += f"{others} its family or kinds; {free} exempt; {only} only mentioned with it. "
    if asked.firm:
        head += _listed(tables, found) or f"On no list in force as far as recorded. Touched by {_touched(found)}. "
    return f"{head}{counted(found['measure_id'].nunique(), 'measure')} in force: {_sureness(found)}."


def _claimed_listings(tables: Tables, firm: str) -> list[str]:
    """Notes on entity listings that claims of what is law tell of the firm, and no row does."""
    named = {row.measure_id for row in roles(tables).get(firm, [])}
    measures = cells(tables, "measures").set_index("measure_id")[["title", "instrument"]].to_dict("index")
    claims = tables["claims"]
    firm_claims = claims[claims["claim_id"].isin(claims_of(tables).get(firm, []))]
    law = set(firm_claims.loc[firm_claims["modality"].isin(["in-force", "decided"]), "claim_id"])
    return [
        f"A claim tells of {firm} in {measures[m]['title']} ({m}), but no row lists it: see claim {claim}"
        for m, claim in sorted(mentioned(tables, firm, law).items())
        if m not in named and measures[m]["instrument"] == "entity-listing"
    ]


def undated(tables: Tables, asked: Asked, found: "pd.DataFrame") -> list[str]:
    """What the record names but cannot date or list: measures that touch the firm without a day of effect, claims."""
    if not asked.firm:
        return []
    events = events_by_measure(tables)
    notes = [
        f"{row.measure_id} names {asked.firm} ({row.role}), but no day of effect is recorded"
        for row in roles(tables).get(asked.firm, [])
        if not any(event.kind == "effective" for event in events.get(row.measure_id, []))
    ]
    notes += _claimed_listings(tables, asked.firm)
    if asked.jurisdiction:
        whose = jurisdictions(tables)
        other = [m for m, j in whose.items() if j != asked.jurisdiction]
        notes = [note for note in notes if not any(m in note for m in other)]
    if not notes and found.empty and asked.firm in claims_of(tables):
        of = measures_of_claims(tables)
        about = sorted({m for claim in claims_of(tables)[asked.firm] for m in of.get(claim, ())})
        notes = [f"Claims mention {asked.firm} with {', '.join(about[:5])}"] if about else []
    return sorted(set(notes))


def verdict_status(found: "pd.DataFrame", on: str, measure_id: str | None, told: Sequence[Doubt] = ()) -> str:
    """The answer of `status` in a sentence; `told` is what speaks against a schedule."""
    if measure_id is None:
        counts = found.drop_duplicates(["measure_id", "status"])["status"].value_counts()
        return f"On {on}: " + ", ".join(f"{n} {state}" for state, n in counts.items()) + "."
    parts = []
    for row in found.fillna("").itertuples(index=False):
        what = f"{row.scope}: " if row.scope else ""
        since = f" since {row.since} ({row.event})" if row.since else ""
        until = f", until {row.until}" if row.until else ""
        doubt = f"; {row.note}" if row.note else ""
        but = f", but for {row.excepted}" if row.excepted else ""
        against = [d for d in told if d.measure_id == row.measure_id and row.basis == "scheduled"]
        if against:
            parts.append(f"{what}{by_schedule(row.status, row.event, row.since, against[0])}{but}")
            continue
        parts.append(f"{what}{row.status}{since}{until}{but}, {row.certainty}{doubt}")
    return f"{measure_id} on {on}: " + " | ".join(parts) + "."
