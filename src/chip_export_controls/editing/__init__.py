"""Rows put into the tables, and files put in form."""
