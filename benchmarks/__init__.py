"""Measures the loader against bare pandas, as ratios in one run."""
