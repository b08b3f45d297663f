"""One trial as `Scenario.explain` tells it, taken apart into events and figures."""

from __future__ import annotations

import re
from typing import NamedTuple


class Hit(NamedTuple):
    """One insured hit by one event of a year."""

    year: int
    event: int
    day: str  # day of the year; `year`: spread over it
    source: str
    insured: str
    ground_up: str
    insured_loss: str

    @property
    def loss(self) -> float:
        return float(self.insured_loss.replace(",", ""))


def hits(text: str) -> list[Hit]:
    """The hits of all years, in their order; amounts as text in the unit that the first line states.

    An event of several insureds has its number, day and source on its first line only. Lines are told apart by their
    columns, which stand two blanks apart at least.
    """
    found: list[Hit] = []
    year, event, day, source, inside = 0, 0, "", "", False
    for line in text.splitlines():
        if match := re.fullmatch(r"Year (\d+)", line.strip()):
            year, inside = int(match[1]), False
            continue
        words = re.split(r"\s{2,}", line.strip())
        if words[0] == "event":
            inside = words[1] == "day"  # treaties by event come after, in a table of their own
        elif not line.strip():
            inside = False
        elif inside:
            if len(words) == 6:
                event, day, source = int(words[0]), words[1], words[2]
            if len(words) in (3, 6):
                found.append(Hit(year, event, day, source, *words[-3:]))
    return found


def unit(text: str) -> str:
    """The unit of the amounts: `m CNY`."""
    match = re.search(r"money in (.+)$", text.splitlines()[0]) if text else None
    return match[1] if match else ""


def factor(text: str) -> float:
    """What one of the unit is in money."""
    return {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}.get(unit(text).split(" ")[0], 1.0)
