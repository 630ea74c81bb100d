"""What is raised where a package, or a file of it, cannot be read as tables."""


class Unreadable(ValueError):
    """The package cannot be read as tables; the message says where, why and what to do."""
