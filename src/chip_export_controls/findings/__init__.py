"""What is wrong with a package, and how it is told."""
