"""Faults in what links rows, and in the registers of sources, firms, items, codes and retired ids."""

from drafts import Draft
from kinds import Expected, fact


@fact
def relation_to_itself(draft: Draft) -> Expected:
    table, a, b = draft.chance.choice(
        [
            ("measure_relations", "measure_id", "related_measure_id"),
            ("claim_relations", "claim_id", "related_claim_id"),
            ("source_relations", "source_id", "upstream_source_id"),
        ]
    )
    row = draft.pick(table)
    row[b] = row[a]
    return f"{table}/related-is-another", table, row


@fact
def relation_both_ways(draft: Draft) -> Expected:
    table, a, b = draft.chance.choice(
        [
            ("measure_relations", "measure_id", "related_measure_id"),
            ("source_relations", "source_id", "upstream_source_id"),
        ]
    )
    row = draft.pick(table)
    turned = draft.add(table, **row)
    turned[a], turned[b] = row[b], row[a]
    return f"{table}/relations-run-in-no-circle", table, turned


@fact
def firm_that_owns_itself(draft: Draft) -> Expected:
    row = draft.pick("firms")
    row["parent_firm_id"] = row["firm_id"]
    return "firms/parent-is-another", "firms", row


@fact
def fulfilled_before_it_was_said(draft: Draft) -> Expected:
    old, new = (draft.pick("claims", lambda r: r["char_start"] or r["pinpoint"]) for _ in range(2))
    old["asserted_on"], new["asserted_on"] = "1990", "2010"
    cells = {"claim_id": new["claim_id"], "relation": "fulfilled-by", "related_claim_id": old["claim_id"]}
    return "claim_relations/fulfilment-comes-later", "claim_relations", draft.add("claim_relations", **cells)


@fact
def source_that_nothing_uses(draft: Draft) -> Expected:
    row = draft.add("sources", **draft.chance.choice(draft.tables["sources"]))
    row["source_id"] = "zz-unused"
    return "sources/source-is-used", "sources", row


@fact
def firm_that_nothing_names(draft: Draft) -> Expected:
    row = draft.add("firms", firm_id="zz-unused", name="Unused", jurisdiction="NL", kind="other")
    return "firms/firm-is-used", "firms", row


@fact
def item_that_nothing_names(draft: Draft) -> Expected:
    row = draft.add("equipment", equipment_id="zz-unused", name="Unused", kind="tool", category="other")
    return "equipment/equipment-is-used", "equipment", row


@fact
def retired_id_in_use(draft: Draft) -> Expected:
    firm = draft.pick("firms")
    cells = {"table": "firms", "id": firm["firm_id"], "version": "0.1.0", "reason": "Merged."}
    return "retired_ids/retired-id-is-not-in-use", "retired_ids", draft.add("retired_ids", **cells)


@fact
def replaced_by_nothing(draft: Draft) -> Expected:
    cells = {"table": "firms", "id": "zz-old", "replaced_by": "zz-new", "version": "0.1.0", "reason": "Merged."}
    return "retired_ids/replacement-is-in-use", "retired_ids", draft.add("retired_ids", **cells)


@fact
def check_digit_wrong(draft: Draft) -> Expected:
    firm = draft.pick("firms")["firm_id"]
    source = draft.pick("sources")["source_id"]
    cells = {"firm_id": firm, "scheme": "ISIN", "value": "US0378331006", "source_id": source}
    return "firm_identifiers/value-is-valid", "firm_identifiers", draft.add("firm_identifiers", **cells)


@fact
def code_that_is_not_of_its_list(draft: Draft) -> Expected:
    item, claim = draft.pick("equipment")["equipment_id"], draft.pick("claims")["claim_id"]
    cells = {"equipment_id": item, "scheme": "US-ECCN", "code": "3B1.f", "match": "exact", "claim_id": claim}
    row = draft.add("equipment_codes", **cells)
    return "equipment_codes/code-has-the-form-of-its-scheme", "equipment_codes", row


@fact
def search_without_method(draft: Draft) -> Expected:
    row = draft.pick("coverage", lambda r: r["status"] != "not-searched")
    row["method"] = ""
    return "coverage/search-says-when-and-how", "coverage", row


@fact
def read_before_it_was_published(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["published_on"] and r["retrieved_on"])
    row["retrieved_on"] = "1960"
    return "sources/published-before-it-was-read", "sources", row


@fact
def decided_measure_without_an_official_source(draft: Draft) -> Expected:
    decided = {r["measure_id"] for r in draft.tables["measure_events"] if r["event"] in ("adopted", "published")}
    press = {r["source_id"] for r in draft.tables["sources"] if r["is_official"] == "false"}
    row = draft.pick("measures", lambda r: r["measure_id"] in decided)
    claim = draft.pick("claims", lambda r: r["source_id"] in press and not r["via_source_id"])
    kept = [r for r in draft.tables["claim_measures"] if r["measure_id"] != row["measure_id"]]
    draft.tables["claim_measures"] = kept
    draft.add("claim_measures", claim_id=claim["claim_id"], measure_id=row["measure_id"])
    return "measures/decided-measure-has-an-official-source", "measures", row


@fact
def retired_id_that_replaces_itself(draft: Draft) -> Expected:
    cells = {"table": "firms", "id": "zz-same", "replaced_by": "zz-same", "version": "0.1.0", "reason": "Merged."}
    return "retired_ids/replacement-is-another", "retired_ids", draft.add("retired_ids", **cells)


@fact
def press_that_is_official(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["kind"] in ("news", "reprint", "analysis"))
    row["is_official"] = "true"
    return "sources/official-kinds-are-official", "sources", row


@fact
def law_that_is_not_official(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["kind"] in ("legal-text", "official-statement"))
    row["is_official"] = "false"
    return "sources/official-kinds-are-official", "sources", row


@fact
def read_on_no_day(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["access"] == "full-text")
    row["retrieved_on"] = ""
    return "sources/read-source-says-when", "sources", row


@fact
def condition_without_a_number(draft: Draft) -> Expected:
    row = draft.pick("thresholds", lambda r: r["value"] and r["unit"])
    row["value"] = ""
    return "thresholds/condition-is-a-number-or-words", "thresholds", row


@fact
def condition_in_numbers_and_words(draft: Draft) -> Expected:
    row = draft.pick("thresholds", lambda r: r["value"] and not r["words"])
    row["words"] = "made for lamps"
    return "thresholds/condition-is-a-number-or-words", "thresholds", row
