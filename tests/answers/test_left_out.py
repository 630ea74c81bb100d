"""What an answer leaves out it says, and what a reader writes in words of his own is understood or refused."""

import pytest
from given import events, given, measure

from chip_export_controls import changes, cite, controls, evaluate, find, in_force, status, timeline
from chip_export_controls.answers.links.statements import holding
from chip_export_controls.library import Tables

ITEMS = {"software": "", "mask-software": "software", "tools": "", "etcher-9": "tools"}
FIRMS = {"torch": "", "torch-north": "torch", "torch-south": "torch"}


def record() -> Tables:
    acts = {"na-old": "expired 2020-03-01", "na-now": "", "na-stopped": "suspended 2020-04-01", "us-tools": ""}
    named = {"na-old": "tools", "na-now": "mask-software", "na-stopped": "tools", "us-tools": "tools"}
    return given(
        measures=[measure(m, jurisdiction=m[:2].upper(), title=f"Act {m}", summary=f"Words of {m}.") for m in acts],
        measure_events=[
            row for m, end in acts.items() for row in events(m, "effective 2020-01-01", *([end] if end else []))
        ],
        equipment=[
            {"equipment_id": i, "name": i.title(), "parent_id": p, "kind": "tool", "category": "etch"}
            for i, p in ITEMS.items()
        ],
        measure_equipment=[
            {"measure_id": m, "equipment_id": i, "effect": "licence-required", "claim_id": "g.001"}
            for m, i in named.items()
        ],
        thresholds=[
            {
                "measure_id": "us-tools",
                "equipment_id": "tools",
                "clause": "U1",
                "parameter": "wafer-size-limit",
                "operator": ">=",
                "value": "4800",
                "unit": "1",
                "claim_id": "g.001",
            }
        ],
        equipment_codes=[{"equipment_id": "tools", "scheme": "HS-CN", "code": "8486202100", "match": "exact"}],
        firms=[
            {"firm_id": f, "name": f.replace("-", " ").title(), "parent_firm_id": p, "kind": "other"}
            for f, p in FIRMS.items()
        ],
        measure_firms=[
            {"measure_id": "us-tools", "firm_id": "torch", "role": "listed", "claim_id": "g.001"},
            {"measure_id": "na-now", "firm_id": "torch-south", "role": "licensee", "claim_id": "g.001"},
        ],
        claims=[
            {"claim_id": "wire.001", "source_id": "wire", "statement": "Torch writes off 5.5 billion dollars."},
            {"claim_id": "wire.002", "source_id": "wire", "statement": "Torch writes off 55 billion dollars."},
        ],
        sources=[{"source_id": "wire", "title": "Torch", "is_official": "false"}],
    )


ON = "2020-06-01"


def notes(of: object) -> str:
    """What an answer says that it leaves out."""
    return "\n".join(of.attrs["notes"])  # type: ignore[attr-defined]


def test_a_family_without_a_control_names_the_narrower_items_that_have_one() -> None:
    found = controls("software", "NA", on=ON, tables=record())
    assert found.empty
    assert "narrower items have controls of their own, which are not told here: mask-software" in notes(found)


def test_controls_that_ended_or_are_suspended_are_named() -> None:
    told = notes(controls("tools", "NA", on=ON, tables=record()))
    assert "no longer in force: na-old (until 2020-03-01)" in told
    assert "suspended on that day: na-stopped" in told


def test_the_law_that_reaches_further_than_the_exporter_is_named() -> None:
    assert "ask exporter US too" in notes(controls("tools", "NA", on=ON, tables=record()))
    assert "ask exporter US too" not in notes(controls("tools", ["NA", "US"], on=ON, tables=record()))
    assert "ask exporter US too" not in notes(controls("tools", "NA", "US", on=ON, tables=record()))


def test_a_control_that_cannot_be_judged_says_why() -> None:
    found = controls("tools", "US", on=ON, tables=record())
    assert found[["applies", "why"]].values.tolist() == [["cannot tell", "not recorded: wafer-size-limit"]]


def test_an_act_without_limits_tells_its_terms_in_words() -> None:
    assert "na-now: Words of na-now." in notes(controls("mask-software", "NA", on=ON, tables=record()))


def test_a_firm_is_told_of_with_the_firms_above_and_below_it() -> None:
    told = notes(in_force(ON, firm="torch-north", tables=record()))
    assert "torch, which owns torch-north, is named by measures that do not name it: us-tools (listed)" in told
    told = notes(in_force(ON, firm="torch", tables=record()))
    assert "not told here: 2 firms below torch in the record, 0 of them on a list in force" in told


def test_words_of_a_name_that_the_record_lacks_are_said() -> None:
    assert "of which nothing in the record is called `Wuxi`" in notes(in_force(ON, firm="Torch Wuxi", tables=record()))
    found = find("Torch Wuxi", kind="firm", tables=record())
    assert "torch does not hold `Wuxi`" in notes(found)


def test_statements_are_found_by_their_words_and_numbers() -> None:
    assert [claim for claim, _ in holding(record(), "5.5 billion")] == ["wire.001"]
    assert find("5.5 billion", kind="claim", tables=record())["id"].tolist() == ["wire.001"]
    assert "wire.001" in set(find("Torch 5.5 billion", tables=record())["id"])


@pytest.mark.parametrize("text", ["1 January 2020", "January 1, 2020", "2020-01-01"])
def test_a_day_finds_what_happened_on_it(text: str) -> None:
    assert set(find(text, tables=record())["id"]) == {"na-old", "na-now", "na-stopped", "us-tools"}


def test_a_measure_is_found_by_whose_it_is() -> None:
    assert find("American act of 1 January 2020", tables=record())["id"].tolist() == ["us-tools"]


@pytest.mark.parametrize("text", ["848620", "HS 8486.20", "8486202100", "HS code 8486"])
def test_a_customs_code_is_found_by_its_beginning_and_its_scheme(text: str) -> None:
    assert find(text, tables=record())["id"].tolist()[0] == "tools"


@pytest.mark.parametrize("text", ["wafer size limit", "WSL", "wafer-size-limit"])
def test_a_parameter_is_found_and_its_limits_have_a_history(text: str) -> None:
    assert find(text, tables=record())[["kind", "id"]].iloc[0].tolist() == ["parameter", "wafer-size-limit"]
    found = timeline(text, tables=record())
    assert found[["measure_id", "reach"]].values.tolist() == [["us-tools", "U1 >= 4800"]]


@pytest.mark.parametrize("text", ["4800", ">= 4,800"])
def test_a_number_is_found_as_the_limit_that_it_is(text: str) -> None:
    assert find(text, tables=record())[["kind", "id", "matched"]].iloc[0].tolist() == [
        "parameter",
        "wafer-size-limit",
        "limit",
    ]


def test_a_measure_says_how_many_firms_it_names() -> None:
    assert "the record has firms that it names: 1 as listed" in notes(status("us-tools", ON, tables=record()))


def test_a_verdict_names_every_jurisdiction_that_it_does_not_tell_of() -> None:
    acts = [f"{whose}-act-{n}" for whose in ("na", "us") for n in range(3)]
    tables = given(
        measures=[measure(m, jurisdiction=m[:2].upper()) for m in acts],
        measure_events=[row for m in acts for row in events(m, "effective 2020-01-01")],
        equipment=[{"equipment_id": "tools", "name": "Tools", "kind": "tool", "category": "etch"}],
        measure_equipment=[
            {"measure_id": m, "equipment_id": "tools", "effect": "banned", "claim_id": "g.001"} for m in acts
        ],
    )
    said = evaluate("tools", ON, tables=tables).attrs["verdict"]
    assert said.startswith(
        "Controlled: NA: banned by name (na-act-0), and 2 measures more of NA; "
        "US: banned by name (us-act-0), and 2 measures more of US."
    )


def test_an_act_that_was_read_in_a_copy_has_its_own_address_or_none() -> None:
    def cited(note: str, **identifier: str) -> str:
        source = {"source_id": "act", "kind": "legal-text", "title": "Rule", "is_official": "true", "note": note}
        return cite(
            "measures",
            "us-rule",
            tables=given(
                measures=[measure("us-rule", jurisdiction="US")],
                measure_identifiers=[{"measure_id": "us-rule", "scheme": s, "value": v} for s, v in identifier.items()],
                sources=[source | {"url": "https://mirror.example/rule"}],
                claims=[{"claim_id": "act.001", "source_id": "act"}],
                claim_measures=[{"claim_id": "act.001", "measure_id": "us-rule"}],
            ),
        )

    read = "read in a copy at https://mirror.example/rule. "
    assert cited("Mirror of the text.").startswith(f"Rule, {read}") or f"us-rule, {read}" in cited("Mirror.")
    assert f"https://www.federalregister.gov/d/2024-28270, {read}" in cited("Mirror.", **{"FR-DOC": "2024-28270"})
    told = cited("Mirror, which gives the address of the original as https://law.example/1.")
    assert f"https://law.example/1, {read}" in told


def test_changes_without_a_day_are_those_of_the_last_ninety_days() -> None:
    tables = given(
        measures=[measure("na-rule")],
        measure_events=events("na-rule", "effective 2020-05-01"),
        coverage=[{"jurisdiction": "NA", "year": "2020", "status": "partial", "last_searched_on": "2020-06-15"}],
    )
    assert changes(tables=tables)["kind"].tolist() == ["happened", "came into force"]
