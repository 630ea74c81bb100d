"""Says what an answer about one firm leaves out: the firms above and below it, and the lists that these stand on."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from ...library import Tables, cells, kept
from ..intervals import courses, stood
from ..links.hierarchy import above
from ..links.named_by_measures import of_firm
from ..standing.lifecycle import IN_FORCE
from ..standing.listing import roles

_SHOWN = 5


@kept
def owners(tables: Tables) -> dict[str, str]:
    """The firm that owns each firm, as far as recorded."""
    pairs = cells(tables, "firms")[["firm_id", "parent_firm_id"]].itertuples(index=False, name=None)
    return {firm: parent for firm, parent in pairs if parent}


@kept
def units(tables: Tables) -> Mapping[str, list[str]]:
    """The firms below each firm, direct ones only, by id."""
    found: dict[str, list[str]] = defaultdict(list)
    for firm, parent in owners(tables).items():
        found[parent].append(firm)
    return found


def below(tables: Tables, firm: str) -> list[str]:
    """All firms below a firm, by id."""
    found: list[str] = []
    line = list(units(tables).get(firm, ()))
    while line:
        unit = line.pop()
        if unit not in found and unit != firm:
            found.append(unit)
            line += units(tables).get(unit, ())
    return sorted(found)


def _named(tables: Tables, firm: str, days: tuple[date, date]) -> dict[str, str]:
    """The measures in force on the days that name the firm, and as what."""
    ties, found = of_firm(tables, firm, days), dict[str, str]()
    for measure in dict.fromkeys(row.measure_id for row in roles(tables).get(firm, [])):
        for standing, _ in stood(courses(tables).get(measure, []), *days):
            if standing.status == IN_FORCE:
                for tie in ties(measure, standing):
                    found[measure] = tie["role"]
    return found


def kin(tables: Tables, firm: str, days: tuple[date, date], told: set[str]) -> list[str]:
    """Notes on the firms above it that measures in force name where it is not named, and on the firms below it."""
    notes = []
    for owner in above(firm, owners(tables)):
        also = {m: role for m, role in _named(tables, owner, days).items() if m not in told}
        if also and owner != firm:
            shown = "; ".join(f"{m} ({role})" for m, role in list(also.items())[:_SHOWN])
            more = f"; and {len(also) - _SHOWN} more" if len(also) > _SHOWN else ""
            notes.append(f"{owner}, which owns {firm}, is named by measures that do not name it: {shown}{more}")
    if parts := below(tables, firm):
        listed = [unit for unit in parts if "listed" in _named(tables, unit, days).values()]
        shown = ", ".join((listed or parts)[:_SHOWN])
        count = f"{len(parts)} firm{'' if len(parts) == 1 else 's'} below {firm} in the record"
        notes.append(f"not told here: {count}, {len(listed)} of them on a list in force, such as {shown}")
    return notes
