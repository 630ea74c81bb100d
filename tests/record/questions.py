"""Questions of analysts and compliance officers, each with the answer that an official text gives.

A question is a line of a table: what is asked, the act that answers it, how it is asked here, and the answer.
`test_asked_of_the_record.py` asks them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import chip_export_controls as cec

GAMING = {"total-processing-performance": 3118, "performance-density": 2.0}
ACCELERATOR = {"total-processing-performance": 5000, "performance-density": 6.0}
OCTOBER_2023 = "us-2023-10-17-advanced-computing-and-supercomputing-ifr"
AFFILIATES = "us-2025-09-29-affiliates-rule"


@dataclass(frozen=True)
class Question:
    """One question, the act that holds the answer, and the answer."""

    asked: str
    act: str
    ask: Callable[[], Any]
    answer: Any


def lists(firm: str, on: str, jurisdiction: str = "US", instrument: str = "entity-listing") -> list[str]:
    """The lists of the kind on which the firm stands."""
    found = cec.in_force(on, firm=firm, jurisdiction=jurisdiction)
    chosen = found[(found["role"] == "listed") & (found["instrument"] == instrument)]
    return sorted(set(chosen["measure_id"]))


def standing(measure: str, on: str) -> list[tuple[str, str, str]]:
    """Status, basis and last day of each part."""
    found = cec.status(measure, on).astype(object).fillna("")
    return list(found[["status", "basis", "until"]].itertuples(index=False, name=None))


def caught(product: Any, on: str, destination: str, jurisdiction: str = "US") -> bool | str:
    """Whether the verdict is that the product is controlled, is perhaps, or is not."""
    told = cec.evaluate(product, on, destination=destination, jurisdiction=jurisdiction).attrs["verdict"]
    return told.startswith("Controlled") or ("perhaps" if told.startswith("Caught, and perhaps") else False)


def clauses(product: Any, on: str, destination: str, jurisdiction: str = "US") -> list[str]:
    """The clauses that catch the product and reach the destination, by limits."""
    found = cec.evaluate(product, on, destination=destination, jurisdiction=jurisdiction, domain="export-control")
    now = found[(found["verdict"] == "caught") & found["replaced_by"].isna() & (found["condition"] != "named")]
    return sorted(set(now.loc[now["destination"] == "reached", "clause"]))


def effects(item: str, target: str, on: str, jurisdiction: str) -> list[tuple[str, str]]:
    """What measures do to the item itself when it goes to the target."""
    found = cec.in_force(on, equipment=item, target=target, jurisdiction=jurisdiction)
    chosen = found[(found["reach"] == "itself")]
    return sorted(set(chosen[["measure_id", "effect"]].itertuples(index=False, name=None)))


def refused(ask: Callable[[], Any]) -> str:
    """What is said of a question that cannot be asked."""
    try:
        ask()
    except (KeyError, ValueError) as error:
        return str(error.args[0])
    return ""


def first(text: str) -> str:
    """The record that `find` gives first."""
    return next(iter(cec.find(text, limit=1)["id"]), "")


INSPUR, YMTC = "us-2023-03-02-entity-list-inspur-loongson", "us-2022-12-16-entity-list-ymtc-and-ai-chip-firms"
ROUND_140, HUAWEI = "us-2024-12-02-entity-list-140", "us-2019-05-15-huawei-entity-listing"
CHINA_LIST, US_BAN = "cn-2024-11-15-dual-use-control-list", "cn-2024-12-03-dual-use-exports-to-us"
H20, NL_2023, NL_2024 = (
    "us-2025-04-09-nvidia-h20-licence-requirement",
    "nl-2023-06-30-advanced-semiconductor-equipment-regulation",
    "nl-2024-09-06-duv-extension",
)


def firms() -> Iterator[Question]:
    """Is a firm on the Entity List on a day?"""
    rows: list[tuple[str, str, str, list[str]]] = [
        ("Inspur", "2023-03-01", "FR Doc. 2023-04558", []),
        ("Inspur", "2023-03-02", "FR Doc. 2023-04558", [INSPUR]),
        ("Loongson", "2023-03-01", "FR Doc. 2023-04558", []),
        ("Loongson", "2023-03-02", "FR Doc. 2023-04558", [INSPUR]),
        ("4Paradigm", "2023-03-02", "FR Doc. 2023-04558", [INSPUR]),
        ("Wingtech", "2024-12-01", "89 FR 96830", []),
        ("Wingtech", "2024-12-02", "89 FR 96830", [ROUND_140]),
        ("YMTC", "2022-12-15", "87 FR 61971 (Unverified List)", ["us-2022-10-07-unverified-list-31"]),
        ("长江存储", "2022-12-16", "87 FR 77505", [YMTC]),
        ("Cambricon", "2022-12-16", "87 FR 77505", [YMTC]),
        ("SMIC", "2020-12-17", "85 FR 83416", []),
        ("中芯国际", "2020-12-18", "85 FR 83416", ["us-2020-12-18-smic-entity-listing"]),
        ("Biren", "2023-10-17", "88 FR 71991", ["us-2023-10-17-entity-list-biren-moore-threads"]),
        ("Moore Threads", "2023-10-16", "88 FR 71991", []),
        ("Sophgo", "2025-01-16", "90 FR 4621", ["us-2025-01-16-entity-list-sophgo"]),
        ("Fujian Jinhua", "2018-10-30", "83 FR 54519", ["us-2018-10-29-fujian-jinhua-entity-listing"]),
        ("Huawei", "2019-05-15", "84 FR 22961", []),
        ("Huawei", "2019-05-16", "84 FR 22961", [HUAWEI]),
    ]
    for firm, on, act, answer in rows:
        yield Question(f"{firm} on the US lists on {on}", act, lambda f=firm, o=on: lists(f, o), answer)  # type: ignore[misc]
    yield Question(
        "Huawei on a list of Taiwan in June 2025",
        "Strategic high-tech commodities entity list, International Trade Administration, 10 June 2025",
        lambda: lists("Huawei", "2025-06-15", "TW"),
        ["tw-2025-06-10-entity-list"],
    )
    yield Question(
        "AMEC on the 1260H list in 2025",
        "Department of Defense, removal of December 2024",
        lambda: lists("AMEC", "2025-01-01"),
        [],
    )
    yield Question(
        "Micron in China in June 2023",
        "Cyberspace Administration of China, 21 May 2023",
        lambda: sorted(set(cec.in_force("2023-06-01", firm="Micron")["measure_id"])),
        ["cn-2023-05-21-micron-purchase-stop"],
    )


def rules() -> Iterator[Question]:
    """Is a rule in force on a day, since when, until when?"""
    rows: list[tuple[str, str, str, list[tuple[str, str, str]]]] = [
        (AFFILIATES, "2025-09-28", "90 FR 47201", [("unheard-of", "", "2025-09-28")]),
        (AFFILIATES, "2025-11-09", "90 FR 47201", [("in-force", "happened", "2025-11-09")]),
        (AFFILIATES, "2026-10-01", "90 FR 50857", [("suspended", "happened", "2026-11-09")]),
        (AFFILIATES, "2026-11-28", "90 FR 50857", [("in-force", "scheduled", "")]),
        (AFFILIATES, "2030-01-01", "90 FR 50857", [("in-force", "scheduled", "")]),
        (
            "us-2023-10-13-validated-end-user-samsung-sk-hynix",
            "2026-01-01",
            "90 FR 42321",
            [("revoked", "happened", "")],
        ),
        (
            "us-2023-10-13-validated-end-user-samsung-sk-hynix",
            "2025-12-30",
            "90 FR 42321",
            [("in-force", "happened", "2025-12-30")],
        ),
        (NL_2023, "2023-08-31", "Staatscourant 2023, 18212", [("published", "happened", "2023-08-31")]),
        (NL_2023, "2023-09-01", "Staatscourant 2023, 18212", [("in-force", "happened", "")]),
        (NL_2024, "2024-09-06", "Regulation BZ2404162", [("published", "happened", "2024-09-06")]),
        (
            "cn-2023-07-03-gallium-germanium-controls",
            "2024-12-01",
            "MOFCOM No. 51 of 2024",
            [("revoked", "happened", "")],
        ),
    ]
    for measure, on, act, answer in rows:
        yield Question(f"{measure} on {on}", act, lambda m=measure, o=on: standing(m, o), answer)  # type: ignore[misc]
    yield Question(
        "is anything certain in 2030",
        "no act tells of the future",
        lambda: set(cec.in_force("2030-01-01")["certainty"]),
        {"possible"},
    )
    yield Question(
        "is the affiliates rule's return certain today",
        "90 FR 50857",
        lambda: cec.status(AFFILIATES, "2026-11-28")["certainty"].tolist(),
        ["possible"],
    )


def minerals() -> Iterator[Question]:
    """May gallium leave China?"""
    act = "MOFCOM and GACC Announcement No. 23 of 2023; No. 51 and No. 46 of 2024; No. 72 of 2025"
    yield Question(
        "gallium from China to Japan in June 2026",
        act,
        lambda: effects("gallium", "JP", "2026-06-01", "CN"),
        [(CHINA_LIST, "licence-required")],
    )
    yield Question(
        "gallium from China to the United States in June 2025",
        act,
        lambda: effects("gallium", "US", "2025-06-01", "CN"),
        [(CHINA_LIST, "licence-required"), (US_BAN, "banned")],
    )
    yield Question(
        "what is excepted of the ban on gallium to the United States in June 2026",
        act,
        lambda: excepted(US_BAN, "2026-06-01"),
        ["clause 2"],
    )
    yield Question(
        "is the ban on gallium to the United States back after 27 November 2026",
        act,
        lambda: "by schedule" in excepted(US_BAN, "2026-11-28")[0],
        True,
    )


def ties(firm: str, on: str) -> list[tuple[str, str]]:
    """The measures of the United States in force that touch the firm, and how."""
    found = cec.in_force(on, firm=firm, jurisdiction="US")
    return sorted(set(found[["measure_id", "role"]].itertuples(index=False, name=None)))


def validated_end_users() -> Iterator[Question]:
    """May the plant of Samsung in Xi'an be supplied without single licences?"""
    plant, act = "Samsung China Semiconductor", "88 FR 71478; 90 FR 42321, 15 CFR 748, supplement no. 7"
    grant, end = "us-2023-10-13-validated-end-user-samsung-sk-hynix", "us-2025-08-29-veu-revocation"
    for on, answer in {
        "2025-12-30": [(grant, "licensee")],
        "2025-12-31": [(end, "affected-customer"), (end, "delisted")],
    }.items():
        yield Question(f"Samsung Xi'an on {on}", act, lambda o=on: ties(plant, o), answer)  # type: ignore[misc]
    for on, told in {
        "2025-12-30": ("in-force", "happened", "2025-12-30"),
        "2025-12-31": ("revoked", "happened", ""),
    }.items():
        yield Question(
            f"the wider validated end-user status on {on}",
            act,
            lambda o=on: standing(grant, o),  # type: ignore[misc]
            [told],
        )
    yield Question(
        "find Samsung Xi'an", act, lambda: "samsung-china-semiconductor" in set(cec.find("Samsung Xi'an")["id"]), True
    )


def excepted(measure: str, on: str) -> list[str]:
    """What is excepted of the measure."""
    found = cec.in_force(on)
    return sorted(set(found.loc[found["measure_id"] == measure, "excepted"]))


def products() -> Iterator[Question]:
    """Is a product controlled to a destination?"""
    act = "88 FR 73458; 15 CFR 742.6(a)(6); 15 CFR 774, supplement no. 1, ECCN 3A090"
    for where, answer in {"HK": True, "MO": True, "KP": True, "AE": True, "VN": True, "DE": "perhaps"}.items():
        yield Question(
            f"a 3A090.b chip to {where}",
            act,
            lambda w=where: caught(GAMING, "2026-07-01", w),  # type: ignore[misc]
            answer,
        )
        yield Question(
            f"a 3A090.a chip to {where}",
            act,
            lambda w=where: caught(ACCELERATOR, "2026-07-01", w),  # type: ignore[misc]
            answer,
        )
    yield Question(
        "a gaming card with TPP 3118 is caught by 3A090.b",
        act,
        lambda: clauses(GAMING, "2026-07-01", "CN"),
        ["3A090.b.1"],
    )
    yield Question(
        "a gaming card with TPP 3118 is freed by note 2 if it is not for data centres",
        act,
        lambda: caught({**GAMING, "not-for-data-centres": True}, "2026-07-01", "CN"),
        False,
    )
    for on in ("2025-05-01", "2025-08-20", "2026-10-01"):
        yield Question(
            f"H20 to China on {on}",
            "Form 8-K of NVIDIA of 15 April 2025, on the letter of 9 April 2025",
            lambda o=on: caught("H20", o, "CN"),  # type: ignore[misc]
            True,
        )
    yield Question(
        "H20 to China before the letter",
        "Form 8-K of NVIDIA of 15 April 2025, on the letter of 9 April 2025",
        lambda: caught("H20", "2025-04-08", "CN"),
        False,
    )
    yield Question(
        "licences for H20 in August 2025",
        "Form 10-Q of NVIDIA, second quarter of fiscal year 2026",
        lambda: "us-2025-08-nvidia-h20-licences" in set(cec.in_force("2025-08-20", equipment="H20")["measure_id"]),
        True,
    )
    yield Question(
        "NXT:1980i from the Netherlands on 6 September 2024",
        "Regulation BZ2404162",
        lambda: caught("NXT:1980i", "2024-09-06", "CN", "NL"),
        False,
    )
    yield Question(
        "NXT:1980i from the Netherlands on 7 September 2024",
        "Regulation BZ2404162",
        lambda: caught("NXT:1980i", "2024-09-07", "CN", "NL"),
        True,
    )
    yield Question(
        "NXT:1980i from the United States on 17 November 2023",
        "88 FR 73424, ECCN 3B001.f.1.b.2.b",
        lambda: clauses("NXT:1980i", "2023-11-17", "CN"),
        ["3B001.f.1.b.2.b"],
    )
    yield Question(
        "units make no difference",
        "87 FR 62186, ECCN 3A090",
        lambda: clauses(
            {"tops-times-bit-length": 4992, "aggregate-bidirectional-transfer-rate": "0.6 TB/s"}, "2022-12-01", "CN"
        ),
        ["3A090.a"],
    )


def words() -> Iterator[Question]:
    """What is asked in other words than the record's."""
    yield Question(
        "measures of UK",
        "ISO 3166-1",
        lambda: "did you mean `GB`?" in refused(lambda: cec.in_force("2024-09-08", jurisdiction="UK")),
        True,
    )
    yield Question(
        "a parameter called tpp",
        "ECCN 3A090, total processing performance",
        lambda: "`total-processing-performance`" in refused(lambda: cec.evaluate({"tpp": 1}, "2024-01-01")),
        True,
    )
    rows = {
        "cryogenic-cmos": "cryocmos-integrated-circuits",
        "cryogenic-cooling-systems": "cryogenic-refrigerators",
        "89 FR 96790": "us-2024-12-02-fdpr-sme-hbm",
        "90 FR 47201": AFFILIATES,
        "2024-28270": "us-2024-12-02-fdpr-sme-hbm",
        "H20": "nvidia-h20",
        "NXT:1980i": "asml-nxt-1980i",
        "RTX 4090": "nvidia-rtx-4090",
        "中芯國際": "smic",
        "UK": "GB",
    }
    rows |= {
        "2 December 2024": ROUND_140,
        "German national control list": "de-2024-07-17-awv-21st-amendment",
        "50 percent rule": AFFILIATES,
        "TPP": "total-processing-performance",
        "HS 811292": "gallium",
        "600 GB/s": "aggregate-bidirectional-transfer-rate",
        "4800": "total-processing-performance",
        "epitaxy tool": "epitaxy-equipment",
    }
    for text, answer in rows.items():
        yield Question(f"find {text}", "the record's own names", lambda t=text: first(t), answer)  # type: ignore[misc]
    yield Question(
        "who put a number on the H20 charge",
        "the statement that holds the number",
        lambda: cec.find("5.5 billion H20", kind="claim")["id"].tolist(),
        ["reuters-2025-04-15-nvidia-h20.003"],
    )
    yield Question(
        "measures of Germany, by its name",
        "ISO 3166-1",
        lambda: cec.in_force("2025-01-01", jurisdiction="Germany").equals(
            cec.in_force("2025-01-01", jurisdiction="DE")
        ),
        True,
    )
    yield Question(
        "timeline of a retired id",
        "the record's own ids",
        lambda: cec.timeline("cryogenic-cmos").attrs["verdict"].startswith("cryocmos-integrated-circuits"),
        True,
    )
    yield Question(
        "measures of a jurisdiction that was not searched",
        "coverage",
        lambda: "BR was not searched" in cec.in_force("2025-01-01", jurisdiction="BR").attrs["verdict"],
        True,
    )


def told(answer: Any, words: str) -> bool:
    """Whether the answer says the words beside its table."""
    return any(words in note for note in answer.attrs["notes"])


def left_out() -> Iterator[Question]:
    """What a table does not hold and the answer must say."""
    on = "2026-10-01"
    rows: list[tuple[str, str, Callable[[], Any], str]] = [
        (
            "design software from Germany to China",
            "Delegated Regulation (EU) 2025/2003, 3D006",
            lambda: cec.controls("eda-software", "DE", "CN", on),
            "gaafet-eda-software",
        ),
        (
            "hydrogen fluoride from Japan to Korea, controlled until March 2023",
            "notices of 1 July 2019 and 23 March 2023",
            lambda: cec.controls("hydrogen-fluoride", "JP", "KR", on),
            "no longer in force: jp-2019-07-01-korea-individual-licences (until 2023-03-22)",
        ),
        (
            "Nexperia, whose owner is listed",
            "89 FR 96830",
            lambda: cec.in_force(on, firm="Nexperia", jurisdiction="US"),
            f"wingtech, which owns nexperia, is named by measures that do not name it: {ROUND_140} (listed)",
        ),
        (
            "Samsung's plant in Xi'an, licensed through its owner",
            "annual licences of December 2025",
            lambda: cec.in_force(on, firm="samsung-china-semiconductor"),
            "us-2025-12-annual-fab-licences (licensee)",
        ),
        (
            "SK hynix Wuxi is no name of the record",
            "the record's own names",
            lambda: cec.in_force(on, firm="SK hynix Wuxi"),
            "nothing in the record is called `Wuxi`",
        ),
        (
            "the firms of the round of December 2024",
            "89 FR 96830",
            lambda: cec.status(ROUND_140, on),
            "140 as listed",
        ),
    ]
    for asked, act, ask, words in rows:
        yield Question(asked, act, lambda a=ask, w=words: told(a(), w), True)  # type: ignore[misc]
    yield Question(
        "a copy is cited as one, with the address of the act",
        "89 FR 96790",
        lambda: "https://www.federalregister.gov/d/2024-28270, read in a copy at " in cec.cite("89 FR 96790"),
        True,
    )


QUESTIONS = [*firms(), *left_out(), *rules(), *validated_end_users(), *minerals(), *products(), *words()]
