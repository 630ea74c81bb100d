"""The site's own scripts answer as the library does: in force, check a product, screen names."""

import csv
import json
import os
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import pytest
from conftest import TESTS
from sites import answers, node

import chip_export_controls as cec
from chip_export_controls.answers.find import TIERS, by_name
from chip_export_controls.library import RECORDED
from chip_export_controls.model.naming import compact, distinctive, fold, without_form
from chip_export_controls.model.period import period

pytestmark = pytest.mark.skipif("SITE_TESTS" not in os.environ, reason="two minutes long: run by `make test-site`")
Ask: TypeAlias = Callable[[list[list[Any]]], list[Any]]
DAYS = [(date(2018, 1, 1) + timedelta(days=n)).isoformat() for n in Random(7).sample(range(4000), 200)]
IN_FORCE = ["measure_id", "scope", "certainty", "event", "since", "claim_id", "excepted"]
IN_FORCE += ["until", "basis", "as_of", "note"]
TIED = ["equipment_id", "reach", "effect", "control_code"]
EVALUATED = ["measure_id", "scope", "certainty", "equipment_id", "reach", "effect", "clause", "replaced_by", "verdict"]
EVALUATED += ["parameter", "operator", "condition", "claim_id", "value_claim_id", "destination", "reason", "policy"]
EVALUATED += ["exception", "jurisdiction", "domain", "since", "until", "basis"]
SCREENED = [
    "tier",
    "likeness",
    "firm_id",
    "matched",
    "measure_id",
    "listed",
    "since",
    "until",
    "certainty",
    "in_record",
]


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Asks the site's scripts many questions at once."""
    program, site = node(), answers()

    def asked(questions: list[list[Any]]) -> list[Any]:
        script = Path(__file__).with_name("answers.mjs")
        run = subprocess.run(
            [program, str(script), str(site)], input=json.dumps(questions).encode(), capture_output=True, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
        found: list[Any] = json.loads(run.stdout)
        return found

    return asked


def rows_in_order(frame: Any, columns: list[str]) -> list[tuple[str, ...]]:
    plain = frame.astype(object).where(frame.notna(), "")
    return [tuple(str(row.get(c, "")) for c in columns) for row in plain.to_dict("records")]


def rows(frame: Any, columns: list[str]) -> list[tuple[str, ...]]:
    return sorted(rows_in_order(frame, columns))


def _in_force(day: str, asked: dict[str, Any]) -> Any:
    return cec.in_force(day, **asked)


def test_in_force_agrees_on_200_days(ask: Ask) -> None:
    said = ask([["inForce", day, {}] for day in DAYS])
    for day, answer in zip(DAYS, said, strict=True):
        wanted = rows(cec.in_force(day), IN_FORCE)
        assert sorted(tuple(r[: len(IN_FORCE)]) for r in answer) == wanted, day


def test_in_force_agrees_for_each_kind_of_question(ask: Ask) -> None:
    targets = sorted(set(cec.load("measure_targets")["jurisdiction"]) - {"*"})
    items = sorted(cec.load("equipment")["equipment_id"])
    choose = Random(9)
    questions = []
    for n in range(90):
        q = {"jurisdiction": choose.choice(["US", "CN", "NL", "JP", "EU"])} if n % 3 == 0 else {}
        if n % 3 == 1:
            q["target"] = choose.choice([t for t in targets if len(t) == 2])
        if n % 3 == 2:
            q["item"] = choose.choice(items)
        if n % 2:
            q["domain"] = "export-control"
        questions.append((choose.choice([*DAYS, "2022-10", "2023", "2025-11"]), q))
    for (day, q), answer in zip(questions, ask([["inForce", day, q] for day, q in questions]), strict=True):
        named = {"item": "equipment"}
        found = _in_force(day, {named.get(k, k): v for k, v in q.items()})
        columns = IN_FORCE + (TIED if "item" in q else [])
        got = sorted(tuple(r[: len(columns)]) for r in answer)
        assert got == rows(found, columns), (day, q)


def judged_alike(answer: Any, found: Any, question: object) -> None:
    """The rows, the sentence and all of the notes are those of the library."""
    got, (verdict, notes) = answer
    assert sorted({tuple(map(str, row)) for row in got}) == sorted(set(rows(found, EVALUATED))), question
    assert (verdict, notes) == (found.attrs["verdict"], found.attrs["notes"]), question


def test_every_recorded_product_is_judged_alike(ask: Ask) -> None:
    items = sorted(set(cec.load("equipment_parameters")["equipment_id"]))
    choose, days = Random(4), ["2022-12-01", "2024-09-08", "2027-01-01"]
    questions = [(item, "2026-11-20") for item in items] + [(item, choose.choice(days)) for item in items]
    said = ask([["evaluate", item, day, {}] for item, day in questions])
    for (item, day), answer in zip(questions, said, strict=True):
        judged_alike(answer, cec.evaluate(item, day), (item, day))


def test_every_item_is_judged_alike_for_destinations(ask: Ask) -> None:
    choose, codes = Random(11), ["CN", "HK", "MO", "US", "NL", "AE", "RU", "KR", "D:5", "A:5", "SG", "IN", "TW", "SA"]
    items = sorted(cec.load("equipment")["equipment_id"])
    questions = [(item, choose.choice([choose.choice(DAYS), "2026-11-20"]), choose.choice(codes)) for item in items]
    said = ask([["evaluate", item, day, {"destination": code}] for item, day, code in questions])
    for (item, day, code), answer in zip(questions, said, strict=True):
        judged_alike(answer, cec.evaluate(item, day, destination=code), (item, day, code))


def test_values_that_a_person_gives_are_judged_alike(ask: Ask) -> None:
    choose = Random(5)
    limits = cec.load("thresholds")
    questions = []
    for family in sorted(set(limits["equipment_id"])):
        of = limits[limits["equipment_id"] == family]
        numbers, words = of.dropna(subset=["value"]), sorted(set(of.dropna(subset=["words"])["parameter"]))
        for factor in (0.5, 1.0, 2.0):
            given = {r.parameter: float(r.value) * factor for r in numbers.itertuples() if choose.random() < 0.7}
            said = {name: choose.random() < 0.5 for name in words if choose.random() < 0.5}
            questions.append((family, given, said))
    asked = [
        [
            "evaluate",
            item,
            "2026-11-20",
            {"given": {p: [{"value": v, "comparator": "="}] for p, v in given.items()}, "said": said},
        ]
        for item, given, said in questions
    ]
    for (item, given, said), answer in zip(questions, ask(asked), strict=True):
        found = cec.evaluate({"equipment_id": item, **given, **said}, "2026-11-20")
        judged_alike(answer, found, (item, given, said))


def _pasted() -> list[str]:
    names = [str(n) for n in [*cec.load("firms")["name"], *cec.load("firm_names")["name"]]]
    choose, found = Random(2), []
    for name in names:
        cut = choose.randrange(max(len(name), 1))
        found += [
            name,
            name.upper(),
            f"{name} Co., Ltd.",
            name[:cut] + name[cut + 1 :],
            " ".join(reversed(name.split())),
        ]
    return [*found, "", "   ", "<script>alert(1)</script>", "Ünïcodé Größe İstanbul", "株式会社", "a" * 300]


def test_names_are_folded_alike(ask: Ask) -> None:
    pasted = _pasted()
    wanted = [[fold(name), without_form(name), sorted(distinctive(name))] for name in pasted]
    assert ask([["fold", name] for name in pasted]) == wanted


def test_names_are_screened_alike(ask: Ask) -> None:
    pasted, day = _pasted()[::7], "2024-09-08"
    choose = Random(6)
    for name in choose.sample([str(n) for n in [*cec.load("firms")["name"], *cec.load("firm_names")["name"]]], 150):
        words = name.split()
        pasted += [" ".join(words[:2]), f"Shenzhen {name} Trading", name[: len(name) // 2] + "贸易", words[-1]]
    found = cec.screen(pasted, on=day, tier="part of the name")
    assert (found["tier"] == "part of the name").sum() > 50
    found["likeness"] = found["likeness"].astype(object)
    wanted: dict[int, list[tuple[str, ...]]] = {n: [] for n in range(1, len(pasted) + 1)}
    for line, row in zip(found["line"], rows_in_order(found, SCREENED), strict=True):
        wanted[line] += [row] if row[0] != "no match" else []
    for n, answer in enumerate(ask([["screen", name, day] for name in pasted]), 1):
        got = [tuple(str(float(c)) if i == 1 else str(c) for i, c in enumerate(row)) for row in answer]
        assert sorted(got) == sorted(wanted[n]), pasted[n - 1]


def _spellings() -> list[str]:
    """The spellings of public lists, names and titles whole and in part, codes, and texts that mean nothing."""
    with (TESTS / "record" / "spellings.csv").open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)]
    choose = Random(8)
    for table, column in (("firms", "name"), ("firm_names", "name"), ("measures", "title"), ("equipment", "name")):
        for name in choose.sample([str(n) for n in cec.load(table)[column]], 25):
            words, cut = name.split(), choose.randrange(len(name))
            texts += [name, " ".join(choose.sample(words, min(2, len(words)))), name[:cut] + name[cut + 1 :]]
    texts += choose.sample(sorted(cec.load("measure_identifiers")["value"]), 40)
    texts += choose.sample(sorted(cec.load("firm_identifiers")["value"]), 20)
    texts += choose.sample(sorted(cec.load("claims")["claim_id"]), 5) + sorted(cec.load("retired_ids")["id"])
    texts += ["Inspur", "89 FR 96790", "December 2024 entity list", "3B001", "3B001.a.4", "HBM", "gallium", "US", "prc"]
    return [text for text in texts if compact(text)]


def test_names_are_found_alike_and_what_search_shows_first_is_what_the_library_finds_first(ask: Ask) -> None:
    texts = _spellings()
    said, shown = (ask([[what, text] for text in texts]) for what in ("find", "search"))
    for text, answer, shows in zip(texts, said, shown, strict=True):
        wanted = [[e.kind, e.id, e.what, e.text, TIERS[tier]] for tier, _, e in by_name(RECORDED, text)]
        assert answer == wanted, text
        if wanted and wanted[0][-1] not in ("similar", "some words"):
            assert shows[0] == wanted[0], text


def test_pages_are_found_by_the_words_of_their_claims(ask: Ask) -> None:
    claims = cec.load("claims").iloc[::997]
    asked = [["pages", c.statement] for c in claims.itertuples()]
    for claim, answer in zip(claims.itertuples(), ask(asked), strict=True):
        assert f"sources/{claim.source_id}.html" in answer, claim.statement


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2023-02-29", "2024-13", "2024-00-01", "yesterday", "", "20240908", "0000"]
)
def test_a_date_that_is_none_is_refused(ask: Ask, text: str) -> None:
    assert ask([["period", text]]) == [None]


def test_a_day_a_month_and_a_year_are_read_as_the_library_reads_them(ask: Ask) -> None:
    texts = ["2024-02-29", "2024-02", "2023-02", "2024", "0001", "9999-12"]
    wanted = [[day.isoformat() for day in period(text)] for text in texts]
    assert ask([["period", text] for text in texts]) == wanted
