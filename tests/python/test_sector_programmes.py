"""Each sector scenario read as a regulator reads it: nothing in it may be absurd, idle or never of use."""

import json

import pytest
from sectors import SECTORS
from test_scenarios import SCENARIOS, riskpool

# What was, and what a decade would have been, are books without reinsurance.
POOLS = [file for file in SECTORS if file.name not in ("hynix_2013.yaml", "decade.yaml")]


@pytest.fixture(scope="module", params=POOLS, ids=lambda file: str(file.relative_to(SCENARIOS)))
def run(request):
    """A run at the means of what is uncertain: over few draws the error of a price would hide the price."""
    return json.loads(riskpool("run", request.param, "--json", "--quiet", "--draws", 0, "--trials", 5000))


def means(run):
    return {(row["party"], row["quantity"]): row for row in run["metrics"] if row["metric"] == "aal"}


def premiums(run):
    paid = {}
    for row in run["transfers"]:
        if row["payee_kind"] == "pool" and row["reason"] == "premium":
            paid[row["payee"]] = paid.get(row["payee"], 0) + row["mean"]
    return paid


def treaties(run):
    """(label of its figures, the treaty): the label names the pool where there are several pools."""
    parties = {party for party, quantity in means(run) if quantity == "recovery"}
    for treaty in run["treaties"]:
        label = f"{treaty['buyer']}: {treaty['treaty']}"
        yield (label if label in parties else treaty["treaty"]), treaty


def test_losses_are_between_a_sixth_of_premium_and_all_of_it(run):
    for pool, premium in premiums(run).items():
        ratio = means(run)[pool, "gross_loss"]["value"] / premium
        assert 1 / 6 < ratio < 1, f"{pool} has a loss ratio of {ratio:.0%}"


def test_every_treaty_is_of_use_and_costs_more_than_it_pays(run):
    attached = {row["party"]: row["value"] for row in run["metrics"]
                if (row["metric"], row["quantity"]) == ("probability", "attached")}
    for label, treaty in treaties(run):
        recovery = means(run)[label, "recovery"]
        assert recovery["value"] > 0 and attached[label] > 0, f"{label} never pays"
        price = treaty["premium"] - treaty["commission"]
        dear = f"{label} pays {recovery['value'] / price:.0%} of its price"
        assert recovery["value"] <= price + 4 * recovery["standard_error"], dear


def test_every_fund_fills_and_is_used(run):
    funds = {party for party, quantity in means(run) if quantity == "balance"}
    assert funds, "no pool has a fund"
    for fund in funds:
        for quantity in ("accrual", "release"):
            assert means(run)[fund, quantity]["value"] > 0, f"{fund}: {quantity}"


def test_no_fund_is_short_in_most_paths(run):
    for row in run["metrics"]:
        if (row["metric"], row["quantity"]) == ("probability", "ruined"):
            assert row["value"] < 0.5, f"{row['party']} is short in {row['value']:.0%} of paths"


def test_every_member_has_a_part(run):
    members = {row["payee"] for row in run["transfers"] if row["payee_kind"] == "member" and row["reason"] == "premium"}
    assert len(members) >= 6
    assert all(means(run)[member, "gross_loss"]["value"] > 0 for member in members)
