"""What cannot be weighed, shown or asked is named: acts without items, the Union's law, lists of the past."""

import pytest
from given import Rows, events, given, measure

from chip_export_controls import changes, controls, evaluate, find, in_force, screen, status, timeline
from chip_export_controls.answers.find import by_name, resolve
from chip_export_controls.library import Tables


def told(of: object, part: str) -> list[str]:
    """The notes of an answer that hold these words."""
    return [note for note in of.attrs["notes"] if part in note]  # type: ignore[attr-defined]


LAMPS = {"equipment_id": "lamps", "name": "Lamps", "kind": "tool", "category": "lithography"}
UNION: Rows = [{"group": "EU", "jurisdiction": "NL", "from": "1958-01-01", "until": "", "claim_id": "g.001"}]


def bare() -> Tables:
    """Acts of NL and the EU without items: seven orders, one on CN alone, a bill, one that ended, one on RU."""
    acts = {f"nl-order-{n}": ("NL", "order", "*", f"2020-01-0{n}") for n in range(1, 7)}
    acts |= {
        "nl-on-cn": ("NL", "order", "CN", "2019-01-01"),
        "nl-bill": ("NL", "bill", "*", "2019-01-01"),
        "nl-gone": ("NL", "order", "*", "2019-01-01"),
        "nl-on-ru": ("NL", "order", "RU", "2019-01-01"),
        "eu-list": ("EU", "regulation", "*", "2018-01-01"),
        "nl-lamps": ("NL", "order", "*", "2019-01-01"),
    }
    return given(
        measures=[measure(m, jurisdiction=j, instrument=kind) for m, (j, kind, _, _) in acts.items()],
        measure_events=[
            row
            for m, (*_, day) in acts.items()
            for row in events(m, f"effective {day}", *(["revoked 2020-02-01"] if m == "nl-gone" else []))
        ],
        measure_targets=[{"measure_id": m, "jurisdiction": t, "claim_id": "g.001"} for m, (_, _, t, _) in acts.items()],
        equipment=[LAMPS],
        jurisdiction_groups=UNION,
        measure_equipment=[{"measure_id": "nl-lamps", "equipment_id": "lamps", "effect": "banned", "claim_id": "g"}],
    )


def test_acts_in_force_without_an_item_or_a_firm_are_named_the_one_on_the_destination_first() -> None:
    said = (
        "binding export controls in force are not weighed here, for they name no item and no firm in the record: "
        "nl-on-cn, nl-order-6, nl-order-5, nl-order-4, nl-order-3 and 3 more; see `status nl-on-cn`"
    )
    assert told(controls("lamps", "NL", "CN", "2020-06-01", tables=bare()), "not weighed") == [said]
    found = evaluate("lamps", "2020-06-01", jurisdiction="NL", destination="CN", tables=bare())
    assert told(found, "not weighed") == [said]
    assert told(evaluate("lamps", "2020-06-01", destination="CN", tables=bare()), "not weighed") == []


def test_an_act_without_an_item_is_told_of_only_where_it_binds_that_day() -> None:
    one = "a binding export control in force is not weighed here, for it names no item and no firm in the record"
    assert told(controls("lamps", "NL", "JP", "2018-06-01", tables=bare()), "not weighed") == [
        f"{one}: eu-list; see `status eu-list`"
    ]
    assert told(controls("lamps", "NL", "JP", "2017-06-01", tables=bare()), "not weighed") == []
    assert told(controls("lamps", "US", "JP", "2020-06-01", tables=bare()), "not weighed") == []


def test_a_member_is_told_how_many_measures_of_the_union_are_in_force() -> None:
    found = in_force("2020-06-01", jurisdiction="NL", tables=bare())
    assert set(found["jurisdiction"]) == {"NL"}
    assert told(found, "European Union") == [
        "NL is a member of the European Union, whose law applies there too: 1 measure of EU in force on 2020-06-01, "
        "not told here: `--jurisdiction EU`"
    ]
    found = in_force("2020-06-01", jurisdiction="NL", equipment="lamps", tables=bare())
    assert "0 measures of EU in force on 2020-06-01 that answer the same question" in told(found, "European Union")[0]
    assert told(in_force("2020-06-01", jurisdiction="EU", tables=bare()), "European Union") == []


def test_several_jurisdictions_and_targets_are_answered_together_each_measure_once() -> None:
    found = in_force("2019-06-01", jurisdiction=["NL", "EU"], target=["CN", "RU"], tables=bare())
    both = ["nl-on-cn", "nl-bill", "nl-gone", "nl-lamps", "nl-on-ru", "eu-list"]
    assert found["measure_id"].tolist() == both
    lines = found.attrs["verdict"].split("\n")
    assert [line.split(":")[0] for line in lines] == ["NL to CN", "NL to RU", "EU to CN", "EU to RU"]
    assert told(found, "European Union") == []
    assert lines[0] == "NL to CN: 4 measures in force: 4 certain."


def lists(*of_first: str) -> Tables:
    """A firm on two lists, of which a notice of 2021 takes it off the second; more events of the first."""
    days = {"na-list-1": ["effective 2019-01-10", *of_first], "na-list-2": ["effective 2020-01-10"]}
    days["na-removal"] = ["effective 2021-03-01"]
    roles = {"na-list-1": "listed", "na-list-2": "listed", "na-removal": "delisted"}
    return given(
        measures=[measure(m, instrument="entity-listing", title=m.upper()) for m in roles],
        measure_events=[row for m, lines in days.items() for row in events(m, *lines)],
        firms=[{"firm_id": "lamp-works", "name": "Lamp Works", "jurisdiction": "NA", "kind": "other"}],
        measure_firms=[
            {"measure_id": m, "firm_id": "lamp-works", "role": role, "claim_id": "g.001"} for m, role in roles.items()
        ],
        measure_relations=[
            {"measure_id": "na-removal", "relation": "amends", "related_measure_id": "na-list-2", "claim_id": "g.001"}
        ],
    )


def test_a_firm_that_was_on_lists_is_told_of_with_the_days_and_what_took_it_off() -> None:
    gone = lists("revoked 2020-06-01")
    assert told(screen("Lamp Works", on="2021-06-01", tables=gone), "but was on") == [
        "lamp-works is on no list in force in the record, but was on "
        "NA-LIST-2 (na-list-2) from 2020-01-10 until 2021-02-28, taken off by na-removal (2021-03-01); "
        "NA-LIST-1 (na-list-1) from 2019-01-10 until 2020-05-31, the list is revoked since 2020-06-01"
    ]
    assert told(screen("Lamp Works", on="2021-06-01", tables=lists()), "but was on") == []
    assert told(screen("Lamp Works", on="2019-01-01", tables=gone), "but was on") == []
    assert told(screen("Lamp Works", on="2021-06-01", jurisdiction="US", tables=gone), "but was on") == []


def of_names() -> Tables:
    return given(
        measures=[measure("na-lamp-list", title="Lamp Works added to a list"), measure("na-other", title="Order")],
        measure_events=[*events("na-lamp-list", "effective 2020-01-01"), *events("na-other", "effective 2020-01-01")],
        firms=[{"firm_id": "lw", "name": "Lamp Works", "jurisdiction": "NA", "kind": "other"}],
        firm_names=[{"firm_id": "lw", "name": "灯具厂", "language": "zh-Hans", "kind": "local-script"}],
        equipment=[LAMPS],
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "灯具厂",
            "'灯具厂' is no measure but the firm `lw` (Lamp Works): ask `in-force --firm lw`, `timeline lw` "
            "or `screen`",
        ),
        (
            "lw",
            "'lw' is no measure but the firm `lw` (Lamp Works): ask `in-force --firm lw`, `timeline lw` or `screen`",
        ),
        (
            "Lamps",
            "'Lamps' is no measure but the item `lamps` (Lamps): ask `controls lamps`, `in-force --equipment lamps` or "
            "`timeline lamps`",
        ),
        (
            "Namibia",
            "'Namibia' is no measure but the jurisdiction `NA`: ask `in-force --jurisdiction NA` or `timeline NA`",
        ),
    ],
)
def test_status_of_what_is_no_measure_says_what_it_is_and_what_answers(text: str, said: str) -> None:
    with pytest.raises(KeyError) as error:
        status(text, "2020-06-01", tables=of_names())
    assert error.value.args[0] == said


def test_status_of_what_names_nothing_says_so() -> None:
    with pytest.raises(KeyError, match="nothing in the record is written like it"):
        status("Qqqqq", "2020-06-01", tables=of_names())
    assert status("Lamp Works added", "2020-06-01", tables=of_names())["measure_id"].tolist() == ["na-lamp-list"]


def test_a_parameter_is_told_of_with_the_others_on_the_same_items() -> None:
    limits = [
        ("na-new", "lamps", "lumen-density"),
        ("na-new", "lamps", "lumens"),
        ("na-old", "lamps", "wick-width"),
        ("na-new", "lamps", "wick-width"),
        ("na-draft", "lamps", "hue"),
        ("na-old", "wicks", "length"),
    ]
    tables = given(
        measures=[measure(m) for m in ("na-old", "na-new", "na-draft")],
        measure_events=[
            *events("na-old", "effective 2020-01-01"),
            *events("na-new", "effective 2022-05"),
            *events("na-draft", "proposed 2019-01-01"),
        ],
        equipment=[LAMPS, LAMPS | {"equipment_id": "wicks", "name": "Wicks"}],
        thresholds=[
            {"measure_id": m, "equipment_id": item, "clause": "L1", "parameter": p, "operator": ">=", "value": "1"}
            | {"unit": "1", "claim_id": "g.001"}
            for m, item, p in limits
        ],
    )
    said = "not shown: other parameters limited on the same items, each with its first day: "
    assert told(timeline("lumens", tables=tables), "not shown") == [
        f"{said}wick-width (2020-01-01), lumen-density (2022-05), hue (no day of effect)"
    ]
    assert told(timeline("length", tables=tables), "not shown") == []
    assert told(timeline("na-old", tables=tables), "not shown") == []


def clauses(*lines: str) -> Tables:
    return given(
        measures=[measure("na-order", summary="Bars lamps for mines and wicks for all.")],
        measure_events=events("na-order", *lines),
        equipment=[LAMPS],
        measure_equipment=[{"measure_id": "na-order", "equipment_id": "lamps", "effect": "banned", "claim_id": "g"}],
    )


def test_of_an_act_that_is_suspended_in_part_the_rest_is_told_to_be_in_force() -> None:
    tables = clauses("effective 2020-01-01", "suspended 2020-03-01 | clause 2")
    assert told(controls("lamps", "NA", on="2020-02-29", tables=tables), "in part") == []
    assert told(controls("lamps", "NA", on="2020-03-01", tables=tables), "in part") == [
        "na-order is suspended only in part: the rest of it stays in force, but for clause 2; "
        "in all: Bars lamps for mines and wicks for all."
    ]
    tables = clauses("effective 2020-01-01 | mines", "effective 2020-01-01 | wicks", "suspended 2020-03-01 | wicks")
    assert told(controls("lamps", "NA", on="2020-03-01", tables=tables), "in part") == [
        "na-order is suspended only in part: its part mines stays in force, but for wicks; "
        "in all: Bars lamps for mines and wicks for all."
    ]
    for line in ("suspended 2020-03-01", "expired 2020-02-01 | a licence for all"):
        other = clauses("effective 2020-01-01", line)
        assert told(controls("lamps", "NA", on="2020-03-01", tables=other), "in part") == []


def test_changes_look_as_far_ahead_as_asked_and_say_that_a_start_is_told_twice() -> None:
    lines = ("announced 2020-05-01", "effective 2020-05-02", "compliance-deadline 2020-09-28")
    tables = given(measures=[measure("na-rule")], measure_events=events("na-rule", *lines))

    def kinds(ahead: int) -> list[str]:
        return list(changes("2020-05-01", today="2020-06-30", ahead=ahead, tables=tables)["kind"])

    past = ["happened", "happened", "came into force"]
    assert [kinds(89), kinds(90)] == [past, [*past, "starts soon"]]
    assert (
        "0 ends in the 5 days after"
        in changes("2020-05-01", today="2020-06-30", ahead=5, tables=tables).attrs["verdict"]
    )
    twice = "an event that put something in force is told twice, as `happened` and as `came into force`"
    found = changes("2020-05-01", today="2020-06-30", tables=tables)
    assert told(found, "told twice") == [f"{twice}: count one of these"]
    once = changes("2020-05-01", today="2020-06-30", kind="happened", tables=tables)
    assert told(once, "told twice") == []
    with pytest.raises(ValueError, match="give days from 0"):
        changes("2020-05-01", ahead=-1, tables=tables)


def test_a_day_may_be_the_second_word_of_screen() -> None:
    found, same = (
        screen("Lamp Works", "2020-06-01", tables=lists()),
        screen("Lamp Works", on="2020-06-01", tables=lists()),
    )
    assert found.equals(same)


def dated() -> Tables:
    about = {
        "us-2022-10-07-chips": ("rule", "effective 2022-10-07"),
        "us-2022-09-30-firms": ("rule", "effective 2022-10-07"),
        "us-2023-10-07-list": ("entity-listing", "effective 2023-10-07"),
        "us-2022-10-talk": ("guidance", "announced 2022-10"),
        "us-2022-11-07-tools": ("rule", "effective 2022-11-07"),
    }
    return given(
        measures=[measure(m, title=f"Act {n}", instrument=kind) for n, (m, (kind, _)) in enumerate(about.items())],
        measure_events=[row for m, (_, line) in about.items() for row in events(m, line)],
    )


@pytest.mark.parametrize("text", ["October 7 rule", "Oct 7 rule", "the rule of 7 October", "Oct. 7th rule"])
def test_a_rule_is_found_by_its_day_without_a_year_rules_first(text: str) -> None:
    found = find(text, tables=dated())
    assert found["id"].tolist() == ["us-2022-10-07-chips", "us-2022-09-30-firms", "us-2023-10-07-list"]
    assert resolve(dated(), text, "measure") == "us-2022-10-07-chips"


def test_a_rule_is_found_by_its_month_and_year() -> None:
    found = find("October 2022 rule", tables=dated())
    assert found["id"].tolist() == ["us-2022-10-07-chips", "us-2022-09-30-firms", "us-2022-10-talk"]
    assert resolve(dated(), "October 2022 rule", "measure") == "us-2022-10-07-chips"


def test_what_the_site_finds_by_a_name_knows_no_part_of_a_day() -> None:
    assert [e.id for _, _, e in by_name(dated(), "Oct 7 rule") if e.what == "part of a day"] == []
    assert "part of a day" not in set(find("October 45 rule", tables=dated())["matched"])
    assert "part of a day" in set(find("October 7 rule", tables=dated())["matched"])
