"""Whatever days the dates can mean, the status worked out from them is among those told."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chip_export_controls.answers.standing.lifecycle import Event, standings

KINDS = ("reported", "announced", "published", "effective", "resumed", "suspended", "expired", "revoked", "withdrawn")
START = date(2020, 1, 1)


def day(offset: int) -> date:
    return START + timedelta(days=offset)


@st.composite
def spans(draw: st.DrawFn) -> Event:
    first = draw(st.integers(0, 12))
    last = first + draw(st.sampled_from([0, 0, 1, 5]))
    scope = draw(st.sampled_from(["", "", "a"]))
    return Event(draw(st.sampled_from(KINDS)), "", day(first), day(last), scope)


@settings(max_examples=300, deadline=None)
@given(st.lists(spans(), min_size=1, max_size=4), st.integers(0, 20), st.integers(0, 3), st.data())
def test_any_days_that_the_dates_can_mean_give_a_status_that_is_told(
    events: list[Event], on: int, more: int, data: st.DataObject
) -> None:
    told = {(s.scope, s.status) for s in standings(events, day(on), day(on + more))}
    chosen = [data.draw(st.dates(event.first, event.last)) for event in events]
    dated = [Event(e.kind, "", d, d, e.scope) for e, d in zip(events, chosen, strict=True)]
    asked = data.draw(st.dates(day(on), day(on + more)))
    for standing in standings(dated, asked, asked):
        assert standing.certain
        assert (standing.scope, standing.status) in told


@given(st.lists(spans(), min_size=1, max_size=4), st.integers(0, 20))
def test_a_part_is_certain_if_and_only_if_it_has_one_status(events: list[Event], on: int) -> None:
    found = standings(events, day(on), day(on))
    for standing in found:
        alone = sum(other.scope == standing.scope for other in found) == 1
        assert standing.certain == alone


def test_the_order_of_the_rows_changes_nothing() -> None:
    events = [Event(kind, "", day(n), day(n + 2)) for n, kind in enumerate(("effective", "suspended", "resumed"))]
    assert standings(events, day(3), day(3)) == standings(reversed(events), day(3), day(3))
