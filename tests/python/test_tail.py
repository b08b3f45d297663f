"""VaR, TVaR and their errors: O-SE-01, and what they are on samples worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from known import case
from riskpool import tail
from scipy import integrate, stats


def test_the_errors_of_a_lognormal_are_those_of_its_law() -> None:  # O-SE-01
    given, expected = case("O-SE-01")
    law = stats.lognorm(given["sigma"], scale=np.exp(given["mu"]))
    for level in given["levels"]:
        want = expected[str(level)]
        var = float(law.ppf(level))
        mean, square = (integrate.quad(lambda x: x**k * law.pdf(x), var, np.inf, epsrel=1e-12)[0] for k in (1, 2))
        tvar = mean / (1 - level)
        variance = square / (1 - level) - tvar**2
        assert (var, tvar) == pytest.approx((want["VaR"], want["TVaR"]), rel=1e-9)
        assert tail.var_standard_error(level, given["n"], float(law.pdf(var))) == pytest.approx(
            want["se_VaR"], rel=1e-9
        )
        assert tail.tvar_standard_error(level, given["n"], variance, var, tvar) == pytest.approx(
            want["se_TVaR"], rel=1e-8
        )
        ranks = tail.order_statistic_ranks(level, given["n"], given["conf"])
        assert (ranks.lower, ranks.upper) == (want["order_stat_lower"], want["order_stat_upper"])
        assert ranks.coverage == pytest.approx(want["exact_coverage"], rel=1e-9)


def test_var_is_the_order_statistic_and_tvar_takes_part_of_the_atom() -> None:
    x = [3.0, 0.0, 0.0, 10.0, 5.0]
    assert tail.value_at_risk(x, 0.6) == 3 and tail.value_at_risk(x, 0.61) == 5
    assert tail.tail_value_at_risk(x, 0.6) == pytest.approx(7.5)
    assert tail.tail_value_at_risk(x, 0.5) == pytest.approx((10 + 5 + 0.5 * 3) / 2.5)
    assert tail.tail_value_at_risk(x, 0.1) == pytest.approx(18 / 4.5)  # half of one zero is cut off
    assert tail.value_at_risk(np.arange(1, 101), 0.07) == 7  # 0.07 * 100 is above 7 in binary


def test_weights_of_importance_sampling_give_the_same_law() -> None:
    x, w = [1.0, 2.0, 4.0], [0.5, 0.3, 0.2]
    plain = [1.0] * 5 + [2.0] * 3 + [4.0] * 2
    for level in (0.3, 0.5, 0.7, 0.9):
        assert tail.value_at_risk(x, level, w) == tail.value_at_risk(plain, level)
        assert tail.tail_value_at_risk(x, level, w) == pytest.approx(tail.tail_value_at_risk(plain, level))


def test_a_sample_too_small_has_no_upper_bound_of_var() -> None:
    found = tail.measure(np.arange(50.0), 0.995)
    assert found.var_high == np.inf and found.var_low > 40 and found.tail_count == 0


@pytest.mark.parametrize("level", [0, 1, -0.5, 99.5])
def test_a_level_in_percent_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="0.995"):
        tail.value_at_risk([1, 2], level)
