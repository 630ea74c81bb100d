"""The events of a measure's life, sorted by what they mean."""

# events by which a measure has become law, or has ceased to be it
DECIDED = ["adopted", "published", "effective", "amended", "suspended", "resumed", "expired", "revoked"]
# events that end a measure, or the part of it that their scope names
ENDED = ["expired", "revoked"]
