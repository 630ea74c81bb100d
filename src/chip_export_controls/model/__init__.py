"""The tables as their schemas describe them, and a CSV as rows or as a frame."""
