"""Claims move spliced and other severities on a grid, through the window in which each part is seen, and attritional
sources by the totals of years."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from riskpool import claims, severity_grid, update_program
from riskpool.moves import Strength
from riskpool.scenario_text import ScenarioText
from riskpool.severity_grid import Window, severity_posterior
from riskpool.tail import Floats
from riskpool.update import Update, update
from scipy import integrate, optimize, stats

SPLICED = "sources[0].collective_risk.severity.spliced"


def scenario(severity: str) -> str:
    return f"sources:\n  - collective_risk: {{frequency: {{poisson: {{mean: 5}}}}, severity: {severity}}}\n"


def learned(severity: str, losses: Floats, claims_worth: float = 10.0) -> Update:
    rows = pd.DataFrame({"year": 2020, "source": "collective_risk", "loss": losses})
    return update(scenario(severity), claims.read(rows, range(2020, 2024)), strength=Strength(claims=claims_worth))


def in_full(losses: Floats) -> claims.Seen:
    return claims.Seen(losses, np.ones(losses.shape))


def numbers(found: Update, *paths: str) -> list[float]:
    text = ScenarioText(found.text)
    return [text.number(f"{SPLICED}.{path}").value for path in paths]


def test_a_grid_of_one_parameter_is_the_posterior_by_quadrature() -> None:
    """ln m ~ N(ln 2, 1 / 5), as the Fisher information of ln m is 1; losses of an exponential law up to 6."""
    losses, window = np.array([0.5, 1.0, 4.0, 5.5]), Window(below=6.0)

    def density(y: float) -> float:
        m = np.exp(y)
        logs = stats.expon.logpdf(losses, scale=m) - stats.expon.logcdf(6, scale=m)
        return float(np.exp(-5 * (y - np.log(2)) ** 2 / 2 + logs.sum()))

    whole, first = (integrate.quad(lambda y, k=k: y**k * density(y), -3, 6, epsrel=1e-10)[0] for k in (0, 1))
    found = severity_posterior("exponential", np.array([np.log(2.0)]), in_full(losses), 5.0, window)
    assert found.centre[0] == pytest.approx(first / whole, abs=1e-4)
    low, high = found.interval(np.exp(found.points[:, 0]))
    inside = integrate.quad(density, np.log(low), np.log(high), epsrel=1e-10)[0] / whole
    assert inside == pytest.approx(0.9, abs=2e-3)


@pytest.mark.parametrize(
    ("kind", "at", "information"),
    [
        ("lognormal", [1.0, np.log(0.5)], [[4.0, 0.0], [0.0, 2.0]]),  # 1 / sigma^2 of mu, and 2 of ln sigma
        ("gamma", [np.log(2.0), 1.0], [[4 * 0.644934066848, 2.0], [2.0, 2.0]]),  # k^2 trigamma(k), k; k
        ("exponential", [3.0], [[1.0]]),
    ],
)
def test_a_prior_is_worth_the_information_of_its_claims(
    kind: str, at: list[float], information: list[list[float]]
) -> None:
    found = severity_grid.fisher_information(severity_grid.LAWS[kind], np.array(at))
    assert found == pytest.approx(np.array(information), rel=1e-4, abs=1e-4)
    # Without losses the posterior is the prior, of the covariance of ten claims.
    prior = severity_posterior(kind, np.array(at), in_full(np.array([])), 10.0)
    assert prior.centre == pytest.approx(at, abs=1e-8)
    spread = (prior.points - prior.centre).T @ (prior.weights[:, None] * (prior.points - prior.centre))
    assert spread == pytest.approx(np.linalg.inv(10 * found), rel=1e-3, abs=1e-6)


@pytest.mark.parametrize(
    ("law", "fields", "want"),
    [
        (stats.gamma(2.5, scale=3.0), "gamma: {shape: 1, scale: 5}", [2.5, 3.0]),
        (stats.weibull_min(0.7, scale=3.0), "weibull: {shape: 1, scale: 5}", [0.7, 3.0]),
    ],
)
def test_parameters_come_back_from_many_claims(law: stats.rv_continuous, fields: str, want: list[float]) -> None:
    x = law.rvs(4000, random_state=np.random.default_rng(5))
    found = learned(f"{{{fields}}}", x)
    assert list(found.moves.after[:2]) == pytest.approx(want, rel=0.06)
    assert all(found.moves.low[:2] < found.moves.after[:2]) and all(found.moves.after[:2] < found.moves.high[:2])
    expected = found.indicated.iloc[0]
    after = (50 + 4000) / 14 * x.mean()
    assert expected.expected_before == pytest.approx(5 * 5) and expected.expected_after == pytest.approx(
        after, rel=0.02
    )


BODY, TAIL = "body: {lognormal: {mu: 0, sigma: 1}}", "tail: {pareto: {threshold: 4, shape: 2}}"


def spliced_losses(n: int, seed: int = 3) -> Floats:
    """Body lognormal(0.4, 0.8) up to 4 with 88 %, tail Pareto(4, 1.6)."""
    rng = np.random.default_rng(seed)
    law = stats.lognorm(0.8, scale=np.exp(0.4))
    body = law.ppf(rng.uniform(0, law.cdf(4.0), n))
    return np.where(rng.uniform(size=n) < 0.88, body, 4.0 * rng.uniform(size=n) ** (-1 / 1.6))


def test_a_splice_comes_back_from_many_claims() -> None:
    x = spliced_losses(8000)
    found = learned(f"{{spliced: {{{BODY}, threshold: 4, tail_probability: 30%, {TAIL}}}}}", x)
    mu, sigma, p, index = numbers(
        found, "body.lognormal.mu", "body.lognormal.sigma", "tail_probability", "tail.pareto.shape"
    )
    above = x[x > 4]
    assert p == pytest.approx((3 + above.size) / (10 + x.size), rel=1e-5)
    assert index == pytest.approx((10 + above.size) / (5 + np.log(above / 4).sum()), rel=1e-5)
    assert (mu, sigma) == pytest.approx((0.4, 0.8), rel=0.1)
    # The truth is within the intervals but for chance, and the mean of the new law is that of its parts.
    rows = found.moves.set_index("what")
    assert rows.low["mu"] - 0.05 < 0.4 < rows.high["mu"] + 0.05
    law = stats.lognorm(sigma, scale=np.exp(mu))
    below = integrate.quad(lambda y: float(y * law.pdf(y)), 0, 4)[0] / law.cdf(4)
    mean = (1 - p) * below + p * index * 4 / (index - 1)
    expected = found.indicated.iloc[0]
    assert expected.expected_after == pytest.approx((50 + x.size) / 14 * mean, rel=1e-4)
    assert any("threshold not moved because where a tail begins is a choice" in each for each in found.left_alone)


def test_a_body_is_seen_up_to_its_threshold_alone() -> None:
    """With a faint prior the body is at the maximum of the truncated likelihood; the plain one is far from it."""
    x = spliced_losses(3000)
    found = learned(f"{{spliced: {{{BODY}, threshold: 4, tail_probability: 30%, {TAIL}}}}}", x, 0.05)
    low = x[x <= 4]

    def loss(g: Floats) -> float:
        law = stats.lognorm(np.exp(g[1]), scale=np.exp(g[0]))
        return float(-law.logpdf(low).sum() + low.size * np.log(law.cdf(4)))

    best = optimize.minimize(loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8}).x
    mu, sigma = numbers(found, "body.lognormal.mu", "body.lognormal.sigma")
    assert (mu, np.log(sigma)) == pytest.approx(tuple(best), abs=0.01)
    assert abs(mu - np.log(low).mean()) > 0.1


def test_a_body_that_gives_the_tail_its_probability_sees_how_many_lie_above() -> None:
    x = np.random.default_rng(4).lognormal(0.4, 0.8, 3000)
    found = learned(f"{{spliced: {{{BODY}, threshold: 4, {TAIL}}}}}", x, 0.05)
    low, above = x[x <= 4], int((x > 4).sum())

    def loss(g: Floats) -> float:
        law = stats.lognorm(np.exp(g[1]), scale=np.exp(g[0]))
        return float(-law.logpdf(low).sum() - above * law.logsf(4))

    best = optimize.minimize(loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8}).x
    mu, sigma = numbers(found, "body.lognormal.mu", "body.lognormal.sigma")
    assert (mu, np.log(sigma)) == pytest.approx(tuple(best), abs=0.01)
    assert "tail probability" not in list(found.moves.what)


@pytest.mark.parametrize(
    ("tail", "moved", "want"),
    [
        ("exponential: {mean: 3}", ["tail.exponential.mean"], [2.0]),
        ("generalised_pareto: {location: 4, scale: 3, shape: 0.1}", ["tail.generalised_pareto.scale"], [2.0]),
        ("weibull: {shape: 1, scale: 3}", ["tail.weibull.scale"], [2.0]),
    ],
)
def test_other_tails_move_by_what_lies_above(tail: str, moved: list[str], want: list[float]) -> None:
    x = 4 + np.random.default_rng(6).exponential(2.0, 4000)  # without memory, wherever it begins
    found = learned(f"{{spliced: {{{BODY}, threshold: 4, tail_probability: 30%, tail: {{{tail}}}}}}}", x)
    assert numbers(found, *moved) == pytest.approx(want, rel=0.2)
    assert any("lognormal not moved because no claim is of it" in each for each in found.left_alone)


def test_parts_that_cannot_move_are_told() -> None:
    x = spliced_losses(50)
    found = learned(f"{{spliced: {{{BODY}, tail_probability: 30%, {TAIL}}}}}", x)
    told = " ".join(found.left_alone)
    assert "the threshold is a quantile of it" in told and set(found.moves.what) == {
        "tail probability",
        "tail index",
        "rate",
    }
    other = "tail: {generalised_pareto: {location: 3, scale: 3, shape: 0.1}}"
    body = "body: {beta: {a: 1, b: 2, maximum: 5}}"
    found = learned(f"{{spliced: {{{body}, threshold: 4, tail_probability: 30%, {other}}}}}", x)
    told = " ".join(found.left_alone)
    assert "no law of kind beta" in told and "its location is not the threshold" in told


ATTRITIONAL = """\
insureds:
  - {name: A, sector: chips, premium: 60m}
  - {name: B, sector: chips, premium: {value: 40m, source: J}}
  - {name: C, sector: drugs, premium: 500m}
sources:
  - attritional: {covers: {sector: chips}, loss_ratio: %s, cv: 0.5}
"""


def yearly(*totals: float) -> claims.Experience:
    rows = pd.DataFrame({"year": range(2020, 2020 + len(totals)), "source": "attritional", "loss": totals})
    return claims.read(rows)


def test_a_loss_ratio_moves_by_the_totals_of_years() -> None:
    """60 % over 4 years of premium 100m beside 30 % worth 6 years: 42 %. The interval is inverse gamma, of shape k a
    year with k = 100^2 / (0.25 (60^2 + 40^2))."""
    found = update(ATTRITIONAL % "30%", yearly(50e6, 70e6, 40e6, 80e6), strength=Strength(years=6))
    row = found.moves.iloc[0]
    assert row.after == pytest.approx(0.42) and row.credibility == pytest.approx(0.4)
    k = 100**2 / (0.25 * (60**2 + 40**2))
    law = stats.invgamma(10 * k + 1, scale=k * (6 * 0.3 + 2.4))
    assert (row.low, row.high) == pytest.approx(tuple(law.ppf([0.05, 0.95])))
    assert list(found.indicated.iloc[0])[1:4] == pytest.approx([True, 30e6, 42e6])
    assert "loss_ratio: {value: 42%" in found.text
    assert any("attritional.cv not moved because" in each for each in found.left_alone)


def test_a_belief_about_a_loss_ratio_meets_the_likelihood_of_totals() -> None:
    found = update(ATTRITIONAL % "{uniform: {low: 20%, high: 50%}}", yearly(50e6, 70e6))
    k = 100**2 / (0.25 * (60**2 + 40**2))

    def density(ratio: float) -> float:
        return float(np.prod(stats.gamma.pdf([0.5, 0.7], k, scale=ratio / k)))

    whole, first = (integrate.quad(lambda r, n=n: r**n * density(r), 0.2, 0.5)[0] for n in (0, 1))
    assert found.moves.after[0] == pytest.approx(first / whole, rel=1e-5)
    again = ScenarioText(found.text).number("sources[0].attritional.loss_ratio").belief
    assert again is not None and again[0] == "beta" and again[1]["high"] == ["0.5"]


def test_an_attritional_source_without_premiums_or_spread_is_told() -> None:
    tabled = "insureds: {file: x.csv}\nsources:\n  - attritional: {loss_ratio: 30%, cv: 0.5}\n"
    assert "premiums stand in a table" in update(tabled, yearly(1.0)).left_alone[0]
    rows = [{"name": "A", "premium": "10m"}, {"name": "B", "premium": {"value": "30m", "source": "J"}}]
    assert update(tabled, yearly(12e6), insureds=rows).moves.after[0] == pytest.approx((10 * 0.3 + 0.3) / 11)
    certain = (ATTRITIONAL % "30%").replace("cv: 0.5", "cv: 0")
    assert "its cv is 0" in update(certain, yearly(1.0)).left_alone[0]
    nobody = (ATTRITIONAL % "30%").replace("sector: chips}, loss", "sector: mines}, loss")
    assert "have no premium" in update(nobody, yearly(1.0)).left_alone[0]


def test_the_command_finds_premiums_in_the_scenarios_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "insureds.csv").write_text("name,sector,property,premium\nA,chips,1bn,20m\nB,chips,1bn,20m\n")
    (tmp_path / "pool.yaml").write_text(
        "schema: 1\nname: x\ncurrency: CNY\nmembers: [{name: M}]\ninsureds: {file: insureds.csv}\n"
        "sources: [{attritional: {loss_ratio: 50%, cv: 1}}]\npools: [{name: P, shares: {equal: {}}}]\n"
    )
    pd.DataFrame({"year": [2024], "source": ["attritional"], "loss": [42e6]}).to_csv(tmp_path / "c.csv", index=False)
    words = [str(tmp_path / "pool.yaml"), "--claims", str(tmp_path / "c.csv"), "-o", str(tmp_path / "new.yaml")]
    assert update_program.main(words) == 0
    said = capsys.readouterr().out
    assert "loss ratio: 0.5 -> 0.55" in said and "cv not moved because" in said
    assert "loss_ratio: {value: 55%" in (tmp_path / "new.yaml").read_text()
