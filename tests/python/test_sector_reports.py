"""Sectors whose facts stand in reports of the trade, of an agency or of a study: the head of each file names them.

A figure that follows from several inputs is held against what the report says of the outcome.
"""

import math

import pytest
from sectors import COUNT_ONE, NEVER, agrees, at, figures, loaded, one, part_of, policies, silent, total, within
from test_scenarios import SCENARIOS


def by_source(name, *settings, trials=20_000, draws=0):
    result = figures(name, "output.sources=true", *settings, trials=trials, draws=draws)
    return {row["party"]: row for row in result["metrics"] if (row["metric"], row["quantity"]) == ("aal", "insured_loss")}


FLIGHTS = 68 * 1_700


def test_airliners_have_1_25_accidents_in_a_million_flights_and_lose_0_32_to_0_46_hulls():
    name = "aviation/civil.yaml"
    text = (SCENARIOS / name).read_text(encoding="utf-8")
    assert "68 aircraft and 115 600 flights" in text and FLIGHTS == 115_600
    ones = [f"{at(name, source)}.severity={{point: {{value: 1}}}}" for source in ("fatal", "hull", "damage")]
    alone = [*silent(name, but=["fatal", "hull", "damage"]), *policies(name, "deductible=0")]
    counts = by_source(name, *ones, *alone, trials=100_000)
    agrees(total(*(counts[source] for source in ("fatal", "hull", "damage"))), 1.25, 1e6 / FLIGHTS)
    within(total(counts["fatal"], counts["hull"]), 0.32, 0.46, 1e6 / FLIGHTS)


def test_a_flight_costs_insurers_what_it_cost_those_of_all_airlines():
    """Claims of USD 1.45 bn in 2008 and 2.3 bn in 2009 on 35 million flights are 41 to 66 dollars a flight. CNY 7.2 a dollar."""
    losses = by_source("aviation/civil.yaml")
    flight = total(*(losses[source] for source in ("fatal", "hull", "damage", "ground")))
    within(flight, 1.45e9 / 35e6, 2.3e9 / 35e6, 1 / FLIGHTS / 7.2)


def test_shipments_leave_their_range_as_often_as_in_the_review_of_studies_and_fewer_are_lost():
    name = "biomedicine/cold_chain.yaml"
    tree = at(name, "shipments")
    goods = 2_600
    all_of_them = f"{tree}.nodes[1].branches[0].probability=1"
    counted = [all_of_them, f"{tree}.outcomes[1].loss={COUNT_ONE}", *policies(name, "deductible=0")]
    counts = by_source(name, *counted, *silent(name, but=["shipments"]), trials=1000)
    within(counts["shipments"], 0.14, 0.35, 1 / goods)
    lost = by_source(name, *silent(name, but=["shipments"]), *policies(name, "deductible=0"), trials=1000)["shipments"]
    # All goods lost to temperature, insured or not, are USD 15 bn of 260 bn.
    assert 0 < lost["value"] / (goods * 300e3) < 15 / 260


def test_causes_bring_the_money_of_equipment_makers_in_their_published_parts():
    """Of the four causes: fire 24, workmanship 8, defects 6, breakdown 5 in 2013-18; 21, 9, 5 and 5 in 2017-21."""
    money = by_source("equipment/high_end.yaml", *policies("equipment/high_end.yaml", "deductible=0"), trials=40_000)
    published = {"fire": (24, 21), "workmanship": (8, 9), "defective_product": (6, 5), "breakdown": (5, 5)}
    for source, both in published.items():
        rest = total(*(money[other] for other in published if other != source))
        part, error = part_of(money[source], rest)
        columns = zip(*published.values(), strict=True)
        low, high = sorted(points / sum(column) for points, column in zip(both, columns, strict=True))
        assert low - 4 * error <= part <= high + 4 * error, source


def test_health_covers_pay_the_part_of_premium_that_is_usual():
    """Medians of 38.8 (2023) and 42.1 %, and a mean of 45 % in the first half of 2025."""
    row = by_source("people/talent.yaml")["health"]
    within(row, 0.388, 0.45, 1 / 9e6)


def test_key_persons_fall_ill_as_men_of_35_to_45_do():
    """Incidence of six critical illnesses a year in the industry's table, ages 35 to 45."""
    table = [1218, 1351, 1508, 1691, 1905, 2151, 2434, 2757, 3123, 3535, 3997]
    agrees(by_source("people/talent.yaml")["key_person"], sum(table) / len(table) / 1e6, 1 / 2e6 / 120)


def test_export_credit_pays_14_to_25_cents_on_100_dollars_of_exports_and_surety_14_to_45_per_cent_of_premium():
    """Terms of 90 days: what is owed turns over four times a year."""
    losses = by_source("credit/technology_loans.yaml", trials=10_000)
    within(losses["buyers"], 2.1 / 1500, 2.3 / 928.6, 1 / (4 * 480e6))
    within(losses["bonds"], 0.144, 0.45, 1 / 1.6e6)


def test_yearly_defaults_of_loans_spread_as_those_of_rated_firms_below_investment_grade(tmp_path):
    """Coefficient of variation of the rates of 1981-95, and its 95 % interval from 15 years (chi square of 14 degrees)."""
    rates = [0.63, 4.46, 2.96, 3.29, 4.34, 5.73, 2.82, 3.88, 4.70, 8.10, 11.02, 6.10, 2.50, 2.12, 3.54]
    mean = sum(rates) / 15
    spread = math.sqrt(sum((rate - mean) ** 2 for rate in rates) / 14) / mean
    low, high = spread * math.sqrt(14 / 26.119), spread * math.sqrt(14 / 5.629)
    name = "credit/technology_loans.yaml"
    whole = [f"{at(name, 'loans')}.loss_given_default={{point: {{value: 1}}}}", "dependence=[]"]
    result = figures(name, *whole, "output.sources=true", "metrics=[aal, sd]", trials=20_000)
    loans = {row["metric"]: row for row in result["metrics"] if (row["party"], row["quantity"]) == ("loans", "insured_loss")}
    within(loans["sd"], low, high, 1 / loans["aal"]["value"])


def test_a_fire_like_that_of_naka_leaves_goods_of_1_5_to_2_months_missing():
    """One fab stops, nobody waits: output lost, in days of full output."""
    name = "ic/supply_network.yaml"
    network = at(name, "network")
    starts = [each["name"] for each in loaded(name)["sources"][0]["cascade"]["starts"]]
    first = [f"{network}.starts[{k}].rate={0.2 if each == 'Fab A (placeholder)' else NEVER}" for k, each in enumerate(starts)]
    closed = [f"{network}.edges[{k}].probability=1e-12" for k in range(len(loaded(name)["sources"][0]["cascade"]["edges"]))]
    whole = policies(name, "waiting_days=0", "indemnity_days=1000", "limit=.inf")
    row = by_source(name, *first, *closed, *whole, trials=20_000)["network"]
    month = 365 / 12
    within(row, 1.5 * month, 2 * month, 1 / 0.2 / (2e9 / 365))


def test_launches_of_young_launchers_fail_one_in_ten():
    """36 of 40 launches of Electron and 9 of 10 of Ceres-1 had succeeded by September 2023."""
    name = "space/launch.yaml"
    stages = f"{at(name, 'launches')}.stages"
    failed = [f"{stages}[0].agreed_part=0", f"{stages}[0].agreed=1",
              f"{stages}[1].agreed_part=0", f"{stages}[1].agreed=0", f"{stages}[1].covered=0"]
    agrees(by_source(name, *failed)["launches"], 1 - 45 / 50, 1 / 6)


def test_storage_halls_fail_between_0_2_and_9_2_times_in_a_gigawatt_year():
    name = "energy/hydrogen.yaml"
    assert sum("200 MW" in each["name"] for each in loaded(name)["insureds"]) == 3
    count = f"{at(name, 'storage')}.severity={{point: {{value: 1}}}}"
    within(by_source(name, count, *policies(name, "deductible=0"))["storage"], 0.2, 9.2, 1 / 0.6)


def test_first_sets_cost_one_per_cent_of_what_they_are_insured_for():
    """Nearly CNY 2 bn were paid in four years on more than 200 bn of equipment."""
    row = one(figures("equipment/first_set.yaml", trials=20_000), "aal", "gross_loss")
    assert abs(row["value"] / (300e6 + 200e6 + 150e6 + 120e6 + 90e6 + 60e6 + 80e6 + 50e6 + 40e6) - 2 / 200) < 0.0005


def test_92_of_100_applications_abroad_and_7_of_100_drugs_get_through():
    """8.9 % are held; of the rest 7.9 % reach approval, as at home."""
    name = "biomedicine/going_abroad.yaml"
    programmes = at(name, "programmes")
    chances = [str(stage["success"]["value"]) for stage in loaded(name)["sources"][0]["staged_success"]["stages"]]

    def failing(upto):
        stages = ", ".join(f"{{name: S{k}, success: {p}, years: {{point: {{value: 1}}}}, agreed: 1}}"
                           for k, p in enumerate(chances[:upto]))
        once = [f"{programmes}.stages=[{stages}]", f"{programmes}.start=first_year", f"{programmes}.start_window=0", "years=7"]
        row = by_source(name, *once, *policies(name, "deductible=0", "limit=.inf"), trials=20_000)["programmes"]
        return {field: row[field] * 7 / 8 for field in ("value", "standard_error")}

    agrees(failing(1), 125 / 1410 + 0.0003)  # the file rounds 8.87 to 8.9 %
    everywhere = failing(5)
    assert abs(1 - everywhere["value"] - 0.911 * 0.079) <= 4 * everywhere["standard_error"] + 0.0005, "7.9 % is rounded, too"


def test_enforcement_of_two_patents_costs_4400_yuan_and_pays_30_times_that_at_most():
    name = "intellectual_property/domestic.yaml"
    result = figures(name, *silent(name, but=["enforcement"]), "metrics=[{pml: {return_period: 1000, basis: occurrence}}]")
    assert one(result, "pml", "gross_loss")["value"] == pytest.approx(30 * 4_400)
    [owners] = [each for each in loaded(name)["insureds"] if each["type"] == "enforcement"]
    assert owners["premium"]["value"] == "17.6m"
    assert 17.6e6 / 4_000 == 4_400


# --- mechanisms ---


def test_a_layer_in_hong_kong_dollars_pays_its_limit_at_the_rate_of_the_year():
    name = "mechanisms/hong_kong.yaml"
    layer = "pools[0].programme[2][0].cat_xl"
    typhoon = at(name, "typhoon")
    full = [f"{typhoon}.assets[0].rate=20", f"{typhoon}.loss={{amount: {{point: {{value: 200m}}}}}}",
            f"{layer}.limit=1m", f"{layer}.attachment=0", f"{layer}.reinstatements=[]"]
    result = figures(name, *full, "metrics=[{var: {level: 50%}}]", "years=1", trials=200)
    row = one(result, "var", "recovery", "Abroad in HKD")
    rate = loaded(name)["pools"][0]["programme"][2][0]["cat_xl"]["currency"]["rates"][0]["value"]
    assert row["value"] == pytest.approx(1e6 * rate)


def test_a_recoverable_from_hong_kong_costs_the_capital_of_its_factor_and_collateral():
    """RF0 (1 + K): 8.7 % and a quarter more without collateral, 4.7 % from the mainland; 150 % of that over capital."""
    result = figures("mechanisms/hong_kong.yaml", trials=64)
    row = one(result, "worst_use", "solvency", "Third (placeholder)")
    assert row["value"] == pytest.approx(1.5 * 20e9 * (0.087 * 1.25 + 0.047) / 12e9, rel=0.01)


def test_a_captive_bears_the_first_ten_million_of_each_loss():
    name = "mechanisms/captive.yaml"
    fifty = f"{at(name, 'small')}.severity={{point: {{value: 50m}}}}"
    result = figures(name, fifty, *policies(name, "deductible=0"), *silent(name, but=["small"]), "metrics=[aal]", trials=500)
    captive = one(result, "aal", "gross_loss", "Captive (placeholder)")
    assert captive["value"] == pytest.approx(one(result, "aal", "gross_loss", "Group pool")["value"] * 10 / 50)
