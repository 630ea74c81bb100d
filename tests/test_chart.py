"""Charts show each event and each edge once, with its source."""

import pytest

import chip_export_controls as cec
from chip_export_controls import chart

pytestmark = pytest.mark.usefixtures("in_miniature")


RULE = "na-2020-05-04-lamp-rule"


def test_a_timeline_has_a_mark_for_each_event_that_opens_its_source() -> None:
    drawn = chart.timeline(RULE).to_dict()
    values = drawn["layer"][0]["data"]["values"] if "data" in drawn["layer"][0] else drawn["data"]["values"]
    assert [row["event"] for row in values] == cec.timeline(RULE)["event"].tolist()
    assert {row["passage_url"] for row in values} == {"https://example.org/gazette/12"}


def test_a_date_known_to_the_month_is_a_span() -> None:
    drawn = chart.timeline("na-2019-02-lamp-order").to_dict()
    values = drawn["layer"][0]["data"]["values"] if "data" in drawn["layer"][0] else drawn["data"]["values"]
    assert (values[0]["first"], values[0]["last"]) == ("2019-02-01", "2019-02-28")


@pytest.mark.parametrize("kind", ["measures", "firms", "claims"])
def test_a_network_has_a_line_for_each_edge(kind: str) -> None:
    drawn = chart.network(kind).to_dict()  # type: ignore[arg-type]
    lines = drawn["layer"][0]["data"]["values"]
    edges = cec.graph(kind)  # type: ignore[call-overload]
    assert [(line["source"], line["target"]) for line in lines] == list(
        edges[["source", "target"]].itertuples(index=False, name=None)
    )


def test_the_same_data_gives_the_same_picture() -> None:
    assert chart.network().to_json() == chart.network().to_json()


def test_without_altair_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "altair", None)
    with pytest.raises(ModuleNotFoundError, match=r"chip-export-controls\[charts\]"):
        chart.timeline(RULE)
