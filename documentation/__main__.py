"""Turns the pages written by hand and those made from the source into one folder: `python -m documentation FOLDER`."""

import shutil
import sys
from pathlib import Path

from . import api, commands, dictionary, rules, tutorial

HOME = Path(__file__).parents[1]


def pages() -> dict[str, str]:
    """The text of each page that is made from the source, by its path below the folder."""
    made = {"reference/api.md": api.page(), "reference/commands.md": commands.page()}
    made |= {f"data/{name}.md": text for name, text in dictionary.pages().items()}
    made |= {f"rules/{name}.md": text for name, text in rules.pages(HOME / "tests" / "bad").items()}
    made["tutorial.md"] = tutorial.page((HOME / "docs" / "tutorial.md").read_text("utf-8"))
    return made


def main(folder: Path) -> None:
    """Writes the folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HOME / "docs", folder)
    for path, text in pages().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
