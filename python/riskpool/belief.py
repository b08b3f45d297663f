"""Beliefs of scenario files as priors: the gamma or beta law of a number, exact where it is one, else with its mean and
spread.

What the engine reads as `gamma: {shape: 2, rate: 10}` or `pert: {low: ..., mode: ..., high: ...}`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from riskpool.posterior import BetaBinomial, beta_of, gamma_of
from riskpool.scenario_text import Number, number_of


class Moments(NamedTuple):
    mean: float
    sd: float


class Prior(NamedTuple):
    """Shape and rate of a gamma law, and how it came about."""

    shape: float
    rate: float
    words: str


def moments(number: Number) -> Moments:
    """Mean and standard deviation of a belief. ValueError for a kind whose moments are not known here."""
    assert number.belief is not None
    kind, written = number.belief
    p = {key: number_of(text) for key, text in written.items()}
    try:
        if kind == "gamma":
            shape, rate = _gamma(p)
            return Moments(shape / rate, shape**0.5 / rate)
        if kind == "uniform":
            return Moments((p["low"] + p["high"]) / 2, (p["high"] - p["low"]) / 12**0.5)
        if kind == "pert":
            weight, width = p.get("weight", 4.0), p["high"] - p["low"]
            mean = (p["low"] + weight * p["mode"] + p["high"]) / (weight + 2)
            # A beta law with a + b = weight + 2.
            return Moments(mean, ((mean - p["low"]) * (p["high"] - mean) / (weight + 3)) ** 0.5 if width > 0 else 0.0)
        if kind == "beta":
            low, width = p.get("low", 0.0), p.get("high", 1.0) - p.get("low", 0.0)
            a, b = p["a"], p["b"]
            return Moments(low + width * a / (a + b), width * (a * b / (a + b + 1)) ** 0.5 / (a + b))
        if kind == "lognormal" and "mu" in p:
            mean = float(np.exp(p["mu"] + p["sigma"] ** 2 / 2))
            return Moments(mean, mean * float(np.expm1(p["sigma"] ** 2) ** 0.5))
        if kind in ("lognormal", "normal") and "mean" in p:
            return Moments(p["mean"], p["sd"] if "sd" in p else p["mean"] * p["cv"])
    except KeyError as missing:
        raise ValueError(f"{number.path}: the {kind} has no {missing}, from which alone it can be updated") from missing
    raise ValueError(
        f"{number.path}: a belief of kind {kind} has no conjugate update; write it as gamma, beta, pert or lognormal"
    )


def _gamma(p: dict[str, float]) -> tuple[float, float]:
    if "mean" in p:
        return gamma_of(p["mean"], p["cv"])
    return p["shape"], p["rate"] if "rate" in p else 1 / p["scale"]


def gamma_prior(number: Number, strength: float, unit: str) -> Prior:
    """The gamma prior of a positive number. A plain one is worth `strength` (years of exposure, or claims, as `unit`
    says): mean value, rate such that data of that size weigh as much. A gamma belief is taken as it is, another by mean
    and spread."""
    if number.belief is None:
        return Prior(number.value * strength, strength, f"a plain number, taken as worth {strength:g} {unit}")
    mean, sd = moments(number)
    shape, rate = gamma_of(mean, sd / mean)
    exact = "" if number.belief[0] == "gamma" else f"the {number.belief[0]}'s mean and spread, "
    return Prior(shape, rate, f"{exact}worth {rate:.3g} {unit}")


def beta_prior(number: Number, strength: float) -> tuple[BetaBinomial, str]:
    """The beta prior of a probability: a plain one is worth `strength` trials."""
    if number.belief is None:
        p = number.value
        return BetaBinomial(p * strength, (1 - p) * strength), f"a plain number, taken as worth {strength:g} trials"
    law = beta_of(*moments(number))
    return law, f"worth {law.a + law.b:.3g} trials"
