"""The kinds of events in a measure's life, and of instruments, sorted by what they mean."""

# the stages of a measure that has not acted yet, in the order in which they come
PREPARATORY = ("reported", "proposed", "announced", "adopted", "published")
# events by which a measure, or a part of it, comes into force
STARTED = ("effective", "resumed")
# events that end a measure, or the part of it that their scope names
ENDED = ("expired", "revoked")
# these, and the end of a draft
ENDING = (*ENDED, "withdrawn")
# events that decide how a part stands; on one day, what stops a part prevails over what starts it
DECIDING = (*STARTED, "suspended", *ENDING)
# events by which a measure has become law, or has ceased to be it
DECIDED = ("adopted", "published", "effective", "amended", "suspended", "resumed", *ENDED)
# events by which a measure is settled, so that one can ask from when it binds
SETTLED = (*DECIDED, "announced", "compliance-deadline")
_LATER = ("compliance-deadline", "amended", "suspended")
# events of the first kinds come before those of the second: drafts, acts, publication, changes, the end
ORDER = (
    (("proposed",), ("published", *_LATER, *ENDING)),
    (("adopted",), ("published",)),
    (("adopted", "announced", "published"), (*_LATER, "resumed", *ENDED)),
    ((*_LATER, "resumed"), ENDING),
)
# instruments that bind whoever they name
BINDING = (
    *("statute", "regulation", "rule", "order", "entity-listing", "licence-decision", "is-informed-letter"),
    *("investment-screening-decision", "tariff"),
)
