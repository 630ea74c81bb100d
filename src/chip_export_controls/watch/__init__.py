"""Turns the answers of official registers into a queue of candidates that people judge."""
