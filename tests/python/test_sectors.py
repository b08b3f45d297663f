"""What the shipped sector scenarios simulate is tied to the facts that they are calibrated to.

Each test names the fact and its number, and compares a simulated figure with it, within four standard errors of the simulation.
"""

import json

import pytest
from test_scenarios import SCENARIOS, riskpool

NEVER = "1e-12"


def figures(name, *settings, trials=4000):
    words = [word for setting in settings for word in ("--set", setting)]
    return json.loads(riskpool("run", SCENARIOS / name, "--json", "--quiet", "--trials", trials, *words))


def one(result, metric, quantity, party=None):
    """The only such row of the pool."""
    rows = [row for row in result["metrics"] if (row["metric"], row["quantity"]) == (metric, quantity)
            and (party is None or row["party"] == party)]
    pools = [row for row in rows if "(placeholder)" not in row["party"]]
    assert len(pools) == 1, pools
    return pools[0]


def paid_by_insureds(result):
    return sum(row["mean"] for row in result["transfers"] if row["payer"] == "insureds")


def agrees(row, fact, factor=1.0):
    assert abs(row["value"] * factor - fact) <= 4 * row["standard_error"] * factor, (row["value"] * factor, fact)


def without(*positions):
    """Settings that silence sources with a Poisson number of events."""
    return [f"sources[{k}].collective_risk.frequency.poisson.mean={NEVER}" for k in positions]


def test_new_energy_cars_lose_85_per_cent_of_4538_yuan_a_car():
    result = figures("vehicles/new_energy.yaml")
    premium = paid_by_insureds(result)
    assert premium / 75_000 == pytest.approx(140.9e9 / 31.05e6, rel=1e-4)
    agrees(one(result, "aal", "gross_loss"), 0.85, 1 / premium)


def test_drones_of_sixteen_firms_lose_36_6_per_cent_of_premium_on_61_million_of_cover():
    table = (SCENARIOS / "low_altitude" / "operators.csv").read_text().splitlines()[2:]
    assert len(table) == 16
    assert sum(float(line.split(",")[3].removesuffix("m")) for line in table) == pytest.approx(61.15)
    result = figures("low_altitude/drones.yaml", trials=10_000)
    agrees(one(result, "aal", "gross_loss"), 0.213 / 0.582, 1 / paid_by_insureds(result))


def test_air_taxis_crash_4_3_times_in_100_000_hours_and_fatally_0_68_times():
    """Every accident costs one: the mean loss counts accidents. 40 000 hours are flown."""
    counted = [f"sources[{k}].collective_risk.severity={{point: {{value: 1}}}}" for k in (0, 1)]
    agrees(one(figures("low_altitude/evtol.yaml", *counted), "aal", "gross_loss"), 4.30, 100_000 / 40_000)
    fatal = [counted[1], *without(0)]
    agrees(one(figures("low_altitude/evtol.yaml", *fatal), "aal", "gross_loss"), 0.68, 100_000 / 40_000)


def test_cables_are_40_per_cent_of_offshore_wind_claims_and_83_per_cent_of_their_money():
    claims = "collective_risk.frequency.negative_binomial.mean"
    calm = ["sources[2].cluster_quake.rate=1e-12"]
    free = [f"insureds[{k}].deductible=0" for k in range(6)]
    cables = figures("marine/offshore_wind.yaml", *calm, *free, f"sources[1].{claims}={NEVER}", trials=20_000)
    others = figures("marine/offshore_wind.yaml", *calm, *free, f"sources[0].{claims}={NEVER}", trials=20_000)
    of_cables, of_others = one(cables, "aal", "gross_loss"), one(others, "aal", "gross_loss")
    part = of_cables["value"] / (of_cables["value"] + of_others["value"])
    # The error of a ratio of independent means.
    error = part * (1 - part) * ((of_cables["standard_error"] / of_cables["value"]) ** 2
                                 + (of_others["standard_error"] / of_others["value"]) ** 2) ** 0.5
    assert abs(part - 0.83) <= 4 * error
    counts = [f"sources[{k}].collective_risk.severity={{point: {{value: 1}}}}" for k in (0, 1)]
    cables = figures("marine/offshore_wind.yaml", *calm, *free, *counts, f"sources[1].{claims}={NEVER}")
    agrees(one(cables, "aal", "gross_loss"), 0.403 * 2.4)


@pytest.mark.parametrize(("position", "median"), [(1, 0.6e6), (3, 2e6), (5, 3.1e6), (7, 5e6)])
def test_a_patent_suit_through_trial_costs_its_published_median(position, median):
    others = [f"sources[{k}].collective_risk.frequency.poisson.mean={NEVER}" for k in range(8) if k != position]
    certain = f"sources[{position}].collective_risk.frequency={{bernoulli: {{probability: 1}}}}"
    result = figures("intellectual_property/overseas.yaml", *others, certain, "sources[8].event_table.events[0].rate=1e-12",
                     "metrics=[{var: {level: 50%}}]")
    row = one(result, "var", "gross_loss")
    assert row["low"] <= median <= row["high"]


def test_97_per_cent_of_suits_end_before_trial():
    ends = [f"sources[{k}].collective_risk.severity={{point: {{value: {int(k % 2 == 0)}}}}}" for k in range(8)]
    all_suits = [f"sources[{k}].collective_risk.severity={{point: {{value: 1}}}}" for k in range(8)]
    calm = "sources[8].event_table.events[0].rate=1e-12"
    early = one(figures("intellectual_property/overseas.yaml", calm, *ends), "aal", "ground_up_loss")
    suits = one(figures("intellectual_property/overseas.yaml", calm, *all_suits), "aal", "ground_up_loss")
    agrees({"value": early["value"] / suits["value"],
            "standard_error": early["standard_error"] / suits["value"]}, 0.97)


def test_no_claim_of_a_third_party_hurt_by_a_robot_is_above_a_million():
    quiet = [f"sources[0].collective_risk.frequency.poisson.mean={NEVER}", "sources[2].event_table.events[0].rate=1e-12"]
    result = figures("robots/embodied_ai.yaml", *quiet, "metrics=[{pml: {return_period: 1000, basis: occurrence}}]")
    assert one(result, "pml", "gross_loss")["value"] == 1e6


def test_guangdong_pays_a_quarter_of_the_premium_of_small_firms_for_three_years():
    result = figures("inclusive/small_firms.yaml", trials=64)
    state = sum(row["mean"] for row in result["transfers"] if row["payer_kind"] == "state")
    assert state == pytest.approx(0.25 * paid_by_insureds(result))
    assert "subsidy" in {row["reason"] for row in result["transfers"]}
