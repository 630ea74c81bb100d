"""The site's own scripts answer as the library does: in force, check a product, screen names."""

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sites import node, of_record

import chip_export_controls as cec
from chip_export_controls.model.period import period
from chip_export_controls.site.names import Names, normal

pytestmark = pytest.mark.skipif("SITE_TESTS" not in os.environ, reason="two minutes long: run by `make test-site`")
DAYS = [(date(2018, 1, 1) + timedelta(days=n)).isoformat() for n in Random(7).sample(range(4000), 200)]
IN_FORCE = ["measure_id", "scope", "certainty", "event", "since", "claim_id", "excepted"]
TIED = ["equipment_id", "reach", "effect", "control_code"]
EVALUATED = ["measure_id", "scope", "certainty", "equipment_id", "reach", "effect", "clause", "replaced_by", "verdict"]
EVALUATED += ["parameter", "operator", "condition", "claim_id", "value_claim_id"]


@pytest.fixture(scope="module")
def ask():
    """Asks the site's scripts many questions at once."""
    program, site = node(), of_record()

    def asked(questions: list[list[object]]) -> list[object]:
        script = Path(__file__).with_name("answers.mjs")
        run = subprocess.run(
            [program, str(script), str(site)], input=json.dumps(questions).encode(), capture_output=True, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
        return json.loads(run.stdout)

    return asked


def rows(frame, columns):
    plain = frame.astype(object).where(frame.notna(), "")
    return sorted(tuple(str(row.get(c, "")) for c in columns) for row in plain.to_dict("records"))


def test_in_force_agrees_on_200_days(ask):
    said = ask([["inForce", day, {}] for day in DAYS])
    for day, answer in zip(DAYS, said, strict=True):
        wanted = rows(cec.in_force(day), IN_FORCE)
        assert sorted(tuple(r[:7]) for r in answer) == wanted, day


def test_in_force_agrees_for_each_kind_of_question(ask):
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
        found = cec.in_force(day, **{named.get(k, k): v for k, v in q.items()})
        columns = IN_FORCE + (TIED if "item" in q else [])
        got = sorted(tuple(r[: len(columns)]) for r in answer)
        if period(day)[0] != period(day)[1]:  # of a span of days, what is excepted is told of its last day alone
            cut = IN_FORCE.index("excepted")
            got = [r[:cut] + r[cut + 1 :] for r in got]
            columns = [c for c in columns if c != "excepted"]
        assert got == rows(found, columns), (day, q)


def test_every_recorded_product_is_judged_alike(ask):
    items = sorted(set(cec.load("equipment_parameters")["equipment_id"]))
    days = ["2022-12-01", "2024-09-08", "2026-11-20"]
    questions = [(item, day) for item in items for day in days]
    said = ask([["evaluate", item, day, {}] for item, day in questions])
    for (item, day), answer in zip(questions, said, strict=True):
        wanted = rows(cec.evaluate(item, day), EVALUATED)
        assert sorted(set(map(tuple, answer))) == sorted(set(wanted)), (item, day)


def test_values_that_a_person_gives_are_judged_alike(ask):
    choose = Random(5)
    families = sorted(set(cec.load("thresholds")["equipment_id"]))
    limits = cec.load("thresholds").dropna(subset=["value"])
    questions = []
    for family in families:
        of = limits[limits["equipment_id"] == family]
        for factor in (0.5, 1.0, 2.0):
            given = {r.parameter: float(r.value) * factor for r in of.itertuples() if choose.random() < 0.7}
            questions.append((family, given))
    asked = [
        ["evaluate", item, "2026-11-20", {"given": {p: [{"value": v, "comparator": "="}] for p, v in given.items()}}]
        for item, given in questions
    ]
    for (item, given), answer in zip(questions, ask(asked), strict=True):
        wanted = rows(cec.evaluate({"equipment_id": item, **given}, "2026-11-20"), EVALUATED)
        assert sorted(set(map(tuple, answer))) == sorted(set(wanted)), (item, given)


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


def test_names_have_one_normal_form(ask):
    pasted = _pasted()
    assert ask([["normal", name] for name in pasted]) == [normal(name) for name in pasted]


def test_names_are_found_alike(ask):
    roles = cec.load("measure_firms").dropna(subset=["name_as_listed"])
    firms = {f: [n] for f, n in cec.load("firms")[["firm_id", "name"]].to_numpy()}
    for firm, name in cec.load("firm_names")[["firm_id", "name"]].to_numpy():
        firms[firm].append(name)
    for firm, name in roles[["firm_id", "name_as_listed"]].to_numpy():
        firms[firm].append(name)
    names, pasted = Names(firms), _pasted()[::3]
    said = ask([["find", name] for name in pasted])
    assert [[list(pair) for pair in names.find(name)] for name in pasted] == said


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2023-02-29", "2024-13", "2024-00-01", "yesterday", "", "20240908", "0000"]
)
def test_a_date_that_is_none_is_refused(ask, text):
    assert ask([["period", text]]) == [None]


def test_a_day_a_month_and_a_year_are_read_as_the_library_reads_them(ask):
    texts = ["2024-02-29", "2024-02", "2023-02", "2024", "0001", "9999-12"]
    wanted = [[day.isoformat() for day in period(text)] for text in texts]
    assert ask([["period", text] for text in texts]) == wanted
