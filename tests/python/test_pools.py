"""Pools through the command line: who fails, who settles, who shares in which year, and what checks find.

Every figure is computed anew from the terms of the scenario and its events, year by year, and compared with the table
of trials, the ledger of the JSON figures and `explain`. What stands behind members: test_pool_funds.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from played import M, same
from pooled import EXPENSES, INCOME, PREMIUM, SHARES, Simulate, balance, members, scenario, simulate, some_losses, table

__all__ = ["simulate"]  # a fixture


# --- Reinsurers in default ---


def test_a_certain_default_leaves_what_neither_collateral_nor_recovery_pays(simulate: Simulate) -> None:
    lines = [
        {"reinsurer": "Failed Re", "share": 0.5, "collateral": {"part_of_limit": 0.3}},
        {"reinsurer": "Lost Re", "share": 0.2, "collateral": {"amount": 12 * M}},
        {"reinsurer": "Bare Re", "share": 0.1},
        {"reinsurer": "Sound Re", "share": 0.2},
    ]
    cat = {"name": "Cat", "limit": 100 * M, "attachment": 10 * M, "reinstatements": [], "premium": 8 * M}
    names = [line["reinsurer"] for line in lines]
    reinsurers = [{"name": name, "default_probability": 0 if name == "Sound Re" else 1} for name in names]
    defaults = {"by_rating": {"curve": {"loss_given_default": 0.7}}}
    pool = {"programme": [[{"cat_xl": cat | {"lines": lines}}]]}
    played = simulate(scenario(None, pool, reinsurers=reinsurers, defaults=defaults), trials=500)
    recovery = played.columns["cat.recovery"]
    assert (recovery > 0).mean() > 0.3

    share_of = {line["reinsurer"]: line["share"] for line in lines}
    secured = {"Failed Re": 0.3 * 50 * M, "Lost Re": 12 * M, "Bare Re": 0.0}
    wanted = {name: 0.7 * np.maximum(share_of[name] * recovery - held, 0) for name, held in secured.items()}
    for name, amount in wanted.items():
        same(played.passed("uncollected", payee=name) / played.years_run, amount.mean())
        same(played.passed("recovery", payer=name) / played.years_run, share_of[name] * recovery.mean())
    assert played.passed("uncollected", payee="Sound Re") == 0
    uncollected = sum(wanted.values())
    same(played.columns["pool.uncollected"], uncollected)
    assert 0 < (wanted["Failed Re"] > 0).mean() < (wanted["Bare Re"] > 0).mean(), "no collateral was enough"
    net = played.columns["pool.gross_loss"] - recovery
    same(played.columns["pool.net_loss"], net)
    result = INCOME - 8 * M - net - uncollected
    same(played.columns["pool.result"], result)
    for name, share in SHARES.items():
        same(played.columns[f"{name.lower()}.result"], share * result)
        paid = balance(played.transfers, name)
        same(paid, share * result.mean())


def test_defaults_are_likelier_in_years_of_stress_by_their_factor(simulate: Simulate) -> None:
    ordinary, factor, trials = 0.06, 5, 20_000
    # Below the level, at it (which is not above it), above it in one event, above it in the sum of two.
    losses = [(90 * M, 0.0), (100 * M, 0.0), (101 * M, 0.0), (60 * M, 60 * M)]
    quota = {"cession": 0.4, "commission": 0.2, "lines": [{"reinsurer": "Frail Re", "share": 1}]}
    played = simulate(
        scenario(
            losses,
            {"programme": [[{"quota_share": quota}]]},
            reinsurers=[{"name": "Frail Re", "default_probability": ordinary}],
            defaults={"by_rating": {"curve": {"loss_given_default": 0.5}, "stress": {"factor": factor}}},
            stress_loss=100 * M,
        ),
        trials=trials,
    )
    uncollected = played.columns["pool.uncollected"]
    for year, both in enumerate(losses):
        failed = uncollected[:, year] > 0
        same(uncollected[failed, year], np.full(failed.sum(), 0.5 * 0.4 * sum(both)))
        wanted = ordinary * factor if sum(both) > 100 * M else ordinary
        error = np.sqrt(wanted * (1 - wanted) / trials)
        assert failed.mean() == pytest.approx(wanted, abs=4 * error), f"year {year + 1}"


# --- Members in default ---


@pytest.mark.parametrize(
    ("terms", "more", "unpaid"),
    [
        ({"form": "several"}, (0, 0), 0.1),
        ({"form": "solidarity"}, (0.0625, 0.0375), 0),  # the tenth that Gamma leaves, as 5 : 3
        ({"form": "capped_solidarity", "part_of_own_share": 0.05}, (0.025, 0.015), 0.06),
        ({"form": "several", "bearer": "lead", "lead": "Alpha"}, (0.1, 0), 0),
    ],
    ids=["several", "solidarity", "capped", "lead"],
)
def test_others_pay_for_a_member_in_default_as_far_as_they_are_liable(
    simulate: Simulate, terms: dict[str, Any], more: tuple[float, float], unpaid: float
) -> None:
    losses = [(60 * M, 0.0), (0.0, 0.0), (50 * M, 40 * M)]
    fails = {"Alpha": 0, "Beta": 0, "Gamma": 1}
    coming = members(**{name: {"default_probability": each} for name, each in fails.items()})
    defaults = {"by_rating": {"curve": {"loss_given_default": 0.5}}}
    played = simulate(scenario(losses, {"liability": terms}, members=coming, defaults=defaults))
    parts = {"Alpha": 0.5 + more[0], "Beta": 0.3 + more[1], "Gamma": 0.1}
    for year, both in enumerate(losses):
        for name, part in parts.items():
            same(played.years(f"{name.lower()}.result")[year], SHARES[name] * INCOME - part * sum(both))
    for name, part in parts.items():
        same(balance(played.transfers, name) * 3, 3 * SHARES[name] * INCOME - part * 150 * M)
    same(balance(played.transfers, "insureds") * 3, (1 - unpaid) * 150 * M - 300 * M)


# --- Settlement ---


@pytest.mark.parametrize("pool_share", [1.0, 0.6])
def test_members_settle_profit_and_loss_by_their_keys(simulate: Simulate, pool_share: float) -> None:
    losses = some_losses(11, 25, high=200 * M)
    parts = [{"member": "Alpha", "share": 0.7}, {"member": "Gamma", "share": 0.3}]
    keys = {"profit_key": {"table_key": {"table": parts}}, "loss_key": "capital_key"}
    settlement = keys | {"lead": "Beta", "lead_fee": 0.02, "pool_share": pool_share}
    fund = {
        "opening": 20 * M,
        "accrual": [{"share_of_underwriting_profit": {"rate": 0.1}}],
        "trigger": {"loss_ratio": 1.0},
    }
    pool = {"settlement": settlement} | ({"reserve_fund": fund} if pool_share == 1 else {})
    played = simulate(scenario(losses, pool))

    profit_key, loss_key = np.array([0.7, 0, 0.3]), np.array([400, 300, 100]) / 800
    premium = np.array([60, 40, 0]) * M
    fund_balance, signs = 20 * M, set()
    for year, both in enumerate(losses):
        own = (1 - EXPENSES) * premium - np.array([*both, 0])
        fee = 0.02 * pool_share * premium.sum()
        taken = 0.0
        if pool_share == 1:
            accrued = 0.1 * max(own.sum() - fee, 0)  # known answer O-PO-01: of the profit after the fee
            released = min(max(sum(both) - premium.sum(), 0), fund_balance + accrued)
            fund_balance += accrued - released
            taken = accrued - released
        divided = pool_share * own.sum() - fee - taken
        signs.add(divided > 0)
        final = (1 - pool_share) * own + (profit_key if divided >= 0 else loss_key) * divided + np.array([0, fee, 0])
        for k, name in enumerate(["alpha", "beta", "gamma"]):
            same(played.years(f"{name}.own_result")[year], own[k])
            same(played.years(f"{name}.result")[year], final[k])
            same(played.years(f"{name}.transfer")[year], final[k] - own[k])
    assert signs == {True, False}
    for name in SHARES:
        same(balance(played.transfers, name) * len(losses), played.years(f"{name.lower()}.result").sum())


# --- Shares by year ---


def test_each_year_is_shared_by_the_members_of_that_year(simulate: Simulate) -> None:
    losses = some_losses(12, 6)
    periods = [
        (1, {"Alpha": 0.5, "Beta": 0.5}),
        (3, {"Alpha": 0.4, "Beta": 0.3, "Gamma": 0.3}),
        (5, {"Alpha": 0.6, "Gamma": 0.4}),
    ]
    shares = {"by_year": {"periods": [{"from_year": year, "shares": table(each)} for year, each in periods]}}
    coming = members(Beta={"to_year": 4}, Gamma={"from_year": 3})
    played = simulate(scenario(losses, {"shares": shares}, members=coming))
    for name in SHARES:
        mine = [periods[k // 2][1].get(name, 0.0) for k in range(6)]  # two years each
        borne = [part * sum(both) for part, both in zip(mine, losses, strict=True)]
        same(played.years(f"{name.lower()}.net_loss"), borne)
        result = sum(mine) * INCOME - sum(borne)
        same(played.years(f"{name.lower()}.result").sum(), result)
        income = played.passed("premium", payer="Pool", payee=name)
        same(income - played.passed("expenses", payer=name, payee="Pool"), sum(mine) * INCOME)
        same(balance(played.transfers, name) * 6, result)


# --- Checks ---


def test_a_member_far_too_small_breaks_the_limits_of_china_and_a_large_one_keeps_them(simulate: Simulate) -> None:
    small = {"name": "Small", "capital": 1 * M, "solvency_ratio": 2.0}
    large = {"name": "Large", "capital": 10_000_000 * M, "solvency_ratio": 2.0}
    played = simulate(
        scenario(None, {"shares": table({"Small": 0.5, "Large": 0.5})})
        | {"members": [small, large], "checks": {"preset": "china"}}
        | {"insureds": [{"name": name, "property": 10_000 * M, "premium": each} for name, each in PREMIUM.items()]},
        trials=200,
    )
    breaches = [row for row in played.metrics if row["metric"] == "breach_probability" and row["basis"] == "path"]
    by_party = {(row["party"], row["quantity"]): row["value"] for row in breaches}
    assert {party for party, _ in by_party} == {"Small", "Large"}
    assert {quantity for _, quantity in by_party} >= {"retained_premium", "risk_unit"}
    # Each keeps a premium of 50 m a year, and half of 10 bn of one risk.
    for (party, quantity), value in by_party.items():
        if party == "Large":
            assert value == 0, quantity
        elif quantity in ("retained_premium", "risk_unit"):
            assert value == 1, quantity


def test_a_member_breaches_the_limit_of_premium_once_losses_have_eaten_its_capital(simulate: Simulate) -> None:
    # Half of the premium is 50 m, and four times its capital of 14 m is 56 m: it breaks the limit after losses alone.
    shares = {"Middle": 0.5, "Large": 0.5}
    who = [{"name": "Middle", "capital": 14 * M}, {"name": "Large", "capital": 10_000_000 * M}]
    insureds = [{"name": name, "property": 10_000 * M, "premium": each} for name, each in PREMIUM.items()]
    terms = scenario(None, {"shares": table(shares), "expenses": 0.7}, checks={"list": [{"retained_premium": {}}]})
    played = simulate(terms | {"members": who, "insureds": insureds}, trials=2000)
    results = 0.5 * (30 * M - played.columns["pool.gross_loss"])
    before = np.cumsum(results, axis=1) - results
    breach = 50 * M > 4 * (14 * M + before)
    assert not breach[:, 0].any() and 0.1 < breach.any(axis=1).mean() < 0.9
    told = {
        (row["basis"], row["parameter"]): row["value"]
        for row in played.metrics
        if (row["metric"], row["party"]) == ("breach_probability", "Middle")
    }
    assert told == {("path", None): breach.any(axis=1).mean()} | {
        ("annual", year): breach[:, year - 1].mean() for year in range(1, 5)
    }
