"""The kinds of relations between measures, sorted by what the later act does to the earlier one."""

# the later one stands for the earlier one
RENEWING = ("amends", "supersedes")
# the earlier one ends
ENDING = ("supersedes", "revokes")
# what was on the earlier one's list can be off it
STRIKING = ("amends", *ENDING)
# the earlier one goes on, in part, later or for longer
CHANGING = ("suspends", "amends", "extends")
# any of these
TOUCHING = (*CHANGING, *ENDING)
