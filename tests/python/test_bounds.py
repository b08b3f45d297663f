"""Bounds when the dependence is unknown: O-DU-01 to O-DU-04, and properties that any numbers must have."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from known import case
from riskpool import bounds, interval
from riskpool.judgement import ParetoRate
from riskpool.rearrangement import rearrange
from riskpool.tail import tail_value_at_risk, value_at_risk
from scipy import stats


def test_bounds_of_equal_pareto_risks_are_sharp() -> None:  # O-DU-01
    given, expected = case("O-DU-01")
    for asked, want in zip(given["cases"], expected["results"], strict=True):
        found = bounds.homogeneous_bounds(stats.lomax(asked["theta"]), asked["d"], asked["level"])
        assert found.worst_var == pytest.approx(want["worst_VaR"], rel=1e-8)
        assert found.best_var == pytest.approx(want["best_VaR"], rel=1e-8)
        assert found.comonotonic_var == pytest.approx(want["comonotonic_VaR"], rel=1e-8)
        assert found.worst_tvar == pytest.approx(want["worst_ES"], rel=1e-8)


def test_rearranging_finds_them_too() -> None:  # O-DU-01
    given, expected = case("O-DU-01")
    for at in (1, 3):  # the other two differ in level alone
        asked, want = given["cases"][at], expected["results"][at]
        found = bounds.var_bounds([stats.lomax(asked["theta"])] * asked["d"], asked["level"], points=100_000, starts=1)
        for mine, exact in ((found.worst_var, want["worst_VaR"]), (found.best_var, want["best_VaR"])):
            assert mine.lower <= exact * (1 + 1e-6) and mine.upper >= exact * (1 - 1e-6)
            assert (mine.lower + mine.upper) / 2 == pytest.approx(exact, rel=1e-3)
        assert found.worst_tvar == pytest.approx(want["worst_ES"], rel=1e-9)
        assert found.best_tvar < found.worst_tvar


@pytest.mark.parametrize(
    "law", [stats.lomax(0.8), stats.expon(scale=5), stats.gamma(3), stats.norm(10, 2), stats.uniform()]
)
def test_closed_form_and_rearranging_agree_for_other_laws(law: bounds.Margin) -> None:
    """Infinite means, light tails, laws without a lowest value, and constant densities, which mix to their mean."""
    exact = bounds.homogeneous_bounds(law, 5, 0.99)
    found = bounds.var_bounds([law] * 5, 0.99, points=4000, starts=1)
    assert found.worst_var.lower * (1 - 1e-6) <= exact.worst_var <= found.worst_var.upper * (1 + 1e-6)
    assert found.worst_var == pytest.approx((exact.worst_var,) * 2, rel=2e-3)
    many = bounds.homogeneous_bounds(law, 60, 0.99)
    assert many.comonotonic_var < many.worst_var <= many.worst_tvar * (1 + 1e-9)


def test_a_small_matrix_is_rearranged_to_the_optimum() -> None:  # O-DU-02
    given, expected = case("O-DU-02")
    most = rearrange(given["matrix"], "max_min", starts=20, tolerance=0)
    least = rearrange(given["matrix"], "min_max", starts=20, tolerance=0)
    assert most.value == expected["max_min_row_sum"] and least.value == expected["min_max_row_sum"]
    for found in (most, least):
        for mine, theirs in zip(found.matrix.T, np.array(given["matrix"]).T, strict=True):
            assert sorted(mine) == sorted(theirs)
    assert most.matrix.sum(axis=1).min() == most.value


def test_unequal_margins_are_bracketed() -> None:  # O-DU-03
    given, expected = case("O-DU-03")
    laws = {
        "lognormal": lambda m: stats.lognorm(m["sigma"], scale=np.exp(m["mu"])),
        "pareto2": lambda m: stats.lomax(m["theta"], scale=m["scale"]),
        "gamma": lambda m: stats.gamma(m["shape"], scale=m["scale"]),
    }
    found = bounds.var_bounds([laws[m["dist"]](m) for m in given["margins"]], given["level"], points=40_000)
    assert found.worst_var == pytest.approx((expected["worst_VaR_lower"], expected["worst_VaR_upper"]), rel=0.005)
    assert found.best_var == pytest.approx((expected["best_VaR_lower"], expected["best_VaR_upper"]), rel=0.005)
    assert found.comonotonic_var == pytest.approx(expected["comonotonic_VaR"], rel=1e-9)
    assert found.starts_differ < 1e-3


def test_two_risks_and_events_have_closed_forms() -> None:  # O-DU-04
    given, expected = case("O-DU-04")
    for law, want in (
        (stats.lomax(given["theta"]), expected["pareto"]),
        (stats.expon(scale=given["exp_mean"]), expected["exponential"]),
    ):
        equal = bounds.homogeneous_bounds(law, 2, given["level"])
        assert (equal.worst_var, equal.best_var) == pytest.approx((want["worst"], want["best"]), rel=1e-9)
        assert equal.comonotonic_var == pytest.approx(want["comonotonic"], rel=1e-9)
        assert bounds.two_risk_bounds(law, law, given["level"]) == pytest.approx(
            (want["worst"], want["best"]), rel=1e-9
        )
    together, any_ = expected["joint_all_events"], expected["any_event"]
    assert bounds.frechet_all(given["events"]) == pytest.approx((together["lower"], together["upper"]), abs=1e-12)
    assert bounds.frechet_any(given["events"]) == pytest.approx((any_["lower"], any_["upper"]), abs=1e-12)
    assert bounds.frechet_all([0.9, 0.8]) == pytest.approx((0.7, 0.8))


def test_unequal_pairs_agree_with_rearranging() -> None:
    first, second = stats.gamma(2, scale=3), stats.lognorm(1.0)
    worst, best = bounds.two_risk_bounds(first, second, 0.99)
    found = bounds.var_bounds([first, second], 0.99, points=20_000, starts=1)
    assert found.worst_var == pytest.approx((worst, worst), rel=2e-3)
    assert found.best_var == pytest.approx((best, best), rel=2e-3)


def test_every_dependence_of_a_sample_lies_within_the_bounds() -> None:
    rng = np.random.default_rng(3)
    columns = {name: rng.pareto(2.5, 4000) for name in "abc"}
    found = bounds.column_bounds(columns, 0.99, points=4000)
    for seed in range(20):
        order = np.random.default_rng(seed)
        joint = sum(order.permutation(each) for each in columns.values())
        assert found.bounds.best_var.lower * 0.999 <= value_at_risk(joint, 0.99) <= found.bounds.worst_var.upper * 1.001
        assert found.bounds.best_tvar * 0.999 <= tail_value_at_risk(joint, 0.99) <= found.bounds.worst_tvar * 1.001
    comonotonic = sum(np.sort(each) for each in columns.values())
    assert tail_value_at_risk(comonotonic, 0.99) == pytest.approx(found.bounds.worst_tvar, rel=1e-9)
    assert value_at_risk(comonotonic, 0.99) < found.bounds.worst_var.lower  # comonotonic is not the worst
    assert found.dependence_uncertainty > 0.3


def test_a_known_group_narrows_the_bounds() -> None:
    rng = np.random.default_rng(5)
    columns = pd.DataFrame({name: rng.lognormal(0, 1, 5000) for name in "abcd"})
    free = bounds.column_bounds(columns, 0.99, points=5000)
    known = bounds.column_bounds(columns, 0.99, groups=[["a", "b", "c"]], points=5000)
    all_known = bounds.column_bounds(columns, 0.99, groups=[["a", "b"], ["c", "d"]], points=5000)
    assert known.bounds.worst_var.upper < free.bounds.worst_var.upper
    assert known.bounds.best_var.lower > free.bounds.best_var.lower
    assert known.reference_var == free.reference_var == all_known.reference_var
    with pytest.raises(ValueError, match="none twice"):
        bounds.column_bounds(columns, 0.99, groups=[["a", "b"], ["b"]])


def test_a_common_factor_narrows_the_worst_case() -> None:
    """With one state the factor says nothing; when the margins are fixed by the state, it says all."""
    laws = [stats.lomax(2.5)] * 3
    whole = bounds.var_bounds(laws, 0.99, points=2000, starts=1)
    assert bounds.factor_bounds([(1.0, laws)], 0.99) == pytest.approx(whole.worst_var.upper, rel=2e-3)
    calm, storm = [stats.expon(scale=1.0)] * 3, [stats.expon(scale=5.0)] * 3
    conditional = bounds.factor_bounds([(0.9, calm), (0.1, storm)], 0.99)
    rng = np.random.default_rng(1)
    stormy = rng.random(200_000) < 0.1
    mixed = np.where(stormy, 5.0, 1.0) * rng.exponential(size=(3, 200_000))
    free = bounds.var_bounds(list(mixed), 0.99, points=4000, starts=1)
    assert value_at_risk(mixed.sum(axis=0), 0.99) < conditional < free.worst_var.upper


def test_mean_and_variance_alone_give_cantellis_bounds() -> None:
    low, high = bounds.variance_bounds(10, 2, 0.99)
    # The two-point law that attains the upper one: mean and variance as given, VaR at the upper point.
    points, weights = np.array([10 - 2 * np.sqrt(0.01 / 0.99), high]), np.array([0.99, 0.01])
    assert weights @ points == pytest.approx(10) and weights @ (points - 10) ** 2 == pytest.approx(4)
    assert low < 10 < high


def test_intervals_give_bounds_at_their_corners() -> None:  # O-PB-01
    given, expected = case("O-PB-01")
    intervals = {"rate": tuple(given["rate"]), "shape": tuple(given["pareto_alpha"])}

    def law(rate: float, shape: float) -> ParetoRate:
        return ParetoRate(rate, given["xm"], shape)

    for period in given["return_periods"]:
        found = interval.at_corners(lambda **p: law(**p).occurrence_quantile(period), intervals)
        assert (found.low, found.high) == pytest.approx(expected["OEP_quantile"][str(period)], rel=1e-10)
    found = interval.at_corners(lambda **p: law(**p).exceedance(given["threshold"]), intervals)
    assert (found.low, found.high) == pytest.approx(expected["prob_exceed"], rel=1e-10)
    found = interval.at_corners(lambda **p: law(**p).expected_layer(**given["layer"]), intervals)
    assert (found.low, found.high) == pytest.approx(expected["expected_layer"], rel=1e-10)
    assert found.at_high == {"rate": 0.5, "shape": 1.5} and found.at_low == {"rate": 0.2, "shape": 2.2}


def test_a_figure_that_is_not_monotone_is_searched_inside() -> None:
    hump = interval.searched(lambda a, b: float(np.exp(-((a - 0.3) ** 2)) + b), {"a": (0.0, 1.0), "b": (-1.0, 1.0)})
    assert hump.high == pytest.approx(2.0, abs=1e-8) and hump.at_high["a"] == pytest.approx(0.3, abs=1e-3)
    assert hump.low == pytest.approx(float(np.exp(-0.49)) - 1, abs=1e-8)
    corners = interval.at_corners(
        lambda a, b: float(np.exp(-((a - 0.3) ** 2)) + b), {"a": (0.0, 1.0), "b": (-1.0, 1.0)}
    )
    assert corners.high < hump.high


def test_bounds_refuse_what_they_cannot_use() -> None:
    with pytest.raises(ValueError, match="two margins"):
        bounds.var_bounds([stats.norm()], 0.9)
    with pytest.raises(ValueError, match="two risks"):
        bounds.homogeneous_bounds(stats.lomax(2), 1, 0.9)
    with pytest.raises(ValueError, match="0 to 1"):
        bounds.frechet_all([0.5, 1.5])
