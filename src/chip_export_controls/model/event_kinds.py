"""The events of a measure's life, sorted by what they mean."""

# events by which a measure has become law, or has ceased to be it
DECIDED = ["adopted", "published", "effective", "amended", "suspended", "resumed", "expired", "revoked"]
# events by which a measure is settled, so that one can ask from when it binds
SETTLED = [*DECIDED, "announced", "compliance-deadline"]
# instruments that bind whoever they name
BINDING = [
    *("statute", "regulation", "rule", "order", "entity-listing", "licence-decision", "is-informed-letter"),
    *("investment-screening-decision", "tariff"),
]
# events that end a measure, or the part of it that their scope names
ENDED = ["expired", "revoked"]
