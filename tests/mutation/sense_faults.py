"""Faults in what rows mean side by side: time, evidence, the same thing twice, codes and names."""

from itertools import pairwise

from drafts import Draft, Row
from kinds import Expected, fact
from law_faults import event, fresh, relation


def tied(draft: Draft, table: str, links: str, column: str) -> Expected:
    """A row of a table of facts whose claim is about its measure, and is not tied to what the column names."""
    row = draft.pick(table)
    link = next(r for r in draft.tables[links] if r["claim_id"] == row["claim_id"] and r[column] == row[column])
    draft.tables[links] = [r for r in draft.tables[links] if r is not link]
    return f"{table}/claim-names-what-the-row-names", table, row


@fact
def firm_on_a_claim_about_others(draft: Draft) -> Expected:
    return tied(draft, "measure_firms", "claim_firms", "firm_id")


@fact
def item_on_a_claim_about_others(draft: Draft) -> Expected:
    return tied(draft, "measure_equipment", "claim_equipment", "equipment_id")


@fact
def code_on_a_claim_about_others(draft: Draft) -> Expected:
    return tied(draft, "equipment_codes", "claim_equipment", "equipment_id")


@fact
def limit_on_a_claim_about_others(draft: Draft) -> Expected:
    return tied(draft, "thresholds", "claim_equipment", "equipment_id")


def doubted(draft: Draft, modality: str, kind: str) -> Expected:
    claim = draft.pick("claims", lambda r: r["modality"] == modality)
    row = event(draft, fresh(draft), kind, claim_id=claim["claim_id"])
    return "measure_events/claim-says-that-it-came-about", "measure_events", row


@fact
def effect_that_is_denied(draft: Draft) -> Expected:
    return doubted(draft, "denied", "effective")


@fact
def effect_that_is_discussed(draft: Draft) -> Expected:
    return doubted(draft, "under-discussion", "effective")


@fact
def print_that_is_alleged(draft: Draft) -> Expected:
    return doubted(draft, "alleged", "published")


@fact
def revocation_that_is_opinion(draft: Draft) -> Expected:
    return doubted(draft, "opinion", "revoked")


@fact
def suspension_that_is_planned(draft: Draft) -> Expected:
    return doubted(draft, "planned", "suspended")


def dated(row: Row, column: str) -> bool:
    return row[column][:2] == "20" and "/" not in row[column]


@fact
def adopted_after_the_claim_was_made(draft: Draft) -> Expected:
    claim = draft.pick("claims", lambda r: dated(r, "asserted_on") and r["modality"] == "decided")
    row = event(draft, fresh(draft), "adopted", "2026-12-30", claim_id=claim["claim_id"])
    return "measure_events/it-is-not-later-than-its-claim", "measure_events", row


@fact
def published_after_it_was_read(draft: Draft) -> Expected:
    read = {r["source_id"] for r in draft.tables["sources"] if dated(r, "retrieved_on")}
    claim = draft.pick("claims", lambda r: r["source_id"] in read)
    row = event(draft, fresh(draft), "published", "2027-03-30", claim_id=claim["claim_id"])
    return "measure_events/it-is-not-later-than-its-reading", "measure_events", row


def reversed_events(draft: Draft, early: str, late: str) -> Expected:
    measure = fresh(draft)
    row = event(draft, measure, early, "2021-06-01", scope="annex A")
    event(draft, measure, late, "2021-02-01", scope="annex A")
    return "measure_events/events-come-in-the-order-of-their-kinds", "measure_events", row


@fact
def adopted_after_it_was_published(draft: Draft) -> Expected:
    return reversed_events(draft, "adopted", "published")


@fact
def published_after_it_was_amended(draft: Draft) -> Expected:
    return reversed_events(draft, "published", "amended")


@fact
def announced_after_it_was_suspended(draft: Draft) -> Expected:
    return reversed_events(draft, "announced", "suspended")


@fact
def adopted_after_its_deadline(draft: Draft) -> Expected:
    return reversed_events(draft, "adopted", "compliance-deadline")


@fact
def amended_after_it_was_revoked(draft: Draft) -> Expected:
    return reversed_events(draft, "amended", "revoked")


@fact
def resumed_after_it_expired(draft: Draft) -> Expected:
    return reversed_events(draft, "resumed", "expired")


@fact
def proposed_after_it_was_withdrawn(draft: Draft) -> Expected:
    return reversed_events(draft, "proposed", "withdrawn")


@fact
def published_years_after_its_announcement(draft: Draft) -> Expected:
    measure = fresh(draft)
    event(draft, measure, "announced", "2021-01-01")
    row = event(draft, measure, "published", "2023-01-01")
    return "measure_events/print-is-near-its-announcement", "measure_events", row


@fact
def event_of_another_century(draft: Draft) -> Expected:
    return "measure_events/day-is-of-our-time", "measure_events", event(draft, fresh(draft), "adopted", "1921-01-01")


@fact
def effective_on_two_days(draft: Draft) -> Expected:
    measure = fresh(draft)
    event(draft, measure, "effective", "2021-01-01")
    row = event(draft, measure, "effective", "2021-02-01")
    return "measure_events/it-happens-once", "measure_events", row


@fact
def id_of_another_month(draft: Draft) -> Expected:
    measure = fresh(draft)
    event(draft, measure, "effective", "2024-09-09")
    return "measures/month-in-the-id-is-that-of-a-fact", "measures", measure


@fact
def day_of_reading_that_is_to_come(draft: Draft) -> Expected:
    table, column, rule = draft.chance.choice(
        [
            ("sources", "retrieved_on", "it-was-read-in-the-past"),
            ("coverage", "last_searched_on", "it-was-searched-in-the-past"),
        ]
    )
    row = draft.pick(table, lambda r: r[column])
    row[column] = "2062-11-28"
    return f"{table}/{rule}", table, row


@fact
def searched_before_the_year_began(draft: Draft) -> Expected:
    row = draft.pick("coverage", lambda r: r["last_searched_on"])
    row |= {"last_searched_on": "2016-06-01", "read_until": ""}
    return "coverage/year-had-begun", "coverage", row


@fact
def read_what_came_after_the_search(draft: Draft) -> Expected:
    row = draft.pick("coverage", lambda r: r["last_searched_on"])
    row["read_until"] = "2061-11-28"
    return "coverage/nothing-was-read-after-the-search", "coverage", row


@fact
def amends_what_comes_later(draft: Draft) -> Expected:
    earlier, later = fresh(draft), fresh(draft)
    event(draft, earlier, "effective", "2021-01-01")
    event(draft, later, "effective", "2022-01-01")
    row = relation(draft, earlier, "amends", later)
    return "measure_relations/what-is-acted-upon-came-first", "measure_relations", row


@fact
def two_measures_change_each_other(draft: Draft) -> Expected:
    one, other = fresh(draft), fresh(draft)
    relation(draft, one, "amends", other)
    row = relation(draft, other, "extends", one)
    return "measure_relations/relation-runs-one-way", "measure_relations", row


@fact
def one_address_at_two_sources(draft: Draft) -> Expected:
    one = draft.pick("sources", lambda r: r["url"] and r["kind"] != "reference-data")
    linked = {one["source_id"]}
    for r in draft.tables["source_relations"]:
        if one["source_id"] in (r["source_id"], r["upstream_source_id"]):
            linked |= {r["source_id"], r["upstream_source_id"]}
    row = draft.pick("sources", lambda r: r["source_id"] not in linked)
    row["url"] = one["url"].replace("https://", "http://")
    return "sources/address-is-of-one-source", "sources", row


@fact
def one_title_at_two_sources(draft: Draft) -> Expected:
    one = draft.pick("sources", lambda r: r["title"] and r["published_on"] and r["kind"] == "news")
    row = draft.add("sources", **one | {"source_id": f"{one['source_id']}-zz", "url": "https://example.org/zz"})
    return "sources/title-is-of-one-source", "sources", row


@fact
def official_source_at_an_unknown_host(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["is_official"] == "true" and r["url"])
    row["url"], row["note"] = "https://press.example.com/a", ""
    return "sources/official-host-is-known", "sources", row


@fact
def one_name_at_two_firms(draft: Draft) -> Expected:
    one = draft.pick("firms")
    row = draft.add("firms", **one | {"firm_id": f"{one['firm_id']}-zz", "name": one["name"].upper()})
    return "firms/name-is-of-one-firm", "firms", row


@fact
def name_that_is_anothers_local_name(draft: Draft) -> Expected:
    name = draft.pick("firm_names", lambda r: r["kind"] == "local-script")
    jurisdiction = next(r["jurisdiction"] for r in draft.tables["firms"] if r["firm_id"] == name["firm_id"])
    draft.add("firms", firm_id="zz-twin", name=name["name"], jurisdiction=jurisdiction, kind="other")
    return "firm_names/name-is-not-that-of-another-firm", "firm_names", name


@fact
def alias_that_is_anothers_name(draft: Draft) -> Expected:
    one = draft.pick("firms", lambda r: r["jurisdiction"] in ("CN", "US"))  # where there are others
    other = draft.pick("firms", lambda r: r["jurisdiction"] == one["jurisdiction"])
    source = draft.chance.choice(draft.tables["sources"])["source_id"]
    cells = {"firm_id": other["firm_id"], "name": one["name"], "language": "en", "kind": "alias", "source_id": source}
    return "firm_names/alias-is-not-that-of-another-firm", "firm_names", draft.add("firm_names", **cells)


@fact
def one_identifier_at_two_firms(draft: Draft) -> Expected:
    one = draft.pick("firm_identifiers")
    other = draft.pick("firms", lambda r: r["firm_id"] != one["firm_id"])
    row = draft.add("firm_identifiers", **one | {"firm_id": other["firm_id"]})
    return "firm_identifiers/identifier-is-of-one-firm", "firm_identifiers", row


@fact
def one_name_at_two_items(draft: Draft) -> Expected:
    one = draft.pick("equipment")
    row = draft.add("equipment", **one | {"equipment_id": f"{one['equipment_id']}-zz"})
    return "equipment/name-is-of-one-item", "equipment", row


@fact
def one_statement_twice(draft: Draft) -> Expected:
    one = draft.pick("claims")
    row = draft.add("claims", **one | {"claim_id": f"{one['source_id']}.998"})
    return "claims/statement-is-made-once", "claims", row


@fact
def claim_that_repeats_and_contradicts(draft: Draft) -> Expected:
    one = draft.pick("claim_relations", lambda r: r["relation"] == "repeats")
    turned = {"claim_id": one["related_claim_id"], "related_claim_id": one["claim_id"]}
    draft.add("claim_relations", relation="contradicts", **turned)
    return "claim_relations/claims-agree-or-differ", "claim_relations", one


@fact
def claim_fulfilled_and_not(draft: Draft) -> Expected:
    one = draft.pick("claim_relations", lambda r: r["relation"] == "fulfilled-by")
    draft.add("claim_relations", **one | {"relation": "not-fulfilled-by"})
    return "claim_relations/outcome-is-one", "claim_relations", one


@fact
def banned_and_exempted(draft: Draft) -> Expected:
    one = draft.pick("measure_equipment", lambda r: r["effect"] in ("banned", "licence-required"))
    row = draft.add("measure_equipment", **one | {"effect": "exempted"})
    return "measure_equipment/item-is-controlled-or-free", "measure_equipment", row


@fact
def listed_and_delisted(draft: Draft) -> Expected:
    ending = {r["measure_id"] for r in draft.tables["measure_relations"]}  # these may take a firm from an older list
    one = draft.pick("measure_firms", lambda r: r["role"] == "listed" and r["measure_id"] not in ending)
    row = draft.add("measure_firms", **one | {"role": "delisted"})
    return "measure_firms/firm-is-listed-or-delisted", "measure_firms", row


@fact
def listing_told_without_its_row(draft: Draft) -> Expected:
    listings = {r["measure_id"] for r in draft.tables["measures"] if r["instrument"] == "entity-listing"}
    told = [r for r in draft.tables["claim_measures"] if r["measure_id"] in listings]
    link = draft.chance.choice(told)
    claim = draft.pick("claims", lambda r: r["claim_id"] == link["claim_id"])
    claim["modality"], claim["statement"] = "decided", "Wingtech is put on the Entity List."
    firms = {r["firm_id"] for r in draft.tables["measure_firms"] if r["measure_id"] == link["measure_id"]}
    firm = draft.pick("firms", lambda r: r["firm_id"] not in firms)
    draft.add("claim_firms", claim_id=claim["claim_id"], firm_id=firm["firm_id"])
    return "claims/listing-in-words-has-its-row", "claims", claim


NUMERIC = ("<=", ">=", "<", ">")


@fact
def clause_that_nothing_can_meet(draft: Draft) -> Expected:
    one = draft.pick("thresholds", lambda r: r["operator"] in ("<=", "<") and r["value"])
    beyond = {"operator": ">", "value": one["value"]}
    row = draft.add("thresholds", **one | beyond)
    return "thresholds/clause-can-be-met", "thresholds", row


@fact
def clause_in_two_spellings(draft: Draft) -> Expected:
    one = draft.pick("thresholds", lambda r: r["clause"] and r["clause"].replace(".", " ") != r["clause"])
    row = draft.add("thresholds", **one | {"clause": one["clause"].replace(".", " "), "parameter": "zz"})
    return "thresholds/clause-is-spelt-one-way", "thresholds", row


def of_its_claim(draft: Draft) -> Row:
    """A limit whose claim gives its number in the same unit."""
    said = {r["claim_id"]: r for r in draft.tables["claims"] if r["value"]}
    same = ("value", "unit")
    return draft.pick(
        "thresholds",
        lambda r: (
            r["claim_id"] in said
            and r["operator"] in NUMERIC
            and said[r["claim_id"]]["comparator"] in NUMERIC
            and all(r[c] == said[r["claim_id"]][c] for c in same)
        ),
    )


@fact
def limit_with_another_number_than_its_claim(draft: Draft) -> Expected:
    row = of_its_claim(draft)
    row["value"] += "1" if "." in row["value"] else "0"
    return "thresholds/value-is-that-of-its-claim", "thresholds", row


@fact
def limit_the_other_way_round(draft: Draft) -> Expected:
    row = of_its_claim(draft)
    row["operator"] = row["operator"].translate(str.maketrans("<>", "><"))
    return "thresholds/direction-is-that-of-its-claim", "thresholds", row


@fact
def chinese_name_tagged_english(draft: Draft) -> Expected:
    row = draft.pick("firm_names", lambda r: r["language"] in ("zh-Hans", "zh-Hant"))
    row["language"] = "en"
    return "firm_names/letters-are-those-of-the-language", "firm_names", row


@fact
def japanese_title_tagged_chinese(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["language"] == "ja" and any("\u3041" <= c <= "\u30ff" for c in r["title"]))
    row["language"] = "zh-Hans"
    return "sources/letters-are-those-of-the-language", "sources", row


@fact
def local_name_in_latin_letters(draft: Draft) -> Expected:
    row = draft.pick("firm_names", lambda r: r["kind"] == "local-script")
    row["name"] = "Huawei Jishu"
    return "firm_names/local-script-is-not-latin", "firm_names", row


CODES = {"us": "3b1.f", "eu": "ML11", "gb": "PL 9013", "jp": "7(3)", "nl": "3B0001"}


@fact
def control_code_of_another_form(draft: Draft) -> Expected:
    table = draft.chance.choice(["measure_equipment", "licence_requirements", "licence_exceptions"])
    row = draft.pick(table, lambda r: r["measure_id"][:2] in CODES and r["control_code"])
    row["control_code"] = CODES[row["measure_id"][:2]]
    return f"{table}/code-is-written-as-its-list-does", table, row


@fact
def code_of_another_form_than_its_list(draft: Draft) -> Expected:
    row = draft.pick("equipment_codes", lambda r: r["scheme"] in ("CN", "JP"))
    row["code"] = "8486.20"
    return "equipment_codes/code-has-the-form-of-its-national-list", "equipment_codes", row


@fact
def claim_made_in_another_century(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: r["asserted_on"])
    row["asserted_on"] = "1919-11-28"
    return "claims/day-is-of-our-time", "claims", row


@fact
def source_of_another_century(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["published_on"])
    row["published_on"] = "1925"
    return "sources/day-is-of-our-time", "sources", row


@fact
def event_years_from_what_its_claim_refers_to(draft: Draft) -> Expected:
    claim = draft.pick("claims", lambda r: dated(r, "refers_to") and r["modality"] == "decided")
    row = event(draft, fresh(draft), "effective", "1995-01-01", claim_id=claim["claim_id"])
    return "measure_events/it-is-when-its-claim-says", "measure_events", row


@fact
def unit_that_nobody_knows(draft: Draft) -> Expected:
    table = draft.chance.choice(["thresholds", "equipment_parameters"])
    row = draft.pick(table, lambda r: r["unit"])
    row["unit"] = draft.chance.choice(["nanometers", "Nm", "°C", "gigabytes per second", "inch"])
    return f"{table}/unit-is-of-the-vocabulary", table, row


@fact
def one_code_exact_for_two_items(draft: Draft) -> Expected:
    one = draft.pick("equipment_codes", lambda r: r["match"] == "exact")
    other = draft.pick("equipment", lambda r: r["equipment_id"] != one["equipment_id"])
    row = draft.add("equipment_codes", **one | {"equipment_id": other["equipment_id"]})
    return "equipment_codes/exact-code-is-of-one-item", "equipment_codes", row


@fact
def all_destinations_and_one_more(draft: Draft) -> Expected:
    one = draft.pick("measure_targets", lambda r: r["jurisdiction"] == "*")
    row = draft.add("measure_targets", **one | {"jurisdiction": "CN"})
    return "measure_targets/all-destinations-stand-alone", "measure_targets", row


@fact
def control_aimed_at_itself(draft: Draft) -> Expected:
    home = {r["measure_id"]: r["jurisdiction"] for r in draft.tables["measures"] if r["domain"] == "export-control"}
    row = draft.pick("measure_targets", lambda r: r["measure_id"] in home)
    row["jurisdiction"] = home[row["measure_id"]]
    return "measure_targets/target-is-abroad", "measure_targets", row


@fact
def firm_with_two_wikidata_ids(draft: Draft) -> Expected:
    one = draft.pick("firm_identifiers", lambda r: r["scheme"] == "wikidata")
    row = draft.add("firm_identifiers", **one | {"value": "Q999999999"})
    return "firm_identifiers/firm-has-one-of-a-kind", "firm_identifiers", row


@fact
def membership_that_ends_before_it_begins(draft: Draft) -> Expected:
    row = draft.pick("jurisdiction_groups", lambda r: r["from"] and "/" not in r["from"])
    row["until"] = "1949"
    return "jurisdiction_groups/membership-runs-forward", "jurisdiction_groups", row


@fact
def claim_made_after_it_was_read(draft: Draft) -> Expected:
    undated = {r["source_id"] for r in draft.tables["sources"] if dated(r, "retrieved_on") and not r["published_on"]}
    row = draft.pick("claims", lambda r: r["source_id"] in undated)
    row["asserted_on"] = "2061"
    return "claims/asserted-before-it-was-read", "claims", row


@fact
def measure_in_a_year_that_nobody_searched(draft: Draft) -> Expected:
    row = draft.add("coverage", jurisdiction="US", year="2019", status="not-searched")
    measure = draft.pick("measures", lambda r: r["measure_id"].startswith("us-2019"))
    row["year"] = measure["measure_id"][3:7]
    return "measures/year-was-searched", "measures", measure


@fact
def copy_older_than_its_original(draft: Draft) -> Expected:
    old, new = (draft.pick("sources", lambda r: dated(r, "published_on")) for _ in range(2))
    old["published_on"] = "2001"
    row = {"source_id": old["source_id"], "relation": "reprints", "upstream_source_id": new["source_id"]}
    return "source_relations/copy-comes-after-its-original", "source_relations", draft.add("source_relations", **row)


@fact
def circle_of_three_measures_over_three_kinds(draft: Draft) -> Expected:
    one, two, three = fresh(draft), fresh(draft), fresh(draft)
    relation(draft, one, "amends", two)
    relation(draft, two, "extends", three)
    row = relation(draft, three, "implements", one)
    return "measure_relations/relation-runs-one-way", "measure_relations", row


@fact
def circle_of_five_measures_over_two_kinds(draft: Draft) -> Expected:
    ring = [fresh(draft) for _ in range(5)]
    rows = [relation(draft, a, ("amends", "implements")[n % 2], b) for n, (a, b) in enumerate(pairwise(ring))]
    rows.append(relation(draft, ring[-1], "suspends", ring[0]))
    return "measure_relations/relation-runs-one-way", "measure_relations", draft.chance.choice(rows)


@fact
def circle_of_sources_over_two_kinds(draft: Draft) -> Expected:
    row = draft.pick("source_relations", lambda r: r["relation"] != "translates")
    pair = {"source_id": row["upstream_source_id"], "upstream_source_id": row["source_id"]}
    turned = draft.add("source_relations", **pair, relation="translates")
    return "source_relations/relation-runs-one-way", "source_relations", turned


@fact
def two_codes_in_one_cell(draft: Draft) -> Expected:
    row = draft.pick("measure_equipment")
    row["control_code"] = draft.chance.choice(["3A090 and 4A090", "3A090/4A090", "3B001 & 3B991"])
    return "measure_equipment/code-is-one", "measure_equipment", row


@fact
def limit_below_nothing(draft: Draft) -> Expected:
    row = draft.pick("thresholds", lambda r: r["value"] and r["unit"] in ("nm", "Pa", "GHz", "percent", "1"))
    row["value"] = f"-{row['value']}"
    return "thresholds/quantity-is-not-negative", "thresholds", row


@fact
def size_below_nothing(draft: Draft) -> Expected:
    row = draft.pick("equipment_parameters", lambda r: r["value"] != "0" and r["unit"] not in ("degC", "dB", "V"))
    row["value"] = f"-{row['value']}"
    return "equipment_parameters/quantity-is-not-negative", "equipment_parameters", row


@fact
def firm_of_the_union(draft: Draft) -> Expected:
    row = draft.pick("firms")
    row["jurisdiction"] = "EU"
    return "firms/firm-is-of-a-country", "firms", row


@fact
def summary_that_is_the_title(draft: Draft) -> Expected:
    row = draft.pick("measures", lambda r: not r["title"].endswith("."))
    row["summary"] = f"{row['title']}."
    return "measures/summary-says-more-than-the-title", "measures", row


@fact
def archive_of_another_page(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["url"])
    row["archive_url"] = "https://web.archive.org/web/20240102030405/https://example.org/other"
    return "sources/archive-is-of-the-address", "sources", row


@fact
def archive_without_its_moment(draft: Draft) -> Expected:
    row = draft.pick("sources", lambda r: r["url"])
    row["archive_url"] = f"https://web.archive.org/web/{row['url']}"
    return "sources/archive-is-of-the-address", "sources", row


@fact
def span_of_two_letters(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: r["char_start"])
    row["char_end"] = str(int(row["char_start"]) + 2)
    return "claims/span-holds-words", "claims", row
