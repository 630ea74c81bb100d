"""Faults in what a row of claims says, alone or beside its source."""

from drafts import Draft, Row
from kinds import Expected, fact


def has_span(row: Row) -> bool:
    return all(row[c] for c in ("char_start", "char_end", "span_sha256", "text_fragment")) and not row["pinpoint"]


@fact
def claim_without_place(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: r["pinpoint"] and not r["char_start"])
    row["pinpoint"] = ""
    return "claims/place-is-given", "claims", row


@fact
def span_without_fragment(draft: Draft) -> Expected:
    row = draft.pick("claims", has_span)
    row["text_fragment"] = ""
    return "claims/span-is-complete", "claims", row


@fact
def span_backwards(draft: Draft) -> Expected:
    row = draft.pick("claims", has_span)
    row["char_start"], row["char_end"] = row["char_end"], row["char_start"]
    return "claims/span-runs-forward", "claims", row


@fact
def span_beyond_its_text(draft: Draft) -> Expected:
    row = draft.pick("claims", has_span)
    row["char_end"] = "99999999"
    return "claims/span-lies-in-its-text", "claims", row


@fact
def claim_numbered_under_another_source(draft: Draft) -> Expected:
    row, other = draft.pick("claims"), draft.pick("sources", lambda r: r["access"] != "cited-only")
    row["claim_id"] = f"{other['source_id']}.999"
    return "claims/id-begins-with-its-source", "claims", row


@fact
def value_without_unit(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: not r["value"])
    row["value"], row["unit"] = "14", ""
    return "claims/value-has-unit-and-comparator", "claims", row


@fact
def government_without_a_name(draft: Draft) -> Expected:
    row = draft.pick("claims", lambda r: r["speaker_kind"] in ("government", "company", "analyst"))
    row["speaker"] = ""
    return "claims/speaker-is-named", "claims", row


@fact
def source_that_credits_itself(draft: Draft) -> Expected:
    row = draft.pick("claims")
    row["via_source_id"] = row["source_id"]
    return "claims/source-does-not-credit-itself", "claims", row


@fact
def credit_without_a_relation(draft: Draft) -> Expected:
    row = draft.pick("claims")
    related = {r["upstream_source_id"] for r in draft.tables["source_relations"] if r["source_id"] == row["source_id"]}
    other = draft.pick("sources", lambda r: r["source_id"] not in related)
    row["via_source_id"] = other["source_id"]
    return "claims/credited-source-is-upstream", "claims", row


@fact
def claim_after_its_source(draft: Draft) -> Expected:
    dated = {
        r["source_id"]
        for r in draft.tables["sources"]
        if r["published_on"][:2] == "20" and "/" not in r["published_on"]
    }
    row = draft.pick("claims", lambda r: r["source_id"] in dated)
    row["asserted_on"] = "2098"
    return "claims/asserted-before-published", "claims", row


@fact
def legal_text_of_the_press(draft: Draft) -> Expected:
    speaking = {r["source_id"] for r in draft.tables["claims"] if id(r) not in draft.taken}
    press = draft.pick("sources", lambda r: r["is_official"] == "false" and r["source_id"] in speaking)
    row = draft.pick("claims", lambda r: r["source_id"] == press["source_id"])
    row["speaker_kind"] = "legal-text"
    return "claims/legal-text-speaks-officially", "claims", row


@fact
def claim_on_a_source_nobody_read(draft: Draft) -> Expected:
    unread = draft.pick("sources", lambda r: r["access"] == "cited-only")
    row = draft.add("claims", **draft.chance.choice(draft.tables["claims"]))
    row["source_id"], row["claim_id"] = unread["source_id"], f"{unread['source_id']}.001"
    return "claims/cited-only-sources-are-silent", "claims", row


@fact
def span_of_a_source_without_a_record(draft: Draft) -> Expected:
    known = {file.stem for file in (draft.root / "sources").glob("*.json")}
    row = draft.pick("claims", lambda r: r["source_id"] not in known and r["pinpoint"])
    row["char_start"], row["char_end"], row["span_sha256"], row["text_fragment"] = "0", "9", "0" * 64, "lamps"
    return "claims/span-has-a-record", "claims", row


@fact
def claim_without_a_modality(draft: Draft) -> Expected:
    row = draft.pick("claims")
    row["modality"] = ""
    return "any/cell-is-given", "claims", row
