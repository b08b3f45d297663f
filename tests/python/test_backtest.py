"""Forecasts against what happened: O-BT-01, scores, and what the tests find and miss."""

from __future__ import annotations

import numpy as np
import pytest
from known import case
from riskpool import backtest, scores
from riskpool.tail import tail_value_at_risk, value_at_risk
from scipy import integrate, stats


def test_the_published_statistics() -> None:  # O-BT-01
    given, expected = case("O-BT-01")
    coverage = backtest.kupiec(given["n"], given["exceptions"], given["level"])
    assert coverage == pytest.approx((expected["kupiec_LR"], expected["kupiec_p"]), rel=1e-8)
    chain = backtest.christoffersen(backtest.Transitions(**given["transitions"]))
    assert chain == pytest.approx((expected["christoffersen_LR_ind"], expected["christoffersen_p"]), rel=1e-8)
    both = backtest.conditional_coverage(coverage, chain)
    assert both == pytest.approx((expected["LR_cc"], expected["LR_cc_p"]), rel=1e-8)
    found = backtest.binomial_at_least(given["n"], given["exceptions"], given["level"])
    assert found == pytest.approx(expected["binomial_p_at_least"], rel=1e-8)
    uniform = backtest.uniformity(given["pit"])
    assert uniform.kolmogorov_smirnov.value == pytest.approx(expected["pit_KS"], rel=1e-8)
    assert uniform.cramer_von_mises.value == pytest.approx(expected["pit_CvM"], rel=1e-8)
    assert uniform.anderson_darling.value == pytest.approx(expected["pit_AD"], rel=1e-8)
    forms = {
        "normal": lambda c: scores.crps_normal(c["mean"], c["sd"], c["y"]),
        "lognormal": lambda c: scores.crps_lognormal(c["mu"], c["sigma"], c["y"]),
        "exponential": lambda c: scores.crps_exponential(c["mean"], c["y"]),
    }
    for one, want in zip(given["crps"], expected["crps"], strict=True):
        assert forms[one["dist"]](one) == pytest.approx(want, rel=1e-8)


def test_edge_counts_have_their_limits() -> None:
    assert backtest.kupiec(10, 0, 0.995).value == pytest.approx(-20 * np.log(0.995))  # 0 ln 0 = 0
    assert backtest.kupiec(3, 3, 0.5).value == pytest.approx(6 * np.log(2))
    assert np.isnan(backtest.christoffersen(backtest.transitions([False] * 10)).value)
    assert backtest.transitions([False, True, True, False, False]) == (1, 1, 1, 1)
    assert np.isnan(
        backtest.conditional_coverage(
            backtest.kupiec(9, 0, 0.9), backtest.christoffersen(backtest.Transitions(8, 0, 0, 0))
        ).p_value
    )


def test_sample_crps_is_the_integral_and_fair() -> None:
    x, y = [1.0, 4.0, 2.0], 3.0
    whole = integrate.quad(lambda u: (sum(v <= u for v in x) / 3 - (y <= u)) ** 2, 0, 5, points=[1, 2, 3, 4])[0]
    assert scores.crps_sample(x, y, fair=False) == pytest.approx(whole)
    pairs = np.mean([abs(a - b) for i, a in enumerate(x) for j, b in enumerate(x) if i != j])
    assert scores.crps_sample(x, y) == pytest.approx(np.mean(np.abs(np.array(x) - y)) - pairs / 2)
    rng = np.random.default_rng(1)
    small = [scores.crps_sample(rng.normal(size=5), 0.7) for _ in range(4000)]
    assert np.mean(small) == pytest.approx(scores.crps_normal(0, 1, 0.7), abs=4 * np.std(small) / np.sqrt(4000))
    for y in (-1.0, 0.0, 2.5):
        direct = integrate.quad(
            lambda u: (stats.expon(scale=2).cdf(u) - (y <= u)) ** 2, -5, 60, points=[y, 0], limit=200
        )[0]
        assert scores.crps_exponential(2.0, y) == pytest.approx(direct, rel=1e-7)
    direct = integrate.quad(lambda u: (stats.lognorm(0.5).cdf(u) - 1) ** 2, 0, 60)[0]
    assert scores.crps_lognormal(0.0, 0.5, 0.0) == pytest.approx(direct, rel=1e-7)


@pytest.mark.parametrize("score", ["crps", "log", "pinball", "var_tvar"])
def test_a_proper_score_prefers_the_truth(score: str) -> None:
    rng = np.random.default_rng(2)
    y = rng.exponential(2.0, 4000)

    def mean_score(mean: float) -> float:
        law = stats.expon(scale=mean)
        var, tvar = law.ppf(0.9), law.ppf(0.9) + mean
        each = {
            "crps": lambda v: scores.crps_exponential(mean, v),
            "log": lambda v: scores.log_score(law, v),
            "pinball": lambda v: scores.pinball(var, 0.9, v),
            "var_tvar": lambda v: scores.var_tvar_score(var, tvar, 0.9, v),
        }[score]
        return float(np.mean([each(v) for v in y[:1500]]))

    truth = mean_score(2.0)
    assert truth < mean_score(1.4) and truth < mean_score(3.0)


def test_the_log_score_of_a_sample_knows_atoms() -> None:
    rng = np.random.default_rng(3)
    x = np.where(rng.random(5000) < 0.7, 0.0, rng.lognormal(0, 1, 5000))
    assert scores.log_score_sample(x, 0.0) == pytest.approx(-np.log((x == 0).mean()))
    assert scores.log_score_sample(x, 2.0) == pytest.approx(-np.log(0.3 * stats.lognorm(1).pdf(2.0)), abs=0.15)


def test_pit_values_of_a_right_model_are_uniform_with_atoms_and_small_samples() -> None:
    rng = np.random.default_rng(4)
    values = []
    for _ in range(3000):
        forecast = np.where(rng.random(12) < 0.6, 0.0, rng.exponential(1, 12))
        values.append(backtest.pit(forecast, 0.0 if rng.random() < 0.6 else rng.exponential(), rng))
    assert all(test.p_value > 0.001 for test in backtest.uniformity(values))


def test_p_values_of_uniformity_are_uniform() -> None:
    rng = np.random.default_rng(5)
    p = np.array([[test.p_value for test in backtest.uniformity(rng.random(15))] for _ in range(400)])
    for column in p.T:
        assert stats.kstest(column, "uniform").pvalue > 0.001
    assert all(test.p_value < 0.01 for test in backtest.uniformity(rng.random(60) ** 2))


def test_the_tail_test_finds_a_light_tail_and_leaves_a_right_one() -> None:
    rng = np.random.default_rng(6)
    heavy, light = stats.lomax(3.0), stats.expon(scale=0.5)
    y = heavy.rvs(60, random_state=rng)
    right = backtest.acerbi_szekely([heavy.rvs(4000, random_state=rng)] * 60, y, 0.9)
    p = [
        backtest.acerbi_szekely(
            [light.rvs(2000, random_state=rng)] * 60, heavy.rvs(60, random_state=rng) * 2, 0.9, draws=300
        ).p_value
        for _ in range(10)
    ]
    assert right.p_value > 0.01 and np.median(p) < 0.01
    uniform = [
        backtest.acerbi_szekely(
            [heavy.rvs(500, random_state=rng)] * 20, heavy.rvs(20, random_state=rng), 0.9, draws=200
        ).p_value
        for _ in range(200)
    ]
    assert 0.4 < np.mean(uniform) < 0.6


def test_ten_years_say_little_about_one_in_two_hundred() -> None:
    found = backtest.power(0.995, 10)
    assert found.p_none == pytest.approx(0.995**10) and found.reject_from == 1
    assert found.against[10.0] == pytest.approx(1 - 0.95**10)
    assert "At 0.995 and 10 years a right model shows no exceedance with probability 0.951" in str(found)
    # With 5 % as size one exceedance of ten would not reject at 90 %: P(X >= 3) = 0.07, P(X >= 4) = 0.013.
    assert backtest.power(0.9, 10).reject_from == 4


def test_a_backtest_of_a_right_model_and_of_a_light_one() -> None:
    rng = np.random.default_rng(7)
    law = stats.lognorm(1.0)
    y = law.rvs(80, random_state=rng)
    right = backtest.backtest([law.rvs(3000, random_state=rng)] * 80, y)
    light = backtest.backtest([0.4 * law.rvs(3000, random_state=rng)] * 80, y)
    row, other = right.coverage.iloc[1], light.coverage.iloc[1]
    assert row.level == 0.95 and row.expected == pytest.approx(4)
    assert (row.kupiec_p > 0.01, other.kupiec_p < 0.01, other.binomial_p < 0.01, other.tvar_p < 0.01) == (True,) * 4
    assert right.crps < light.crps and right.log_score < light.log_score and row.var_tvar_score < other.var_tvar_score
    assert right.uniformity.anderson_darling.p_value > 0.01 > light.uniformity.anderson_darling.p_value
    assert right.warning == ""
    few = backtest.backtest([law.rvs(300, random_state=rng)] * 4, y[:4])
    assert few.warning.startswith("4 years") and len(few.power) == len(few.coverage)


def test_the_score_of_var_and_tvar_is_least_at_the_truth() -> None:
    y = np.random.default_rng(8).gamma(2, 1, 20_000)
    level = 0.95
    best = (value_at_risk(y, level), tail_value_at_risk(y, level))

    def mean_score(var: float, tvar: float) -> float:
        return float(np.mean([scores.var_tvar_score(var, tvar, level, each) for each in y[:]]))

    truth = mean_score(*best)
    for var, tvar in ((0.9, 1.0), (1.1, 1.0), (1.0, 0.9), (1.0, 1.12)):
        assert mean_score(best[0] * var, best[1] * tvar) > truth
