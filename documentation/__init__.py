"""Turns the source of the project into the pages of its documentation."""
