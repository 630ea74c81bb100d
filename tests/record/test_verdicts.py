"""Products against the rules, clause by clause: each verdict of `evaluate` is the one that the text gives.

A row of `verdicts.csv` is a product, a day, a measure, and the clauses by verdict. `text` names the act whose clause
was applied by hand to the values that the record's sources give; of the US list, as it stood on 23 July 2026.
`analysis` names the claims of published analyses, makers and papers that say whether the product is caught; where it
is empty none was read, and the verdict rests on the clause alone. A value that no source gives leaves `cannot tell`.

Two that were read differ from the clause and stand in no row. A toolkit puts the H20 into 3A090.b.2
(skelly-2026-03-18-export-control-toolkit.052), whose density begins at 3.2; sources give the H20 2.9. A web page had
it that no AMD product of 2023 needs a licence (abachy-2023-dell-amd.001); the MI250 has 5,792 where 3A090.a.1 begins
at 4,800. The limit of the Dutch entry 3B001.f.4 on the wavelength was not read, so EUV machines are not asked there.
"""

import csv
from functools import cache

import pandas as pd
import pytest
from conftest import TESTS

from chip_export_controls import evaluate, load

VERDICTS = {
    "caught": "caught",
    "not caught": "not_caught",
    "cannot tell": "cannot_tell",
    "eligible": "eligible",
}
with (TESTS / "record" / "verdicts.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
BY_PRODUCT: dict[str, list[dict[str, str]]] = {}
for row in ROWS:
    BY_PRODUCT.setdefault(row["product"], []).append(row)


@cache
def asked(product: str, on: str) -> "pd.DataFrame":
    """The clauses with limits that `evaluate` asks of the product on the day."""
    found = evaluate(product, on)
    return found[~found["condition"].isin(["named", "family named"])]


def told(product: str, on: str, measure: str, clause: str) -> set[str]:
    """The verdicts on a clause of the measure."""
    found = asked(product, on)
    return set(found.loc[(found["measure_id"] == measure) & (found["clause"] == clause), "verdict"])


@pytest.mark.parametrize("product", BY_PRODUCT)
def test_a_product_is_judged_clause_by_clause_as_the_texts_say(product: str) -> None:
    expected, found = {}, {}
    for row in BY_PRODUCT[product]:
        for verdict, column in VERDICTS.items():
            for clause in filter(None, row[column].split("; ")):
                place = (row["on"], row["measure"], clause)
                expected[place] = {verdict}
                found[place] = told(product, *place)
    assert found == expected


def test_at_least_sixty_products_are_judged_each_by_a_text_that_is_named() -> None:
    assert len(BY_PRODUCT) >= 60
    assert all(row["text"] for row in ROWS)


def test_an_analysis_that_is_named_is_a_claim_about_the_product() -> None:
    about = set(load("claim_equipment")[["claim_id", "equipment_id"]].itertuples(index=False, name=None))
    named = {(claim, row["product"]) for row in ROWS for claim in row["analysis"].split()}
    assert len(named) > 30
    assert sorted(named - about) == []
