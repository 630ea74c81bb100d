"""How each measure, and each place on a list, stands on a day."""
