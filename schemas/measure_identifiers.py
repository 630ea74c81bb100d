"""Rules on a row of measure_identifiers: none; dataset.py holds those that need other tables."""

from chip_export_controls.semantic import Rule

RULES: list[Rule] = []
