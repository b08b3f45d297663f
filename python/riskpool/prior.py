"""Numbers of scenario files as conjugate priors: plain ones as worth so many data, and beliefs whose law is gamma, beta
or inverse gamma as they stand.

What the engine reads as `gamma: {shape: 2, rate: 10}`, `gamma_poisson: {events: [0, 1], exposure: 5}` or `pert: {low:
..., ...}`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from riskpool.posterior import BetaBinomial, gamma_of
from riskpool.scenario_text import NoUpdate, Number, number_of


class Prior(NamedTuple):
    """Shape and rate of a gamma law, and how it came about."""

    shape: float
    rate: float
    words: str


class _Written:
    """The parameters of a belief: single numbers by key, lists where asked for."""

    def __init__(self, number: Number) -> None:
        assert number.belief is not None
        self._path = number.path
        self.kind, self._texts = number.belief

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def numbers(self, key: str) -> list[float]:
        if key not in self._texts:
            raise NoUpdate(f"{self._path}: this {self.kind} has no {key} written out, from which it could be updated")
        return [number_of(text) for text in self._texts[key]]

    def __getitem__(self, key: str) -> float:
        return self.numbers(key)[0]

    def get(self, key: str, default: float) -> float:
        return self[key] if key in self else default

    def weights(self, like: str) -> Sequence[float]:
        """How much each row of the list `like` counts: `weights` times (1 - discount)^age, as the engine has it."""
        rows = len(self.numbers(like))
        weights = self.numbers("weights") if "weights" in self else [1.0]
        ages = self.numbers("ages") if "ages" in self else [0.0] * rows
        if len(weights) == 1:
            weights = weights * rows
        return [w * (1 - self.get("discount", 0.0)) ** age for w, age in zip(weights, ages, strict=True)]

    def total(self, key: str, like: str) -> float:
        """Weighed sum of a list; one number stands for each entry of `like`."""
        weights, values = self.weights(like), self.numbers(key)
        if len(values) == 1:
            values = values * len(weights)
        return sum(w * x for w, x in zip(weights, values, strict=True))


def _gamma(p: _Written) -> tuple[float, float] | None:
    """Shape and rate of the kinds whose law is gamma."""
    if p.kind == "gamma":
        if "mean" in p:
            return gamma_of(p["mean"], p["cv"])
        return p["shape"], p["rate"] if "rate" in p else 1 / p["scale"]
    if p.kind == "gamma_poisson":  # without a prior Jeffreys's, gamma(1/2, 0)
        strength = p.get("prior_exposure", 0.0)
        shape = p["prior_mean"] * strength if "prior_mean" in p else 0.5
        return shape + p.total("events", "events"), strength + p.total("exposure", "events")
    if p.kind == "pareto_gamma":
        threshold, strength = p["threshold"], p.get("prior_claims", 0.0)
        seen = [(w, x / threshold) for w, x in zip(p.weights("losses"), p.numbers("losses")) if x > threshold]
        rate = strength / p["prior_mean"] if "prior_mean" in p else 0.0
        return strength + sum(w for w, _ in seen), rate + sum(w * float(np.log(x)) for w, x in seen)
    return None


def _beta(p: _Written) -> BetaBinomial | None:
    """The kinds whose law is beta on (0, 1)."""
    if p.kind == "beta" and (p.get("low", 0.0), p.get("high", 1.0)) == (0.0, 1.0):
        return BetaBinomial(p["a"], p["b"])
    if p.kind == "beta_binomial":  # without a prior Jeffreys's, beta(1/2, 1/2)
        strength = p.get("prior_trials", 1.0)
        mean = p.get("prior_mean", 0.5)
        prior = BetaBinomial(mean * strength, (1 - mean) * strength)
        return prior.updated(p.total("hits", "hits"), p.total("trials", "hits"))
    return None


def exact_inverse_gamma(number: Number) -> tuple[float, float] | None:
    """Shape and scale of an exponential_gamma belief, whose law is inverse gamma; None for another one."""
    if number.belief is None or number.belief[0] != "exponential_gamma":
        return None
    p = _Written(number)
    return p.get("prior_claims", 0.0) + sum(p.weights("losses")), p.get("prior_total", 0.0) + p.total(
        "losses", "losses"
    )


def plain_gamma(number: Number, strength: float, unit: str) -> Prior | None:
    """A plain positive number as worth `strength` (years of exposure, or claims, as `unit` says): its value is the
    mean, and data of that size weigh as much. None for a belief."""
    if number.belief is not None:
        return None
    return Prior(number.value * strength, strength, f"a plain number, taken as worth {strength:g} {unit}")


def exact_gamma(number: Number, unit: str) -> Prior | None:
    """The law of a belief whose law is gamma, as it stands; None for another one."""
    found = _gamma(_Written(number)) if number.belief is not None else None
    if found is None or number.belief is None:
        return None
    return Prior(*found, f"a {number.belief[0]} belief, worth {found[1]:.3g} {unit}")


def plain_beta(number: Number, strength: float) -> tuple[BetaBinomial, str] | None:
    """A plain probability as worth `strength` trials; None for a belief."""
    if number.belief is not None:
        return None
    p = number.value
    return BetaBinomial(p * strength, (1 - p) * strength), f"a plain number, taken as worth {strength:g} trials"


def exact_beta(number: Number) -> tuple[BetaBinomial, str] | None:
    """The law of a belief whose law is beta on (0, 1), as it stands; None for another one."""
    law = _beta(_Written(number)) if number.belief is not None else None
    if law is None or number.belief is None:
        return None
    return law, f"a {number.belief[0]} belief, worth {law.a + law.b:.3g} trials"
