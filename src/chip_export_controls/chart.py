"""Turns timelines and graphs into Altair charts, for those who would rather look than read."""

from typing import TYPE_CHECKING, Any, Literal

from .answers.graph import graph
from .answers.timeline import timeline as events_of
from .library import load

if TYPE_CHECKING:
    import pandas as pd


def _altair() -> Any:
    try:
        import altair
    except ModuleNotFoundError as error:
        message = "altair is not installed: charts need pip install 'chip-export-controls[charts]'"
        raise ModuleNotFoundError(message, name="altair") from error
    return altair


def _dated(found: "pd.DataFrame") -> "pd.DataFrame":
    """The events with the first and last day that each can mean; an open end is the known one."""
    from .model.edtf import bounds

    ends = [bounds(text) for text in found["date"]]
    first = [str(a or b) for a, b in ends]
    last = [str(b or a) for a, b in ends]
    return found.assign(first=first, last=last)


def timeline(key: str) -> Any:
    """The events of a measure, a jurisdiction, a firm or an item as an Altair chart: a row a measure, a mark an event.

    A bar spans a date that is known to the month or the year. A mark opens its source at the passage.
    Raises KeyError as `chip_export_controls.timeline`, ModuleNotFoundError without the extra `charts`.

    >>> chart.timeline(load("measures")["measure_id"][0]).to_dict()["title"][:9]
    'Events of'
    """
    altair = _altair()
    columns = ["first", "last", "date", "event", "scope", "title", "statement", "publisher", "passage_url"]
    rows = _dated(events_of(key))[columns].astype(object).fillna("")
    base = altair.Chart(altair.Data(values=rows.to_dict("records")))
    tips = [altair.Tooltip(f"{name}:N") for name in ("date", "event", "scope", "title", "statement", "publisher")]
    encoded = base.encode(
        x=altair.X("first:T", title="date"),
        y=altair.Y("title:N", title=None, sort=altair.EncodingSortField("first", op="min")),
        color=altair.Color("event:N"),
        tooltip=tips,
        href=altair.Href("passage_url:N"),
    )
    spans = encoded.mark_bar(height=4, opacity=0.5).encode(x2="last:T")
    return (spans + encoded.mark_point(filled=True, size=70)).properties(title=f"Events of {key}")


def network(kind: Literal["measures", "firms", "claims"] = "measures") -> Any:
    """The edges between measures, between measures and firms, or between claims as an Altair chart of a circle.

    Nodes stand in the order of their ids, so that the same data gives the same picture. Raises ValueError for another
    kind, ModuleNotFoundError without the extra `charts`.

    >>> len(chart.network("claims").to_dict()["layer"])
    2
    """
    from math import cos, pi, sin

    altair = _altair()
    edges = graph(kind).astype(object).fillna("")
    ids = sorted({*edges["source"], *edges["target"]})
    turn = {name: 2 * pi * n / max(len(ids), 1) for n, name in enumerate(ids)}
    place = {name: {"x": round(cos(angle), 6), "y": round(sin(angle), 6)} for name, angle in turn.items()}
    names = _names()
    nodes = [{"id": name, "name": names.get(name, name), **place[name]} for name in ids]
    lines = [
        {**place[s], "x2": place[t]["x"], "y2": place[t]["y"], "relation": r, "source": s, "target": t}
        for s, t, r in edges[["source", "target", "relation"]].itertuples(index=False)
    ]
    bare = altair.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    drawn = altair.Chart(altair.Data(values=lines)).mark_rule(opacity=0.5)
    rules = drawn.encode(
        x=altair.X("x:Q", axis=bare),
        y=altair.Y("y:Q", axis=bare),
        x2="x2:Q",
        y2="y2:Q",
        color=altair.Color("relation:N"),
        tooltip=["source:N", "relation:N", "target:N"],
    )
    points = altair.Chart(altair.Data(values=nodes)).mark_point(filled=True, color="black", size=25)
    return (rules + points.encode(x="x:Q", y="y:Q", tooltip=["id:N", "name:N"])).properties(width=600, height=600)


def _names() -> dict[str, str]:
    """What each measure and firm is called."""
    measures, firms = load("measures"), load("firms")
    return dict(zip(measures["measure_id"], measures["title"], strict=True)) | dict(
        zip(firms["firm_id"], firms["name"], strict=True)
    )
