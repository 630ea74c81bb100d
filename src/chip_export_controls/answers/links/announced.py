"""Counts the firms that an act names: those in the record, by role, and those that it names in all."""

from ...library import RECORDED, Tables, cells


def totals(tables: Tables) -> dict[str, str]:
    """For each act that lists: how many of those that it names are in the record."""
    rows = cells(tables, "measure_firms")
    have = rows[rows["role"] == "listed"].groupby("measure_id")["firm_id"].nunique()
    told = cells(tables, "listing_totals")
    said = {r.measure_id: r.announced for r in told.itertuples(index=False) if r.role == "listed"}
    named = {m: str(int(n)) for m, n in said.items() if n != ""}
    return {m: f"{n} of {named.get(m, 'an unknown number')}" for m, n in have.items()}


def named_firms(measure_id: str, tables: Tables = RECORDED) -> dict[str, int]:
    """How many firms the measure names, by their role."""
    rows = cells(tables, "measure_firms")
    counts = rows[rows["measure_id"] == measure_id].groupby("role")["firm_id"].nunique()
    return {str(role): int(n) for role, n in counts.items()}
