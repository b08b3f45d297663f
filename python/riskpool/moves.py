"""The record of a scenario that learns: what moved, from what to what, and what stayed where it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from riskpool.claims import Experience
from riskpool.scenario_text import NoUpdate, ScenarioText, number_like

COLUMNS = ["source", "path", "what", "before", "after", "low", "high", "data", "credibility", "why"]

Means = tuple[float, float]
"""Before and after."""


@dataclass(frozen=True)
class Strength:
    """What plain numbers are worth."""

    years: float = 10.0
    """A rate: that many years of the scenario's exposure. A probability: that many years' units."""
    claims: float = 10.0
    """A tail: that many claims."""

    def __post_init__(self) -> None:
        if self.years <= 0 or self.claims <= 0:
            raise ValueError("what a plain number is worth is above 0 years and above 0 claims")


class Posterior(tuple[float, float, float, str]):
    """Mean, ends of the central 90 % interval, and the belief as a scenario writes it; empty if no kind holds it."""

    def __new__(cls, mean: float, low: float, high: float, belief: str = "") -> Posterior:
        return super().__new__(cls, (mean, low, high, belief))


@dataclass
class Moves:
    """The scenario while it learns, and the record of it."""

    text: ScenarioText
    experience: Experience
    strength: Strength
    beliefs: bool
    """Whether plain numbers become beliefs."""
    plain: Collection[str] = ()
    """Paths of numbers that stay plain all the same, since their fields hold no law without an end."""
    insureds: Sequence[Mapping[str, Any]] | None = None
    """As rows of names and plain texts, if known."""
    rows: list[tuple[object, ...]] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)

    def record(
        self,
        source: str,
        path: str,
        what: str,
        before: float,
        after: Posterior,
        data: str,
        weight: float,
        why: str,
        span: str = "",
    ) -> None:
        """Puts the posterior at the place of a number: its belief if the number was one or beliefs are wanted, else its
        mean. span: the years of the data, if not those of the claims."""
        number = self.text.number(path)
        mean, low, high, belief = after
        if not number.path.startswith("beliefs.") and number.path in [row[1] for row in self.rows]:
            raise NoUpdate(f"{path}: it has moved already by other data; leave one of the two out")
        if number.belief is not None and not belief:
            raise NoUpdate(f"{path}: no kind of belief holds its posterior; write the prior as a plain number")
        span = span or span_of(self.experience.years)
        code = f" ({number.source})" if number.source else ""
        note = f"update {span}: {data}, of weight {weight:.0%}, moved it from {before:.4g}{code}; before: {why}"
        if path in self.plain:
            why += "; it stays plain, as its field takes no belief without an end"
        as_belief = belief != "" and (number.belief is not None or (self.beliefs and path not in self.plain))
        self.text.replace(number.path, belief if as_belief else number_like(number.text, mean), "D", note)
        self.rows.append((source, number.path, what, before, mean, low, high, data, weight, why))
        if number.path.startswith("beliefs."):  # another source may share it, and learns from what this one left
            self.text = ScenarioText(self.text.edited())

    def leave(self, source: str, what: str, why: object) -> None:
        """Says what did not move, and why."""
        self.left_alone.append(f"{source}: {what} not moved because {why}")

    def learned(self) -> ScenarioText:
        """The text with all that has moved so far."""
        return ScenarioText(self.text.edited())


def span_of(years: Sequence[int]) -> str:
    """`2015-2024`, or `2024`."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def counted(number: float, what: str) -> str:
    """`3 claims`, `1 claim`."""
    return f"{number:g} {what}" + ("" if number == 1 else "s")


def worth(claims: float) -> str:
    return f"a plain number, taken as worth {claims:g} claims"
