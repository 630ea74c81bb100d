"""Says what stands around the controls of an item: narrower items, controls that ended, laws that reach further."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...library import Tables, cells, kept
from ...model.effect_kinds import FREED
from ...model.event_kinds import BINDING
from ..conditions.destinations import names_of, targets_of
from ..intervals import courses, stood
from ..links.hierarchy import reach
from ..standing.events import events_by_measure, measures_told
from ..standing.lifecycle import IN_FORCE, SUSPENDED, Standing

# the one whose law reaches goods that are made or sent elsewhere
FAR_REACHING = "US"
_SHOWN = 6
# measures without an item that are named
_WHOLE = 5


def _named(
    tables: Tables, item: str, law: str | None, destination: str | None, days: tuple[date, date]
) -> Iterator[tuple[str, str, str]]:
    """The export controls of the law on the destination that name the item, or one above or below it, and how."""
    near, targets = reach(tables["equipment"], item), targets_of(tables)
    about = {m["measure_id"]: m for m in measures_told(tables)}
    names: dict[str, set[str]] = {}
    for row in cells(tables, "measure_equipment").itertuples(index=False):
        measure = about[row.measure_id]
        whose = measure["jurisdiction"]
        if row.equipment_id not in near or row.effect in FREED or measure["domain"] != "export-control":
            continue
        if law not in (None, whose):
            continue
        if destination and whose not in names:
            names[whose] = names_of(tables, destination, *days, whose)
        if not destination or not targets.get(row.measure_id) or names[whose] & targets[row.measure_id]:
            yield row.measure_id, row.equipment_id, near[row.equipment_id]


def _listed(found: Sequence[str]) -> str:
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def _in_part(tables: Tables, measure: str, standing: Iterable[Standing]) -> str:
    """What of a measure stays in force of which a part is suspended, with its words; else nothing."""
    now, events = list(standing), events_by_measure(tables).get(measure, [])
    stopped = tuple(e.scope for e in events if e.kind == "suspended" and e.scope)
    acting = {s.scope for s in now if s.status == IN_FORCE}
    aside = [s.scope for s in now if s.status == SUSPENDED and s.scope not in acting]
    without = [*aside, *dict.fromkeys(part for s in now if s.status == IN_FORCE for part in s.excepted)]
    without = [part for part in without if part.startswith(stopped)]
    if not acting or not without:
        return ""
    named = ", ".join(sorted(filter(None, acting)))
    stays = f"its part {named} stays" if named else "the rest of it stays"
    summary = next((m["summary"] for m in measures_told(tables) if m["measure_id"] == measure), "")
    words = f"; in all: {summary}" if summary else ""
    return f"{measure} is suspended only in part: {stays} in force, but for {', '.join(without)}{words}"


def around(
    tables: Tables,
    item: str,
    laws: Iterable[str | None],
    destinations: Iterable[str | None],
    days: tuple[date, date],
    told: set[str],
) -> list[str]:
    """Notes on what a table of the controls of the item leaves out; `told` are the measures that it holds.

    Narrower items that controls in force name, controls of the item that ended or are suspended on the day.
    """
    of, narrower, ended, aside = courses(tables), set[str](), dict[str, str](), set[str]()
    for law in laws:
        for to in destinations:
            for measure, named, how in _named(tables, item, law, to, days):
                now = {standing.status for standing, _ in stood(of.get(measure, []), *days)}
                if IN_FORCE in now:
                    narrower |= {named} if how == "kind" else set()
                elif how != "kind" and measure not in told:
                    if SUSPENDED in now:
                        aside.add(measure)
                    else:
                        last = [s.last for s in of.get(measure, []) if s.standing.status == IN_FORCE]
                        ended |= {measure: max(last).isoformat()} if last and max(last) < days[0] else {}
    notes = []
    if narrower:
        notes.append(f"narrower items have controls of their own, which are not told here: {_listed(sorted(narrower))}")
    if aside:
        notes.append(f"suspended on that day: {_listed(sorted(aside))}")
    if ended:
        over = [f"{measure} (until {day})" for measure, day in sorted(ended.items(), key=lambda one: one[1])][::-1]
        notes.append(f"no longer in force: {_listed(over)}")
    return notes


def suspended_in_part(
    tables: Tables, item: str, laws: Iterable[str | None], destinations: Iterable[str | None], days: tuple[date, date]
) -> list[str]:
    """A note on each control of the item, or of its families, of which a part is suspended and the rest in force."""
    of, asked = courses(tables), [(law, to) for law in laws for to in destinations]
    found = {m for law, to in asked for m, _, how in _named(tables, item, law, to, days) if how != "kind"}
    said = (_in_part(tables, m, (s for s, _ in stood(of.get(m, []), *days))) for m in sorted(found))
    return [note for note in said if note]


@kept
def _without_names(tables: Tables) -> list[dict[str, str]]:
    """The binding export controls that name no item, no code and no firm in the record, the newest first."""
    tied = ("measure_equipment", "measure_firms", "thresholds", "licence_requirements", "licence_exceptions")
    naming = {measure for name in tied for measure in cells(tables, name)["measure_id"]}
    found = [m for m in measures_told(tables) if m["domain"] == "export-control" and m["instrument"] in BINDING]
    days = {
        m["measure_id"]: max((s.first for s in courses(tables).get(m["measure_id"], [])), default=date.min)
        for m in found
    }
    bare = [m for m in found if m["measure_id"] not in naming]
    return sorted(bare, key=lambda m: (days[m["measure_id"]], m["measure_id"]), reverse=True)


def not_weighed(
    tables: Tables, laws: Iterable[str | None], destinations: Iterable[str | None], days: tuple[date, date]
) -> list[str]:
    """A note on the binding export controls in force that no item leads to: those on the destination by name first."""
    of, targets, whose = courses(tables), targets_of(tables), set(laws)
    found: dict[str, bool] = {}
    for to in destinations:
        for measure in _without_names(tables):
            name, law = measure["measure_id"], measure["jurisdiction"]
            if (None not in whose and law not in whose) or name in found:
                continue
            named = targets.get(name, set())
            reached = not to or not named or named & names_of(tables, to, *days, law)
            if reached and any(s.status == IN_FORCE for s, _ in stood(of.get(name, []), *days)):
                found[name] = to in named
    if not found:
        return []
    first = sorted(found, key=lambda name: not found[name])
    more = f" and {len(first) - _WHOLE} more" if len(first) > _WHOLE else ""
    they = "a binding export control" if len(first) == 1 else "binding export controls"
    verb, name_none = ("is", "it names") if len(first) == 1 else ("are", "they name")
    return [
        f"{they} in force {verb} not weighed here, for {name_none} no item and no firm in the record: "
        f"{', '.join(first[:_WHOLE])}{more}; see `status {first[0]}`"
    ]


def elsewhere(exporters: Sequence[str | None], destinations: Sequence[str | None]) -> list[str]:
    """That the law of the United States may reach an export from another place, where only that place was asked."""
    if None in exporters or FAR_REACHING in exporters or set(destinations) == {FAR_REACHING}:
        return []
    whose = ", ".join(str(e) for e in exporters)
    return [
        f"only the law of the exporter ({whose}) was asked; that of {FAR_REACHING} may reach the same goods "
        f"(re-exports, foreign-made direct products): ask exporter {FAR_REACHING} too"
    ]
