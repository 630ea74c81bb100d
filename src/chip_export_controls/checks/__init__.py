"""From a package folder to what is wrong with it, and to its tables."""
