"""Every act that the record has is recognised, under whatever address and number, and none is invented."""

import pytest
from recorded import ANSWERS, FEEDS, KNOWN, queue, reading, record

from chip_export_controls.watch import keys
from chip_export_controls.watch.candidates import Told
from chip_export_controls.watch.entry import Entry
from chip_export_controls.watch.feeds import PARSERS
from chip_export_controls.watch.record import folded

RECORD = record()


def test_of_the_recorded_documents_of_the_bureau_the_two_that_the_record_has_are_known_and_the_other_five_not() -> None:
    found = {row["key"]: row["measure_id"] for row in queue([], reading([FEEDS["us-bis"]]))}
    assert len(found) == 7
    assert {key: measure for key, measure in found.items() if measure} == {
        key: measure for key, measure in KNOWN.items() if key.startswith("FR-DOC:")
    }


def test_on_all_recorded_answers_what_the_record_has_is_known_and_nothing_else() -> None:
    rows = queue([], reading())
    assert {row["key"]: row["measure_id"] for row in rows if row["state"] == "known"} == KNOWN


@pytest.mark.parametrize("measure", [row["measure_id"] for row in RECORD.tables["measures"] if row["citation"]])
def test_a_measure_is_recognised_by_each_number_in_its_citation(measure: str) -> None:
    (row,) = [row for row in RECORD.tables["measures"] if row["measure_id"] == measure]
    shared = {"PUB-L", "EO"}  # a public law may hold several measures
    for key in keys.found_in(row["citation"]):
        assert RECORD.acts[key] == measure or key[0] in shared, key


@pytest.mark.parametrize(
    ("scheme", "spellings", "value"),
    [
        ("FR", ["89 FR 96790", "89 Fed. Reg. 96,790", "https://thefederalregister.org/89-FR/96790"], "89 FR 96790"),
        (
            "FR-DOC",
            [
                "FR Doc. 2024-28270",
                "https://www.federalregister.gov/documents/2024/12/05/2024-28270/foreign-produced",
                "https://www.federalregister.gov/d/2024-28270",
                "https://www.govinfo.gov/content/pkg/FR-2024-12-05/html/2024-28270.htm",
                "https://regulations.justia.com/regulations/fedreg/2024/12/05/2024-28270.html",
            ],
            "2024-28270",
        ),
        (
            "CELEX",
            [
                "Regulation (EU) 2019/452",
                "http://data.europa.eu/eli/reg/2019/452/oj",
                "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32019R0452",
            ],
            "32019R0452",
        ),
        ("CELEX", ["Regulation (EU) No 833/2014", "http://data.europa.eu/eli/reg/2014/833/oj"], "32014R0833"),
        ("STCRT", ["Staatscourant 2023, 18212", "https://zoek.x.nl/stcrt-2023-18212.html"], "stcrt-2023-18212"),
        ("UK-SI", ["S.I. 2022/491", "http://legislation.gov.uk/uksi/2022/491/article/2/made/data.xml"], "2022/491"),
        (
            "SOR",
            ["SOR/2024-112", "https://gazette.gc.ca/rp-pr/p2/2024/2024-06-19/html/sor-dors112-eng.html"],
            "SOR/2024-112",
        ),
        (
            "MOFCOM",
            [
                "MOFCOM and GACC Announcement No. 58 of 2025",
                "商务部 海关总署公告2025年第58号 公布",
                "商务部公告2025第58号",
            ],
            "2025-58",
        ),
        (
            "UEL",
            ["Unreliable Entity List Working Mechanism [2025] No. 9", "不可靠实体清单工作机制〔2025〕9号公告"],
            "2025-9",
        ),
        ("JP-LAW", ["令和七年政令第三百七十六号", "Cabinet Order No. 376 of 14 November 2025"], "令和7年政令第376号"),
        (
            "JP-LAW",
            ["METI Ordinance No. 25 of 23 May 2023", "令和五年経済産業省令第二十五号"],
            "令和5年経済産業省令第25号",
        ),
        ("KR-NOTICE", ["MOTIE Notice No. 2023-108", "산업통상자원부고시 제2023-108호"], "2023-108"),
    ],
)
def test_an_act_has_one_key_however_it_is_written(scheme: str, spellings: list[str], value: str) -> None:
    for text in spellings:
        assert (scheme, value) in list(keys.found_in(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "Export Trade Control Order (Cabinet Order No. 378 of 1949), partial amendment",  # the order that is amended
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022R0328R(01)",  # a corrigendum
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:02014R0833-20240625",  # a consolidation
        "section 744.11 of 15 CFR part 744",
        "",
    ],
)
def test_what_is_no_number_of_an_act_gives_no_key(text: str) -> None:
    assert list(keys.found_in(text)) == []


def test_an_act_under_three_addresses_is_one() -> None:
    rows = queue([], reading([FEEDS["cn-mofcom"]]))
    assert [row["key"] for row in rows] == ["MOFCOM:2025-61", "MOFCOM:2059-1"]
    assert rows[0]["title"].endswith("公布对境外相关稀土物项实施出口管制的决定")


def test_the_same_act_under_its_celex_and_its_eli_is_one() -> None:
    by_eli = PARSERS["cellar"]((ANSWERS / "other-cellar" / "act.json").read_bytes())
    by_celex = reading([FEEDS["eu-cellar"]]).entries["eu-cellar"]
    told = {Told.of(FEEDS["eu-cellar"], entry).keys[0] for entry in [*by_eli, by_celex[0]]}
    assert told == {("CELEX", "32026R1708")}


def test_a_document_that_two_feeds_tell_of_is_one_with_what_both_say() -> None:
    (row,) = [row for row in queue([], reading()) if row["key"] == "FR-DOC:2059-00001"]
    assert (row["feed"], row["citation"], row["date"]) == ("us-commerce", "124 FR 1", "2059-01-05")


def test_notices_without_a_number_are_one_if_title_and_day_are() -> None:
    feed = FEEDS["jp-meti"]
    entries = [Entry("A Notice", "2059-01-02", f"https://www.meti.go.jp/{n}", "press-release") for n in (1, 2)]
    rows = queue([], type(reading([]))({feed.name: entries}, {}, {}))
    assert [row["key"] for row in rows] == ["URL:meti.go.jp/1"]


def test_a_name_on_a_list_is_known_by_the_firms_of_the_measure_that_listed_it() -> None:
    rows = {row["key"]: row for row in queue([], reading([FEEDS["us-screening-list"]]))}
    states = {key: (row["state"], row["measure_id"]) for key, row in rows.items()}
    assert states == {
        "CSL:test-1": ("known", "us-2020-12-18-smic-entity-listing"),
        "CSL:test-2": ("new", "us-2020-12-18-smic-entity-listing"),
        "CSL:test-3": ("low", ""),
    }
    assert folded("Ningbo Semiconductor International Corp., Ltd.") == "ningbo semiconductor international"
