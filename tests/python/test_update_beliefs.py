"""Claims move beliefs of any kind by Bayes's rule: on a grid against quadrature, and ensembles with new weights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from riskpool import _ext, belief_posterior, claims, update_program
from riskpool.scenario_text import NoUpdate, ScenarioText
from riskpool.update import Update, parse_target, update
from scipy import integrate, stats

MEAN = "sources[0].collective_risk.frequency.poisson.mean"


def with_rate(belief: str) -> str:
    return f"sources:\n  - collective_risk: {{frequency: {{poisson: {{mean: {{{belief}}}}}}}}}\n"


def observed(events: int, years: int, loss: float = 1.0) -> claims.Experience:
    rows = pd.DataFrame({"year": [2000] * events, "source": ["sources[0]"] * events, "loss": [loss] * events})
    return claims.read(rows, range(2000, 2000 + years))


def moments(density: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """Mean and standard deviation under a density that need not integrate to 1."""
    whole, first, second = (
        integrate.quad(lambda x, k=k: x**k * density(x), low, high, epsabs=0, epsrel=1e-10, limit=500)[0]
        for k in range(3)
    )
    return first / whole, float(np.sqrt(second / whole - (first / whole) ** 2))


def test_quantiles_of_a_gamma_law_move_as_the_gamma_law_does() -> None:
    prior = stats.gamma(4, scale=1 / 20)
    at = ", ".join(f"{{p: {p}, value: {float(prior.ppf(p))!r}}}" for p in (0.1, 0.8))
    found = update(with_rate(f"quantiles: {{family: gamma, at: [{at}]}}"), observed(7, 12))
    row, after = found.moves.iloc[0], stats.gamma(11, scale=1 / 32)
    assert row.before == pytest.approx(0.2, rel=1e-6)
    assert (row.after, row.low, row.high) == pytest.approx((11 / 32, *after.ppf([0.05, 0.95])), rel=1e-4)
    assert row.credibility == pytest.approx(12 / 32, rel=1e-3)
    number = ScenarioText(found.text).number(MEAN)
    assert number.belief is not None and number.belief[0] == "gamma"
    assert [float(number.belief[1][key][0]) for key in ("shape", "rate")] == pytest.approx([11, 32], rel=1e-3)
    assert "written as the law with its mean and spread" in row.why


def test_a_uniform_belief_keeps_its_bounds() -> None:
    bounded = "uniform: {low: 0.2, high: 0.5}"
    found = update(with_rate(bounded), observed(30, 20)).moves.iloc[0]
    mean, sd = moments(lambda x: x**30 * np.exp(-20 * x), 0.2, 0.5)
    assert found.after == pytest.approx(mean, rel=1e-5) and found.high < 0.5
    written = _ext.Belief(ScenarioText(update(with_rate(bounded), observed(30, 20)).text).number(MEAN).law)
    assert (written.lowest(), written.highest()) == (0.2, 0.5)
    assert written.mean() == pytest.approx(mean, rel=1e-5)
    p = (np.arange(4000) + 0.5) / 4000
    assert written.quantile(p).std() == pytest.approx(sd, rel=1e-2)
    far = update(with_rate("lognormal: {median: 0.1, sigma: 0.8}"), observed(400, 20)).moves.iloc[0]
    mean, _ = moments(
        lambda x: float(np.exp(400 * np.log(x / 20) - 20 * (x - 20) - np.log(x / 0.1) ** 2 / 1.28) / x), 12, 30
    )
    assert far.after == pytest.approx(mean, rel=1e-4)
    beyond = update(with_rate("lognormal: {median: 0.1, sigma: 0.3}"), observed(400, 20))
    assert beyond.moves.empty and "the data contradict what was believed" in beyond.left_alone[1]


def test_probabilities_tails_and_means_meet_beliefs_of_other_kinds() -> None:
    text = """\
sources:
  - collective_risk:
      frequency: {bernoulli: {probability: {uniform: {low: 0, high: 40%}}}}
      severity: {exponential: {mean: {lognormal: {median: 2m, sigma: 0.5}}}}
  - collective_risk: {name: Heavy, severity: {pareto: {threshold: 1m, shape: {pert: {low: 1, mode: 2, high: 4}}}}}
"""
    rows = [(2000, "sources[0]", 1e6), (2001, "sources[0]", 5e6), (2000, "Heavy", 3e6), (2001, "Heavy", 2e6)]
    found = update(text, claims.read(pd.DataFrame(rows, columns=["year", "source", "loss"]), range(2000, 2008)))
    after = found.moves.set_index("what").after
    assert after["probability"] == pytest.approx(moments(lambda p: p**2 * (1 - p) ** 6, 0, 0.4)[0], rel=1e-4)
    mean, _ = moments(lambda m: m**-2 * np.exp(-6 / m) * np.exp(-(np.log(m / 2) ** 2) / 0.5) / m, 0, 80)
    assert after["mean loss"] == pytest.approx(1e6 * mean, rel=1e-4)
    pert = stats.beta(1 + 4 / 3, 1 + 8 / 3, loc=1, scale=3)
    index, _ = moments(lambda a: float(pert.pdf(a)) * a**2 * np.exp(-a * np.log(6)), 1, 4)
    assert after["tail index"] == pytest.approx(index, rel=1e-4)
    kinds = [ScenarioText(found.text).number(path).belief for path in found.moves.path]
    assert [kind[0] for kind in kinds if kind] == ["exponential_gamma", "beta", "beta"]


ENSEMBLE = """ensemble: {models: [
  {name: calm, weight: 3, belief: {gamma: {shape: 2, rate: 20}}},
  {name: wild, weight: 1, belief: {gamma: {shape: 6, rate: 10}}}]}"""


def test_an_ensemble_weighs_its_models_by_what_they_gave_to_the_data() -> None:
    """The probability of 4 events in 8 years under gamma(a, b) is negative binomial: size a, probability b / (b +
    8)."""
    found = update(with_rate(ENSEMBLE), observed(4, 8))
    given = np.array([3 * stats.nbinom.pmf(4, 2, 20 / 28), stats.nbinom.pmf(4, 6, 10 / 18)])
    weights = given / given.sum()
    means = np.array([6 / 28, 10 / 18])
    row = found.moves.iloc[0]
    assert row.before == pytest.approx(0.75 * 0.1 + 0.25 * 0.6) and row.after == pytest.approx(
        weights @ means, rel=1e-4
    )
    written = ScenarioText(found.text)
    for i, (shape, rate) in enumerate([(6, 28), (10, 18)]):
        model = f"{MEAN}.ensemble.models[{i}]"
        assert float(written.plain(f"{model}.weight") or 0) == pytest.approx(weights[i], rel=1e-4)
        assert written.number(f"{model}.belief").belief == ("gamma", {"shape": [str(shape)], "rate": [str(rate)]})
    mixture = _ext.Belief(written.number(MEAN).law)
    assert mixture.mean() == pytest.approx(row.after, rel=1e-4)
    assert mixture.quantile(np.array([0.05, 0.95])) == pytest.approx([row.low, row.high], rel=1e-3)
    assert f"calm 75% -> {weights[0]:.0%}, wild 25% -> {weights[1]:.0%}" in row.why


def test_an_ensemble_learns_in_two_steps_what_it_learns_in_one() -> None:
    later = observed(3, 5)
    twice = update(update(with_rate(ENSEMBLE), observed(1, 3)).text, later).moves.iloc[0]
    assert twice.after == pytest.approx(update(with_rate(ENSEMBLE), observed(4, 8)).moves.after[0], rel=1e-4)
    # Likelihoods that it was given before count, too.
    shift = np.log(stats.nbinom.pmf([1, 1], [2, 6], [20 / 23, 10 / 13])) + 7
    known = with_rate(
        "ensemble: {models: ["
        f"{{name: calm, weight: 3, log_marginal_likelihood: {shift[0]}, belief: {{gamma: {{shape: 3, rate: 23}}}}}}, "
        f"{{name: wild, log_marginal_likelihood: {shift[1]}, belief: {{gamma: {{shape: 7, rate: 13}}}}}}]}}"
    )
    assert update(known, later).moves.after[0] == pytest.approx(twice.after, rel=1e-4)


def test_an_ensemble_may_hold_models_of_any_kind() -> None:
    models = (
        "{name: expert, belief: {pert: {low: 0.1, mode: 0.3, high: 1}}}",
        "{name: history, belief: {gamma_poisson: {events: [2], exposure: [10], prior_mean: 0.2, prior_exposure: 5}}}",
    )
    found = update(with_rate(f"ensemble: {{models: [{', '.join(models)}]}}"), observed(5, 6))
    pert = stats.beta(1 + 4 * 2 / 9, 1 + 4 * 7 / 9, loc=0.1, scale=0.9)
    of_expert = integrate.quad(lambda x: float(pert.pdf(x) * stats.poisson.pmf(5, 6 * x)), 0.1, 1, epsrel=1e-10)[0]
    of_history = float(stats.nbinom.pmf(5, 3, 15 / 21))
    share = of_expert / (of_expert + of_history)
    expert, _ = moments(lambda x: float(pert.pdf(x)) * x**5 * np.exp(-6 * x), 0.1, 1)
    assert found.moves.after[0] == pytest.approx(share * expert + (1 - share) * 8 / 21, rel=1e-4)


def test_numbers_that_share_a_belief_learn_from_each_other() -> None:
    text = """\
beliefs:
  heat: {gamma: {shape: 2, rate: 10}}
sources:
  - collective_risk: {name: A, frequency: {poisson: {mean: {belief: heat}}}}
  - collective_risk: {name: B, frequency: {poisson: {mean: {belief: heat}}}}
"""
    rows = pd.DataFrame({"year": [2000, 2001, 2001], "source": ["A", "B", "B"], "loss": 1.0})
    found = update(text, claims.read(rows, range(2000, 2005)))
    number = ScenarioText(found.text).number("beliefs.heat")
    assert number.belief == ("gamma", {"shape": ["5"], "rate": ["20"]})
    assert list(found.moves.after) == pytest.approx([3 / 15, 5 / 20]) and list(found.moves.before)[1] == 3 / 15
    point = ", severity: {point: {value: 7}}}"
    shared = text.replace("{belief: heat}}}}", "{belief: heat}}}" + point)
    found = update(shared, claims.read(rows, range(2000, 2005)))
    # A point has no number that claims move, so that events are expected; with one they are money, by the last belief.
    assert list(found.indicated.expected_after) == pytest.approx([3 / 15, 5 / 20])
    priced = shared.replace("point: {value: 7}", "exponential: {mean: 7}")
    money = update(priced, claims.read(rows, range(2000, 2005))).indicated
    means = [(70 + 1) / 11, (70 + 2) / 12]
    assert list(money.expected_after) == pytest.approx([0.25 * means[0], 0.25 * means[1]], rel=1e-5)


def refused(belief: str) -> Update:
    return update(with_rate(belief), observed(1, 3))


def test_what_no_law_holds_is_told() -> None:
    assert (
        "the table x.csv is not at hand"
        in refused("credibility: {segment: a, experience: {file: x.csv}}").left_alone[1]
    )
    assert "bounds alone" in refused("interval: {low: 1, high: 2}").left_alone[1]
    with pytest.raises(NoUpdate, match="impossible"):
        belief_posterior.posterior_on_grid(lambda p: p, lambda x: np.full(x.shape, -np.inf))
    with pytest.raises(ValueError, match="bounds alone"):
        update(with_rate("interval: {low: 1, high: 2}"), observed(1, 3), [parse_target(f"{MEAN}=rate")])


def test_numbers_with_bounds_stay_plain_or_within_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ignitions of a tool are at most 1 a year: no gamma belief is one of them, and a beta between the ends of a PERT
    is."""
    ic = Path(__file__).parents[2] / "scenarios" / "ic"
    (tmp_path / "fabs.csv").write_bytes((ic / "fabs.csv").read_bytes())
    losses = tmp_path / "claims.csv"
    pd.DataFrame({"year": [2020, 2022], "source": "fab_fire", "loss": 5e7}).to_csv(losses, index=False)
    path = "sources[0].fab_fire.ignition_per_tool_year"
    for name, target, kept in (("pool", path, "value: "), ("pool_ranges", "beliefs.ignition", "beta: {a: ")):
        file, new = tmp_path / f"{name}.yaml", tmp_path / f"new_{name}.yaml"
        file.write_text((ic / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
        words = [str(file), "--claims", str(losses), "--years", "2015-2024", "-o", str(new), "--beliefs"]
        assert update_program.main([*words, "--target", f"{target}=rate:9000@fab_fire"]) == 0, capsys.readouterr().err
        said = capsys.readouterr().out
        assert ("it stays plain" in said) == (name == "pool")
        node = ScenarioText(new.read_text(encoding="utf-8")).number(target)
        assert (node.belief is None) == (name == "pool") and kept in new.read_text(encoding="utf-8")


def test_a_severity_of_a_belief_and_a_plain_number_moves_as_by_quadrature() -> None:
    """A mean of PERT(1, 2, 5) and a cv of 1 worth 10 claims: ln cv is normal of standard deviation (d ln cv / d ln
    sigma) / sqrt(2 x 10), as the Fisher information of ln sigma is 2."""
    losses = np.array([2.0, 4.5, 7.0, 3.0])
    text = "sources:\n  - collective_risk: {severity: {lognormal: {mean: {pert: {low: 1, mode: 2, high: 5}}, cv: 1}}}\n"
    found = update(text, claims.read(pd.DataFrame({"year": 2000, "source": "sources[0]", "loss": losses})))
    variance = np.log(2.0)
    sd = variance * np.exp(variance) / np.expm1(variance) / np.sqrt(20)
    mean, log_cv = np.meshgrid(np.linspace(1, 5, 1001), np.linspace(-6 * sd, 6 * sd, 601), indexing="ij")
    sigma = np.sqrt(np.log1p(np.exp(2 * log_cv)))
    logs = -(log_cv**2) / (2 * sd**2) + stats.beta(2, 4, loc=1, scale=4).logpdf(mean)
    for each in losses:
        logs = logs + stats.norm.logpdf(np.log(each), np.log(mean) - sigma**2 / 2, sigma)
    mass = np.exp(logs - logs.max())
    rows = found.moves.set_index("what")
    assert rows.after["mean"] == pytest.approx((mass * mean).sum() / mass.sum(), rel=1e-5)
    assert rows.after["cv"] == pytest.approx(np.exp((mass * log_cv).sum() / mass.sum()), rel=1e-5)
    assert 1 < rows.low["mean"] < rows.after["mean"] < rows.high["mean"] < 5
    assert "beta: {a: " in found.text and "cv: {value: " in found.text
    assert "rank correlation -0." in rows.why["mean"] and "a plain number" in rows.why["cv"]
    change = found.indicated.iloc[0]
    assert change.expected_before == pytest.approx(14 / 6)
    assert change.expected_after == pytest.approx(rows.after["mean"], rel=1e-4)


@pytest.mark.parametrize(
    ("law", "fields", "want"),
    [
        (stats.lognorm(0.8, scale=np.exp(0.4)), "lognormal: {mu: {normal: {mean: 0, sd: 1}}, sigma: 1}", [0.4, 0.8]),
        (stats.gamma(2.5, scale=3), "gamma: {shape: {uniform: {low: 0.5, high: 9}}, scale: 2}", [2.5, 3]),
        (stats.weibull_min(0.7, scale=3), "weibull: {shape: 1, scale: {lognormal: {median: 2, sigma: 1}}}", [0.7, 3]),
        (
            stats.genpareto(0.3, scale=3),
            "generalised_pareto: {scale: {gamma: {mean: 2, cv: 1}}, shape: {pert: {low: 0, mode: 0.2, high: 0.9}}}",
            [3, 0.3],
        ),
        (
            stats.expon(scale=3),
            "spliced: {body: {exponential: {mean: {uniform: {low: 1, high: 9}}}}, threshold: 500,"
            " tail: {pareto: {threshold: 500, shape: 2}}}",
            [3],
        ),
    ],
)
def test_beliefs_of_severities_come_to_the_truth_with_many_claims(law: Any, fields: str, want: list[float]) -> None:
    losses = law.rvs(3000, random_state=np.random.default_rng(8))
    text = f"sources:\n  - collective_risk: {{frequency: {{poisson: {{mean: 1}}}}, severity: {{{fields}}}}}\n"
    found = update(text, claims.read(pd.DataFrame({"year": 2000, "source": "collective_risk", "loss": losses})))
    of_laws = found.moves[~found.moves.what.isin(["rate", "tail index"])]
    assert list(of_laws.after) == pytest.approx(want, rel=0.06, abs=0.1)  # four standard errors and more
    assert all(of_laws.credibility > 0.9) and all(of_laws.low < of_laws.after) and all(of_laws.after < of_laws.high)
