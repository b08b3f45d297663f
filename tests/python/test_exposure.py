"""Exposure rating: O-EX-01 to O-EX-03."""

from __future__ import annotations

import numpy as np
import pytest
from known import case
from riskpool import exposure
from riskpool.exposure import Mbbefd
from scipy import integrate


def test_swiss_re_curves_rate_a_layer() -> None:  # O-EX-01
    given, expected = case("O-EX-01")
    layer = given["layer"]
    for name, c in given["curves"].items():
        law, want = Mbbefd.swiss_re(c), expected[name]
        assert (law.b, law.g) == pytest.approx((want["b"], want["g"]), rel=1e-9)
        assert law.mean() == pytest.approx(want["mean_damage_ratio"], rel=1e-9)
        assert 1 / law.g == pytest.approx(want["p_total_loss"], rel=1e-9)
        assert law.curve(given["d"]) == pytest.approx([want["G"][str(d)] for d in given["d"]], rel=1e-9)
        gross = layer["premium"] * layer["expected_loss_ratio"]
        found = law.layer(gross, layer["sum_insured"], layer["limit"], layer["retention"])
        assert found == pytest.approx(want["layer_expected_loss"], rel=1e-9)
        assert found / gross == pytest.approx(want["layer_share"], rel=1e-9)


def test_every_branch_of_the_law() -> None:  # O-EX-03
    given, expected = case("O-EX-03")
    for asked, want in zip(given["cases"], expected["results"], strict=True):
        law = Mbbefd(asked["b"], asked["g"])
        assert law.mean() == pytest.approx(want["mean"], rel=1e-11)
        assert law.curve(asked["x"]) == pytest.approx(want["G"], rel=1e-11)
        assert law.survival(asked["x"]) == pytest.approx(want["survival"], rel=1e-11)
        for level, quantile in zip(want.get("quantile_at", []), want.get("quantile", []), strict=True):
            assert law.quantile(level) == pytest.approx(quantile, rel=1e-11)


@pytest.mark.parametrize("law", [Mbbefd(0.5, 20), Mbbefd(1, 4), Mbbefd(0.2, 5), Mbbefd(12.6, 4.2)])
def test_the_curve_integrates_the_survival_function(law: Mbbefd) -> None:
    for d in (0.1, 0.5, 1.0):
        below = integrate.quad(lambda x: float(law.survival(x)), 0, d, epsabs=1e-13)[0]
        assert float(law.curve(d)) * law.mean() == pytest.approx(below, rel=1e-9)
    for level in (0.1, 0.4):
        assert float(law.survival(law.quantile(level))) == pytest.approx(1 - level)


def test_increased_limits_and_pareto_extrapolation() -> None:  # O-EX-02
    given, expected = case("O-EX-02")
    z, basic = given["z"], given["basic_limit"]
    found = exposure.riebesell(given["limits"], basic, z)
    assert found == pytest.approx([expected["ilf"][str(limit)] for limit in given["limits"]], rel=1e-10)
    layer = exposure.riebesell_layer(
        given["layer"]["limit"], given["layer"]["retention"], basic, given["basic_loss"], z
    )
    assert layer == pytest.approx(expected["layer_expected"], rel=1e-10)
    assert exposure.riebesell_pareto(z) == pytest.approx(expected["implied_pareto_alpha"], rel=1e-10)
    known = given["pareto"]["known_layer"]
    for limit, retention in given["pareto"]["targets"]:
        found_layer = exposure.pareto_layer(
            limit, retention, known["limit"], known["retention"], known["expected"], given["pareto"]["alpha"]
        )
        assert found_layer == pytest.approx(expected["pareto_layers"][f"{limit}_xs_{retention}"], rel=1e-10)


def test_riebesell_is_pareto_above_the_threshold_and_an_index_of_one_is_the_limit() -> None:
    z = 0.3
    a, b = (exposure.riebesell_layer(*layer, 1.0, 100.0, z) for layer in ((5.0, 5.0), (20.0, 30.0)))
    assert exposure.pareto_layer(20, 30, 5, 5, a, exposure.riebesell_pareto(z)) == pytest.approx(b)
    near, at = (exposure.pareto_layer(10, 20, 5, 5, 1.0, shape) for shape in (1 + 1e-7, 1.0))
    assert near == pytest.approx(at, rel=1e-5) and at == pytest.approx(np.log(1.5) / np.log(2))
    with pytest.raises(ValueError, match="above 0"):
        exposure.pareto_layer(10, 0, 5, 5, 1.0, 2.0)
