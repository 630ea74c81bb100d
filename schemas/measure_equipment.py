"""Rules on a row of measure_equipment: none beyond its Table Schema; see dataset.py for those that need other tables."""

from chip_export_controls.semantic import Rule

RULES: list[Rule] = []
