"""Known answers of runs with two loops, from Python: bands over draws, predictive figures, parts of the variance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from answers import answer
from known_pool import known_pool, near
from riskpool import draw_study

YEARS = 12_800  # of each draw


def drawn(
    frequency: object, severity: object, metrics: list[rp.Kind], draws: int, years: int, **pool: object
) -> rp.Run:
    source = {"collective_risk": {"frequency": frequency, "severity": severity}}
    scenario = known_pool(source, pool, metrics=metrics)
    return rp.run(scenario, trials=years, seed=1, draws=draws, progress=False)


def row_of(run: rp.Run, metric: str, parameter: float | None = None, party: str = "P") -> pd.Series:
    m = run.metrics
    rows = m[(m.metric == metric) & (m.party == party)]
    rows = rows[rows.quantity.isin(["gross_loss", "attached"])]
    if parameter is not None:
        rows = rows[np.isclose(rows.parameter, parameter)]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def check_band(row: pd.Series, expected: list[float], error: float) -> None:
    """50 strata of the uncertain number leave 3 % of doubt at the ends of a band of 5 % to 95 %, and 1 % in its middle;
    `error` is that of the sample of a draw, in 4 standard errors."""
    found = [row.credible_low, row.credible_median, row.credible_high]
    for value, wanted, strata in zip(found, expected, (0.03, 0.01, 0.03), strict=True):
        assert abs(value / wanted - 1) < error + strata, (row.metric, row.parameter, value, wanted)


def test_bands_of_the_largest_event_are_those_of_tl_01() -> None:
    given, expected = answer("O-TL-01")
    alpha, periods = given["severity"]["alpha"], given["return_periods"]
    medians = [expected["OEP_quantile_band"][str(t)][1] for t in periods]
    # a layer of its own from each median on says how often it is passed
    tops = [*medians[1:], 1e12]
    layers = [
        rp.CatXl(name=f"From {t}", attachment=low, limit=high - low, unlimited_reinstatements=True)
        for t, low, high in zip(periods, medians, tops, strict=True)
    ]
    run = drawn(
        {"poisson": {"mean": {"gamma": {"shape": given["rate"]["shape"], "rate": given["rate"]["rate"]}}}},
        {"pareto": {"threshold": given["severity"]["xm"], "shape": alpha}},
        [rp.metric.EpCurve(return_periods=periods), rp.metric.Probability()],
        50,
        YEARS,
        programme=[layers],
    )
    assert [0.5 - run.band / 2, 0.5 + run.band / 2] == pytest.approx([given["band"][0], given["band"][2]])
    for t in periods:
        # the error of a quantile of a Pareto law as a part of it, from so many years
        error = 4 * np.sqrt((t - 1) / YEARS) / alpha
        oep = row_of(run, "oep", t)
        check_band(oep, expected["OEP_quantile_band"][str(t)], error)
        predictive = expected["predictive_OEP_quantile"][str(t)]
        assert abs(oep.value - predictive) < 4 * oep.standard_error < 4 * predictive * (error / 2 + 0.05)
        reached = row_of(run, "attachment_probability", party=f"From {t}")
        chances = expected["prob_exceed_band"][str(t)]
        check_band(reached, chances, 4 * np.sqrt(1 / (min(chances) * YEARS)) + 0.01)


def test_bands_of_tails_are_those_of_tl_02() -> None:
    given, expected = answer("O-TL-02")
    kinds = {"var": (rp.metric.Var, "VaR"), "tvar": (rp.metric.Tvar, "TVaR")}
    law = given["log_theta"]
    run = drawn(
        {"bernoulli": {"probability": 1}},
        {"exponential": {"mean": {"lognormal": {"mu": law["mean"], "sigma": law["sd"]}}}},
        [kind(level=p) for kind, _ in kinds.values() for p in given["p"]],
        50,
        YEARS,
    )
    for level in given["p"]:
        # VaR = -theta ln(1 - p) has an error of theta / sqrt(n (1 - p)), TVaR one of sqrt(2) times that at most
        error = 4 * np.sqrt(2 / (YEARS * (1 - level))) / -np.log(1 - level)
        for metric, (_, name) in kinds.items():
            row = row_of(run, metric, level)
            check_band(row, expected[f"{name}_band"][f"{level:g}"], error)
            predictive = expected[f"predictive_{name}"][f"{level:g}"]
            assert abs(row.value - predictive) < 4 * row.standard_error < 0.6 * predictive
        f = run.figures_by_draw
        f = f[(f.metric == "var") & (f.party == "P") & (f.quantity == "gross_loss") & np.isclose(f.parameter, level)]
        assert list(f.draw) == list(range(50))
        assert abs(f.value.mean() / expected["mean_of_VaR"][f"{level:g}"] - 1) < error


def test_variance_is_parted_as_in_tl_03() -> None:
    given, expected = answer("O-TL-03")
    rate, theta = given["rate"], given["theta"]
    run = drawn(
        {"poisson": {"mean": {"gamma": {"shape": rate["shape"], "rate": rate["rate"]}}}},
        {"exponential": {"mean": {"lognormal": {"mu": theta["mu"], "sigma": theta["sigma"]}}}},
        [rp.metric.Aal(), rp.metric.Sd()],
        1_000,
        640,
    )
    for metric, wanted, tight in (
        ("aal", expected["mean"], 0.1),
        ("sd", expected["total_sd"], 0.1),
        ("sd_within_draws", np.sqrt(expected["aleatory_variance"]), 0.1),
        ("sd_between_draws", np.sqrt(expected["epistemic_variance"]), 0.15),
        ("share_between_draws", expected["epistemic_share"], 0.2),
    ):
        row = row_of(run, metric)
        assert abs(row.value - wanted) < 4 * row.standard_error < 4 * tight * wanted, metric
    near(expected["epistemic_variance"] / expected["total_sd"] ** 2, expected["epistemic_share"])
    effects = draw_study.effects(run, "aal", "P", "gross_loss")
    for path, wanted in (
        ("sources[0].collective_risk.frequency.poisson.mean", expected["first_order_rate"]),
        ("sources[0].collective_risk.severity.exponential.mean", expected["first_order_theta"]),
    ):
        row = effects.loc[path]
        assert abs(row["first"] - wanted) < 4 * row.first_error < 0.3, path
