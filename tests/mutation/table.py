"""Prints which kinds of fault were caught, as Markdown: `python tests/mutation/table.py PACKAGE ROUNDS`."""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from faults import BATCHES
from planting import caught

if __name__ == "__main__":
    package, rounds = Path(sys.argv[1]), int(sys.argv[2])
    print("| kind of fault | planted | caught on its line by its rule |\n| --- | --- | --- |")
    for batch in BATCHES:
        hits: Counter[str] = Counter()
        for seed in range(rounds):
            for kind, miss in caught(package, batch, seed).items():
                hits[kind] += not miss
                if miss:
                    print(kind, miss, file=sys.stderr)
        for kind, number in hits.items():
            print(f"| {kind.replace('_', ' ')} | {rounds} | {number} |")
