"""A release made, checked and prepared."""
