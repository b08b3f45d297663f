"""Known answers of premium principles, by the metric that prices treaties and by laws with other parameters."""

from __future__ import annotations

import numpy as np
import pytest
import riskpool as rp
from answers import answer
from known_pool import known_pool, near
from scipy import stats

TRIALS = 200_000


class Midpoints(rp.Source):
    """Each trial has the midpoint of its own slice of a law, all slices being as likely as each other."""

    def __init__(self, quantile: object) -> None:
        self.quantile = quantile

    def sample(self, request: rp.Request) -> dict[str, np.ndarray]:
        losses = self.quantile((request.trial + 0.5) / TRIALS)
        return {"counts": np.ones(losses.size, int), "damage": losses}


def technical_premium(quantile: object, principle: rp.Kind, **layer: float) -> float:
    """Of a layer, or of all losses of a year."""
    terms = {"attachment": 0.0, "limit": 1e6} | layer
    scenario = known_pool(
        Midpoints(quantile),
        {"programme": [[rp.CatXl(name="Layer", unlimited_reinstatements=True, **terms)]]},
        metrics=[rp.metric.TechnicalPremium(principle=principle)],
    )
    figures = rp.run(scenario, trials=TRIALS, seed=1, progress=False).metrics
    (value,) = figures.value[figures.metric.str.startswith("technical_premium") & (figures.party == "Layer")]
    return float(value)


def test_a_layer_costs_by_the_wang_transform_as_in_pr_01() -> None:
    given, expected = answer("O-PR-01")
    law, layer = given["lognormal"], given["layer"]
    terms = {"limit": layer["limit"], "attachment": layer["retention"]}
    severity = rp.severity.Lognormal(mu=law["mu"], sigma=law["sigma"])
    near(severity.layer_mean(**terms), expected["pure_layer"])
    # the transform moves the logarithm by lambda sigma
    moved = severity.replace(mu=law["mu"] + given["wang_lambda"] * law["sigma"])
    near(moved.expectation, expected["wang_mean"])
    near(moved.layer_mean(**terms), expected["wang_layer"])
    wang = rp.premium_principle.WangTransform(lambda_=given["wang_lambda"])
    near(technical_premium(severity.quantile, wang, **terms), expected["wang_layer"], 1e-5)


def test_a_pareto_law_costs_by_proportional_hazards_as_in_pr_01() -> None:
    given, expected = answer("O-PR-01")
    law = given["pareto"]
    transformed = rp.severity.Pareto(threshold=law["xm"], shape=law["alpha"] / law["rho"])
    near(transformed.expectation, expected["ph_transform_pareto"])
    # the last slice of 200,000 alone has (1 / 200,000)^(1/3) of the price, and its midpoint less: priced up to a limit
    severity = rp.severity.Pareto(threshold=law["xm"], shape=law["alpha"])
    hazard = rp.premium_principle.ProportionalHazard(rho=law["rho"])
    near(technical_premium(severity.quantile, hazard, limit=10.0), transformed.limited_mean(10.0), 1e-5)


@pytest.mark.parametrize(
    ("key", "principle"),
    [
        ("sd_principle", lambda g: rp.premium_principle.StandardDeviationPrinciple(loading=g["sd_load"])),
        ("variance_principle", lambda g: rp.premium_principle.VariancePrinciple(loading=g["var_load"])),
        ("esscher", lambda g: rp.premium_principle.EsscherPrinciple(h=g["esscher_h"])),
        ("exponential_principle", lambda g: rp.premium_principle.ExponentialPrinciple(a=g["esscher_h"])),
        ("coc_VaR", lambda g: rp.premium_principle.CostOfCapital(rate=g["coc"], level=g["level"], measure="var")),
        ("coc_TVaR", lambda g: rp.premium_principle.CostOfCapital(rate=g["coc"], level=g["level"])),
    ],
)
def test_a_normal_loss_costs_by_each_principle_as_in_pr_01(key: str, principle: object) -> None:
    given, expected = answer("O-PR-01")
    law = stats.norm(given["normal"]["mean"], given["normal"]["sd"])
    near(technical_premium(law.ppf, principle(given)), expected[key], 1e-5)
