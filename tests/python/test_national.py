"""The national platform: every field in one scenario, and losses that add up by pool, by member and by driver."""

import time

import pytest
from sectors import figures, loaded, silent
from test_scenarios import SCENARIOS, riskpool

PLATFORM = "national/platform.yaml"
# A pool of the platform, and the folders whose fields it stands for.
FIELDS = {
    "Integrated circuits": ["ic"], "Artificial intelligence": ["ai"], "Biomedicine": ["biomedicine"], "Low altitude": ["low_altitude"],
    "New-energy vehicles": ["vehicles"], "Marine and offshore wind": ["marine"], "Cyber": ["cyber"],
    "Intellectual property": ["intellectual_property"], "Hydrogen and storage": ["energy"], "First sets and equipment": ["equipment"],
    "Civil aviation": ["aviation"], "Commercial space": ["space"], "Embodied intelligence": ["robots"], "R&D and transfer": ["research"],
    "Small and young firms": ["inclusive"], "Environment": ["environment"], "Credit and surety": ["credit"], "People": ["people"],
    "Index and revenue": ["index"], "Seed funds": ["finance"], "Frontier sciences": ["frontier"],
}
# Drivers that no single pool owns.
SHARED = {"cloud": 3, "vendor": 3, "park": 3, "typhoon": 3, "model_fault": 3, "export_control": 3, "recession": 3}


@pytest.fixture(scope="module")
def means():
    result = figures(PLATFORM, "metrics=[aal]", trials=2000)
    return result, {(row["party"], row["quantity"]): row["value"] for row in result["metrics"] if row["metric"] == "aal"}


def test_every_folder_of_a_field_has_its_pool():
    assert {pool["name"] for pool in loaded(PLATFORM)["pools"]} == set(FIELDS)
    folders = {file.parent.name for file in SCENARIOS.glob("*/*.yaml")} - {"schemes", "studies", "presets", "national", "mechanisms"}
    assert {folder for each in FIELDS.values() for folder in each} == folders


def test_every_pool_has_reinsurance_of_the_same_two_and_a_fund_of_its_own():
    scenario = loaded(PLATFORM)
    reinsurers = {each["name"] for each in scenario["reinsurers"]}
    for pool in scenario["pools"]:
        lines = {line["reinsurer"] for tier in pool["programme"] for item in tier for treaty in item.values() for line in treaty["lines"]}
        assert lines == reinsurers and pool["reserve_fund"]["accrual"]


def test_losses_add_up_by_pool_by_member_and_by_driver(means):
    result, mean = means
    pools = [row["payer"] for row in result["transfers"] if row["reason"] == "claims"]
    assert set(pools) == set(FIELDS)
    gross = sum(mean[pool, "gross_loss"] for pool in pools)
    assert mean["All pools", "gross_loss"] == pytest.approx(gross)
    members = {row["payee"] for row in result["transfers"] if row["payee_kind"] == "member"}
    assert len(members) == 6
    assert sum(mean[member, "gross_loss"] for member in members) == pytest.approx(gross)
    drivers = [next(iter(item.values()))["name"] for item in loaded(PLATFORM)["sources"]]
    insured = sum(mean.get((pool, "insured_loss"), mean[pool, "gross_loss"]) for pool in pools)
    assert sum(mean[driver, "insured_loss"] for driver in drivers) == pytest.approx(insured)


@pytest.mark.parametrize(("driver", "pools"), SHARED.items())
def test_a_shared_driver_alone_reaches_several_pools(driver, pools):
    """All other sources are taken away; an accumulation over pools is what is left."""
    result = figures(PLATFORM, *silent(PLATFORM, but=[driver]), "dependence=[]", "metrics=[aal]", trials=4000)
    hit = {row["payer"] for row in result["transfers"] if row["reason"] == "claims" and row["mean"] > 1}
    assert len(hit) >= pools, hit


def test_the_platform_is_quick_enough_to_be_run_again_and_again():
    begin = time.monotonic()
    riskpool("run", SCENARIOS / PLATFORM, "--quiet", "--trials", 256)
    assert time.monotonic() - begin < 5
