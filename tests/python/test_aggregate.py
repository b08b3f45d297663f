"""Aggregates by Fourier transform and Panjer's recursion against published figures, and against simulation."""

from __future__ import annotations

import numpy as np
import pytest
import riskpool as rp
from answers import answer


def near(values: object, expected: object, tolerance: float) -> None:
    np.testing.assert_allclose(np.asarray(values, float), np.asarray(expected, float), rtol=tolerance, atol=tolerance)


def frequency_of(given: dict) -> rp.Kind:
    law = given["frequency"]
    if law["dist"] == "poisson":
        return rp.frequency.Poisson(mean=law["mean"])
    return rp.frequency.NegativeBinomial(mean=law["mean"], size=law["r"])


def severity_of(given: dict) -> rp.Kind:
    law = given["severity"]
    match law["dist"]:
        case "exponential":
            return rp.severity.Exponential(mean=law["mean"])
        case "gamma":
            return rp.severity.Gamma(shape=law["shape"], scale=law["scale"])
        case "lognormal":
            return rp.severity.Lognormal(mu=law["mu"], sigma=law["sigma"])
        case "lomax":
            return rp.severity.GeneralisedPareto(location=0, scale=law["scale"] / law["shape"], shape=1 / law["shape"])
        case _:
            return rp.severity.Pareto(threshold=law["xm"], shape=law["alpha"])


# a gamma of shape below 1 has a density without end at 0, which costs the second order there
@pytest.mark.parametrize(("case", "tolerance"), [("AG-01", 1e-7), ("AG-02", 2e-6), ("AG-03", 1e-7), ("AG-04", 2e-6), ("AG-05", 2e-6)])
def test_continuous_aggregates_are_those_of_ag_01_to_05(case: str, tolerance: float) -> None:
    given, expected = answer(f"O-{case}")
    law = rp.aggregate(frequency_of(given), severity_of(given), points=2**15, step=expected["VaR_0.999"] / 2**12)
    near(law.mean, expected["mean"], 1e-9)
    near(law.sd, expected["sd"], 1e-9)
    near(law.p_zero, expected["p_zero"], 1e-9)
    levels = [0.9, 0.95, 0.99, 0.995, 0.999]
    near(law.var(levels), [expected[f"VaR_{p}"] for p in levels], tolerance)
    near(law.tvar(levels), [expected[f"TVaR_{p}"] for p in levels], tolerance)
    (point,) = given["stop_loss_at"]
    near(law.stop_loss(point), expected[f"SL_{point:g}"], tolerance)
    near(1 - law.exceedance(law.var(0.99)), 0.99, tolerance)


@pytest.mark.parametrize("method", ["fft", "panjer"])
def test_a_lattice_is_exact_as_in_ag_06(method: str) -> None:
    given, expected = answer("O-AG-06")
    table = {float(x): p for x, p in given["severity_pmf"].items()}
    law = rp.aggregate(rp.frequency.Poisson(mean=2), table, method, points=256)
    assert law.step == 1
    near(law.mean, expected["mean"], 1e-12)
    near([law.pmf[k] for k in given["k"]], [expected[f"P_S_eq_{k}"] for k in given["k"]], 1e-11)
    near([law.stop_loss(d) for d in given["d"]], [expected[f"SL_{d}"] for d in given["d"]], 1e-11)
    for p in (0.95, 0.99, 0.995):
        assert law.var(p) == expected[f"VaR_{p}"]
        near(law.tvar(p), expected[f"TVaR_{p}"], 1e-10)


def test_an_event_loss_table_has_the_curves_of_ep_01() -> None:
    given, expected = answer("O-EP-01")
    rates, losses = np.transpose(given["elt"])
    law = rp.aggregate(rp.frequency.Poisson(mean=rates.sum()), dict(zip(losses, rates / rates.sum(), strict=True)), points=4096)
    near(law.mean, expected["aal"], 1e-12)
    x = given["thresholds"]
    near(law.exceedance(x), list(expected["AEP"].values()), 1e-11)
    near(law.occurrence_exceedance(x), list(expected["OEP"].values()), 1e-11)
    periods = np.array(given["return_periods"])
    assert list(law.var(1 - 1 / periods)) == list(expected["AEP_PML"].values())
    assert list(law.occurrence_quantile(periods)) == list(expected["OEP_PML"].values())
    near(law.tvar(1 - 1 / periods), list(expected["AEP_TVaR"].values()), 1e-9)


def test_the_largest_losses_have_the_quantiles_of_ep_02() -> None:
    given, expected = answer("O-EP-02")
    law = rp.aggregate(rp.frequency.Poisson(mean=given["rate"]), severity_of(given), points=1024, richardson=False, step=0.1)
    periods = given["return_periods"]
    near(law.occurrence_quantile(periods), list(expected["OEP"].values()), 1e-9)
    near(law.occurrence_quantile(periods, k=2), list(expected["second_event"].values()), 1e-9)


def test_a_layer_with_reinstatements_costs_as_in_ri_01_and_02() -> None:
    given, expected = answer("O-RI-01")
    total = rp.aggregate(rp.frequency.Poisson(mean=given["rate_total_loss"]), {given["limit"]: 1.0}, points=64)
    for case, result in zip(given["cases"], expected["results"], strict=True):
        charges = case["charges"]
        near(total.layer_mean((len(charges) + 1) * given["limit"]), result["expected_recovery"], 1e-10)
        near(total.base_premium(given["limit"], charges), result["base_premium_amount"], 1e-10)
    given, expected = answer("O-RI-02")
    layer = rp.aggregate(rp.frequency.Poisson(mean=given["rate"]), severity_of(given), limit=given["limit"],
                         attachment=given["retention"], step=given["limit"] / 512, points=2**13)  # fmt: skip
    near(layer.layer_mean(3 * given["limit"]), expected["expected_recovery"], 1e-7)
    near(layer.base_premium(given["limit"], given["charges"]), expected["base_premium_pure"], 1e-7)


def test_both_methods_agree_and_the_coarse_grid_is_found_out() -> None:
    frequency, severity = rp.frequency.NegativeBinomial(mean=4, size=2), rp.severity.Exponential(mean=5)
    fft = rp.aggregate(frequency, severity, step=0.25, points=2048, richardson=False)
    panjer = rp.aggregate(frequency, severity, "panjer", step=0.25, points=2048, richardson=False)
    np.testing.assert_allclose(fft.pmf, panjer.pmf, rtol=0, atol=1e-11)
    exact = answer("O-AG-03")[1]["VaR_0.99"]
    coarse = abs(rp.aggregate(frequency, severity, step=4, points=256, richardson=False).var(0.99) - exact)
    sharp = abs(rp.aggregate(frequency, severity, step=4, points=256).var(0.99) - exact)
    assert 4 * sharp < coarse


def test_a_simulated_pool_agrees_with_its_aggregate(small: rp.Scenario) -> None:
    """The gross loss of the small pool: Poisson with Pareto losses, 15,000 years."""
    source = small.sources[0]
    law = rp.aggregate(source.frequency, source.severity, step=2e4, points=2**16)
    years = rp.run(small, progress=False).tables["pool.gross_loss"].values.ravel()
    for p in (0.5, 0.9, 0.99):
        x = law.var(p)
        assert abs((years <= x).mean() - p) < 4 * np.sqrt(p * (1 - p) / years.size)


def test_what_no_grid_holds_is_refused() -> None:
    law = rp.aggregate(rp.frequency.Poisson(mean=1), rp.severity.Exponential(mean=1), step=0.1, points=64)
    with pytest.raises(ValueError, match="more points"):
        law.exceedance(100)
    with pytest.raises(ValueError, match="more points"):
        law.var(0.9999)
    with pytest.raises(ValueError, match="multiples of the step"):
        rp.aggregate(rp.frequency.Poisson(mean=1), {1.5: 1.0}, step=1)
    with pytest.raises(ValueError, match="add up to 1"):
        rp.aggregate(rp.frequency.Poisson(mean=1), {1: 0.5})
    with pytest.raises(ValueError, match="no mean"):
        rp.aggregate(rp.frequency.Poisson(mean=1), rp.severity.Pareto(threshold=1, shape=0.9))
