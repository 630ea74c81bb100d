"""Rules on a row of licence_requirements: none; dataset.py holds those that need other tables."""

from chip_export_controls.semantic import Rule

RULES: list[Rule] = []
