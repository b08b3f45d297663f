"""What it is worth to know: O-VI-01 exactly and from draws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from known import case
from riskpool import information


def test_a_normal_unknown_has_closed_forms() -> None:  # O-VI-01
    given, expected = case("O-VI-01")
    found = information.normal_value(**given)
    assert found.value_no_info == pytest.approx(expected["value_no_info"], rel=1e-9)
    assert found.evpi == pytest.approx(expected["EVPI"], rel=1e-9)
    assert found.evsi == pytest.approx(expected["EVSI"], rel=1e-9)
    assert found.preposterior_sd == pytest.approx(expected["preposterior_sd"], rel=1e-9)


def test_draws_give_the_same_within_their_errors() -> None:  # O-VI-01
    given, expected = case("O-VI-01")
    rng = np.random.default_rng(1)
    theta = rng.normal(given["prior_mean"], given["prior_sd"], 100_000)
    utilities = np.column_stack([given["scale"] * theta, np.zeros_like(theta)])
    evpi = information.perfect_information(utilities)
    assert evpi.value == pytest.approx(expected["EVPI"], abs=4 * evpi.standard_error)
    observed = theta + rng.normal(0, given["obs_sd"] / np.sqrt(given["n"]), theta.size)
    evsi = information.partial_information(utilities, observed)
    assert evsi.value == pytest.approx(expected["EVSI"], abs=4 * evsi.standard_error)
    assert evsi.standard_error < 0.1


def test_more_data_are_worth_more_and_no_data_nothing() -> None:
    values = [information.normal_value(-0.5, 1.0, 2.0, n).evsi for n in (0, 1, 10, 1000)]
    assert values[0] == 0 and values == sorted(values)
    perfect = information.normal_value(-0.5, 1.0, 0.0, 1)
    assert perfect.evsi == pytest.approx(perfect.evpi)
    assert perfect.value_no_info == 0  # declined


def test_the_parameter_that_decides_is_worth_most() -> None:
    """Profit a - b with Var a = 4, Var b = 1: E max(m + s Z, 0) for each alone, exactly."""
    rng = np.random.default_rng(2)
    draws = pd.DataFrame(
        {"a": rng.normal(0.3, 2, 40_000), "b": rng.normal(0, 1, 40_000), "idle": rng.normal(size=40_000)}
    )
    utilities = np.column_stack(
        [draws.a - draws.b + rng.normal(0, 3, 40_000), np.zeros(40_000)]
    )  # 3: noise of inner means
    found = information.rank_parameters(utilities, draws).set_index("parameter")
    assert list(found.index[:2]) == ["a", "b"]
    for name, sd in (("a", 2.0), ("b", 1.0)):
        exact = information.normal_value(0.3, sd, 0, 1).evpi
        assert found.evppi[name] == pytest.approx(exact, abs=0.05)
    assert found.evppi["idle"] < 0.05
    together = information.partial_information(utilities, draws[["a", "b"]].to_numpy())
    assert together.value == pytest.approx(information.normal_value(0.3, 5**0.5, 0, 1).evpi, abs=0.05)


def test_too_few_draws_for_the_regression_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        information.partial_information(np.zeros((12, 2)), np.arange(12.0))
    with pytest.raises(ValueError, match="each decision"):
        information.perfect_information(np.zeros((10, 1)))
