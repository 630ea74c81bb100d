"""Turns feeds into their answers: from the registers themselves, or from a folder with recorded ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .entry import Entry
from .feeds import PARSERS, UnknownShape
from .fetching import Fetcher, NoAnswer
from .registry import MEBIBYTE, Feed


class Skipped(Exception):
    """The feed was not asked; the message says why."""


Answer = Callable[[Feed], bytes]  # raises NoAnswer or Skipped


@dataclass(frozen=True)
class Reading:
    """What the feeds gave: the entries of each, why some gave none, and which were not asked."""

    entries: Mapping[str, list[Entry]]
    errors: Mapping[str, str]
    skipped: Mapping[str, str]


def recorded(folder: Path) -> Answer:
    """Answers from `<folder>/<feed>.<ending>`."""

    def answer(feed: Feed) -> bytes:
        files = sorted(file for file in folder.glob(f"{feed.name}.*") if file.is_file())
        if not files:
            raise Skipped("no recorded answer")
        if files[0].stat().st_size > feed.most_bytes:
            raise NoAnswer(f"more than {feed.most_bytes // MEBIBYTE} MiB")
        return files[0].read_bytes()

    return answer


def asked(fetcher: Fetcher, since: str, environment: Mapping[str, str]) -> Answer:
    """Answers of the registers; one that needs a key is passed over where there is none."""

    def answer(feed: Feed) -> bytes:
        key = environment.get(feed.key_from, "") if feed.key_from else ""
        if feed.key_from and not key:
            raise Skipped(f"set {feed.key_from} to the key that the register gave you")
        return fetcher.fetch(feed, since, key)

    return answer


def read_all(
    feeds: list[Feed], answer: Answer, since: str, drop: Callable[[str], None], say: Callable[[str], None]
) -> Reading:
    """The entries of each feed from a day on; a feed that fails is told of, and the others go on."""
    entries: dict[str, list[Entry]] = {}
    errors: dict[str, str] = {}
    skipped: dict[str, str] = {}
    for feed in feeds:
        say(feed.name)
        try:
            found = PARSERS[feed.parser](answer(feed))
        except Skipped as reason:
            skipped[feed.name] = str(reason)
        except NoAnswer as error:
            errors[feed.name] = str(error)
        except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
            what = str(error) if isinstance(error, UnknownShape) else f"{type(error).__name__}: {error}"
            errors[feed.name] = f"an answer of an unknown shape: {what}"
            drop(feed.name)
        else:
            entries[feed.name] = [entry for entry in found if entry.date and entry.date >= since]
    return Reading(entries, errors, skipped)
