"""Laws of one loss and of a year's number of events, from Python."""

from __future__ import annotations

import math

import numpy as np
import pytest
import riskpool as rp
from answers import answer


def near(values: object, expected: object, tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(np.asarray(values, float), np.asarray(expected, float), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("case", range(5))
def test_exposure_curves_are_those_of_ex_03(case: int) -> None:
    given, expected = answer("O-EX-03")[0]["cases"][case], answer("O-EX-03")[1]["results"][case]
    law = rp.severity.Mbbefd(b=given["b"], g=given["g"])
    x = np.array(given["x"])
    near(law.expectation, expected["mean"])
    near(law.limited_mean(x) / law.expectation, expected["G"])
    near(law.survival(x), expected["survival"])
    if "quantile" in expected:
        near(law.quantile(expected["quantile_at"]), expected["quantile"])


@pytest.mark.parametrize("curve", ["Y1", "Y2", "Y3", "Y4"])
def test_swiss_re_curves_are_those_of_ex_01(curve: str) -> None:
    given, expected = answer("O-EX-01")[0], answer("O-EX-01")[1][curve]
    law = rp.severity.Mbbefd(curve=given["curves"][curve])
    near(law.expectation, expected["mean_damage_ratio"])
    near(law.survival(1 - 1e-12), expected["p_total_loss"])
    depths = [float(d) for d in expected["G"]]
    near(law.limited_mean(depths) / law.expectation, list(expected["G"].values()))
    layer = given["layer"]
    share = law.layer_mean(layer["limit"] / layer["sum_insured"], layer["retention"] / layer["sum_insured"])
    near(share / law.expectation, expected["layer_share"])


def test_a_pareto_has_its_closed_forms() -> None:
    law = rp.severity.Pareto(threshold=2, shape=1.5)
    x = np.array([[2.5, 4], [10, 1e6]])
    near(law.survival(x), (x / 2) ** -1.5)
    near(law.cdf(x), 1 - (x / 2) ** -1.5)
    near(law.quantile([0.5, 0.99]), 2 * (1 - np.array([0.5, 0.99])) ** (-1 / 1.5))
    near(law.quantile_upper(1e-9), 2 * 1e-9 ** (-1 / 1.5))
    assert law.expectation == pytest.approx(6) and math.isinf(law.variance) and law.support == (2, math.inf)
    near(law.layer_mean(np.inf, 4), 2**1.5 * 4**-0.5 / 0.5)
    assert isinstance(law.cdf(3), float)


def test_a_sample_follows_its_law_and_begins_with_the_shorter_one() -> None:
    law = rp.severity.Gamma(shape=4, scale=0.75)
    sample = law.sample(100_000, seed=5)
    assert abs(sample.mean() - 3) < 4 * 1.5 / math.sqrt(1e5)
    p = 0.9
    assert abs((sample <= law.quantile(p)).mean() - p) < 4 * math.sqrt(p * (1 - p) / 1e5)
    assert np.array_equal(sample[:1000], law.sample(1000, seed=5))
    assert not np.array_equal(sample[:1000], law.sample(1000, seed=6))


def test_frequencies_have_their_probabilities() -> None:
    law = rp.frequency.Poisson(mean=2)
    n = np.arange(30)
    near(law.pmf(n), np.exp(-2) * 2.0**n / [math.factorial(k) for k in n], 1e-13)
    near(law.cdf(n), np.cumsum(law.pmf(n)), 1e-13)
    assert law.pmf(-1) == law.pmf(0.5) == 0 and law.expectation == law.variance == 2
    mixed = rp.frequency.NegativeBinomial(mean=4, size=2)
    near(mixed.variance, 4 + 16 / 2)
    near([mixed.pmf(0), mixed.pmf(1)], [(2 / 6) ** 2, 2 * (2 / 6) ** 2 * (4 / 6)], 1e-12)
    sample = mixed.sample(100_000, seed=3)
    assert sample.dtype == np.int64 and abs(sample.mean() - 4) < 4 * math.sqrt(12 / 1e5)


def test_what_no_law_answers_is_refused() -> None:
    law = rp.severity.Exponential(mean=1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        law.quantile(1.5)
    with pytest.raises(ValueError, match="0 or more"):
        law.limited_mean(-1)
