"""Faults of somebody who has read the rules: swapped, reversed, shifted or moved to where they cannot belong."""

from drafts import Draft, Row
from kinds import Expected, fact
from law_faults import event, fresh, relation


def of_measures(draft: Draft, column: str) -> dict[str, str]:
    return {row["measure_id"]: row[column] for row in draft.tables["measures"]}


def of_its_claim(draft: Draft, kind: str, years: int) -> Expected:
    """An event moved by some years away from the day that its claim gives."""
    said = {row["claim_id"]: row["refers_to"] for row in draft.tables["claims"] if id(row) not in draft.taken}

    def fits(row: Row) -> bool:
        return row["event"] == kind and len(row["date"]) == 10 and row["date"] == said.get(row["claim_id"])

    row = draft.pick("measure_events", fits)
    draft.pick("claims", lambda claim: claim["claim_id"] == row["claim_id"])
    row["date"] = f"{int(row['date'][:4]) + years}{row['date'][4:8]}15"
    return "measure_events/it-is-when-its-claim-says", "measure_events", row


@fact
def effect_a_year_later(draft: Draft) -> Expected:
    return of_its_claim(draft, "effective", 1)


@fact
def print_a_year_earlier(draft: Draft) -> Expected:
    return of_its_claim(draft, "published", -1)


@fact
def deadline_in_the_next_century(draft: Draft) -> Expected:
    row = event(draft, fresh(draft), "compliance-deadline", "2126-05-01", basis="scheduled")
    return "measure_events/day-is-of-our-time", "measure_events", row


@fact
def adoption_that_is_scheduled(draft: Draft) -> Expected:
    row = draft.pick("measure_events", lambda r: r["event"] in ("adopted", "published", "reported"))
    row["basis"] = "scheduled"
    return "measure_events/act-is-not-scheduled", "measure_events", row


@fact
def names_of_two_listed_firms_swapped(draft: Draft) -> Expected:
    names = {(row["firm_id"], row["name"]) for table in ("firms", "firm_names") for row in draft.tables[table]}

    def known(row: Row) -> bool:
        return (row["firm_id"], row["name_as_listed"]) in names

    one = draft.pick("measure_firms", known)
    other = draft.pick(
        "measure_firms",
        lambda r: known(r) and (one["firm_id"], r["name_as_listed"]) not in names and r["firm_id"] != one["firm_id"],
    )
    one["name_as_listed"], other["name_as_listed"] = other["name_as_listed"], one["name_as_listed"]
    return "measure_firms/name-as-listed-is-not-that-of-another-firm", "measure_firms", one


@fact
def licence_policy_of_a_firm_that_left(draft: Draft) -> Expected:
    row = draft.pick("measure_firms", lambda r: r["role"] == "delisted")
    row["licence_policy"] = "Presumption of denial"
    return "measure_firms/role-fits-the-measure", "measure_firms", row


@fact
def acquirer_in_an_export_control(draft: Draft) -> Expected:
    domain = of_measures(draft, "domain")
    row = draft.pick("measure_firms", lambda r: domain[r["measure_id"]] == "export-control" and "aff" in r["role"])
    row["role"] = draft.chance.choice(["acquirer", "acquisition-target"])
    return "measure_firms/role-fits-the-measure", "measure_firms", row


@fact
def licence_under_a_screening(draft: Draft) -> Expected:
    domain = of_measures(draft, "domain")
    row = draft.pick("measure_equipment", lambda r: domain[r["measure_id"]] == "investment-screening")
    row["effect"] = "licence-required"
    return "measure_equipment/effect-fits-the-measure", "measure_equipment", row


@fact
def tariff_on_purchases(draft: Draft) -> Expected:
    row = fresh(draft, instrument="tariff", domain="procurement")
    return "measures/instrument-fits-the-domain", "measures", row


@fact
def letter_of_another_country(draft: Draft) -> Expected:
    row = fresh(draft, instrument="is-informed-letter", domain="export-control", jurisdiction="NL", issuer="NL office")
    return "measures/instrument-fits-the-domain", "measures", row


def of_another_country(draft: Draft, column: str) -> Expected:
    """A cell of a measure copied to one of another jurisdiction, where it stands for the first time."""
    counts: dict[str, int] = {}
    for row in draft.tables["measures"]:
        if row["jurisdiction"] == "US":
            counts[row[column]] = counts.get(row[column], 0) + 1
    common = ("Ministry", "Cabinet", "Government", "Parliament", "President", "Minister", "Council", "Department")
    values = [v for v, n in sorted(counts.items()) if v and n > 2 and not v.startswith((*common, "Customs"))]
    row = draft.pick("measures", lambda r: r["jurisdiction"] in ("JP", "KR", "CN") and r[column])
    row[column] = draft.chance.choice(values)
    return "measures/issuer-and-basis-are-of-one-jurisdiction", "measures", row


@fact
def issuer_of_another_country(draft: Draft) -> Expected:
    return of_another_country(draft, "issuer")


@fact
def legal_basis_of_another_country(draft: Draft) -> Expected:
    return of_another_country(draft, "legal_basis")


@fact
def number_of_another_country(draft: Draft) -> Expected:
    claim = draft.chance.choice(draft.tables["claims"])["claim_id"]
    given = {"measure_id": fresh(draft)["measure_id"], "scheme": "SOR", "value": "SOR/2021-999", "claim_id": claim}
    row = draft.add("measure_identifiers", **given)
    return "measure_identifiers/series-is-of-the-jurisdiction", "measure_identifiers", row


@fact
def amends_an_act_of_another_country(draft: Draft) -> Expected:
    kind = draft.chance.choice(["amends", "extends", "supersedes", "suspends", "revokes"])
    row = relation(draft, fresh(draft), kind, fresh(draft, jurisdiction="JP", issuer="METI"))
    return "measure_relations/act-is-of-the-same-jurisdiction", "measure_relations", row


@fact
def licence_for_the_own_country(draft: Draft) -> Expected:
    home = of_measures(draft, "jurisdiction")
    row = draft.pick("licence_requirements")
    row["destination"] = home[row["measure_id"]]
    return "licence_requirements/destination-is-abroad", "licence_requirements", row


@fact
def exception_from_an_entry_that_is_none(draft: Draft) -> Expected:
    row = draft.pick("licence_exceptions", lambda r: r["measure_id"].startswith("us-"))
    row["control_code"] = "3A902"
    return "licence_exceptions/code-is-controlled", "licence_exceptions", row


@fact
def total_other_than_its_claim(draft: Draft) -> Expected:
    counted = {r["claim_id"] for r in draft.tables["claims"] if r["comparator"] == "=" and id(r) not in draft.taken}
    row = draft.pick("listing_totals", lambda r: r["claim_id"] in counted)
    draft.pick("claims", lambda r: r["claim_id"] == row["claim_id"])
    row |= {"announced": str(int(row["announced"]) + 70), "note": "Counted from the annex."}
    return "listing_totals/total-is-that-of-its-claim", "listing_totals", row


@fact
def tool_of_photoresist(draft: Draft) -> Expected:
    row = draft.pick("equipment", lambda r: r["kind"] == "tool")
    row["category"] = "photoresist"
    return "equipment/category-fits-the-kind", "equipment", row


@fact
def chip_of_lithography(draft: Draft) -> Expected:
    row = draft.pick("equipment", lambda r: r["kind"] == "chip")
    row["category"] = "lithography"
    return "equipment/category-fits-the-kind", "equipment", row


@fact
def simplified_letters_tagged_traditional(draft: Draft) -> Expected:
    row = draft.pick("firm_names", lambda r: r["language"] == "zh-Hans" and any(c in r["name"] for c in "国门电东华业"))
    row["language"] = "zh-Hant"
    return "firm_names/letters-are-those-of-the-language", "firm_names", row


@fact
def traditional_letters_tagged_simplified(draft: Draft) -> Expected:
    row = draft.pick("firm_names", lambda r: "zh-Hant" in r["language"] and any(c in r["name"] for c in "國門電東華業"))
    row["language"] = "zh-Hans"
    return "firm_names/letters-are-those-of-the-language", "firm_names", row


@fact
def former_name_that_is_the_present_one(draft: Draft) -> Expected:
    firm = draft.pick("firms")
    source = draft.chance.choice(draft.tables["sources"])["source_id"]
    cells = {"firm_id": firm["firm_id"], "name": firm["name"], "language": "en", "kind": "former", "source_id": source}
    return "firm_names/name-is-not-that-of-another-firm", "firm_names", draft.add("firm_names", **cells)


def reversed_claims(draft: Draft, kind: str) -> Expected:
    """A relation of two claims of known months, the later one first, turned round."""
    said = {r["claim_id"]: r for r in draft.tables["claims"] if id(r) not in draft.taken}

    def month(id: str) -> str:
        return said[id]["asserted_on"][:7] if id in said else ""

    row = draft.pick(
        "claim_relations",
        lambda r: (
            r["relation"] == kind
            and 7 == len(month(r["claim_id"])) == len(month(r["related_claim_id"]))
            and month(r["claim_id"]) > month(r["related_claim_id"])
        ),
    )
    for end in ("claim_id", "related_claim_id"):
        draft.pick("claims", lambda r, end=end: r["claim_id"] == row[end])  # type: ignore[misc]
    row["claim_id"], row["related_claim_id"] = row["related_claim_id"], row["claim_id"]
    return "claim_relations/fulfilment-comes-later", "claim_relations", row


@fact
def update_of_what_comes_later(draft: Draft) -> Expected:
    return reversed_claims(draft, "updates")


@fact
def denial_before_the_word(draft: Draft) -> Expected:
    return reversed_claims(draft, "denies")


@fact
def measure_again_under_another_id(draft: Draft) -> Expected:
    one = draft.pick("measures", lambda r: r["jurisdiction"] == "US")
    return "measures/citation-is-of-one-measure", "measures", fresh(draft, title=one["title"])


@fact
def chinese_number_of_a_foreign_firm(draft: Draft) -> Expected:
    number = draft.pick("firm_identifiers", lambda r: r["scheme"] == "USCC")
    number["firm_id"] = draft.pick("firms", lambda r: r["jurisdiction"] in ("NL", "US", "JP"))["firm_id"]
    return "firm_identifiers/value-is-valid", "firm_identifiers", number


@fact
def claim_about_the_next_century(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: r["refers_to"])
    row["refers_to"] = "2204"
    return "claims/day-is-of-our-time", "claims", row
