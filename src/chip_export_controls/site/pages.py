"""Turns a template and what it is given into the bytes of a page, with its twin in JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context
from markupsafe import Markup, escape

from . import words
from .context import Site, when

_NAV = (
    ("measures/index.html", "Measures"),
    ("in-force.html", "In force"),
    ("check.html", "Check"),
    ("screen.html", "Screen"),
    ("data/index.html", "Data"),
)


@dataclass
class Page:
    """One page before it is written: its path below the site, its template, and what the template is given.

    `twin` is the record behind it, for the `.json` beside the page; `linked` its JSON-LD; `feed` the path of its feeds
    without suffix; `kind` the facet that search files it under, empty for a page that search leaves out.
    """

    path: str
    template: str
    title: str
    given: dict[str, Any] = field(default_factory=dict)
    twin: dict[str, Any] | None = None
    linked: dict[str, Any] | None = None
    feed: str = ""
    kind: str = ""
    description: str = ""
    scripts: tuple[str, ...] = ()


class Made(NamedTuple):
    """What is known of a page that has been written."""

    path: str
    title: str
    template: str
    has_twin: bool
    kind: str = ""
    about: str = ""


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def script_safe(value: Any) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element or open a comment."""
    text = _compact(value)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


class _Escaped(dict[str, str]):
    """Texts as HTML holds them; most of what pages show stands on several of them."""

    def __missing__(self, text: str) -> str:
        self[text] = found = str(escape(text))
        return found


_escaped = _Escaped()


class _Called(Context):
    """Calls functions as they are: none of ours asks for what Jinja would look up to hand to it."""

    def call(self, obj: Any, /, *args: Any, _block_vars: Any = None, _loop_vars: Any = None, **kwargs: Any) -> Any:
        """What the function gives."""
        return obj(*args, **kwargs)


class _Code(CodeGenerator):
    """Looks up the escaped form of a text, where Jinja would make it each time."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Quick(Environment):
    """An environment in which a name after a point is first a key of a dict, which nearly all that pages show are."""

    context_class = _Called
    code_generator_class = _Code

    @staticmethod
    def escaped(value: Any) -> str:
        """A value as HTML holds it; markup is a text of another type."""
        return _escaped[value] if type(value) is str else escape(value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of the key, else what Jinja finds."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def _environment() -> Environment:
    made = _Quick(
        loader=PackageLoader("chip_export_controls.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters |= {
        "term": words.term,
        "place": words.place,
        "words": words.date,
        "on": words.on,
        "number": words.number,
        "capital": words.capital,
    }
    made.globals |= {"when": when, "plural": words.plural, "EVENTS": words.EVENTS, "AHEAD": words.AHEAD, "nav": _NAV}
    return made


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def prepare() -> None:
    """Reads all templates, so that each process has them."""
    for name in _environment().list_templates(extensions=["html"]):
        _template(name)


def _foot(site: Site, up: str) -> Markup:
    """The foot of every page at a depth."""
    if up not in site.feet:
        text = _template("foot.html").render(site=site, record=site.record, up=up)
        site.feet[up] = Markup(text)
    return site.feet[up]


@cache
def _navigation(up: str, path: str) -> Markup:
    """The links in the head of a page; `path` is one of theirs, or the folder of one."""
    return Markup(_template("nav.html").render(up=up, path=path))


def _near(path: str) -> str:
    """What of a path tells the navigation where it is."""
    if any(path == to for to, _ in _NAV):
        return path
    folder = path.partition("/")[0] + "/index.html"
    return folder[:-10] if any(folder == to for to, _ in _NAV) else ""


def render(site: Site, page: Page) -> Iterator[tuple[str, bytes]]:
    """The files of a page: its HTML and, where it has a record behind it, its JSON."""
    # the page of what is not found stands at every depth
    up = "../" * page.path.count("/") if page.path != "404.html" else urlsplit(site.base).path
    given = {
        "site": site,
        "record": site.record,
        "page": page,
        "up": up,
        "said": lambda claim: site.said(up, claim),
        "link": lambda table, key, text="": site.link(up, table, key, text),
        "link_place": lambda code: site.link_place(up, code),
        "link_code": lambda home, code: site.link_code(up, home, code),
        "link_scheme": lambda scheme, code: site.link_code(up, scheme, code),
        "json_ld": script_safe(page.linked) if page.linked else None,
        "navigation": _navigation(up, _near(page.path)),
        "foot": _foot(site, up),
        "canonical": site.url(page.path) if site.published else "",
        "citation": site.citation(page.title, page.path),
    }
    text = _template(page.template).render(given | page.given)
    yield page.path, text.encode("utf-8")
    if page.twin is not None:
        head = {
            "url": site.url(page.path),
            "version": site.record.version,
            "licence": "CC-BY-4.0",
            "citation": given["citation"],
        }
        yield page.path.removesuffix(".html") + ".json", (compact(head | page.twin) + "\n").encode("utf-8")


def compact(value: Any) -> str:
    """JSON without what is empty: no null, no empty text, list or object."""
    return _compact(_held(value))


def _held(value: Any) -> Any:
    if isinstance(value, dict):
        found = {}
        for key, item in value.items():
            held = _held(item) if isinstance(item, (dict, list)) else item
            if held is not None and held != "" and held != [] and held != {}:
                found[key] = held
        return found
    if isinstance(value, list):
        return [_held(item) for item in value]
    return value
