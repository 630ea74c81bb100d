"""Turns the record into the pages and lists of the site."""

from collections.abc import Iterator

from ..answers.links.hierarchy import above, parents
from . import chronicle, firms, items, lists, measures, places, plans, sources
from .context import Site
from .pages import Page
from .words import date, term


def many(site: Site) -> Iterator[Page]:
    """The pages of firms and sources, which are the most that search reads."""
    for row in site.record.tables["firms"]:
        yield from firms.page(site, row)
    for row in site.record.tables["sources"]:
        yield from sources.source_page(site, row)


def few(site: Site) -> Iterator[Page]:
    """The pages of measures, items, jurisdictions and codes, and of what was searched."""
    record = site.record
    for row in record.tables["measures"]:
        yield from measures.page(site, row)
    parent_of = parents(record.frames["equipment"])
    for row in record.tables["equipment"]:
        yield from items.page(site, row, above(row["equipment_id"], parent_of))
    yield from places.pages(site)
    yield from site.codes.pages()
    yield places.coverage(site)


def claims(site: Site) -> Iterator[Page]:
    """A page for each claim; search leaves them out."""
    of = sources.Claims(site)
    for row in site.record.tables["claims"]:
        yield of.page(row)


def listings(site: Site) -> list[lists.Listing]:
    """The lists of the site."""
    record, parent_of = site.record, parents(site.record.frames["equipment"])
    of_measures = sorted(
        record.tables["measures"],
        key=lambda m: (measures.first_day(site, m["measure_id"])[:10], m["measure_id"]),
        reverse=True,
    )
    by_name = sorted(record.tables["firms"], key=lambda f: f["name"].casefold())
    by_kind = sorted(record.tables["equipment"], key=lambda i: i["name"].casefold())
    newest = sorted(record.tables["sources"], key=lambda s: (s["published_on"], s["source_id"]), reverse=True)
    return [
        lists.Listing(
            "measures",
            "Measures",
            "Acts on the trade in chips and in what makes them, and proposals of such acts, newest first.",
            (("name", "Measure"), ("status", "Standing"), ("verdict", "In a sentence"), ("jurisdiction", "Made by")),
            (
                ("jurisdiction", "Made by"),
                ("status", "Standing"),
                ("domain", "Domain"),
                ("instrument", "Kind"),
                ("year", "Year"),
            ),
            [measures.entry(site, m) for m in of_measures],
        ),
        lists.Listing(
            "firms",
            "Firms",
            "Firms that a measure lists or touches, or that a claim speaks of.",
            (
                ("name", "Firm"),
                ("status", "On a list"),
                ("jurisdiction", "Based in"),
                ("kind", "Kind"),
                ("other", "Other names"),
            ),
            (("jurisdiction", "Based in"), ("status", "On a list"), ("kind", "Kind")),
            [firms.entry(site, f) for f in by_name],
        ),
        lists.Listing(
            "items",
            "Items",
            "Tools, components, materials, chips, software and technology that measures act upon, in families.",
            (
                ("name", "Item"),
                ("in_force", "Measures in force"),
                ("kind", "Kind"),
                ("family", "Family"),
                ("maker", "Maker"),
            ),
            (("kind", "Kind"), ("category", "Category"), ("status", "Named in force"), ("maker", "Maker")),
            [items.entry(site, i, above(i["equipment_id"], parent_of)) for i in by_kind],
        ),
        lists.Listing(
            "sources",
            "Sources",
            "Documents that claims rest on, or that other documents credit, newest first.",
            (
                ("name", "Source"),
                ("publisher", "Publisher"),
                ("date", "Published"),
                ("kind", "Kind"),
                ("official", "Official"),
            ),
            (("kind", "Kind"), ("official", "Official"), ("language", "Language"), ("year", "Year")),
            [
                {
                    "id": s["source_id"],
                    "name": s["title"] or s["source_id"],
                    "publisher": s["publisher"],
                    "date": date(s["published_on"]),
                    "kind": term(s["kind"]),
                    "official": "official" if s["is_official"] else "",
                    "language": s["language"],
                    "year": s["published_on"][:4],
                }
                for s in newest
            ],
        ),
        lists.Listing(
            "codes",
            "Control codes",
            "Codes of control lists and tariffs that measures and items in the record bear.",
            (("name", "Code"), ("list", "List"), ("items", "Items")),
            (("list", "List"),),
            site.codes.entries(),
        ),
        lists.Listing(
            "jurisdictions",
            "Jurisdictions",
            "Those that made measures, that measures name as destinations, or that were searched.",
            (
                ("name", "Jurisdiction"),
                ("in_force", "Own measures in force"),
                ("measures", "Own measures"),
                ("destination", "Measures that name it as a destination"),
            ),
            (),
            places.entries(site),
        ),
        chronicle.listing(site),
        plans.listing(site),
    ]
