"""Turns each source and each claim into its page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from ..answers.support import roots
from . import linked
from .context import Site
from .measures import MOST_CLAIMS, further
from .pages import Page
from .record import CORE, Row
from .words import INVERSE, on, term

_ACCESS = {
    "full-text": "read in full",
    "excerpt": "read in part",
    "cited-only": "not read, known from those that cite it",
}

_KINDS = {"news": "news report", "reference-data": "set of reference data"}


def described(site: Site, row: Row) -> str:
    """What the document is and how it was read, in a sentence."""
    kind = _KINDS.get(row["kind"], term(row["kind"]))
    said = f"{'An official' if row['is_official'] else 'A' if kind[0] not in 'aeiou' else 'An'} {kind}"
    said += f" of {row['publisher']}" if row["publisher"] else ""
    said += f", published {on(row['published_on'])}" if row["published_on"] else ", without a date"
    return f"{said}; {_ACCESS[row['access']]}"


def source_page(site: Site, row: Row) -> Iterator[Page]:
    """The page of a source, and further pages where its claims are many."""
    record, key = site.record, row["source_id"]
    claims = record.where("claims", "source_id", key)
    up = record.where("source_relations", "source_id", key)
    down = record.where("source_relations", "upstream_source_id", key)
    said = described(site, row)
    given = {
        "row": row,
        "verdict": said,
        "claims": claims[:MOST_CLAIMS],
        "all_claims": len(claims),
        "upstream": up,
        "down": down[:100],
    }
    twin = {
        "kind": "source",
        "id": key,
        "row": row,
        "claims": [r["claim_id"] for r in claims],
        "source_relations": up + down,
    }
    yield Page(
        f"sources/{key}.html",
        "source.html",
        row["title"] or key,
        given,
        twin,
        linked.source(site, row),
        "",
        "Source",
        f"{said}.",
    )
    yield from further("sources", key, row["title"] or key, claims)


class Claims:
    """The claims with what says the same of each, and the facts that rest on it."""

    def __init__(self, site: Site) -> None:
        """Nothing is read before it is asked for."""
        self.site = site

    @cached_property
    def facts(self) -> Mapping[str, list[tuple[str, Row]]]:
        """The rows that name a claim as their evidence, by claim."""
        found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for name, rows in self.site.record.tables.items():
            if rows and "claim_id" in rows[0] and not name.startswith("claim"):
                for row in rows:
                    found[row["claim_id"]].append((name, row))
        return found

    @cached_property
    def _upstream(self) -> Mapping[str, set[str]]:
        above: dict[str, set[str]] = defaultdict(set)
        for row in self.site.record.tables["source_relations"]:
            if row["relation"] in ("reprints", "reports", "translates"):
                above[row["source_id"]].add(row["upstream_source_id"])
        return above

    def same(self, key: str) -> list[str]:
        """The claims that say the same, by the chain of repeats and corroborations, this one first."""
        found, ends = [key], [key]
        while ends:
            at = ends.pop()
            for column, other in (("claim_id", "related_claim_id"), ("related_claim_id", "claim_id")):
                for row in self.site.record.where("claim_relations", column, at):
                    if row["relation"] in ("repeats", "corroborates") and row[other] not in found:
                        found.append(row[other])
                        ends.append(row[other])
        return found

    def origins(self, claims: list[str]) -> int:
        """How many documents that share nothing upstream say it."""
        groups: list[set[str]] = []
        for key in claims:
            claim = self.site.record.one("claims", key)
            back = roots(claim["via_source_id"] or claim["source_id"], self._upstream)
            for group in [g for g in groups if g & back]:
                groups.remove(group)
                back = back | group
            groups.append(back)
        return len(groups)

    def page(self, row: Row) -> Page:
        """The page of a claim."""
        record, key = self.site.record, row["claim_id"]
        source = record.one("sources", row["source_id"])
        to = [
            (term(r["relation"]), r["related_claim_id"], r["note"])
            for r in record.where("claim_relations", "claim_id", key)
        ]
        back = record.where("claim_relations", "related_claim_id", key)
        to += [(INVERSE[r["relation"]], r["claim_id"], r["note"]) for r in back]
        same = self.same(key) if to else [key]
        about = {
            table: [r[CORE[table]] for r in record.where(link, "claim_id", key)]
            for table, link in (
                ("measures", "claim_measures"),
                ("firms", "claim_firms"),
                ("equipment", "claim_equipment"),
            )
        }
        places = record.where("claim_jurisdictions", "claim_id", key)
        given = {
            "row": row,
            "source": source,
            "passage": self.site.passage(row),
            "about": about,
            "places": places,
            "relations": to,
            "same": len(same),
            "origins": self.origins(same),
            "facts": self.facts.get(key, [])[:60],
        }
        twin = {
            "kind": "claim",
            "id": key,
            "row": row,
            "source": source["url"],
            "passage": given["passage"],
            **about,
            "relations": [{"relation": r, "claim": c, "note": n} for r, c, n in to],
            "says_the_same": same[1:],
            "origins": given["origins"],
        }
        return Page(
            f"claims/{key}.html",
            "claim.html",
            f"Claim {key}",
            given,
            twin,
            linked.claim(self.site, row),
            description=row["statement"],
        )
