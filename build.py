"""The door to the project's commands from a checkout: `python build.py validate`, `python build.py build`, …"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from chip_export_controls.__main__ import main

if __name__ == "__main__":
    main()
