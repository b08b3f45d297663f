"""How claims move the law of one loss: tails by gamma, means by inverse gamma, lognormal laws by normal-inverse-gamma,
others on a grid of their parameters.

Sources: Klugman, Panjer, Willmot, Loss Models, ch. 13 and 15; Arnold, Pareto Distributions, ch. 5. Each function
records what moved and why, and gives the claims that are events of the law, and the mean of one before and after."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from riskpool import _ext
from riskpool.belief_posterior import Question, learn, mean_of
from riskpool.claims import Seen
from riskpool.gpd_grid import asymptotic_spread, gpd_posterior
from riskpool.moves import Moves, Posterior, worth
from riskpool.posterior import GammaExponential, GammaPareto, GammaPoisson, NormalInverseGamma
from riskpool.prior import exact_gamma, exact_inverse_gamma
from riskpool.scenario_text import Number, ScenarioText, entries, flow
from riskpool.update_parameters import has_beliefs, move_on_grid

Severity = tuple[Seen, float, float]
"""The claims that are events of the law, and the mean of one before and after."""


def exponential_mean(moves: Moves, source: str, path: str, seen: Seen) -> Severity:
    """The mean m of an exponential law: 1 / m ~ Gamma(n0 + 1, n0 m0), so that E[m] = m0 and n0 claims weigh as much; an
    exponential_gamma belief is a prior as it stands."""
    data = seen.told() + (f", {seen.total / seen.number:.4g} on average" if seen.number else "")
    before, after = inverse_gamma_mean(
        moves, source, path, "mean loss", seen.number, seen.total, moves.strength.claims, data, "claims"
    )
    return seen, before, after


def inverse_gamma_mean(
    moves: Moves,
    source: str,
    path: str,
    what: str,
    n: float,
    total: float,
    strength: float,
    data: str,
    unit: str,
    highest: str = "",
) -> tuple[float, float]:
    """A mean m of which data have the likelihood m^-n exp(-total / m). strength: the n that a plain number is worth.
    highest: the most that the field takes, if that is bounded; a belief is then written within it."""

    def written(shape: float, scale: float) -> str:
        law = f"exponential_gamma: {{losses: [], prior_claims: {shape:.6g}, prior_total: {scale:.6g}}}"
        return f"within: {{belief: {{{law}}}, high: {highest}}}" if highest else law

    number = moves.text.number(path)
    exact = exact_inverse_gamma(number)
    if number.belief is None or exact is not None:
        prior = GammaExponential(*exact) if exact else GammaExponential(strength + 1, strength * number.value)
        after = GammaExponential(prior.shape + n, prior.rate + total)
        before, mean = prior.rate / (prior.shape - 1), after.rate / (after.shape - 1)
        low, high = 1 / after.law.ppf([0.95, 0.05])
        law = Posterior(mean, float(low), float(high), written(after.shape, after.rate))
        held = prior.shape - 1
        kind = "an exponential_gamma belief, worth" if exact else "a plain number, taken as worth"
        words = f"{kind} {held:.3g} {unit}"
    else:

        def exactly(each: Number) -> str:
            found = exact_inverse_gamma(each)
            return written(found[0] + n, found[1] + total) if found else ""

        def like(mean: float, variance: float) -> str:
            shape = mean**2 / variance + 2
            return written(shape, mean * (shape - 1))

        question = Question(lambda m: np.asarray(-n * np.log(m) - total / m), exactly, like)
        believed = learn(moves.text, number, question)
        before, law = believed.before, believed.posterior()
        held = before**2 / believed.prior.variance + 1
        words = f"{believed.words}, worth {held:.3g} {unit}"
    moves.record(source, path, what, before, law, data, n / (n + held), words)
    return before, law[0]


def pareto_shape(moves: Moves, source: str, path: str, claims: Seen, above: float | None = None) -> Severity:
    """The index of a Pareto law, from claims at its threshold or above: Gamma(shape + n, rate + sum ln(x / threshold)).
    A gamma law of shape n weighs as much as n claims, whatever made it. above: where the law is seen from, if that is
    not its threshold: what lies above is Pareto with the same index."""
    threshold = moves.text.number(path.removesuffix("shape") + "threshold").value if above is None else above
    number = moves.text.number(path)
    seen = claims.where(claims.losses >= threshold)
    small = claims.losses.size - seen.losses.size if above is None else 0
    data = f"{seen.told()} from {threshold:.4g} on" + (f", {small} below left out" if small else "")
    gamma = exact_gamma(number, "")
    if number.belief is None or gamma is not None:
        held = gamma.shape if gamma else moves.strength.claims
        scale = gamma.rate if gamma else held / number.value
        after = GammaPareto(held, scale, threshold).updated(*seen)
        low, high = after.law.ppf([0.05, 0.95])
        law = Posterior(after.shape / after.rate, float(low), float(high), _index_text(after.shape, after.rate))
        before = held / scale
        words = f"worth {held:.3g} claims" if gamma else worth(held)
    else:
        n, logs = seen.number, float(seen.weights @ np.log(seen.losses / threshold))

        def exactly(each: Number) -> str:
            found = exact_gamma(each, "")
            return _index_text(found.shape + n, found.rate + logs) if found else ""

        question = Question(
            lambda a: np.asarray(n * np.log(a) - a * logs),
            exactly,
            lambda mean, variance: _index_text(mean**2 / variance, mean / variance),
        )
        believed = learn(moves.text, number, question)
        before, law = believed.before, believed.posterior()
        held = before**2 / believed.prior.variance
        words = f"{believed.words}, worth {held:.3g} claims"
    moves.record(source, path, "tail index", before, law, data, seen.number / (seen.number + held), words)
    return seen, _pareto_mean(threshold, before), _pareto_mean(threshold, law[0])


def _index_text(shape: float, rate: float) -> str:
    return f"gamma: {{shape: {shape:.6g}, rate: {rate:.6g}}}"


def _pareto_mean(threshold: float, shape: float) -> float:
    return threshold * shape / (shape - 1) if shape > 1 else float("inf")


def _lognormal(moves: Moves, source: str, path: str, claims: Seen) -> Severity:
    """mu and sigma, or mean and cv, by a normal-inverse-gamma prior with E[sigma^2] as given and n0 claims' weight; on
    a grid where one of them is a belief."""
    if has_beliefs(moves, path):
        return _on_grid(moves, source, path, claims)
    names = [key for key, _ in entries(moves.text.find(path))]
    first, second = ("mu", "sigma") if "mu" in names else ("mean", "cv")
    a, b = moves.text.number(f"{path}.{first}").value, moves.text.number(f"{path}.{second}").value
    variance = b**2 if first == "mu" else float(np.log1p(b**2))
    mu = a if first == "mu" else float(np.log(a)) - variance / 2
    n0 = moves.strength.claims
    shape = max(n0 / 2, 1.5)
    seen = claims.where(claims.losses > 0)
    after = NormalInverseGamma(mu, n0, shape, (shape - 1) * variance).updated(*seen)
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
    data, weight = seen.told(), seen.number / (seen.number + n0)
    moves.record(source, f"{path}.{first}", first, a, law_a, data, weight, worth(n0))
    moves.record(source, f"{path}.{second}", second, b, law_b, data, weight, worth(n0))
    return seen, float(np.exp(mu + variance / 2)), float(np.exp(after.mean + mean_variance / 2))


def generalised_pareto(moves: Moves, source: str, path: str, claims: Seen) -> Severity:
    """Scale and shape on a grid; claims below the location are none of its events."""
    location = 0.0
    if moves.text.find(f"{path}.location") is not None:
        location = moves.text.number(f"{path}.location").value
    if has_beliefs(moves, path):
        before, seen = mean_loss(moves.text, path), claims.where(claims.losses >= location)
        excesses = Seen(seen.losses - location, seen.weights)
        move_on_grid(moves, source, path, excesses, seen_as=f" from {location:.4g} on")
        return seen, before, mean_loss(moves.learned(), path)
    scale, xi = moves.text.number(f"{path}.scale").value, moves.text.number(f"{path}.shape").value
    n0 = moves.strength.claims
    seen = claims.where(claims.losses >= location)
    spread = asymptotic_spread(xi, n0)
    after = gpd_posterior(seen.losses - location, scale, xi, *spread, weights=seen.weights)
    data, weight = f"{seen.told()} from {location:.4g} on", seen.number / (seen.number + n0)
    law = Posterior(after.scale_mean(), *after.scale_interval())
    moves.record(source, f"{path}.scale", "scale", scale, law, data, weight, worth(n0))
    law = Posterior(after.shape_mean(), *after.shape_interval())
    moves.record(source, f"{path}.shape", "shape", xi, law, data, weight, worth(n0))
    return seen, location + scale / (1 - xi), location + after.scale_mean() / (1 - after.shape_mean())


def mean_loss(text: ScenarioText, path: str) -> float:
    """The mean of a law of one loss as the engine has it, beliefs at their means; infinite if it has none."""
    return law_of_loss(text, path).mean()


def law_of_loss(text: ScenarioText, path: str) -> _ext.Severity:
    """The engine's law of one loss, beliefs at their means. `path` ends with the kind."""
    return _ext.Severity(_at_means(text, path))


def _at_means(text: ScenarioText, path: str) -> str:
    """`{kind: {fields}}`, as the engine reads it."""
    fields = []
    for key, node in entries(text.find(path)):
        at = f"{path}.{key}"
        if key in ("body", "tail"):
            (kind, _), *_ = entries(node)
            fields.append(f"{key}: {_at_means(text, f'{at}.{kind}')}")
            continue
        try:
            fields.append(f"{key}: {mean_of(text.number(at))!r}")
        except ValueError:  # no number: a list of losses
            fields.append(f"{key}: {flow(node)}")
    return f"{{{path.rpartition('.')[2]}: {{{', '.join(fields)}}}}}"


def _on_grid(moves: Moves, source: str, path: str, seen: Seen) -> Severity:
    before = mean_loss(moves.text, path)
    move_on_grid(moves, source, path, seen)
    return seen, before, mean_loss(moves.learned(), path)


SEVERITIES: dict[str, Callable[[Moves, str, str, Seen], Severity]] = {
    "exponential": lambda moves, source, path, seen: exponential_mean(moves, source, f"{path}.mean", seen),
    "pareto": lambda moves, source, path, seen: pareto_shape(moves, source, f"{path}.shape", seen),
    "lognormal": _lognormal,
    "generalised_pareto": generalised_pareto,
    "gamma": _on_grid,
    "weibull": _on_grid,
}
"""By kind: path of the law and claims -> those that are its events, and the mean of one before and after."""
