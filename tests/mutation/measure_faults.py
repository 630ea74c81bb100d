"""Faults in what the rows about a measure say: its claims, its events, its coverage, its facts."""

from collections import Counter

from drafts import Draft, Row
from kinds import Expected, fact


@fact
def measure_without_events(draft: Draft) -> Expected:
    row = draft.pick("measures")
    draft.tables["measure_events"] = [r for r in draft.tables["measure_events"] if r["measure_id"] != row["measure_id"]]
    return "measures/measure-has-an-event", "measures", row


@fact
def measure_without_claims(draft: Draft) -> Expected:
    row = draft.pick("measures")
    draft.tables["claim_measures"] = [r for r in draft.tables["claim_measures"] if r["measure_id"] != row["measure_id"]]
    return "measures/measure-has-a-claim", "measures", row


@fact
def year_without_coverage(draft: Draft) -> Expected:
    row = draft.pick("measures")
    draft.tables["coverage"] = [
        r
        for r in draft.tables["coverage"]
        if (r["jurisdiction"], r["year"]) != (row["jurisdiction"], row["measure_id"][3:7])
    ]
    return "measures/year-is-covered", "measures", row


@fact
def measure_under_another_flag(draft: Draft) -> Expected:
    row = draft.pick("measures")
    row["jurisdiction"] = "AQ"
    return "measures/id-begins-with-its-jurisdiction", "measures", row


@fact
def announced_after_it_took_effect(draft: Draft) -> Expected:
    effective = draft.pick("measure_events", lambda r: r["event"] == "effective" and not r["scope"])
    cells = {"measure_id": effective["measure_id"], "event": "announced", "date": "2097"}
    row = draft.add("measure_events", **cells, claim_id=effective["claim_id"])
    return "measure_events/announced-before-effective", "measure_events", row


@fact
def proposed_after_it_was_adopted(draft: Draft) -> Expected:
    decided = draft.pick("measure_events", lambda r: r["event"] in ("announced", "adopted") and not r["scope"])
    cells = {"measure_id": decided["measure_id"], "event": "proposed", "date": "2097"}
    row = draft.add("measure_events", **cells, claim_id=decided["claim_id"])
    return "measure_events/proposal-comes-first", "measure_events", row


@fact
def ended_before_it_took_effect(draft: Draft) -> Expected:
    row = draft.pick("measure_events", lambda r: r["event"] == "effective" and ".." not in r["date"])
    cells = {"measure_id": row["measure_id"], "event": "revoked", "date": "1951"}
    draft.add("measure_events", **cells, claim_id=row["claim_id"])
    return "measure_events/effective-before-ended", "measure_events", row


@fact
def resumed_without_a_suspension(draft: Draft) -> Expected:
    suspended = {r["measure_id"] for r in draft.tables["measure_events"] if r["event"] == "suspended"}
    measure = draft.pick("measures", lambda r: r["measure_id"] not in suspended)
    claim = draft.chance.choice(draft.tables["claims"])["claim_id"]
    cells = {"measure_id": measure["measure_id"], "event": "resumed", "date": "2021", "claim_id": claim}
    return "measure_events/resumption-follows-suspension", "measure_events", draft.add("measure_events", **cells)


FACT_TABLES = [
    "measure_events",
    "measure_targets",
    "measure_equipment",
    "measure_firms",
    "measure_relations",
    "thresholds",
]


@fact
def fact_whose_claim_is_about_another_measure(draft: Draft) -> Expected:
    table = draft.chance.choice(FACT_TABLES)
    row = draft.pick(table)
    pairs = {(r["claim_id"], r["measure_id"]) for r in draft.tables["claim_measures"]}
    other = draft.pick("claims", lambda r: (r["claim_id"], row["measure_id"]) not in pairs)
    row["claim_id"] = other["claim_id"]
    return f"{table}/claim-is-about-the-measure", table, row


def shared(draft: Draft, table: str, *columns: str, given: str = "claim_id") -> Row:
    """A row of the table with another that is alike in the columns; both have a cell in the column `given`."""
    keys = Counter(tuple(row[column] for column in columns) for row in draft.tables[table] if row[given])
    return draft.pick(table, lambda row: bool(row[given]) and keys[tuple(row[column] for column in columns)] > 1)


@fact
def clause_with_two_outcomes(draft: Draft) -> Expected:
    row = shared(draft, "thresholds", "measure_id", "equipment_id", "clause")
    row["when_met"] = "" if row["when_met"] else "exempted"
    return "thresholds/clause-has-one-outcome", "thresholds", row


@fact
def parameter_in_two_units(draft: Draft) -> Expected:
    table = draft.chance.choice(["thresholds", "equipment_parameters"])
    row = shared(draft, table, "parameter", given="unit")
    row["unit"] = "furlong"
    return f"{table}/parameter-has-one-unit", table, row


@fact
def parameter_of_another_item(draft: Draft) -> Expected:
    row = draft.pick("equipment_parameters")
    named = {r["equipment_id"] for r in draft.tables["claim_equipment"] if r["claim_id"] == row["claim_id"]}
    row["equipment_id"] = draft.pick("equipment", lambda r: r["equipment_id"] not in named)["equipment_id"]
    return "equipment_parameters/claim-is-about-the-item", "equipment_parameters", row


@fact
def parameter_other_than_its_claim(draft: Draft) -> Expected:
    row = draft.pick("equipment_parameters")
    row["value"] += "1"
    return "equipment_parameters/value-is-that-of-its-claim", "equipment_parameters", row
