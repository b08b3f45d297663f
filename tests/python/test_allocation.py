"""Allocation, diversification and capacity: O-AL-01, O-AL-02, O-PL-01; reverse stress in closed form: O-RS-01."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from known import case
from riskpool import allocation, capacity
from riskpool.gaussian import GaussianLosses
from riskpool.tail import measure, tail_value_at_risk, value_at_risk
from scipy import stats


def test_gaussian_allocation_exactly() -> None:  # O-AL-01
    given, expected = case("O-AL-01")
    found = GaussianLosses(given["mean"], given["sd"], given["corr"]).allocation(given["level"])
    pairs = {
        "TVaR_total": found.tvar_total,
        "VaR_total": found.var_total,
        "euler_TVaR": found.euler_tvar,
        "euler_VaR": found.euler_var,
        "standalone_TVaR": found.standalone_tvar,
        "diversification_benefit_TVaR": found.diversification_benefit,
        "diversification_ratio": found.diversification_ratio,
        "marginal_last_in": found.marginal_tvar,
    }
    assert set(pairs) == set(expected)
    for name, value in pairs.items():
        assert value == pytest.approx(expected[name], rel=1e-9), name


@pytest.fixture(scope="module")
def normal() -> pd.DataFrame:
    given, _ = case("O-AL-01")
    sd = np.array(given["sd"])
    rng = np.random.default_rng(3)
    draws = rng.multivariate_normal(given["mean"], np.outer(sd, sd) * np.array(given["corr"]), 400_000)
    return pd.DataFrame(draws, columns=["a", "b", "c"])


def test_gaussian_allocation_from_trials(normal: pd.DataFrame) -> None:  # O-AL-01
    given, expected = case("O-AL-01")
    table = allocation.allocate(normal, given["level"])
    parts = table.loc[["a", "b", "c"]]
    assert (np.abs(parts.euler_tvar - expected["euler_TVaR"]) < 4 * parts.euler_tvar_error).all()
    assert (np.abs(parts.euler_var - expected["euler_VaR"]) < 4 * parts.euler_var_error).all()
    assert parts.euler_tvar_error.to_numpy() == pytest.approx(np.array([0.06, 0.10, 0.04]), rel=0.5)
    assert parts.standalone.to_numpy() == pytest.approx(expected["standalone_TVaR"], rel=0.01)
    assert parts.marginal.to_numpy() == pytest.approx(expected["marginal_last_in"], rel=0.01)
    # For normal losses covariance and Euler allocation of TVaR are one.
    assert parts.covariance.to_numpy() == pytest.approx(expected["euler_TVaR"], rel=0.01)
    for column in ("euler_tvar", "euler_var", "covariance", "shapley", "mean"):
        assert parts[column].sum() == pytest.approx(table.loc["total", column], rel=1e-9), column
    d = allocation.diversification(normal, given["level"])
    assert d.tvar_benefit == pytest.approx(expected["diversification_benefit_TVaR"], rel=0.03)
    assert d.tvar_ratio == pytest.approx(expected["diversification_ratio"], rel=0.005)


def test_gamma_parts_share_by_their_shapes() -> None:  # O-AL-02
    given, expected = case("O-AL-02")
    shapes, level = given["shapes"], given["level"]
    total = stats.gamma(sum(shapes), scale=given["scale"])
    assert total.ppf(level) == pytest.approx(expected["VaR_total"], rel=1e-9)
    rng = np.random.default_rng(4)
    parts = {f"p{i}": rng.gamma(a, given["scale"], 400_000) for i, a in enumerate(shapes)}
    by_tvar, by_var = allocation.euler_tvar(parts, level), allocation.euler_var(parts, level)
    assert (np.abs(by_tvar["value"] - expected["euler_TVaR"]) < 4 * by_tvar.standard_error).all()
    assert (np.abs(by_var["value"] - expected["euler_VaR"]) < 4 * by_var.standard_error).all()
    assert by_tvar["value"].sum() == pytest.approx(tail_value_at_risk(sum(parts.values()), level), rel=1e-12)
    d = allocation.diversification(parts, level)
    assert d.tvar_benefit == pytest.approx(expected["diversification_benefit_TVaR"], rel=0.03)


def test_pooling_saves_capital() -> None:  # O-PL-01
    given, expected = case("O-PL-01")
    law, n, level = given["member"], given["members"], given["level"]
    rng = np.random.default_rng(5)
    parts = {f"m{i}": rng.gamma(law["shape"], law["scale"], 400_000) for i in range(n)}
    d = allocation.diversification(parts, level)
    mean = law["shape"] * law["scale"]
    assert d.tvar == pytest.approx(expected["pooled_TVaR"], rel=0.01)
    assert d["var"] == pytest.approx(expected["pooled_VaR"], rel=0.01)
    assert d.tvar_standalone / n == pytest.approx(expected["standalone_TVaR"], rel=0.01)
    saving = 1 - (d.tvar - n * mean) / (d.tvar_standalone - n * mean)
    assert saving == pytest.approx(expected["capital_saving"], abs=0.01)


def test_the_error_of_an_allocation_is_its_spread_over_repetitions() -> None:
    values, errors = [], []
    for seed in range(80):
        rng = np.random.default_rng(seed)
        found = allocation.euler_tvar({"a": rng.gamma(1, 4, 4000), "b": rng.gamma(2, 4, 4000)}, 0.95)
        values.append(found["value"]["a"])
        errors.append(found["standard_error"]["a"])
    assert np.mean(errors) == pytest.approx(np.std(values, ddof=1), rel=0.3)


def test_the_error_of_the_whole_is_that_of_its_tvar() -> None:
    x = np.random.default_rng(10).exponential(1, 100_000)
    found = allocation.euler_tvar({"all": x, "nothing": 0 * x}, 0.99)
    # Memoryless: Var(X | X > VaR) = 1 and TVaR - VaR = 1.
    assert found["standard_error"]["all"] == pytest.approx(np.sqrt((1 + 0.99) / (0.01 * x.size)), rel=0.1)
    assert found["standard_error"]["all"] == pytest.approx(measure(x, 0.99).tvar_standard_error, rel=0.03)


def test_atoms_are_allocated_without_remainder() -> None:
    parts = {"a": [0, 0, 0, 0, 10.0, 0], "b": [0, 0, 0, 0, 0, 6.0]}
    found = allocation.euler_tvar(parts, 0.5)  # half of the trials, of which one and a half... zeros
    assert found["value"].to_list() == pytest.approx([10 / 3, 2])
    assert allocation.shapley(parts, 0.5).sum() == pytest.approx(tail_value_at_risk([0, 0, 0, 0, 10, 6], 0.5))


def test_random_orders_agree_with_all_subsets() -> None:
    rng = np.random.default_rng(6)
    parts = {f"p{i}": rng.lognormal(0, 1, 2000) for i in range(4)}
    exact, sampled = allocation.shapley(parts, 0.9), allocation.shapley(parts, 0.9, exact_up_to=0, orders=400)
    assert sampled.to_numpy() == pytest.approx(exact.to_numpy(), rel=0.02)
    assert sampled.sum() == pytest.approx(exact.sum(), rel=1e-12)


def test_a_tail_index_below_one_is_seen() -> None:
    rng = np.random.default_rng(7)
    parts = {f"p{i}": (1 - rng.random(50_000)) ** (-1 / 0.7) for i in range(3)}
    d = allocation.diversification(parts, 0.99)
    assert d.hill == pytest.approx(0.7, rel=0.15) and d.var_ratio > 1  # pooling raises VaR


def test_the_design_point_of_normal_factors() -> None:  # O-RS-01
    given, expected = case("O-RS-01")
    found = GaussianLosses(given["mean"], given["sd"], given["corr"]).design_point(given["ruin_level"])
    assert found.state == pytest.approx(expected["design_point"], rel=1e-9)
    assert found.reliability_index == pytest.approx(expected["reliability_index"], rel=1e-9)
    assert found.probability == pytest.approx(expected["probability"], rel=1e-9)
    assert found.mean_beyond == pytest.approx(expected["conditional_mean_given_exceed"], rel=1e-9)


def test_the_largest_line_meets_its_budget_exactly() -> None:
    """Exponential base and the same loss again: TVaR of (1 + w) X is (1 + w) TVaR, so w = budget / TVaR - 1."""
    x = np.random.default_rng(8).exponential(1, 5000)
    tvar = tail_value_at_risk(x, 0.99)
    limits = {"tvar": capacity.tvar_at_most(0.99, 1.25 * tvar), "ruin": capacity.exceeded_at_most(100.0, 0.01)}
    found = capacity.largest_line(x, x, limits, most=1.0)
    assert found.line == pytest.approx(0.25, abs=2e-6) and found.binding == "tvar" and found.slack["ruin"] > 0
    assert 0 < found.standard_error < 0.2
    assert capacity.largest_line(x, x, {"free": capacity.mean_at_most(10.0)}).binding == "none"
    assert capacity.largest_line(x, x, {"full": capacity.var_at_most(0.99, 0.1)}).binding == "base"


def test_the_capacity_table_names_what_binds_and_the_price_of_tail() -> None:
    rng = np.random.default_rng(9)
    base = rng.lognormal(0, 1, 6000)
    additions = {"same": base, "apart": rng.lognormal(0, 1, 6000)}
    limits = {"tvar": capacity.tvar_at_most(0.99, 1.3 * tail_value_at_risk(base, 0.99))}
    table = capacity.capacity_table(base, additions, limits, 0.99).set_index("addition")
    assert table.line["same"] == pytest.approx(0.3, abs=1e-5) and table.line["apart"] > 0.5
    assert table.tvar_per_unit["same"] == pytest.approx(tail_value_at_risk(base, 0.99))
    small = 1e-4
    grown = tail_value_at_risk(base + small * additions["apart"], 0.99) - tail_value_at_risk(base, 0.99)
    assert table.tvar_per_unit["apart"] == pytest.approx(grown / small, rel=0.01)
    assert value_at_risk(base, 0.99) < tail_value_at_risk(base, 0.99)
