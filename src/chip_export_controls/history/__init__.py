"""Two states of the package, and what lies between them."""
