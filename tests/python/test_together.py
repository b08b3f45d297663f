"""Counts of columns that are bad in the same years, against laws that are known."""

import numpy as np
import pytest
from scipy import stats

from riskpool.together import co_exceedance, linear_correlation, rank_correlation

N, D = 40_000, 6


@pytest.fixture(scope="module")
def independent():
    return np.random.default_rng(3).standard_normal((N, D))


def test_independent_columns_exceed_together_as_a_binomial_number(independent):
    table = co_exceedance(independent, 0.9)
    known = stats.binom.sf(table["count"] - 1, D, 0.1)
    assert table["independent"].to_numpy() == pytest.approx(known, rel=1e-9)
    error = np.sqrt(known * (1 - known) / N)
    assert (abs(table["probability"] - known) <= 4 * error).all()


def test_columns_in_one_order_exceed_all_at_once():
    x = np.exp(np.random.default_rng(5).standard_normal(N))
    table = co_exceedance(np.column_stack([x, x**3, 7 + x]), 0.995)
    assert table["probability"].tolist() == pytest.approx([0.005] * 3, abs=1e-12)
    assert table["ratio"].iloc[2] == pytest.approx(0.005 / 0.005**3, rel=1e-6)


def test_what_is_equal_to_the_var_is_not_above_it():
    x = np.zeros((1000, 2))
    x[:4] = 1  # fewer than one in two hundred are above 0
    assert co_exceedance(x, 0.995)["probability"].tolist() == [0.004, 0.004]


def test_correlations_of_normal_columns_are_theirs():
    r = 0.6
    rng = np.random.default_rng(7)
    a = rng.standard_normal(4000)
    x = np.column_stack([a, r * a + np.sqrt(1 - r**2) * rng.standard_normal(4000)])
    linear = linear_correlation(x).iloc[0]
    assert linear["correlation"] == pytest.approx(r, abs=4 * linear["standard_error"])
    assert linear["standard_error"] == pytest.approx((1 - r**2) / np.sqrt(4000), rel=0.1)
    ranks = rank_correlation(np.exp(x)).iloc[0]  # ranks do not see the margins
    assert ranks["kendall"] == pytest.approx(2 / np.pi * np.arcsin(r), abs=4 * 0.012)
    assert ranks["spearman"] == pytest.approx(6 / np.pi * np.arcsin(r / 2), abs=4 * 0.012)


@pytest.mark.parametrize("bad", [[1.0, 2.0], [[1.0, np.nan], [2.0, 3.0]], [[1.0, 2.0]]])
def test_what_is_no_table_of_years_is_refused(bad):
    with pytest.raises(ValueError, match="one row a year"):
        co_exceedance(bad)
    with pytest.raises(ValueError, match="level"):
        co_exceedance([[1.0, 2.0], [2.0, 1.0]], 1.5)
