"""Turns a claim, the claims of plans, or a product into what the record lets one say of it."""

from typing import TYPE_CHECKING, Literal

from .answers import _knowing
from .library import load
from .period import Day, period

if TYPE_CHECKING:
    import pandas as pd

    from .product import Product


def support(claim_id: str) -> "pd.DataFrame":
    """What speaks for a claim and against it, counted by origin and not by outlet.

    Claims that repeat or corroborate one another say the same. Each has the origin that it goes back to: the document
    that the claim credits, or its own, followed upstream through reprints, reports and translations; claims that share
    a document upstream share an origin, so that two papers that retell one wire report count once.

    Columns, all text: stance (`same` or `against`; the claim itself comes first), origin (a source_id), claim_id,
    statement, speaker, source_id, publisher, published_on (EDTF), passage_url. The number of independent origins is
    `found.query("stance == 'same'")["origin"].nunique()`.

    Raises KeyError for an unknown claim. Source: claim_relations and source_relations of the installed package.

    >>> support(load("claims")["claim_id"][0])["stance"][0]
    'same'
    """
    from .corroboration import support as answer

    return answer(load, claim_id)


def outcomes(by: Literal["outlet", "speaker_kind", "measure"] = "outlet") -> "pd.DataFrame":
    """Of the claims of plans, how many came true, in part, not, or are open, with the time between.

    A claim of a plan is planned or under discussion, or has a recorded outcome. `outlet` is the publisher that the
    claim credits, or else its own. In part: a note that begins so, or one fulfilment beside one failure.

    Columns: group, claims, came-true, in-part, not, open (counts), share (of those settled that came true, missing if
    none is), share_low and share_high (its 95 % interval, Wilson), few (true below ten settled: read no rate into it),
    median_days (from the claim to what came, over claims dated to the day), timed (how many those are). A row for each
    group, most claims first.

    Raises ValueError for another `by`. Source: claim_relations of the installed package; a claim whose outcome nobody
    has looked for is open.

    >>> list(outcomes("speaker_kind").columns)[:2]
    ['group', 'claims']
    """
    from .plans import outcomes as answer

    if by not in ("outlet", "speaker_kind", "measure"):
        raise ValueError(f'by={by!r}: give "outlet", "speaker_kind" or "measure"')
    return answer(load, by)


def evaluate(
    product: "Product",
    on: Day,
    *,
    jurisdiction: str | None = None,
    domain: str | None = None,
    known_on: Day | None = None,
) -> "pd.DataFrame":
    """The clauses in force on a day that catch a product, condition by condition.

    `product` is the id of an item of equipment, a row of `equipment`, or a dict of parameters, each a number in the
    unit of the threshold or a pair of number and unit, with the item's `equipment_id` among them where it has one.
    What `equipment_parameters` records of the item is known; a parameter that is given takes its place. Without an
    item, clauses are asked that limit at least one of the parameters. `jurisdiction` and `domain` are those of the
    measure, as in `in_force`.

    Columns, all text: measure_id, scope, certainty (of the measure's being in force), equipment_id and reach (the item
    that the clause names: the product `itself` or its `family`), effect, clause, replaced_by (a measure in force that
    amends or supersedes this one and limits the item under the same entry), verdict of the clause, then its
    conditions, a row for each value that a source gives: parameter, operator, limit, unit, value (the product's),
    condition (`met`, `not met`, `cannot tell`; `named` or `family named` where the measure names the product or its
    family without limits), claim_id (of the limit), value_claim_id (of the value, missing where it was given).

    The verdict is `caught` or `not caught`, or `cannot tell`; `exempted` or `eligible`, or not so, of a clause that
    frees from the measure or admits to a milder treatment. The conditions of a clause hold together: one not met
    decides, and else one that is unknown, or on which the sources differ, leaves `cannot tell`. No row means that no
    clause is recorded, not that the product is free.

    Raises KeyError for an unknown item, ValueError for a date, a code or a domain that is none, or a parameter that is
    no number.
    Source: thresholds, equipment_parameters and measure_equipment of the installed package.

    >>> list(evaluate({"total-processing-performance": 5000}, "1990-01-01")["verdict"])
    []
    """
    from .evaluation import evaluate as answer

    return answer(_knowing(known_on), product, period(on), jurisdiction, domain)
