"""Beliefs of scenario files as priors: the gamma or beta law of a number, exact where it is one, else with its mean and
spread.

What the engine reads as `gamma: {shape: 2, rate: 10}`, `gamma_poisson: {events: [0, 1], exposure: 5}` or `pert: {low:
..., ...}`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from riskpool.posterior import BetaBinomial, beta_of, gamma_of
from riskpool.scenario_text import NoUpdate, Number, number_of


class Moments(NamedTuple):
    """Mean and standard deviation of what is believed, in the unit of the number."""

    mean: float
    sd: float


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

    def list(self, key: str) -> list[float]:
        if key not in self._texts:
            raise NoUpdate(f"{self._path}: this {self.kind} has no {key} written out, from which it could be updated")
        return [number_of(text) for text in self._texts[key]]

    def __getitem__(self, key: str) -> float:
        return self.list(key)[0]

    def get(self, key: str, default: float) -> float:
        return self[key] if key in self else default

    def weights(self, like: str) -> list[float]:
        """How much each row of the list `like` counts: `weights` times (1 - discount)^age, as the engine has it."""
        rows = len(self.list(like))
        weights = self.list("weights") if "weights" in self else [1.0]
        ages = self.list("ages") if "ages" in self else [0.0] * rows
        if len(weights) == 1:
            weights = weights * rows
        return [w * (1 - self.get("discount", 0.0)) ** age for w, age in zip(weights, ages, strict=True)]

    def total(self, key: str, like: str) -> float:
        """Weighed sum of a list; one number stands for each entry of `like`."""
        weights, values = self.weights(like), self.list(key)
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
        seen = [(w, x / threshold) for w, x in zip(p.weights("losses"), p.list("losses")) if x > threshold]
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


def exponential_gamma(number: Number) -> tuple[float, float]:
    """Shape and rate of the gamma law of 1 / mean, of an exponential_gamma belief. NoUpdate for another kind."""
    p = _Written(number)
    if p.kind != "exponential_gamma":
        raise NoUpdate(f"{number.path}: the mean of an exponential law is updated from a number or exponential_gamma")
    return p.get("prior_claims", 0.0) + sum(p.weights("losses")), p.get("prior_total", 0.0) + p.total("losses", "losses")


def moments(number: Number) -> Moments:
    """Mean and standard deviation of a belief. NoUpdate for a kind whose moments are not known here."""
    p = _Written(number)
    kind = p.kind
    if gamma := _gamma(p):
        return Moments(gamma[0] / gamma[1], gamma[0] ** 0.5 / gamma[1])
    if beta := _beta(p):
        return Moments(float(beta.law.mean()), float(beta.law.std()))
    if kind == "uniform":
        return Moments((p["low"] + p["high"]) / 2, (p["high"] - p["low"]) / 12**0.5)
    if kind == "triangular":
        a, m, b = p["low"], p["mode"], p["high"]
        return Moments((a + m + b) / 3, ((a * a + m * m + b * b - a * m - a * b - m * b) / 18) ** 0.5)
    if kind == "pert":
        weight = p.get("weight", 4.0)
        mean = (p["low"] + weight * p["mode"] + p["high"]) / (weight + 2)
        return Moments(mean, ((mean - p["low"]) * (p["high"] - mean) / (weight + 3)) ** 0.5)  # a + b = weight + 2
    if kind == "beta":
        low, width, a, b = p.get("low", 0.0), p.get("high", 1.0) - p.get("low", 0.0), p["a"], p["b"]
        return Moments(low + width * a / (a + b), width * (a * b / (a + b + 1)) ** 0.5 / (a + b))
    if kind == "lognormal" and "sigma" in p:
        mean = (p["median"] if "median" in p else float(np.exp(p["mu"]))) * float(np.exp(p["sigma"] ** 2 / 2))
        return Moments(mean, mean * float(np.expm1(p["sigma"] ** 2) ** 0.5))
    if kind in ("lognormal", "normal") and "mean" in p:
        return Moments(p["mean"], p["sd"] if "sd" in p else p["mean"] * p["cv"])
    raise NoUpdate(
        f"{number.path}: a belief of kind {kind} has no update here; write it as gamma, beta, pert or lognormal"
    )


def gamma_prior(number: Number, strength: float, unit: str) -> Prior:
    """The gamma prior of a positive number. A plain one is worth `strength` (years of exposure, or claims, as `unit`
    says): mean value, rate such that data of that size weigh as much. A belief whose law is gamma is taken as it is,
    another by mean and spread."""
    if number.belief is None:
        return Prior(number.value * strength, strength, f"a plain number, taken as worth {strength:g} {unit}")
    if exact := _gamma(_Written(number)):
        return Prior(*exact, f"a {number.belief[0]} belief, worth {exact[1]:.3g} {unit}")
    mean, sd = moments(number)
    shape, rate = gamma_of(mean, sd / mean)
    return Prior(shape, rate, f"a {number.belief[0]} belief by its mean and spread, worth {rate:.3g} {unit}")


def beta_prior(number: Number, strength: float) -> tuple[BetaBinomial, str]:
    """The beta prior of a probability: a plain one is worth `strength` trials."""
    if number.belief is None:
        p = number.value
        return BetaBinomial(p * strength, (1 - p) * strength), f"a plain number, taken as worth {strength:g} trials"
    law = _beta(_Written(number)) or beta_of(*moments(number))
    return law, f"a {number.belief[0]} belief, worth {law.a + law.b:.3g} trials"
