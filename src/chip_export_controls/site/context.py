"""Turns the record into what every page needs at hand: names, verdicts, and the words that say who says so."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ..answers.intervals import intervals, listings
from ..answers.links.passage import passage_url
from ..model.labels import LABELS
from .record import Record, Row, rows_of
from .verdicts import Verdict, verdict
from .words import date, place, term

if TYPE_CHECKING:
    from .codes import Codes

# an address that can never be anybody's: what must name a whole address and has none yet names this one
PLACEHOLDER = "https://chip-export-controls.example/"
FOLDERS = {"equipment": "items"}


def folder(table: str) -> str:
    """The folder of the pages of a core table; an item is what the record calls equipment."""
    return FOLDERS.get(table, table)


@dataclass
class Site:
    """One version of the record as a site at an address."""

    record: Record
    base: str
    docs: bool = False
    since: str = ""
    feet: dict[str, Markup] = field(default_factory=dict)
    _said: dict[tuple[str, str], Markup] = field(default_factory=dict)

    @property
    def published(self) -> bool:
        """Whether the address that the site will stand at is known."""
        return self.base != PLACEHOLDER

    def url(self, path: str) -> str:
        """The full address of a page or file; `index.html` is what its folder opens with."""
        return self.base + path.removesuffix("index.html")

    @cached_property
    def stretches(self) -> dict[str, list[Row]]:
        """The rows of `intervals` by measure."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(intervals(tables=self.record.frames)):
            found[row["measure_id"]].append(row)
        return found

    @cached_property
    def listings(self) -> dict[str, list[Row]]:
        """The rows of `listings` by firm."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(listings(tables=self.record.frames)):
            found[row["firm_id"]].append(row)
        return found

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict on each measure on the day of the version."""
        return {
            m["measure_id"]: verdict(
                self.stretches.get(m["measure_id"], []),
                self.record.where("measure_events", "measure_id", m["measure_id"]),
                self.record.day,
            )
            for m in self.record.tables["measures"]
        }

    @cached_property
    def codes(self) -> "Codes":
        """The control codes with their pages."""
        from .codes import Codes

        return Codes(self)

    def prepare(self) -> None:
        """Makes what pages of every kind need, before the work is divided: standings, codes, templates."""
        from .pages import prepare

        _ = self.verdicts, self.listings, self.codes.paths
        prepare()

    def link_place(self, up: str, code: str) -> Markup:
        """A link to the page of a jurisdiction; no link for all destinations."""
        if code == "*":
            return Markup(escape(place(code)))
        path = f"jurisdictions/{code.replace(':', '-')}.html"
        return Markup(f'<a href="{up}{path}">{escape(place(code))}</a>')

    def link_code(self, up: str, scheme: str, code: str) -> Markup:
        """A code with a link to its page, where it has one."""
        path = self.codes.paths.get((scheme, code)) or self.codes.path(scheme, code)
        return Markup(f'<a href="{up}{path}">{escape(code)}</a>') if path else escape(code)

    def name(self, table: str, key: str) -> str:
        """What a row of a core table is called; its key, if nothing calls it anything."""
        return str(self.record.one(table, key)[LABELS[table]]) or key

    def link(self, up: str, table: str, key: str, text: str = "") -> Markup:
        """A link to the page of a row."""
        return Markup(f'<a href="{up}{folder(table)}/{key}.html">{escape(text or self.name(table, key))}</a>')

    def passage(self, claim: Row) -> str:
        """The link that opens the claim's source at the passage; empty where the source has no address."""
        source = self.record.one("sources", claim["source_id"])
        return passage_url(source["url"] or None, claim["text_fragment"] or None) or ""

    def said(self, up: str, claim_id: str) -> Markup:
        """Who says so: the publisher, the speaker's kind and the modality, with links to the claim and the passage."""
        if (up, claim_id) not in self._said:
            self._said[up, claim_id] = self._saying(up, claim_id) if claim_id else Markup("")
        return self._said[up, claim_id]

    def _saying(self, up: str, claim_id: str) -> Markup:
        claim = self.record.one("claims", claim_id)
        source = self.record.one("sources", claim["source_id"])
        official = '<b class="off">official</b> ' if source["is_official"] else ""
        how = escape(f"{term(claim['speaker_kind'])}, {term(claim['modality'])}")
        link = escape(self.passage(claim))
        opens = f' <a class="at" href="{link}" title="opens the source at the passage">source</a>' if link else ""
        who = escape(source["publisher"] or "unnamed source")
        named = f'<a href="{up}claims/{claim_id}.html">{who}</a>'
        return Markup(f'<span class="said">{official}{named} <i>{how}</i>{opens}</span>')

    def citation(self, title: str, path: str) -> str:
        """A citation of one page and the version of the data it was made from."""
        told, day = self.record.descriptor, date(self.record.day)
        who = told["contributors"][0]["title"]
        whole = f"{told['title']} ({told['name']}), version {self.record.version}, {day}"
        return f"{who}: “{title}”, in {whole}. {self.url(path) if self.published else path}".rstrip()


@lru_cache(maxsize=65536)
def when(text: str, iso: bool = False) -> Markup:
    """A date in words, with its ISO form for machines, and beside it where asked."""
    if not text:
        return Markup("")
    words, beside = escape(date(text)), f' <span class="iso">{escape(text)}</span>' if iso else ""
    plain = text.rstrip("?~%")
    return Markup((words if "/" in text else f'<time datetime="{plain}">{words}</time>') + beside)


def as_json(value: Any) -> str:
    """JSON as the site writes it: UTF-8, two spaces, a final newline."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
