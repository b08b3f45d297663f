"""What the shipped sector scenarios simulate is tied to the facts that they are calibrated to.

Each test names the fact and its number, and compares a simulated figure with it, within four standard errors of the simulation.
Where a fact is a range, the figure lies in it. Where there is no fact, the file says so and its numbers are ranges.
"""

import json
import math

import h5py
import pytest
from sectors import (
    COUNT_ONE,
    NEVER,
    SECTORS,
    agrees,
    at,
    figures,
    loaded,
    one,
    paid_by_insureds,
    part_of,
    policies,
    silent,
)
from test_scenarios import SCENARIOS, riskpool


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
    name = "marine/offshore_wind.yaml"
    free = policies(name, "deductible=0")
    money = {source: one(figures(name, *free, *silent(name, but=[source]), trials=20_000), "aal", "gross_loss")
             for source in ("cables", "machines")}
    part, error = part_of(money["cables"], money["machines"])
    assert abs(part - 0.83) <= 4 * error
    count = f"{at(name, 'cables')}.severity={{point: {{value: 1}}}}"
    agrees(one(figures(name, *free, count, *silent(name, but=["cables"])), "aal", "gross_loss"), 0.403 * 2.4)


def test_contractors_errors_are_55_per_cent_of_claims_of_farms_being_built_and_83_per_cent_of_cost():
    name = "marine/offshore_wind.yaml"
    free = policies(name, "deductible=0")
    money, counts = {}, {}
    for source in ("contractors", "building"):
        alone = [*free, *silent(name, but=[source])]
        money[source] = one(figures(name, *alone, trials=20_000), "aal", "gross_loss")
        count = f"{at(name, source)}.severity={{point: {{value: 1}}}}"
        counts[source] = one(figures(name, *alone, count, trials=20_000), "aal", "gross_loss")
    for rows, fact in ((money, 0.83), (counts, 0.55)):
        part, error = part_of(rows["contractors"], rows["building"])
        assert abs(part - fact) <= 4 * error


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


# --- AI and cyber ---

def test_a_faulty_update_of_one_vendor_hits_a_quarter_of_the_firms():
    """Each hit costs one; thirteen firms, a failure in a year with probability 1/4."""
    name = "ai/pool.yaml"
    assert len(loaded(name)["insureds"]) == 13
    update = at(name, "update")
    counted = [*silent(name, but=["update"]), f"{update}.loss={COUNT_ONE}", f"{update}.intensity={{point: {{value: 1e-9}}}}"]
    row = one(figures(name, *counted, trials=20_000), "aal", "ground_up_loss")
    agrees(row, 0.25, 1 / (-math.log(1 - 1 / 4) * 13))


def test_a_cloud_outage_of_three_days_stops_whoever_stands_on_it():
    """The published extreme: 3 days out. A firm that stands on the region by 80 % loses 3 - 0.5 days of 80 % of its output."""
    name = "ai/pool.yaml"
    cloud = at(name, "cloud")
    certain = [*silent(name, but=["cloud"]), f"{cloud}.assets[0].rate=1", f"{cloud}.assets[1].rate={NEVER}",
               f"{cloud}.intensity={{point: {{value: 72}}}}", f"{cloud}.days_per_intensity=0.04166666666666667"]
    result = figures(name, *certain, "years=1", trials=4000)
    daily = {"Assistant": 1.2e9, "Medical reader": 0.3e9, "Customer service": 0.4e9, "Translation": 0.2e9}
    lost = 0.8 * sum(daily.values()) / 365 * (3 - 0.5)
    lost += 0.7 * 1.5e9 / 365 * (3 - 0.5) + 0.5 * 2e9 / 365 * (3 - 0.5)  # a model maker and the operator
    agrees(one(result, "aal", "gross_loss"), lost)


def test_three_layers_of_artificial_intelligence_rely_on_what_is_below_them():
    """Nobody relies on a layer above, and each application stands on a cloud and on a model."""
    scenario = loaded("ai/pool.yaml")
    layer = {insured["name"]: insured["type"] for insured in scenario["insureds"]}
    assert set(layer.values()) == {"foundation", "technology", "application"}
    matrix = {}
    for item in scenario["sources"]:
        for entry in item.get("clash", {}).get("reliance", []):
            matrix.setdefault(entry["asset"].split()[0], set()).add(entry["insured"])
    applications = {name for name, each in layer.items() if each == "application"}
    assert applications <= matrix["Cloud"] & matrix["Model"]
    assert {layer[name] for name in matrix["Model"]} == {"technology", "application"}
    assert {layer[name] for name in matrix["Chips"]} == {"foundation", "technology", "application"}


def test_a_vendor_failure_costs_cyber_insurers_6_5_points_of_premium():
    quiet = [f"sources[{k}].collective_risk.frequency.poisson.mean={NEVER}" for k in (0, 1)]
    result = figures("cyber/pool.yaml", *quiet, "sources[3].scenario_set.scenarios[0].return_period=1e12", trials=20_000)
    row = one(result, "aal", "gross_loss")
    points = 1 / (paid_by_insureds(result) * -math.log(1 - 1 / 4))
    agrees(row, 0.065, points)
    assert 0.03 <= row["value"] * points <= 0.10, "the published range"


# --- biomedicine ---


APPROVED = {"programmes": 0.079, "oncology": 0.053, "rare_disease": 0.170, "cell_therapy": 0.173}


@pytest.mark.parametrize(("area", "approved"), APPROVED.items())
def test_drugs_that_enter_phase_one_are_approved_as_often_as_published(area, approved):
    """A failure pays one, so that the mean counts failures of eight programmes a sponsor; in twelve years all have ended."""
    name = "biomedicine/trials.yaml"
    scenario = loaded(name)
    [terms] = [item["staged_success"] for item in scenario["sources"] if item.get("staged_success", {}).get("name") == area]
    chances = [each["success"]["value"] for each in terms["stages"]]
    stages = ", ".join(f"{{name: S{k}, success: {p}, years: {{point: {{value: 2}}}}, agreed: 1}}" for k, p in enumerate(chances))
    counted = [f"{at(name, area)}.stages=[{stages}]", *silent(name, but=[area])]
    row = one(figures(name, *counted, "years=12", trials=4000), "aal", "gross_loss")
    programmes = 8 * sum(each["type"] == terms["covers"]["type"] for each in scenario["insureds"])
    failed = row["value"] * 12 / programmes
    error = row["standard_error"] * 12 / programmes
    assert abs((1 - failed) - math.prod(float(p.removesuffix("%")) / 100 for p in chances)) <= 4 * error
    assert 1 - failed == pytest.approx(approved, abs=4 * error + 0.0005), "published in tenths of a per cent"


def test_a_claim_of_a_mass_tort_costs_what_the_settlement_paid_for_each():
    text = (SCENARIOS / "biomedicine" / "product_liability.yaml").read_text()
    assert f"{4.85e9 / 59_365:.0f}" in text
    certain = ["sources[0].mass_tort.basis=occurrence", "sources[0].mass_tort.earlier_years=0", "sources[0].mass_tort.rate=0.5",
               "sources[0].mass_tort.affected={point: {value: 0.001}}", f"sources[1].collective_risk.frequency.poisson.mean={NEVER}",
               *[f"insureds[{k}].{field}" for k in range(4) for field in ("deductible=0", "limit=.inf")]]
    row = one(figures("biomedicine/product_liability.yaml", *certain, trials=2000), "aal", "gross_loss")
    persons = 1.0e6 + 0.8e6 + 0.4e6 + 0.2e6
    agrees(row, 4.85e9 / 59_365, 1 / (0.5 * persons * 0.001))


# --- equipment, energy, space, finance, index ---


def test_the_state_pays_80_per_cent_of_first_set_premium_at_3_per_cent_for_three_years():
    result = figures("equipment/first_set.yaml", trials=64)
    premium = paid_by_insureds(result)
    sums = 300e6 + 200e6 + 150e6 + 120e6 + 90e6 + 60e6 + 80e6 + 50e6 + 40e6
    assert premium == pytest.approx(0.03 * sums)
    state = sum(row["mean"] for row in result["transfers"] if row["payer_kind"] == "state")
    assert state == pytest.approx(0.8 * premium * 3 / 4)  # four years are simulated


def test_like_stations_stand_still_for_ten_months_after_an_explosion():
    certain = [f"sources[0].clash.assets[{a}].rate=0.5" for a in (0, 1)]
    certain += ["sources[0].clash.loss.amount={point: {value: 0}}", "sources[0].clash.loss.restart_days={point: {value: 300}}"]
    certain += [f"sources[{k}].collective_risk.frequency.poisson.mean={NEVER}" for k in (1, 2, 3)]
    certain += [f"insureds[{k}].{field}" for k in range(4) for field in ("waiting_days=0", "indemnity_days=400", "limit=.inf")]
    row = one(figures("energy/hydrogen.yaml", *certain), "aal", "gross_loss")
    agrees(row, 0.5 * 30 * 6e6 * 300 / 365)


def test_a_launch_costs_at_most_a_hundred_million():
    result = figures("space/launch.yaml", "metrics=[{pml: {return_period: 1000, basis: occurrence}}]")
    assert one(result, "pml", "gross_loss")["value"] == 100e6


def test_launchers_learn_by_the_power_law_of_their_number(tmp_path):
    """9 launches before and 3 a year of each type: failures of year y are n(y)^0.7 - n(y - 1)^0.7 over those of year 1."""
    file = tmp_path / "x.h5"
    learning = "sources[0].adjusted.frequency.learning.slope=0.3"
    riskpool("run", SCENARIOS / "space" / "learning.yaml", "--quiet", "--draws", 0, "--trials", 20_000, "-o", file,
             "--set", learning, "--set", "sources[0].adjusted.source.staged_success.stages[0].success=0.9")
    with h5py.File(file) as result:
        losses = result["launches.insured_loss"][:]
    first = 12**0.7 - 9**0.7
    for year in range(5):
        failures = losses[:, year] / 100e6
        expected = 6 * 0.1 * ((12 + 3 * year) ** 0.7 - (9 + 3 * year) ** 0.7) / first
        assert abs(failures.mean() - expected) <= 4 * failures.std() / math.sqrt(len(failures))


def test_drones_grow_by_a_tenth_a_year_with_compulsory_cover_from_the_second(tmp_path):
    file = tmp_path / "x.h5"
    riskpool("run", SCENARIOS / "low_altitude" / "growth.yaml", "--quiet", "--draws", 0, "--trials", 20_000, "-o", file)
    yearly, prevented = (0.05 + 4 * 0.1 + 0.2) / 6, (0.05 + 4 * 0.15 + 0.35) / 6  # means of the beliefs
    with h5py.File(file) as result:
        hull, third_party = result["hull.insured_loss"][:], result["third_party.insured_loss"][:]
        cost = result["geofencing.cost_to_insureds"][0]
    assert list(cost) == [0, 0, 60e3, 60e3, 60e3]
    for year in range(5):
        growth = (1 + yearly) ** year * (1 - prevented if year >= 2 else 1)
        for losses, expected in ((hull, 6 * 40e3 * 1.02**year), (third_party, 1.2 * 173e3 * (1 if year else 0.6))):
            error = losses[:, year].std() / math.sqrt(len(losses))
            assert abs(losses[:, year].mean() - expected * growth) <= 4 * error, (year, expected)


def test_monitoring_saves_a_fifth_of_breakdowns_and_a_tenth_of_each_on_the_same_luck(tmp_path):
    """Without deductibles a year from the second on loses 0.8 x 0.9 of what it would; quality claims come in over years."""
    plain = [word for k in range(7) for word in ("--set", f"insureds[{k}].deductible=0")]
    measure = "sources[3].adjusted.risk_reduction"
    common = ["run", SCENARIOS / "equipment" / "risk_reduction.yaml", "--quiet", "--draws", 0, "--trials", 20_000, *plain]
    riskpool(*common, "--set", f"{measure}[0].fewer_events=0.2", "-o", tmp_path / "with.h5")
    riskpool(*common, "--set", f"{measure}=[]", "-o", tmp_path / "without.h5")
    with h5py.File(tmp_path / "with.h5") as file:
        losses, cost = file["breakdown.insured_loss"][:], file["monitoring.cost_to_insureds"][0]
        quality, later = file["defective_product.insured_loss"][:], file["defective_product.unreported_at_end"][:]
    with h5py.File(tmp_path / "without.h5") as file:
        before = file["breakdown.insured_loss"][:]
        assert "monitoring.cost_to_insureds" not in file  # the same measure in another source costs nothing more
    assert list(cost) == [0, 700e3, 700e3, 700e3, 700e3]
    assert (losses[:, 0] == before[:, 0]).all() and (losses <= before).all()
    saved = before[:, 1:] * (1 - 0.8 * 0.9) - (before - losses)[:, 1:]
    assert abs(saved.mean()) <= 4 * saved.mean(axis=1).std() / math.sqrt(len(saved))
    assert quality[:, 0].mean() < quality[:, 2].mean()
    assert later.shape == (20_000,) and later.mean() > 0


def test_a_seed_fund_is_settled_in_its_last_year(tmp_path):
    riskpool("run", SCENARIOS / "finance" / "seed_fund.yaml", "--quiet", "--draws", 0, "--trials", 200, "-o", tmp_path / "x.h5")
    with h5py.File(tmp_path / "x.h5") as file:
        losses = file["seed_pool.gross_loss"][:]
    assert losses.shape == (200, 15)
    assert not losses[:, :14].any() and losses[:, 14].mean() > 0


def test_accuracy_of_90_pays_half_of_a_cover_from_95_to_85():
    fixed = ["sources[1].performance_drop.index={yearly_reading: {law: {point: {value: 90}}}}",
             "sources[0].performance_drop.index={yearly_reading: {law: {point: {value: 100}}}}",
             "sources[2].performance_drop.index={yearly_reading: {law: {point: {value: 100}}}}"]
    row = one(figures("index/revenue.yaml", *fixed, trials=64), "aal", "gross_loss")
    assert row["value"] == pytest.approx(0.5 * (20e6 + 15e6 + 10e6 + 8e6))


# --- fields without data ---

# Whatever the folder, a file that says that something is not public has ranges, and its results have bands.
NO_DATA = [file for file in SECTORS if "(X" in file.read_text(encoding="utf-8").split("schema: 1")[0]
           and file.name not in ("drones.yaml",)]  # a tiny sample, but a sample


def test_fields_of_which_no_loss_is_known_are_all_among_them():
    known_by_nobody = {"frontier/quantum", "frontier/fusion", "frontier/biomanufacturing", "frontier/brain_computer", "robots/embodied_ai",
                       "research/expense", "research/transfer_cost", "research/proof_of_concept", "research/development",
                       "environment/pollution", "inclusive/small_firms", "inclusive/start_up", "index/revenue",
                       "biomedicine/hong_kong_macao", "equipment/quality", "finance/seed_fund", "marine/unmanned_and_farming"}
    assert known_by_nobody <= {str(file.relative_to(SCENARIOS).with_suffix("")) for file in NO_DATA}


@pytest.mark.parametrize("file", NO_DATA, ids=lambda file: str(file.relative_to(SCENARIOS)))
def test_a_file_that_says_what_is_not_public_gives_ranges_and_bands(file):
    result = json.loads(riskpool("run", file, "--json", "--quiet", "--draws", 8, "--trials", 64))
    row = one(result, "aal", "gross_loss")
    assert row["credible_low"] < row["value"] < row["credible_high"]
