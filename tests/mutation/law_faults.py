"""Faults in what the law of events, relations, targets, totals and numbers asks of a measure."""

from drafts import Draft, Row
from kinds import Expected, fact


def fresh(draft: Draft, **cells: str) -> Row:
    """A new measure of 2021 of the United States, a rule on procurement unless it is said otherwise."""
    given = {"title": "New", "issuer": "BIS", "instrument": "rule", "domain": "procurement", "summary": "New."}
    jurisdiction = cells.get("jurisdiction", "US")
    id = f"{jurisdiction.lower()}-2021-01-01-zz-{len(draft.tables['measures'])}"
    return draft.add("measures", **given | {"measure_id": id, "jurisdiction": jurisdiction} | cells)


def event(draft: Draft, measure: Row, kind: str, date: str = "2021-01-01", **cells: str) -> Row:
    """An event of the measure, on a claim without a note."""
    claim = draft.chance.choice([r for r in draft.tables["claims"] if not r["note"]])["claim_id"]
    given = {"measure_id": measure["measure_id"], "event": kind, "date": date, "claim_id": claim}
    return draft.add("measure_events", **given | cells)


def relation(draft: Draft, measure: Row, kind: str, related: Row) -> Row:
    """A relation of two measures."""
    claim = draft.chance.choice(draft.tables["claims"])["claim_id"]
    ids = {"measure_id": measure["measure_id"], "related_measure_id": related["measure_id"]}
    return draft.add("measure_relations", **ids, relation=kind, claim_id=claim)


@fact
def rule_in_print_without_its_effect(draft: Draft) -> Expected:
    measure = fresh(draft)
    event(draft, measure, "published")
    return "measures/binding-measure-has-an-effective-day", "measures", measure


@fact
def agreement_without_its_effect(draft: Draft) -> Expected:
    measure = fresh(draft, instrument="agreement")
    event(draft, measure, "adopted")
    return "measures/binding-measure-has-an-effective-day", "measures", measure


@fact
def bill_passed_without_its_effect(draft: Draft) -> Expected:
    measure = fresh(draft, instrument="bill")
    event(draft, measure, "proposed")
    event(draft, measure, "published")
    return "measures/binding-measure-has-an-effective-day", "measures", measure


@fact
def suspended_for_ever(draft: Draft) -> Expected:
    return "measure_events/suspension-has-an-end", "measure_events", event(draft, fresh(draft), "suspended")


@fact
def part_suspended_and_another_resumed(draft: Draft) -> Expected:
    measure = fresh(draft)
    row = event(draft, measure, "suspended", scope="annex A")
    event(draft, measure, "resumed", "2021-03-01", scope="annex B")
    return "measure_events/suspension-has-an-end", "measure_events", row


@fact
def resumed_in_another_scope(draft: Draft) -> Expected:
    measure = fresh(draft)
    event(draft, measure, "suspended", scope="annex A")
    row = event(draft, measure, "resumed", "2021-03-01", scope="annex B")
    return "measure_events/resumption-has-the-scope-of-its-suspension", "measure_events", row


@fact
def revoked_by_nothing(draft: Draft) -> Expected:
    return "measure_events/revocation-has-its-act", "measure_events", event(draft, fresh(draft), "revoked")


@fact
def suspended_by_nothing(draft: Draft) -> Expected:
    return "measure_events/suspension-has-its-act", "measure_events", event(draft, fresh(draft), "suspended")


@fact
def revokes_what_goes_on(draft: Draft) -> Expected:
    row = relation(draft, fresh(draft), "revokes", fresh(draft))
    return "measure_relations/what-is-revoked-ends", "measure_relations", row


@fact
def supersedes_what_goes_on(draft: Draft) -> Expected:
    row = relation(draft, fresh(draft), "supersedes", fresh(draft))
    return "measure_relations/what-is-revoked-ends", "measure_relations", row


@fact
def suspends_what_goes_on(draft: Draft) -> Expected:
    row = relation(draft, fresh(draft), "suspends", fresh(draft))
    return "measure_relations/what-is-suspended-says-so", "measure_relations", row


@fact
def amended_in_nothing_by_nothing(draft: Draft) -> Expected:
    row = event(draft, fresh(draft), "amended")
    return "measure_events/amendment-has-a-scope-or-an-act", "measure_events", row


@fact
def chinese_notice_announced(draft: Draft) -> Expected:
    row = event(draft, fresh(draft, jurisdiction="CN"), "announced")
    return "measure_events/chinese-act-is-published", "measure_events", row


@fact
def event_of_the_future_told_as_past(draft: Draft) -> Expected:
    row = event(draft, fresh(draft), "effective", "2098-01-01")
    return "measure_events/later-day-is-scheduled", "measure_events", row


@fact
def control_without_a_target(draft: Draft) -> Expected:
    measure = fresh(draft, domain="export-control")
    event(draft, measure, "effective")
    return "measures/export-control-has-a-target", "measures", measure


@fact
def group_without_members(draft: Draft) -> Expected:
    table, column = draft.chance.choice(
        [
            ("measure_targets", "jurisdiction"),
            ("licence_requirements", "destination"),
            ("licence_exceptions", "destination"),
        ]
    )
    row = draft.pick(table)
    row[column] = "E:6"
    return f"{table}/group-has-members", table, row


@fact
def total_that_the_rows_do_not_reach(draft: Draft) -> Expected:
    row = draft.pick("listing_totals", lambda r: not r["note"])
    row["announced"] += "9"
    return "listing_totals/firms-are-as-many-as-announced", "listing_totals", row


@fact
def firm_left_out_of_a_listing(draft: Draft) -> Expected:
    roles = {(r["measure_id"], r["role"]) for r in draft.tables["measure_firms"]}
    total = draft.pick("listing_totals", lambda r: not r["note"] and (r["measure_id"], r["role"]) in roles)
    key = (total["measure_id"], total["role"])
    lost = draft.pick("measure_firms", lambda r: (r["measure_id"], r["role"]) == key)
    draft.tables["measure_firms"] = [r for r in draft.tables["measure_firms"] if r is not lost]
    return "listing_totals/firms-are-as-many-as-announced", "listing_totals", total


def number(draft: Draft, measure: Row, scheme: str, value: str) -> Row:
    """An identifier of the measure."""
    claim = draft.chance.choice(draft.tables["claims"])["claim_id"]
    cells = {"measure_id": measure["measure_id"], "scheme": scheme, "value": value, "claim_id": claim}
    return draft.add("measure_identifiers", **cells)


MISSHAPEN = [("FR", "87 F.R. 62,186"), ("FR-DOC", "22-21658"), ("CELEX", "2021R0821"), ("MOFCOM", "46/2024")]
MISSHAPEN += [("UK-SI", "SI 2024/346"), ("SOR", "2024-112"), ("EO", "E.O. 14105"), ("JP-LAW", "第232号")]


@fact
def number_that_is_not_of_its_series(draft: Draft) -> Expected:
    row = number(draft, fresh(draft), *draft.chance.choice(MISSHAPEN))
    return "measure_identifiers/value-has-the-form-of-its-scheme", "measure_identifiers", row


OTHER_YEARS = [("FR", "70 FR 1234"), ("FR-DOC", "2009-12345"), ("CELEX", "32009R0821"), ("UK-SI", "2009/346")]


@fact
def number_of_another_year(draft: Draft) -> Expected:
    measure = fresh(draft)
    event(draft, measure, "effective")
    row = number(draft, measure, *draft.chance.choice(OTHER_YEARS))
    return "measure_identifiers/year-is-that-of-an-event", "measure_identifiers", row


@fact
def number_of_two_measures(draft: Draft) -> Expected:
    taken = draft.pick("measure_identifiers", lambda r: not r["note"])
    row = number(draft, fresh(draft), taken["scheme"], taken["value"])
    return "measure_identifiers/number-is-of-one-measure", "measure_identifiers", row


OTHER_FORMS = ["87 F.R. 62,186", "87 Fed. Reg. 62186", "87 FR 62,186", "87 FR p. 62186", "Public Law 117-167"]
OTHER_FORMS += ["E.O. 14105", "SI 2024/346", "Regulation (EU) No 2021/821", "MOFCOM Announcement No 46 of 2024"]


@fact
def citation_in_another_form(draft: Draft) -> Expected:
    row = draft.pick("measures", lambda r: r["jurisdiction"] in ("JP", "KR", "TW", "NL"))
    row["citation"] = draft.chance.choice(OTHER_FORMS)
    return "measures/citation-has-the-form-of-its-series", "measures", row


@fact
def citation_of_another_jurisdiction(draft: Draft) -> Expected:
    row = draft.pick("measures", lambda r: r["jurisdiction"] in ("US", "CN", "EU"))
    row["citation"] = "Staatscourant 2023, 18212"
    return "measures/citation-has-the-form-of-its-series", "measures", row


@fact
def citation_of_two_measures(draft: Draft) -> Expected:
    taken = draft.pick("measures", lambda r: r["citation"])
    row = fresh(draft, citation=taken["citation"])
    return "measures/citation-is-of-one-measure", "measures", row


CITED = ["86 FR 99999", "FR Doc. 2021-99999", "Pub. L. 117-999", "Executive Order 99999"]


@fact
def citation_without_its_number(draft: Draft) -> Expected:
    row = fresh(draft, citation=draft.chance.choice(CITED))
    return "measures/citation-is-the-number-of-the-measure", "measures", row
