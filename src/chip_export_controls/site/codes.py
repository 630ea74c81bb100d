"""Turns the codes that items, measures and limits name into pages of their own."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from .context import Site
from .pages import Page
from .record import Row
from .words import plural

# the list that a measure of a jurisdiction writes its codes in
_LISTS = {"US": "US-ECCN", "EU": "EU-DU", "GB": "UK"}


def slug(code: str) -> str:
    """The code as a file name: letters, digits, points and hyphens.

    >>> slug("7 (10-2)"), slug("3B001.f.1")
    ('7-10-2', '3B001.f.1')
    """
    return re.sub(r"[^A-Za-z0-9.]+", "-", code).strip("-.")


class Codes:
    """Every code of the record, by the list it belongs to."""

    def __init__(self, site: Site) -> None:
        """Nothing is read before it is asked for."""
        self.site = site

    @cached_property
    def uses(self) -> dict[tuple[str, str], dict[str, list[Row]]]:
        """By list and code: the rows that tie items to it, and those by which measures name it."""
        record, found = self.site.record, defaultdict(lambda: defaultdict(list))  # type: ignore[var-annotated]
        for row in record.tables["equipment_codes"]:
            found[row["scheme"], row["code"]]["equipment_codes"].append(row)
        for table in ("measure_equipment", "licence_requirements", "licence_exceptions"):
            for row in record.tables[table]:
                if row["control_code"]:
                    found[self.scheme(row), row["control_code"]][table].append(row)
        for row in record.tables["thresholds"]:
            code = (self.scheme(row), row["clause"])
            if code in found:
                found[code]["thresholds"].append(row)
        return {key: dict(rows) for key, rows in sorted(found.items())}

    def scheme(self, row: Row) -> str:
        """The list that the measure of the row writes its codes in."""
        home = str(self.site.record.one("measures", row["measure_id"])["jurisdiction"])
        return _LISTS.get(home, home)

    @cached_property
    def paths(self) -> dict[tuple[str, str], str]:
        """The page of each code; codes that differ in marks alone share a name and get a number."""
        taken: dict[str, int] = defaultdict(int)
        found = {}
        for scheme, code in self.uses:
            path = f"codes/{scheme}/{slug(code)}"
            taken[path.lower()] += 1
            again = taken[path.lower()]
            found[scheme, code] = f"{path}{f'-{again}' if again > 1 else ''}.html"
        return found

    def path(self, jurisdiction: str, code: str) -> str:
        """The page of a code that a measure of the jurisdiction names; empty where there is none."""
        return self.paths.get((_LISTS.get(jurisdiction, jurisdiction), code), "")

    def pages(self) -> Iterator[Page]:
        """A page for each code."""
        heads: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for (scheme, code), path in self.paths.items():  # 3A001.b is above and below what begins with 3A001
            heads.setdefault((scheme, code.split(".")[0]), []).append((code, path))
        for (scheme, code), uses in self.uses.items():
            near = [
                (other, path)
                for other, path in heads[scheme, code.split(".")[0]]
                if other != code and (other.startswith(code + ".") or code.startswith(other + "."))
            ]
            named = sorted({r["measure_id"] for t, rows in uses.items() if t != "equipment_codes" for r in rows})
            forced = sum(self.site.verdicts[m].kind in ("in-force", "partly") for m in named)
            said = (
                f"Named by {plural(len(named), 'measure')} in the record, {forced or 'none'} of them in force"
                if named
                else "No measure in the record names it; items bear it"
            )
            given = {"scheme": scheme, "code": code, "uses": uses, "near": near, "verdict": said, "named": named}
            twin = {"kind": "code", "list": scheme, "code": code, **uses}
            yield Page(
                self.paths[scheme, code], "code.html", f"{scheme} {code}", given, twin, kind="Code", description=said
            )

    def entries(self) -> list[dict[str, str]]:
        """Each code as a line of the list."""
        return [
            {
                "path": self.paths[scheme, code],
                "name": code,
                "list": scheme,
                "items": "; ".join(
                    sorted(
                        {
                            self.site.name("equipment", r["equipment_id"])
                            for t, rows in uses.items()
                            for r in rows
                            if "equipment_id" in r
                        }
                    )
                )[:160],
            }
            for (scheme, code), uses in self.uses.items()
        ]
