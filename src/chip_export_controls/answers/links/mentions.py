"""Turns an item or a firm into the measures of the claims about it, beyond what the measures themselves name."""

from collections import defaultdict

from ...library import Tables, kept


@kept
def measures_of_claims(tables: Tables) -> dict[str, set[str]]:
    """The measures that each claim is about."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim, measure in tables["claim_measures"][["claim_id", "measure_id"]].itertuples(index=False):
        found[claim].add(measure)
    return found


@kept
def claims_of(tables: Tables) -> dict[str, list[str]]:
    """The claims about each item and each firm."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, column in (("claim_equipment", "equipment_id"), ("claim_firms", "firm_id")):
        for claim, key in tables[name][["claim_id", column]].itertuples(index=False):
            found[key].append(claim)
    return found


def mentioned(tables: Tables, key: str, among: set[str] | None = None) -> dict[str, str]:
    """The measures of the claims that mention the item or firm, each with the first such claim."""
    found: dict[str, str] = {}
    of_claims = measures_of_claims(tables)
    for claim in sorted(claims_of(tables).get(key, [])):
        for measure in of_claims.get(claim, ()) if among is None or claim in among else ():
            found.setdefault(measure, claim)
    return found
