"""Turns each firm into its page."""

from collections.abc import Iterator

from . import linked
from .context import Site
from .measures import MOST_CLAIMS, evidence, further
from .pages import Page
from .record import Row
from .words import place, plural, term

MOST_ROLES = 200


def listed(site: Site, key: str) -> list[Row]:
    """The lists on which the firm stands on the day of the version."""
    day = site.record.day
    return [r for r in site.listings.get(key, []) if r["from"] <= day and (not r["until"] or day <= r["until"])]


def standing(site: Site, key: str) -> tuple[str, str]:
    """Whether the firm is listed, as a kind and as a sentence."""
    now = {r["measure_id"]: r for r in listed(site, key)}
    roles = site.record.where("measure_firms", "firm_id", key)
    if now:
        sure = [m for m, r in now.items() if r["certainty"] == "certain"]
        homes = sorted({place(site.record.one("measures", m)["jurisdiction"]) for m in now})
        word = "Listed" if sure else "Perhaps listed"
        return "in-force", f"{word} by {plural(len(now), 'measure')} in force: {', '.join(homes)}"
    if any(r["role"] == "listed" for r in roles):
        return "expired", "Named on lists that are not in force on this day, or taken off them"
    if roles:
        return (
            "announced",
            f"On no list in the record; {plural(len({r['measure_id'] for r in roles}), 'measure')} touch it",
        )
    return "unheard-of", "On no list in the record"


def page(site: Site, row: Row) -> Iterator[Page]:
    """The page of a firm, and further pages where its claims are many."""
    record, key = site.record, row["firm_id"]
    roles = record.where("measure_firms", "firm_id", key)
    now = {r["measure_id"] for r in listed(site, key)}
    roles = sorted(roles, key=lambda r: (r["measure_id"] not in now, r["role"], r["measure_id"]))
    names, codes = record.where("firm_names", "firm_id", key), record.where("firm_identifiers", "firm_id", key)
    tied = [r["claim_id"] for r in record.where("claim_firms", "firm_id", key)] + [r["claim_id"] for r in roles]
    claims = evidence(site, tied)
    kind, said = standing(site, key)
    below, made = record.where("firms", "parent_firm_id", key), record.where("equipment", "maker_firm_id", key)
    given = {
        "row": row,
        "kind": kind,
        "verdict": said,
        "roles": roles[:MOST_ROLES],
        "all_roles": len(roles),
        "now": now,
        "names": names,
        "codes": codes,
        "below": below,
        "made": made,
        "claims": claims[:MOST_CLAIMS],
        "all_claims": len(claims),
    }
    twin = {
        "kind": "firm",
        "id": key,
        "verdict": {"on": record.day, "sentence": said},
        "row": row,
        "listings": [{k: v for k, v in r.items() if k != "firm_id"} for r in site.listings.get(key, [])],
        "measure_firms": roles,
        "firm_names": names,
        "firm_identifiers": codes,
        "claims": sorted(set(tied)),
    }
    yield Page(
        f"firms/{key}.html",
        "firm.html",
        row["name"],
        given,
        twin,
        linked.organization(site, row, names, codes),
        f"feeds/firms/{key}" if roles else "",
        "Firm",
        f"{said}.",
    )
    yield from further("firms", key, row["name"], claims)


def entry(site: Site, row: Row) -> dict[str, str]:
    """The firm as a line of a list."""
    kind, _ = standing(site, row["firm_id"])
    other = [n["name"] for n in site.record.where("firm_names", "firm_id", row["firm_id"])]
    return {
        "id": row["firm_id"],
        "name": row["name"],
        "status": {"in-force": "Listed", "expired": "Was listed"}.get(kind, "Not listed"),
        "jurisdiction": place(row["jurisdiction"]) if row["jurisdiction"] else "not recorded",
        "kind": term(row["kind"]),
        "other": "; ".join(name for name in other if name != row["name"])[:160],
    }
