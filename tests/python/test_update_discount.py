"""Old data count in part when a scenario learns: a discount by age, and weights of years."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from riskpool import claims, gpd_grid, update_program
from riskpool.posterior import GammaPareto, GammaPoisson, NormalInverseGamma
from riskpool.severity_grid import Window, severity_posterior
from riskpool.update import Update, update

SEVERITIES = {
    "exponential": "{exponential: {mean: 3}}",
    "pareto": "{pareto: {threshold: 1, shape: 2}}",
    "lognormal": "{lognormal: {mu: 1, sigma: 1}}",
    "generalised_pareto": "{generalised_pareto: {location: 0.5, scale: 2, shape: 0.2}}",
    "gamma": "{gamma: {shape: 1, scale: 3}}",
    "weibull": "{weibull: {shape: 1, scale: 3}}",
    "spliced": "{spliced: {body: {lognormal: {mu: 0, sigma: 1}}, threshold: 4, tail_probability: 30%,"
    " tail: {pareto: {threshold: 4, shape: 2}}}}",
    "censored": "{spliced: {body: {gamma: {shape: 1, scale: 3}}, threshold: 4, tail: {weibull: {shape: 1, scale: 2}}}}",
}
LOSSES = [1.2, 3.0, 6.5, 2.2, 9.0, 5.1]


def learned(severity: str, losses: list[float], year: int, weight: float) -> Update:
    text = f"sources:\n  - collective_risk: {{name: A, frequency: {{poisson: {{mean: 2}}}}, severity: {severity}}}\n"
    rows = pd.DataFrame({"year": year, "source": "A", "loss": losses})
    return update(
        text, claims.read(rows, exposure=pd.DataFrame({"year": [year], "exposure": [2.0], "weight": [weight]}))
    )


@pytest.mark.parametrize("severity", SEVERITIES)
def test_every_claim_twice_by_half_is_every_claim_once(severity: str) -> None:
    once = learned(SEVERITIES[severity], LOSSES, 2020, 1.0).moves
    half = learned(SEVERITIES[severity], LOSSES * 2, 2020, 0.5).moves
    of_laws = once.what != "rate"
    assert of_laws.sum() > 0
    assert list(half.after[of_laws]) == pytest.approx(list(once.after[of_laws]), rel=1e-9)
    assert list(half.low[of_laws]) == pytest.approx(list(once.low[of_laws]), rel=1e-9)
    assert list(half.credibility[of_laws]) == pytest.approx(list(once.credibility[of_laws]))
    # As many events count as before, in half the exposure.
    assert half.after.iloc[-1] == pytest.approx((20 + 6) / (10 + 1)) and once.after.iloc[-1] == pytest.approx(26 / 12)


def test_data_lose_weight_with_age() -> None:
    """Ages 2, 1, 0 at a discount of 20 %: weights 0.64, 0.8, 1. One event in 2020, two in 2022."""
    text = "sources:\n  - collective_risk: {name: A, frequency: {poisson: {mean: 2}}, severity: {exponential: {mean: 3}}}\n"
    rows = pd.DataFrame({"year": [2020, 2022, 2022], "source": "A", "loss": [10.0, 2.0, 4.0]})
    found = update(text, claims.read(rows, discount=0.2)).moves.set_index("what")
    assert found.after["rate"] == pytest.approx((20 + 0.64 + 2) / (10 + 2.44))
    assert found.after["mean loss"] == pytest.approx((30 + 6.4 + 6) / (10 + 2.64))
    assert found.data["mean loss"].startswith("3 claims counting as 2.64")
    assert found.data["rate"] == "2.64 events in 2.44 years, older data in part"
    none = update(text, claims.read(rows)).moves.set_index("what")
    assert none.after["rate"] == pytest.approx(23 / 13) and none.data["rate"] == "3 events in 3 years"


def test_an_old_generation_of_one_source_counts_by_its_weight() -> None:
    exposure = pd.DataFrame(
        {"year": [2020, 2021, 2020], "source": ["", "", "A"], "exposure": [1.0, 1.0, 3.0], "weight": [1.0, np.nan, 0.3]}
    )
    rows = pd.DataFrame({"year": [2020, 2021, 2020], "source": ["A", "A", "B"], "loss": 1.0})
    found = claims.read(rows, exposure=exposure)
    assert found.weights("A") == pytest.approx([0.3, 1]) and found.weights("B") == pytest.approx([1, 1])
    assert found.weighed_exposure("A") == pytest.approx(0.9 + 1) and found.seen("A").number == pytest.approx(1.3)
    with pytest.raises(ValueError, match="weights of years"):
        claims.read(rows, exposure=exposure.assign(weight=2.0))
    with pytest.raises(ValueError, match="discount"):
        claims.read(rows, discount=1.0)


def test_totals_of_attritional_years_count_in_part() -> None:
    text = "insureds: [{name: A, premium: 10}]\nsources:\n  - attritional: {loss_ratio: 50%, cv: 0.5}\n"
    rows = pd.DataFrame({"year": [2020, 2021], "source": "attritional", "loss": [9.0, 3.0]})
    found = update(text, claims.read(rows, discount=0.5)).moves
    assert found.after[0] == pytest.approx((10 * 0.5 + 0.5 * 0.9 + 0.3) / (10 + 1.5))


def test_posteriors_take_weights_in_python() -> None:
    assert GammaPoisson(1, 5).updated([2, 6], [10, 12], [1, 0.5]) == GammaPoisson(6, 21)
    assert GammaPareto(4, 2, 1.0).updated([0.5, np.e], [1, 0]) == GammaPareto(4, 2, 1.0)
    logs = NormalInverseGamma(0, 3, 2, 1)
    assert logs.updated([2.0, 3.0], [0, 0]) == logs
    none = gpd_grid.gpd_posterior([5.0], 2.0, 0.2, 0.3, 0.1, weights=[0.0])
    assert none.scale_mean() == gpd_grid.gpd_posterior([], 2.0, 0.2, 0.3, 0.1).scale_mean()
    with pytest.raises(ValueError, match="from 0 to 1"):
        GammaPoisson(1, 5).updated([2], [10], [1.5])
    seen = claims.Seen(np.array([1.0, 2.0]), np.array([0.0, 0.0]))
    at = np.array([0.3, 0.1])
    assert severity_posterior("weibull", at, seen, 5.0, Window(below=3.0)).centre == pytest.approx(at, abs=1e-9)


def test_the_command_takes_a_discount(small_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "c.csv"
    pd.DataFrame({"year": [2020, 2021], "source": "collective_risk", "loss": [2e6, 3e6]}).to_csv(file, index=False)
    assert update_program.main([str(small_path), "--claims", str(file), "--discount", "50%"]) == 0
    assert "1.5 events in 1.5 years, older data in part" in capsys.readouterr().out
