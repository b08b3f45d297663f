"""Every shipped scenario runs as it is and says what its README says of it.

The program is the one that RISKPOOL_PROGRAM names, else the release build.
"""

import importlib.util
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest

SOURCE = Path(__file__).resolve().parents[2]
SCENARIOS = SOURCE / "scenarios"
IC = SCENARIOS / "ic"
# A preset is a block for a scenario, and no scenario.
FILES = sorted(each for each in SCENARIOS.rglob("*.yaml") if "presets" not in each.parts)
# Reported for 2011-2020: settled claims over simple loss ratio is the premium; without the Wuxi fire of USD 860 m at
# 6.15 what is left of the claims is about 32 % of it.
CLAIMS, LOSS_RATIO, WUXI = 6.055e9, 2.4928, 860e6 * 6.15
PREMIUM = CLAIMS / LOSS_RATIO
TRIALS = 20_000


def riskpool(*arguments):
    program = os.environ.get("RISKPOOL_PROGRAM") or str(SOURCE / "build" / "release" / "riskpool")
    assert Path(program).is_file(), f"no program at {program}: build it or set RISKPOOL_PROGRAM"
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"riskpool {' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}"
    return done.stdout


def means(figures):
    """(party, quantity) -> mean per year"""
    return {(row["party"], row["quantity"]): row["value"] for row in figures["metrics"] if row["metric"] == "aal"}


def provenance(result):
    with h5py.File(result) as file:
        return dict(zip(file["provenance_path"].asstr()[:], file["provenance_source"].asstr()[:], strict=True))


@pytest.fixture(scope="module")
def report():
    """The program decade_report.py as a module."""
    spec = importlib.util.spec_from_file_location("decade_report", IC / "decade_report.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def hynix():
    return json.loads(riskpool("run", IC / "hynix_2013.yaml", "--json"))


@pytest.fixture(scope="module")
def decade(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decade")
    common = ["run", IC / "decade.yaml", "--quiet", "--trials", TRIALS, "-o"]
    riskpool(*common, folder / "with.h5")
    riskpool(*common, folder / "without.h5", "--set", "sources[0].fab_fire.p_compartment_fails=0")
    return folder


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Result file of some trials of the pool, and its JSON figures."""
    path = tmp_path_factory.mktemp("pool") / "pool.h5"
    return path, json.loads(riskpool("run", IC / "pool.yaml", "--json", "--trials", TRIALS, "-o", path))


def test_there_are_scenarios():
    assert {file.name for file in FILES} >= {"hynix_2013.yaml", "decade.yaml", "pool.yaml"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCENARIOS)))
def test_checks_without_a_fault_or_a_warning(file):
    assert json.loads(riskpool("check", "--json", file)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCENARIOS)))
def test_names_its_schema_and_opens_with_whom_it_is_about(file):
    first, second, third = file.read_text(encoding="utf-8").splitlines()[:3]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named and (file.parent / named[1]).resolve() == SCENARIOS / "schema.json"
    assert second.startswith("# ") and third.startswith("# About: ")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCENARIOS)))
def test_says_where_its_numbers_come_from(file, tmp_path):
    riskpool("run", file, "--quiet", "--trials", 1, "-o", tmp_path / "x.h5")
    sources = provenance(tmp_path / "x.h5")
    assert set(sources.values()) <= set("PSTDRJ")
    assert any(path.startswith("sources[") for path in sources), "no rate or loss says where it comes from"
    with h5py.File(tmp_path / "x.h5") as result:
        notes = dict(zip(result["provenance_path"].asstr()[:], result["provenance_note"].asstr()[:], strict=True))
    bare = [path for path, source in sources.items() if source != "J" and not notes[path]]
    assert not bare, "a fact without the address or the sum that it comes from"


# --- hynix_2013.yaml ---

# Shares as reported, in per cent; the lead kept 2 % of its half, which is 1 % of the risk.
WUXI_SHARES = {"Hyundai": 50, "PICC": 35, "CPIC": 5, "Dadi": 5, "LIG": 5}


def test_wuxi_pays_860_million_after_terms_for_3_4_million_of_premium(hynix):
    assert means(hynix)["Wuxi placement", "gross_loss"] == pytest.approx(860e6, rel=1e-12)
    from_insureds = [row for row in hynix["transfers"] if row["payer"] == "insureds"]
    assert [row["mean"] for row in from_insureds] == [pytest.approx(3.4e6, rel=1e-12)]


@pytest.mark.parametrize("member", WUXI_SHARES)
def test_each_wuxi_co_insurer_bears_its_share_gross_and_net(hynix, member):
    gross = 860e6 * WUXI_SHARES[member] / 100
    assert means(hynix)[member, "gross_loss"] == pytest.approx(gross, rel=1e-6)
    kept = 0.02 if member == "Hyundai" else 1
    assert means(hynix)[member, "net_loss"] == pytest.approx(gross * kept, rel=1e-6)


def test_wuxi_reinsurers_pay_what_the_lead_does_not(hynix):
    from_reinsurers = [row for row in hynix["transfers"] if row["payer_kind"] == "reinsurer"]
    recovered = sum(row["mean"] for row in from_reinsurers if row["reason"] == "recovery")
    assert recovered == pytest.approx(0.98 * 430e6, rel=1e-6)


# --- decade.yaml ---


def amount(text):
    """A money cell of a table."""
    for suffix, factor in (("bn", 1e9), ("m", 1e6), ("k", 1e3)):
        if text.endswith(suffix):
            return float(text.removesuffix(suffix)) * factor
    return float(text)


def rows_of(table):
    header, *lines = [line for line in table.read_text().splitlines() if line and not line.startswith("#")]
    return [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]


def cover_of(row):
    return amount(row["property"]) + amount(row["interruption"]) + amount(row["stock"])


def test_decade_book_adds_up_to_the_reported_totals():
    firms = rows_of(IC / "decade.csv")
    assert len(firms) == 127
    assert sum(amount(row["premium"]) for row in firms) == pytest.approx(PREMIUM / 10, rel=0.001)
    assert sum(map(cover_of, firms)) == pytest.approx(3.3e12 / 10)
    assert {row["type"] for row in firms} == {"fab", "packaging", "materials", "design"}
    assert len({row["cluster"] for row in firms}) >= 3


def test_decade_table_is_what_its_script_writes():
    made = subprocess.run([sys.executable, IC / "decade_table.py"], capture_output=True, text=True, check=True)
    assert made.stdout == (IC / "decade.csv").read_text()


def test_a_decade_without_a_lost_clean_room_costs_what_the_real_one_did_without_wuxi(decade, report):
    ratios = report.loss_ratios(decade / "without.h5")
    error = ratios.std(ddof=1) / math.sqrt(ratios.size)
    # Two points: a tenth of what is known of the attritional level, which is one decade.
    assert abs(ratios.mean() - (CLAIMS - WUXI) / PREMIUM) < 0.02 + 4 * error
    assert abs(ratios.mean() - 0.32) < 0.02 + 4 * error


def test_the_observed_decade_lies_inside_the_simulated_ones(decade, report):
    ratios = report.loss_ratios(decade / "with.h5")
    p = (ratios >= LOSS_RATIO).mean()
    error = math.sqrt(p * (1 - p) / ratios.size)
    assert 0.001 < p - 4 * error and p + 4 * error < 0.3
    # ... and it takes the class of the Wuxi fire: without it a decade like the real one is out of reach.
    assert (report.loss_ratios(decade / "without.h5") >= LOSS_RATIO).mean() < 0.001


def test_decade_report_agrees_with_the_summary(decade, report):
    ratios = report.loss_ratios(decade / "with.h5")
    shown = json.loads(riskpool("show", decade / "with.h5", "--json"))
    assert ratios.size == TRIALS
    assert ratios.mean() == pytest.approx(means(shown)["Industry", "gross_loss"] / (PREMIUM / 10), rel=0.001)


def test_decade_report_gives_known_answers(report):
    known = np.arange(1, 1001) / 1000  # 0.001 ... 1
    assert report.mean_of(known)[0] == pytest.approx(0.5005)
    assert report.quantile_of(known, 0.95)[0] == pytest.approx(0.95)
    value, low, high = report.probability_of(known, 0.991)  # ten of a thousand
    assert value == pytest.approx(0.01)
    # Wilson's interval for 10 of 1000: the roots p of (p - 0.01)^2 = 1.96^2 p (1 - p) / 1000
    for root in (low, high):
        assert (root - 0.01) ** 2 == pytest.approx(1.96**2 * root * (1 - root) / 1000)
    assert low < value < high


# --- pool.yaml ---


def text_of_pool():
    return (IC / "pool.yaml").read_text()


def test_pool_has_the_size_that_it_claims():
    insureds = rows_of(IC / "fabs.csv")
    fabs = [row for row in insureds if row["type"] == "fab"]
    assert len(fabs) >= 8 and len({row["cluster"] for row in fabs}) >= 3
    assert {row["type"] for row in insureds} == {"fab", "packaging", "materials", "design"}
    assert all(0 < amount(row["pml"]) < cover_of(row) for row in insureds), "a PML apart from the sum insured"
    assert re.search(r"^years: 5$", text_of_pool(), re.M) and re.search(r"^trials: 100000$", text_of_pool(), re.M)


def test_pool_is_shared_by_eighteen_labelled_placeholders(pool):
    paid = [row for row in pool[1]["transfers"] if row["payee_kind"] == "member" and row["reason"] == "premium"]
    assert {row["payee"] for row in paid} == {f"Member {number:02} (placeholder)" for number in range(1, 19)}
    # Capacities carry every PML, so all of the premium reaches members.
    total = sum(amount(row["premium"]) for row in rows_of(IC / "fabs.csv"))
    assert sum(row["mean"] for row in paid) == pytest.approx(total)


def test_pool_has_the_programme_and_its_layers_are_all_of_use(pool):
    path, figures = pool
    kinds = [row["kind"] for row in figures["treaties"]]
    assert kinds == ["surplus", "per_risk_xl", "per_risk_xl", "cat_xl", "cat_xl", "cat_xl", "stop_loss"]
    chances = [row for row in figures["metrics"] if row["metric"] == "probability"]
    attached = {row["party"]: row for row in chances if row["quantity"] == "attached"}
    for name in (row["treaty"] for row in figures["treaties"][1:]):
        chance, error = attached[name]["value"], attached[name]["standard_error"]
        assert 0.001 - 4 * error < chance < 0.3, f"{name} attaches in {chance:.3%} of years"


def test_pool_costs_40_to_70_per_cent_of_its_premium_and_its_fund_is_at_times_short(pool):
    path, figures = pool
    premium = sum(amount(row["premium"]) for row in rows_of(IC / "fabs.csv"))
    wanted = ("aal", "IC pool", "gross_loss")
    [loss] = [row for row in figures["metrics"] if (row["metric"], row["party"], row["quantity"]) == wanted]
    assert 0.4 < (loss["value"] - 4 * loss["standard_error"]) / premium
    assert (loss["value"] + 4 * loss["standard_error"]) / premium < 0.7
    with h5py.File(path) as file:
        used, short = file["ic_pool_fund.release"][:] > 0, file["ic_pool_fund.shortfall"][:] > 0
    assert 0 < short.any(axis=1).mean() < used.any(axis=1).mean() < 0.3


def test_pool_marks_its_placeholders_as_judgement_and_cites_its_rules(pool):
    sources = provenance(pool[0])
    assert all(source == "J" for path, source in sources.items() if path.startswith(("members", "sources")))
    assert sources["pools[0].reserve_fund.trigger.loss_ratio"] == "P"
    assert sum(path.startswith("members[") and path.endswith(".capital") for path in sources) == 18
