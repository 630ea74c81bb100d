"""What is raised where a name means no state of the package."""


class NoSuchState(ValueError):
    """The name is no folder, zip or revision with a data package in it; the message says what to give."""
