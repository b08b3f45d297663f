"""How claims move the number of events of a source: rates by gamma-Poisson, probabilities by beta-binomial.

Source: Klugman, Panjer, Willmot, Loss Models, ch. 13 and 15. Each function records what moved and why, and gives the
means before and after. A number that is plain is a prior of stated worth, one that is a conjugate belief that law, and
any other belief is met by Bayes's rule on a grid of its own law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from riskpool.belief_posterior import Question, learn, mean_of
from riskpool.claims import Seen
from riskpool.moves import Means, Moves, Posterior, counted
from riskpool.posterior import GammaPoisson, beta_of
from riskpool.prior import exact_beta, exact_gamma, plain_beta, plain_gamma
from riskpool.scenario_text import Number
from riskpool.update_severity import exponential_mean, pareto_shape


def gamma_text(shape: float, rate: float) -> str:
    """As a scenario writes it."""
    return f"gamma: {{shape: {shape:.6g}, rate: {rate:.6g}}}"


def gamma_law(shape: float, rate: float) -> Posterior:
    """The gamma law with this shape and rate, as a posterior."""
    low, high = GammaPoisson(shape, rate).law.ppf([0.05, 0.95])
    return Posterior(shape / rate, float(low), float(high), gamma_text(shape, rate))


def rate(moves: Moves, source: str, path: str, events: float, units: float = 1.0, dispersion: float = 1.0) -> Means:
    """An expected number of events a year and unit. dispersion: variance of a count over its mean; counts and exposure
    are divided by it (quasi-likelihood), so that clustered events weigh less."""
    exposure = moves.experience.weighed_exposure(source) * units
    what = "years" if units == 1 else "unit-years"
    n, e = events / dispersion, exposure / dispersion
    data = f"{counted(events, 'event')} in {exposure:g} {what}" + _in_part(moves, source)
    if dispersion != 1:
        data += f", each counted {1 / dispersion:.2g} for overdispersion"

    number = moves.text.number(path)
    gamma = plain_gamma(number, moves.strength.years * units, what) or exact_gamma(number, what)
    if gamma is not None:
        after = GammaPoisson(gamma.shape, gamma.rate).updated([n], [e])
        before, law, strength, words = (
            gamma.shape / gamma.rate,
            gamma_law(after.shape, after.rate),
            gamma.rate,
            gamma.words,
        )
    else:

        def exact(each: Number) -> str:
            prior = exact_gamma(each, what)
            return gamma_text(prior.shape + n, prior.rate + e) if prior else ""

        question = Question(
            lambda x: np.asarray(special.xlogy(n, x) - e * x),
            exact,
            lambda mean, variance: gamma_text(mean**2 / variance, mean / variance),
        )
        believed = learn(moves.text, number, question)
        before, law = believed.before, believed.posterior()
        strength = before / believed.prior.variance
        words = f"{believed.words}, worth {strength:.3g} {what}"
    moves.record(source, path, "rate", before, law, data, e / (e + strength), words)
    return before, law[0]


def _in_part(moves: Moves, source: str) -> str:
    return "" if (moves.experience.weights(source) == 1).all() else ", older data in part"


def probability(moves: Moves, source: str, path: str, events: float, units: float = 1.0) -> Means:
    """A probability that each of `units` has an event in a year."""
    trials = moves.experience.weighed_exposure(source) * units
    if events > trials:
        raise ValueError(f"{path}: {events:g} events among {trials:g} trials; give the units that could have an event")
    data = f"{counted(events, 'event')} among {trials:g}" + _in_part(moves, source)
    return chance(moves, source, path, "probability", events, trials, moves.strength.years * units, data)


def chance(
    moves: Moves, source: str, path: str, what: str, hits: float, trials: float, strength: float, data: str
) -> Means:
    """A probability with so many hits among so many trials. strength: trials that a plain number is worth."""
    number = moves.text.number(path)
    beta = plain_beta(number, strength) or exact_beta(number)
    if beta is not None:
        prior, words = beta
        after = prior.updated(hits, trials)
        low, high = after.law.ppf([0.05, 0.95])
        law = Posterior(after.a / (after.a + after.b), float(low), float(high), _beta_text(after.a, after.b))
        before, worth = prior.a / (prior.a + prior.b), prior.a + prior.b
    else:

        def exact(each: Number) -> str:
            found = exact_beta(each)
            return _beta_text(found[0].a + hits, found[0].b + trials - hits) if found else ""

        def like(mean: float, variance: float) -> str:
            found = beta_of(mean, variance**0.5)
            return _beta_text(found.a, found.b)

        question = Question(
            lambda p: np.asarray(special.xlogy(hits, p) + special.xlog1py(trials - hits, -p)), exact, like
        )
        believed = learn(moves.text, number, question)
        before, law = believed.before, believed.posterior()
        worth = before * (1 - before) / believed.prior.variance - 1
        words = f"{believed.words}, worth {worth:.3g} trials"
    moves.record(source, path, what, before, law, data, trials / (trials + worth), words)
    return before, law[0]


def _beta_text(a: float, b: float) -> str:
    return f"beta: {{a: {a:.6g}, b: {b:.6g}}}"


def _poisson(moves: Moves, source: str, path: str, events: float) -> Means:
    return rate(moves, source, f"{path}.mean", events)


def _negative_binomial(moves: Moves, source: str, path: str, events: float) -> Means:
    mean, size = (mean_of(moves.text.number(f"{path}.{key}")) for key in ("mean", "size"))
    found = rate(moves, source, f"{path}.mean", events, dispersion=1 + mean / size)
    moves.leave(source, f"{path}.size", "so few yearly counts tell little of their spread")
    return found


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

TARGETS: dict[str, Callable[[Moves, str, str, Seen, float], Any]] = {
    "rate": lambda moves, source, path, seen, units: rate(moves, source, path, seen.number, units),
    "probability": lambda moves, source, path, seen, units: probability(moves, source, path, seen.number, units),
    "exponential_mean": lambda moves, source, path, seen, units: exponential_mean(moves, source, path, seen)[1:],
    "pareto_shape": lambda moves, source, path, seen, units: pareto_shape(moves, source, path, seen)[1:],
}
"""By model: path of a single number, claims and units -> means before and after."""
