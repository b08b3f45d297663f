"""How claims move each law of a source: its frequency, its severity, or one number of it.

Rates by gamma-Poisson, probabilities by beta-binomial, tails by gamma, normal-inverse-gamma or a grid (Klugman, Panjer,
Willmot, Loss Models, ch. 13 and 15). Each function records what moved and why, and gives the means before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from riskpool.claims import Experience
from riskpool.gpd_grid import asymptotic_spread, gpd_posterior
from riskpool.posterior import GammaExponential, GammaPareto, GammaPoisson, NormalInverseGamma
from riskpool.prior import beta_prior, exponential_gamma, gamma_prior
from riskpool.scenario_text import NoUpdate, ScenarioText, entries, number_like
from riskpool.tail import Floats

COLUMNS = ["source", "path", "what", "before", "after", "low", "high", "data", "credibility", "why"]


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
    rows: list[tuple[object, ...]] = field(default_factory=list)

    def record(
        self, source: str, path: str, what: str, before: float, after: Posterior, data: str, weight: float, why: str
    ) -> None:
        """Puts the posterior at the place of a number: its belief if the number was one or beliefs are wanted, else its
        mean."""
        number = self.text.number(path)
        mean, low, high, belief = after
        if number.belief is not None and not belief:
            raise NoUpdate(f"{path}: no kind of belief holds its posterior; write the prior as a plain number")
        years = self.experience.years
        span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
        code = f" ({number.source})" if number.source else ""
        note = f"update {span}: {data}, of weight {weight:.0%}, moved it from {before:.4g}{code}; before: {why}"
        as_belief = belief != "" and (number.belief is not None or self.beliefs)
        self.text.replace(number.path, belief if as_belief else number_like(number.text, mean), "D", note)
        self.rows.append((source, number.path, what, before, mean, low, high, data, weight, why))


Means = tuple[float, float]
"""Before and after."""


def gamma_law(shape: float, rate: float) -> Posterior:
    """The gamma law with this shape and rate, as a posterior."""
    low, high = GammaPoisson(shape, rate).law.ppf([0.05, 0.95])
    return Posterior(shape / rate, float(low), float(high), f"gamma: {{shape: {shape:.6g}, rate: {rate:.6g}}}")


def rate(moves: Moves, source: str, path: str, events: float, units: float = 1.0, dispersion: float = 1.0) -> Means:
    """An expected number of events a year and unit. dispersion: variance of a count over its mean; counts and exposure
    are divided by it (quasi-likelihood), so that clustered events weigh less."""
    exposure = float(moves.experience.exposure(source).sum()) * units
    what = "years" if units == 1 else "unit-years"
    prior = gamma_prior(moves.text.number(path), moves.strength.years * units, what)
    after = GammaPoisson(prior.shape, prior.rate).updated([events / dispersion], [exposure / dispersion])
    data = f"{_counted(events, 'event')} in {exposure:g} {what}"
    if dispersion != 1:
        data += f", each counted {1 / dispersion:.2g} for overdispersion"
    before = prior.shape / prior.rate
    weight = (after.rate - prior.rate) / after.rate
    moves.record(source, path, "rate", before, gamma_law(after.shape, after.rate), data, weight, prior.words)
    return before, after.shape / after.rate


def probability(moves: Moves, source: str, path: str, events: float, units: float = 1.0) -> Means:
    """A probability that each of `units` has an event in a year."""
    trials = float(moves.experience.exposure(source).sum()) * units
    if events > trials:
        raise ValueError(f"{path}: {events:g} events among {trials:g} trials; give the units that could have an event")
    prior, words = beta_prior(moves.text.number(path), moves.strength.years * units)
    after = prior.updated(events, trials)
    before, mean = prior.a / (prior.a + prior.b), after.a / (after.a + after.b)
    low, high = after.law.ppf([0.05, 0.95])
    law = Posterior(mean, float(low), float(high), f"beta: {{a: {after.a:.6g}, b: {after.b:.6g}}}")
    weight = trials / (trials + prior.a + prior.b)
    moves.record(
        source, path, "probability", before, law, f"{_counted(events, 'event')} among {trials:g}", weight, words
    )
    return before, mean


def _poisson(moves: Moves, source: str, path: str, events: float) -> Means:
    return rate(moves, source, f"{path}.mean", events)


def _negative_binomial(moves: Moves, source: str, path: str, events: float) -> Means:
    prior = gamma_prior(moves.text.number(f"{path}.mean"), 1, "years")
    size = moves.text.number(f"{path}.size").value
    return rate(moves, source, f"{path}.mean", events, dispersion=1 + prior.shape / prior.rate / size)


def _bernoulli(moves: Moves, source: str, path: str, events: float) -> Means:
    return probability(moves, source, f"{path}.probability", events)


def _binomial(moves: Moves, source: str, path: str, events: float) -> Means:
    units = moves.text.number(f"{path}.trials").value
    before, after = probability(moves, source, f"{path}.probability", events, units)
    return units * before, units * after


FREQUENCIES: dict[str, Callable[[Moves, str, str, float], Means]] = {
    "poisson": _poisson,
    "negative_binomial": _negative_binomial,
    "bernoulli": _bernoulli,
    "binomial": _binomial,
}
"""By kind: path of the law and number of events -> mean number before and after."""

Severity = tuple[Floats, float, float]
"""The claims that are events of the law, and the mean of one before and after."""


def exponential_mean(moves: Moves, source: str, path: str, losses: Floats) -> Severity:
    """The mean m of an exponential law: 1 / m ~ Gamma(n0 + 1, n0 m0), so that E[m] = m0 and n0 claims weigh as much; an
    exponential_gamma belief is a prior as it stands."""
    number, n0 = moves.text.number(path), moves.strength.claims
    if number.belief is None:
        prior, words = GammaExponential(n0 + 1, n0 * number.value), _worth(n0)
    else:
        prior = GammaExponential(*exponential_gamma(number))
        n0 = prior.shape - 1
        words = f"an exponential_gamma belief, worth {n0:.3g} claims"
    after = prior.updated(losses)
    before, mean = prior.rate / (prior.shape - 1), after.rate / (after.shape - 1)
    low, high = 1 / after.law.ppf([0.95, 0.05])
    belief = f"exponential_gamma: {{losses: [], prior_claims: {after.shape:.6g}, prior_total: {after.rate:.6g}}}"
    data = _counted(losses.size, "claim") + (f", {losses.mean():.4g} on average" if losses.size else "")
    weight = losses.size / (losses.size + n0)
    moves.record(
        source, path, "mean loss", before, Posterior(mean, float(low), float(high), belief), data, weight, words
    )
    return losses, before, mean


def pareto_shape(moves: Moves, source: str, path: str, losses: Floats) -> Severity:
    """The index of a Pareto law, from claims at its threshold or above: Gamma(shape + n, rate + sum ln(x / threshold)).
    A gamma law of shape n weighs as much as n claims, whatever made it."""
    threshold = moves.text.number(path.removesuffix("shape") + "threshold").value
    number = moves.text.number(path)
    prior = gamma_prior(number, 1.0, "")
    shape, scale = prior.shape, prior.rate
    words = f"worth {shape:.3g} claims"
    if number.belief is None:
        shape = moves.strength.claims
        scale, words = shape / number.value, _worth(shape)
    seen = losses[losses >= threshold]
    after = GammaPareto(shape, scale, threshold).updated(seen)
    small = losses.size - seen.size
    data = f"{_counted(seen.size, 'claim')} from {threshold:.4g} on" + (f", {small} below left out" if small else "")
    weight = seen.size / (seen.size + shape)
    moves.record(source, path, "tail index", shape / scale, gamma_law(after.shape, after.rate), data, weight, words)
    return seen, _pareto_mean(threshold, shape / scale), _pareto_mean(threshold, after.shape / after.rate)


def _pareto_mean(threshold: float, shape: float) -> float:
    return threshold * shape / (shape - 1) if shape > 1 else float("inf")


def _counted(number: float, what: str) -> str:
    return f"{number:g} {what}" + ("" if number == 1 else "s")


def _worth(claims: float) -> str:
    return f"a plain number, taken as worth {claims:g} claims"


def _lognormal(moves: Moves, source: str, path: str, losses: Floats) -> Severity:
    """mu and sigma, or mean and cv, by a normal-inverse-gamma prior with E[sigma^2] as given and n0 claims' weight."""
    names = [key for key, _ in entries(moves.text.find(path))]
    first, second = ("mu", "sigma") if "mu" in names else ("mean", "cv")
    a, b = moves.text.number(f"{path}.{first}").value, moves.text.number(f"{path}.{second}").value
    variance = b**2 if first == "mu" else float(np.log1p(b**2))
    mu = a if first == "mu" else float(np.log(a)) - variance / 2
    n0 = moves.strength.claims
    shape = max(n0 / 2, 1.5)
    seen = losses[losses > 0]
    after = NormalInverseGamma(mu, n0, shape, (shape - 1) * variance).updated(seen)
    mean_variance = after.scale / (after.shape - 1)
    half = 1.645 * float(np.sqrt(mean_variance / after.weight))
    # sigma^2 is scale over a Gamma(shape, 1) variable.
    sigmas = np.sqrt(after.scale / GammaPoisson(after.shape, 1.0).law.ppf([0.95, 0.05]))
    if first == "mu":
        law_a = Posterior(after.mean, after.mean - half, after.mean + half)
        law_b = Posterior(float(np.sqrt(mean_variance)), float(sigmas[0]), float(sigmas[1]))
    else:
        centre = float(np.exp(after.mean + mean_variance / 2))
        law_a = Posterior(centre, centre * float(np.exp(-half)), centre * float(np.exp(half)))
        cvs = np.sqrt(np.expm1(sigmas**2))
        law_b = Posterior(float(np.sqrt(np.expm1(mean_variance))), float(cvs[0]), float(cvs[1]))
    data, weight = _counted(seen.size, "claim"), seen.size / (seen.size + n0)
    moves.record(source, f"{path}.{first}", first, a, law_a, data, weight, _worth(n0))
    moves.record(source, f"{path}.{second}", second, b, law_b, data, weight, _worth(n0))
    return seen, float(np.exp(mu + variance / 2)), float(np.exp(after.mean + mean_variance / 2))


def _generalised_pareto(moves: Moves, source: str, path: str, losses: Floats) -> Severity:
    location = 0.0
    if moves.text.find(f"{path}.location") is not None:
        location = moves.text.number(f"{path}.location").value
    scale, xi = moves.text.number(f"{path}.scale").value, moves.text.number(f"{path}.shape").value
    n0 = moves.strength.claims
    seen = losses[losses >= location]
    after = gpd_posterior(seen - location, scale, xi, *asymptotic_spread(xi, n0))
    data, weight = f"{_counted(seen.size, 'claim')} from {location:.4g} on", seen.size / (seen.size + n0)
    law = Posterior(after.scale_mean(), *after.scale_interval())
    moves.record(source, f"{path}.scale", "scale", scale, law, data, weight, _worth(n0))
    law = Posterior(after.shape_mean(), *after.shape_interval())
    moves.record(source, f"{path}.shape", "shape", xi, law, data, weight, _worth(n0))
    return seen, location + scale / (1 - xi), location + after.scale_mean() / (1 - after.shape_mean())


SEVERITIES: dict[str, Callable[[Moves, str, str, Floats], Severity]] = {
    "exponential": lambda moves, source, path, losses: exponential_mean(moves, source, f"{path}.mean", losses),
    "pareto": lambda moves, source, path, losses: pareto_shape(moves, source, f"{path}.shape", losses),
    "lognormal": _lognormal,
    "generalised_pareto": _generalised_pareto,
}
"""By kind: path of the law and losses -> the claims that are its events, and the mean of one before and after."""

TARGETS: dict[str, Callable[[Moves, str, str, Floats, float], Any]] = {
    "rate": lambda moves, source, path, losses, units: rate(moves, source, path, float(losses.size), units),
    "probability": lambda moves, source, path, losses, units: probability(
        moves, source, path, float(losses.size), units
    ),
    "exponential_mean": lambda moves, source, path, losses, units: exponential_mean(moves, source, path, losses)[1:],
    "pareto_shape": lambda moves, source, path, losses, units: pareto_shape(moves, source, path, losses)[1:],
}
"""By model: path of a single number, losses and units -> means before and after."""
