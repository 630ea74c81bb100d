"""Turns `chip-export-controls …` into a run of the commands, if what they need is installed."""

import sys


def main() -> None:
    """Runs the command line; says what to install where its libraries are missing."""
    try:
        from .cli import main as run
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("chip_export_controls"):
            raise
        sys.exit(f"{error.name} is not installed: the commands need pip install 'chip-export-controls[validate]'")
    run()


if __name__ == "__main__":
    main()
