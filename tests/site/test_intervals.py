"""The stretches say of each day what `status` and `in_force` say of it."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import chip_export_controls as cec
from chip_export_controls.answers.intervals import intervals, listings, stretches
from chip_export_controls.answers.standing.events import events_by_measure
from chip_export_controls.answers.standing.lifecycle import Event, standings
from chip_export_controls.answers.standing.status_rows import row
from chip_export_controls.library import RECORDED

# what does not depend on how far the jurisdiction was searched, after which `status` calls nothing certain
TOLD = ["measure_id", "scope", "status", "certainty", "event", "since", "basis", "claim_id", "excepted"]
DAYS = [date(2018, 1, 1) + timedelta(days=n) for n in Random(12).sample(range(4000), 200)]


def test_each_day_stands_as_the_lifecycle_says_it_does() -> None:
    by_measure = defaultdict(list)
    for found in intervals().fillna("").to_dict("records"):
        by_measure[found["measure_id"]].append(found)
    for n, (measure, events) in enumerate(sorted(events_by_measure(RECORDED).items())):
        for day in DAYS[n % 5 :: 5]:
            text = day.isoformat()
            said = {
                tuple(r[c] for c in TOLD)
                for r in by_measure[measure]
                if r["from"] <= text and (not r["until"] or text <= r["until"])
            }
            wanted = {tuple(str(row(measure, s, day)[c] or "") for c in TOLD) for s in standings(events, day, day)}
            assert said == wanted, (measure, day)


def test_status_says_the_same_of_one_measure() -> None:
    measure = "nl-2023-06-30-advanced-semiconductor-equipment-regulation"
    rows = [r for r in intervals().fillna("").to_dict("records") if r["measure_id"] == measure]
    for day in DAYS[:20]:
        text = day.isoformat()
        said = {r["status"] for r in rows if r["from"] <= text and (not r["until"] or text <= r["until"])}
        assert said == set(cec.status(measure, text)["status"])


def test_a_listing_binds_on_the_days_on_which_in_force_says_so() -> None:
    rows = listings().fillna("").to_dict("records")
    firms = sorted({r["firm_id"] for r in rows})
    searched = [day for day in DAYS if day < date(2026, 11, 1)]
    for firm, day in zip(Random(3).choices(firms, k=30), searched, strict=False):
        text = day.isoformat()
        found = cec.in_force(text, firm=firm)
        wanted = {
            tuple(r) for r in found.loc[found["role"] == "listed", ["measure_id", "scope", "certainty"]].to_numpy()
        }
        said = {
            (r["measure_id"], r["scope"], r["certainty"])
            for r in rows
            if r["firm_id"] == firm and r["from"] <= text and (not r["until"] or text <= r["until"])
        }
        assert said == wanted, (firm, day)


def test_a_month_leaves_its_days_open() -> None:
    found = stretches([Event("effective", "2020-02", date(2020, 2, 1), date(2020, 2, 29))])
    told = [(s.first, s.last, s.standing.status, s.standing.certain) for s in found]
    assert told == [
        (date.min, date(2020, 1, 31), "unheard-of", True),
        (date(2020, 2, 1), date(2020, 2, 28), "in-force", False),
        (date(2020, 2, 1), date(2020, 2, 28), "unheard-of", False),
        (date(2020, 2, 29), date.max, "in-force", True),
    ]


def test_an_open_end_reaches_the_end_of_the_calendar() -> None:
    found = stretches([Event("effective", "2020-02-01/..", date(2020, 2, 1), date.max)])
    assert {(s.standing.status, s.last == date.max) for s in found if s.first == date(2020, 2, 1)} == {
        ("in-force", True),
        ("unheard-of", True),
    }
