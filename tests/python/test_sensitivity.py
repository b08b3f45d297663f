"""Which input moves a figure: O-SA-01, O-SA-02, noise of the inner loop, and finished runs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from known import case
from riskpool import sensitivity
from riskpool.inputs import Inputs
from riskpool.tail import Floats
from scipy import stats


def ishigami(x: Floats, a: float, b: float) -> Floats:
    return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])


@pytest.fixture(scope="module")
def circle() -> Inputs:
    law = stats.uniform(-np.pi, 2 * np.pi)
    return Inputs({"x1": law, "x2": law, "x3": law})


def test_sobol_indices_of_the_ishigami_function(circle: Inputs) -> None:  # O-SA-01
    given, expected = case("O-SA-01")
    found = sensitivity.sobol(lambda x: ishigami(x, given["a"], given["b"]), circle, points=2**16, resamples=50)
    assert found["first"].to_numpy() == pytest.approx(expected["S1"], abs=0.01)
    assert found["total"].to_numpy() == pytest.approx(expected["ST"], abs=0.01)
    assert (found["first_low"] <= found["first"]).all() and (found["total_high"] >= found["total"]).all()


def test_shapley_effects_of_the_ishigami_function(circle: Inputs) -> None:  # O-SA-01
    given, expected = case("O-SA-01")
    found = sensitivity.shapley(lambda x: ishigami(x, given["a"], given["b"]), circle, points=2**15)
    assert found["shapley"].to_numpy() == pytest.approx(expected["Shapley"], abs=0.01)
    assert found["first"].to_numpy() == pytest.approx(expected["S1"], abs=0.01)
    assert found["total"].to_numpy() == pytest.approx(expected["ST"], abs=0.01)
    assert found["shapley"].sum() == pytest.approx(1, abs=1e-12)


def test_dependent_inputs_exactly(  # O-SA-02
) -> None:
    given, expected = case("O-SA-02")
    s, r = np.array(given["sigma"]), given["rho"]
    found = sensitivity.linear_gaussian(given["beta"], np.outer(s, s) * np.array([[1, r], [r, 1]]))
    assert found.attrs["variance"] == pytest.approx(expected["variance"], rel=1e-10)
    for column in ("first", "total", "shapley"):
        assert found[column].to_numpy() == pytest.approx(expected[column], rel=1e-10)


def test_dependent_inputs_by_sampling_and_from_a_finished_run() -> None:  # O-SA-02
    given, expected = case("O-SA-02")
    s, r, beta = given["sigma"], given["rho"], np.array(given["beta"])
    inputs = Inputs({"a": stats.norm(0, s[0]), "b": stats.norm(0, s[1])}, [[1, r], [r, 1]])
    found = sensitivity.shapley(lambda x: x @ beta, inputs, points=2**14)
    for column in ("first", "total", "shapley"):
        assert found[column].to_numpy() == pytest.approx(expected[column], abs=0.01)

    rng = np.random.default_rng(8)
    draws = pd.DataFrame(inputs.from_scores(inputs.scores(rng.standard_normal((20_000, 2)))), columns=["a", "b"])
    noise = rng.normal(0, 2.0, len(draws))  # 4 of a variance of 13.6
    given_data = sensitivity.of_draws(draws, draws.to_numpy() @ beta + noise, noise_variance=4.0)
    for column in ("first", "total", "shapley"):
        errors = np.maximum(given_data[f"{column}_error"].to_numpy(), 0.004)
        assert (np.abs(given_data[column].to_numpy() - expected[column]) < 4 * errors).all()
    blind = sensitivity.of_draws(draws, draws.to_numpy() @ beta + noise)
    assert blind["first"]["b"] < expected["first"][1] - 0.15  # what noise does if it stays in


def test_what_is_drawn_anew_keeps_the_joint_law() -> None:
    r = np.array([[1, 0.6, 0.3], [0.6, 1, -0.2], [0.3, -0.2, 1]])
    inputs = Inputs({name: stats.norm() for name in "abc"}, r)
    rng = np.random.default_rng(3)
    scores = inputs.scores(rng.standard_normal((100_000, 3)))
    for known in ([0], [1, 2]):
        anew = inputs.scores_given(known, scores, rng.standard_normal((100_000, 3)))
        assert np.array_equal(anew[:, known], scores[:, known])
        assert np.cov(anew.T) == pytest.approx(r, abs=4 * 1.5 / np.sqrt(100_000))


def test_noise_of_the_inner_loop_is_taken_out() -> None:
    inputs = Inputs({"a": stats.norm(0, 2), "b": stats.norm(0, 1)})
    rng = np.random.default_rng(2)

    def noisy(x: Floats) -> Floats:
        return x[:, 0] + x[:, 1] + rng.normal(0, 1.5, len(x))

    exact = np.array([0.8, 0.2])
    found = sensitivity.sobol(noisy, inputs, points=2**14, noise_variance=2.25, resamples=20)
    assert found["first"].to_numpy() == pytest.approx(exact, abs=0.03)
    assert found["total"].to_numpy() == pytest.approx(exact, abs=0.03)
    left_in = sensitivity.sobol(noisy, inputs, points=2**14, resamples=20)
    assert left_in["total"]["b"] > 0.35
    with pytest.raises(ValueError, match="raise the trials"):
        sensitivity.sobol(noisy, inputs, points=2**6, noise_variance=50.0, resamples=20)


def test_a_constant_input_and_an_interaction_are_told_from_draws() -> None:
    rng = np.random.default_rng(4)
    draws = pd.DataFrame({"a": rng.normal(size=3000), "b": rng.normal(size=3000), "fixed": 1.0})
    found = sensitivity.of_draws(draws, draws.a * draws.b)  # no first-order effect, all interaction
    assert found["first"]["a"] == pytest.approx(0, abs=0.08) and found["total"]["a"] > 0.9
    assert found["shapley"].to_numpy() == pytest.approx([0.5, 0.5, 0.0], abs=0.06)
    assert found.loc["fixed"].abs().sum() == 0


def test_errors_of_effects_from_draws_are_those_over_repetitions() -> None:
    """Neighbours share products, so that the error is between the true one and twice of it."""
    values, errors = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        draws = pd.DataFrame(rng.normal(size=(400, 2)), columns=["a", "b"])
        found = sensitivity.of_draws(draws, 2 * draws.a + draws.b)
        values.append(found["shapley"]["b"])
        errors.append(found["shapley_error"]["b"])
    assert 0.8 < np.mean(errors) / np.std(values, ddof=1) < 2.0
    assert np.mean(values) == pytest.approx(0.2, abs=0.02)


def test_the_bootstrap_band_covers() -> None:
    inputs = Inputs({"a": stats.uniform(), "b": stats.uniform()})
    inside = 0
    for seed in range(40):
        found = sensitivity.sobol(lambda x: np.exp(2 * x[:, 0]) + x[:, 1], inputs, points=2**6, seed=seed)
        variance = np.array([(np.e**4 - 1) / 4 - ((np.e**2 - 1) / 2) ** 2, 1 / 12])
        exact = variance[0] / variance.sum()
        inside += bool(found["total_low"]["a"] <= exact <= found["total_high"]["a"])
    assert inside >= 32


def test_the_score_function_differentiates_a_tail() -> None:
    """X exponential: TVaR_p = m (1 - ln(1 - p)), P(X > t) = exp(-t / m), so that both derivatives are known."""
    rng = np.random.default_rng(6)
    mean, level = 3.0, 0.95
    x = rng.exponential(mean, 200_000)
    scores = sensitivity.exponential_score(np.ones(x.size), x, mean)
    tvar = sensitivity.tvar_sensitivity(x, scores, level)
    assert tvar.value == pytest.approx(1 - np.log(1 - level), abs=4 * tvar.standard_error) and tvar.standard_error < 0.1
    chance = sensitivity.mean_sensitivity(x > 9.0, scores)
    assert chance.value == pytest.approx(9 / mean**2 * np.exp(-9 / mean), abs=4 * chance.standard_error)


def test_scores_have_mean_zero_and_the_information_of_their_law() -> None:
    rng = np.random.default_rng(7)
    n = rng.poisson(4.0, 50_000)
    score = sensitivity.poisson_score(n, 4.0)
    assert score.mean() == pytest.approx(0, abs=4 * score.std() / np.sqrt(n.size))
    assert score.var() == pytest.approx(1 / 4, rel=0.03)
    logs = np.array([rng.exponential(1 / 2.5, k).sum() for k in n[:20_000]])
    score = sensitivity.pareto_score(n[:20_000], logs, 2.5)
    assert score.mean() == pytest.approx(0, abs=4 * score.std() / np.sqrt(logs.size))
    assert score.var() == pytest.approx(4 / 2.5**2, rel=0.05)


def test_drivers_of_bad_years_are_named_in_order() -> None:
    rng = np.random.default_rng(9)
    drivers = pd.DataFrame(
        {"quake": rng.pareto(2, 5000), "fire": rng.exponential(0.2, 5000), "weather": rng.normal(size=5000)}
    )
    found = sensitivity.tail_drivers(drivers.quake + drivers.fire, drivers, 0.99)
    assert list(found.driver)[:1] == ["quake"] and abs(found.set_index("driver")["shift"]["weather"]) < 0.5


def test_inputs_refuse_what_is_no_correlation() -> None:
    laws = {"a": stats.norm(), "b": stats.norm(), "c": stats.norm()}
    with pytest.raises(ValueError, match="positive semi-definite"):
        Inputs(laws, [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    with pytest.raises(ValueError, match="shapley"):
        sensitivity.sobol(lambda x: x[:, 0], Inputs({"a": stats.norm(), "b": stats.norm()}, [[1, 0.5], [0.5, 1]]))
    with pytest.raises(ValueError, match="powers of 2"):
        sensitivity.sobol(lambda x: x[:, 0], Inputs({"a": stats.norm()}), points=1000)
