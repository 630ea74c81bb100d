"""The kinds of effects that a measure has on an item, sorted by what they mean."""

# the item needs no licence under the measure, or is no longer on its list
FREED = ("exempted", "decontrolled")
