"""Turns the data package into a static site that people read, cite and follow."""
