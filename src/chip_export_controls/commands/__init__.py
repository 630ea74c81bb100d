"""One module a command, each with the function that the command line calls."""
