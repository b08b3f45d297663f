"""What data make of any belief: Bayes's rule on a grid of its quantiles, and of an ensemble with new model weights.

The law of a belief is the engine's own. Data speak through the logarithm of their likelihood, a function of the number.
Source: Gelman et al., Bayesian Data Analysis, 10.1 (grids) and 7.4 (marginal likelihoods of models); Hoeting et al.,
Bayesian Model Averaging: A Tutorial (1999)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import stats

from riskpool import _ext
from riskpool.moves import Posterior
from riskpool.posterior import beta_of
from riskpool.scenario_text import NoUpdate, Number, ScenarioText, number_of
from riskpool.tail import Floats

LogLikelihood = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Gridded:
    """A law as values, in rising order, with probabilities."""

    values: Floats
    weights: Floats
    """Sum 1."""
    log_marginal: float = 0.0
    """Logarithm of the probability of the data, the number averaged over its prior."""

    @property
    def mean(self) -> float:
        return float(self.weights @ self.values)

    @property
    def variance(self) -> float:
        return float(self.weights @ (self.values - self.mean) ** 2)

    def quantile(self, p: float) -> float:
        """The middle of the steps of the distribution function is joined by lines."""
        return float(np.interp(p, np.cumsum(self.weights) - self.weights / 2, self.values))


def posterior_on_grid(
    quantile: Callable[[Floats], Floats], log_likelihood: LogLikelihood, points: int = 3001
) -> Gridded:
    """Bayes's rule on normal scores z: the number is quantile(Phi(z)), its prior weight phi(z), and sums over evenly
    spaced z are all but exact, since what is summed is smooth and vanishes at both ends. The scores are drawn in twice
    to where the posterior lies, so that strong data are met by a fine grid.

    Raises NoUpdate if the data are impossible under the prior, or point to where next to nothing was believed."""
    z = scores(points)
    for turn in range(3):
        values = quantile(stats.norm.cdf(z))
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.asarray(log_likelihood(values), dtype=np.float64) + stats.norm.logpdf(z)
        logs = np.where(np.isnan(logs), -np.inf, logs)
        most = logs.max()
        if not np.isfinite(most):
            raise NoUpdate("the data are impossible under what was believed")
        if turn == 0 and logs.argmax() in (0, logs.size - 1):
            raise NoUpdate("the data contradict what was believed: they point beyond all but 10^-14 of it")
        if turn < 2:
            z = narrowed(z, logs)
    weights = np.exp(logs - most)
    return Gridded(values, weights / weights.sum(), float(most + np.log(weights.sum() * (z[1] - z[0]))))


def scores(points: int) -> Floats:
    """Evenly spaced normal scores; beyond the last lies 1.5e-14 of a law."""
    return np.linspace(-7.6, 7.6, points)


def narrowed(z: Floats, logs: Floats) -> Floats:
    """As many scores where `logs` matter."""
    kept = np.flatnonzero(logs > logs.max() - 40)
    step = z[1] - z[0]
    return np.linspace(max(-7.6, z[kept[0]] - step), min(7.6, z[kept[-1]] + step), z.size)


def law_of(number: Number) -> _ext.Belief:
    """The engine's law of a belief. NoUpdate for bounds alone, and for data that stand in a table."""
    assert number.belief is not None
    try:
        law = _ext.Belief(number.law)
    except ValueError as fault:
        raise NoUpdate(f"{number.path}: what is believed cannot be read by itself: {fault}") from None
    if law.bounds_only():
        raise NoUpdate(
            f"{number.path}: bounds alone have no law that data could move; state what is likelier within them"
        )
    return law


def mean_of(number: Number) -> float:
    """Of a plain number itself; of a belief the mean that a run without draws takes."""
    return number.value if number.belief is None else law_of(number).mean()


class Question(NamedTuple):
    """What data ask of a number."""

    log_likelihood: LogLikelihood
    exact: Callable[[Number], str]
    """The belief after the data as a scenario writes it, where the kind is conjugate; empty where it is not."""
    like: Callable[[float, float], str]
    """The law with a mean and a variance by which another posterior is written."""


class Believed(NamedTuple):
    """A number after the data."""

    before: float
    """Mean of the belief before."""
    prior: Gridded
    law: Gridded
    written: str
    """The belief as a scenario writes it."""
    words: str
    """How it came about."""

    def posterior(self) -> Posterior:
        """Mean, 90 % interval and belief."""
        return Posterior(self.law.mean, self.law.quantile(0.05), self.law.quantile(0.95), self.written)


def learn(text: ScenarioText, number: Number, question: Question) -> Believed:
    """The posterior of a belief of any kind that has a law."""
    assert number.belief is not None
    kind = number.belief[0]
    if kind == "ensemble":
        return _learn_ensemble(text, number, question)
    law = law_of(number)
    prior = posterior_on_grid(law.quantile, np.zeros_like)
    after = posterior_on_grid(law.quantile, question.log_likelihood)
    exact = question.exact(number)
    words = f"a {kind} belief" + ("" if exact else ", its posterior written as the law with its mean and spread")
    return Believed(law.mean(), prior, after, exact or _written(law, after, question), words)


def _written(law: _ext.Belief, after: Gridded, question: Question) -> str:
    """Where what was believed lies between two ends, so does the posterior: a beta law between them; else that of the
    question."""
    return written_between(law.lowest(), law.highest(), after) or question.like(after.mean, after.variance)


def written_between(low: float, high: float, after: Gridded) -> str:
    """The beta law between two ends with the mean and the spread of another one; empty if an end is infinite."""
    if not np.isfinite([low, high]).all():
        return ""
    unit = beta_of((after.mean - low) / (high - low), after.variance**0.5 / (high - low))
    ends = "" if (low, high) == (0.0, 1.0) else f", low: {low:.9g}, high: {high:.9g}"
    return f"beta: {{a: {unit.a:.6g}, b: {unit.b:.6g}{ends}}}"


def _learn_ensemble(text: ScenarioText, number: Number, question: Question) -> Believed:
    """Each model learns, and weighs in proportion to weight times the probability that it gave to the data."""
    path = f"{number.path}.ensemble.models"
    learned: list[tuple[str, Believed]] = []
    logs = []
    while text.find(f"{path}[{len(learned)}]") is not None:
        at = f"{path}[{len(learned)}]"
        name, weight, earlier = (text.plain(f"{at}.{key}") for key in ("name", "weight", "log_marginal_likelihood"))
        of_model = learn(text, text.number(f"{at}.belief"), question)
        with np.errstate(divide="ignore"):
            logs.append(float(np.log(number_of(weight or "1"))) + number_of(earlier or "0"))
        learned.append((name or str(len(learned)), of_model))
    before = _shares(logs)
    after = _shares([log + each.law.log_marginal for log, (_, each) in zip(logs, learned, strict=True)])
    models = ", ".join(
        f"{{name: {json.dumps(name, ensure_ascii=False)}, weight: {w:.6g}, belief: {{{each.written}}}}}"
        for w, (name, each) in zip(after, learned, strict=True)
    )
    told = ", ".join(f"{name} {a:.0%} -> {b:.0%}" for (name, _), a, b in zip(learned, before, after, strict=True))
    return Believed(
        law_of(number).mean(),
        _mixed([each.prior for _, each in learned], before),
        _mixed([each.law for _, each in learned], after),
        f"ensemble: {{models: [{models}]}}",
        f"an ensemble belief, whose models weigh anew: {told}",
    )


def _shares(logs: Sequence[float]) -> Floats:
    weights = np.exp(np.array(logs) - max(logs))
    return np.asarray(weights / weights.sum())


def _mixed(laws: Sequence[Gridded], shares: Floats) -> Gridded:
    values = np.concatenate([law.values for law in laws])
    weights = np.concatenate([share * law.weights for share, law in zip(shares, laws, strict=True)])
    order = np.argsort(values, kind="stable")
    return Gridded(values[order], weights[order])
