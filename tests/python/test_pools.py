"""Pools through the command line: who fails, who settles, which funds and backstops pay, and what checks find.

Every figure is computed anew from the terms of the scenario and its events, year by year, and compared with the table of
trials, the ledger of the JSON figures and `explain`.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from played import M, Played, layer, same

PREMIUM = {"North": 60 * M, "South": 40 * M}
EXPENSES = 0.2
INCOME = (1 - EXPENSES) * sum(PREMIUM.values())
SHARES = {"Alpha": 0.5, "Beta": 0.3, "Gamma": 0.2}
Losses = Sequence[tuple[float, float]]  # of North and South, a year each

Simulate = Callable[..., Played]


def members(**more: dict[str, Any]) -> list[dict[str, Any]]:
    """Alpha, Beta and Gamma; `more` are further fields of each by name."""
    capital = {"Alpha": 400 * M, "Beta": 300 * M, "Gamma": 100 * M}
    return [{"name": name, "capital": each} | more.get(name, {}) for name, each in capital.items()]


def table(shares: dict[str, float]) -> dict[str, Any]:
    return {"by_table": {"table": [{"member": name, "share": share} for name, share in shares.items()]}}


def scenario(losses: Losses | None, pool: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One pool of two insureds that has these losses, or if none are given random ones."""
    hit = [
        {"year": year, "insured": insured, "damage": damage}
        for year, both in enumerate(losses or [], 1)
        for insured, damage in zip(PREMIUM, both, strict=True)
        if damage > 0
    ]
    chance = {"frequency": {"poisson": {"mean": 2}}, "severity": {"pareto": {"threshold": 10 * M, "shape": 1.8}}}
    return {
        "schema": 1,
        "name": "Two regions",
        "currency": "CNY",
        "years": 4 if losses is None else len(losses),
        "trials": 1,
        "seed": 3,
        "members": members(),
        "insureds": [
            {"name": name, "property": 10_000 * M, "premium": premium, "originator": originator}
            for (name, premium), originator in zip(PREMIUM.items(), ["Alpha", "Beta"], strict=True)
        ],
        "sources": [{"collective_risk": chance} if losses is None else {"fixed_events": {"events": hit}}],
        "pools": [{"name": "Pool", "shares": table(SHARES), "expenses": EXPENSES} | pool],
        "metrics": ["aal"],
        "output": {"members": True, "storage": "float64"},
    } | more


@pytest.fixture
def simulate(riskpool_command: Callable[..., Any], tmp_path: Path) -> Simulate:
    """Runs a scenario. The pool keeps no money, in the mean year as in a trial, of which `explain` says the same."""

    def call(terms: dict[str, Any], trials: int = 1) -> Played:
        file, result = tmp_path / "pool.yaml", tmp_path / "pool.h5"
        file.write_text(json.dumps(terms), encoding="utf-8")  # JSON is YAML
        done = riskpool_command("run", file, "--json", "--quiet", "--trials", trials, "-o", result)
        assert done.returncode == 0, done.stderr
        figures = json.loads(done.stdout)
        played = Played(figures, result)
        turnover = sum(abs(row["mean"]) for row in played.transfers)
        for pool in terms["pools"]:
            assert balance(played.transfers, pool["name"]) == pytest.approx(0, abs=1e-9 * turnover), "it keeps money"
        trial = trials // 2
        explained = riskpool_command("explain", file, "--trial", trial)
        assert explained.returncode == 0, explained.stderr
        with h5py.File(result) as stored:
            money = {name for name in played.columns if stored[name].ndim == 2 and stored[name].attrs["units"] == "CNY"}
        compare(Explained(explained.stdout), played, money, trial)
        return played

    return call


def balance(transfers: Sequence[dict[str, Any]], party: str) -> float:
    received = sum(row["mean"] for row in transfers if row["payee"] == party)
    return received - sum(row["mean"] for row in transfers if row["payer"] == party)


class Explained:
    """What `explain` prints: figures by year, party and quantity, and what passes in a year from whom to whom, why."""

    def __init__(self, text: str) -> None:
        scale = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
        unit = re.search(r"money in (?:(\w+) )?CNY", text)
        assert unit, text
        self.scale = scale[unit[1]] if unit[1] else 1.0
        self.figures: dict[tuple[int, str, str], float] = {}
        self.transfers: list[dict[str, Any]] = []
        year, columns = 0, 0
        for line in text.splitlines():
            words = re.split(r"\s{2,}", line.strip())
            if words[0].startswith("Year "):
                year = int(words[0].removeprefix("Year "))
            elif words[-1] == "amount":
                columns = len(words)
            elif len(words) != columns or not year:
                columns = 0
            elif columns == 3:
                self.figures[year, words[0], words[1]] = number(words[2])
            elif columns == 4:
                payer, payee, reason, amount = words
                row = {"year": year, "payer": payer, "payee": payee, "reason": reason, "mean": number(amount)}
                self.transfers.append(row)


def number(text: str) -> float:
    return float(text.replace(",", ""))


def compare(explained: Explained, played: Played, money: set[str], trial: int) -> None:
    """What is printed has four digits, or two behind the point."""
    compared = 0
    for (year, party, quantity), value in explained.figures.items():
        name = re.sub(r"\W+", "_", party).lower() + "." + quantity
        if name not in money:
            continue
        kept = played.columns[name][trial, year - 1]
        assert value == pytest.approx(kept / explained.scale, rel=6e-4, abs=0.006), (year, party, quantity)
        compared += 1
    assert compared >= played.years_run, "nothing to compare"
    for year in range(1, played.years_run + 1):
        moved = [row for row in explained.transfers if row["year"] == year]
        assert moved, f"no money moves in year {year}"
        largest = max(abs(row["mean"]) for row in moved)
        rounding = 0.006 * len(moved) + 1e-3 * largest
        assert balance(moved, "Pool") == pytest.approx(0, abs=rounding), f"the pool keeps money in year {year}"
    if len(played.columns["pool.gross_loss"]) > 1:
        return  # the JSON figures are those of more trials than this one
    printed: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for row in explained.transfers:
        printed[row["payer"], row["payee"], row["reason"]].append(row["mean"])
    moved_ever = {(row["payer"], row["payee"], row["reason"]) for row in played.transfers if row["mean"] != 0}
    assert set(printed) == moved_ever
    for key, amounts in printed.items():
        whole = played.passed(key[2], payer=key[0], payee=key[1]) / explained.scale
        rounding = sum(max(0.006, 6e-4 * abs(amount)) for amount in amounts)
        assert sum(amounts) == pytest.approx(whole, abs=rounding), key


def some_losses(seed: int, years: int, low: float = 5 * M, high: float = 400 * M) -> Losses:
    chance = random.Random(seed)
    return [
        tuple(round(low * (high / low) ** chance.random()) if chance.random() < 0.7 else 0.0 for _ in PREMIUM)
        for _ in range(years)
    ]


# --- Reinsurers in default ---


def test_a_certain_default_leaves_what_neither_collateral_nor_recovery_pays(simulate: Simulate) -> None:
    lines = [
        {"reinsurer": "Failed Re", "share": 0.5, "collateral": {"part_of_limit": 0.3}},
        {"reinsurer": "Lost Re", "share": 0.2, "collateral": {"amount": 12 * M}},
        {"reinsurer": "Bare Re", "share": 0.1},
        {"reinsurer": "Sound Re", "share": 0.2},
    ]
    cat = {"name": "Cat", "limit": 100 * M, "attachment": 10 * M, "premium": 8 * M, "reinstatements": [], "lines": lines}
    reinsurers = [
        {"name": line["reinsurer"], "default_probability": 0 if line["reinsurer"] == "Sound Re" else 1} for line in lines
    ]
    defaults = {"by_rating": {"curve": {"loss_given_default": 0.7}}}
    played = simulate(
        scenario(None, {"programme": [[{"cat_xl": cat}]]}, reinsurers=reinsurers, defaults=defaults), trials=500
    )
    recovery = played.columns["cat.recovery"]
    assert (recovery > 0).mean() > 0.3

    def left(share: float, secured: float) -> np.ndarray:
        return 0.7 * np.maximum(share * recovery - secured, 0)

    wanted = {"Failed Re": left(0.5, 0.3 * 50 * M), "Lost Re": left(0.2, 12 * M), "Bare Re": left(0.1, 0)}
    for name, amount in wanted.items():
        same(played.columns[name.lower().replace(" ", "_") + ".uncollected"], amount)
        same(played.passed("uncollected", payee=name) / played.years_run, amount.mean())
    assert not played.columns["sound_re.uncollected"].any()
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


# --- Settlement ---


@pytest.mark.parametrize("pool_share", [1.0, 0.6])
def test_members_settle_profit_and_loss_by_their_keys(simulate: Simulate, pool_share: float) -> None:
    losses = some_losses(11, 25, high=200 * M)
    keys = {"profit_key": {"table_key": {"table": [{"member": "Alpha", "share": 0.7}, {"member": "Gamma", "share": 0.3}]}}}
    settlement = keys | {"loss_key": "capital_key", "lead": "Beta", "lead_fee": 0.02, "pool_share": pool_share}
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


# --- Funds and what stands behind them ---


def test_two_funds_are_used_in_their_order(simulate: Simulate) -> None:
    losses = some_losses(5, 40)
    pots = [
        {"name": "Premium pot", "opening": 30 * M, "interest": 0.02, "trigger": {"loss_ratio": 0.75}}
        | {"accrual": [{"share_of_premium": {"rate": 0.04}}]},
        {"name": "Profit pot", "opening": 50 * M, "trigger": {"loss_ratio": 0.9}}
        | {"accrual": [{"share_of_excess_profit": {"rate": 0.75, "benchmark": 0.05}}]},
    ]
    played = simulate(scenario(losses, {"reserve_funds": pots}))
    first, second, used_both = 30 * M, 50 * M, False
    for year, both in enumerate(losses):
        loss, premium = sum(both), 100 * M
        first = first * 1.02 + 0.04 * premium
        second += 0.75 * max(INCOME - loss - 0.05 * premium, 0)
        from_first = min(max(loss - 0.75 * premium, 0), first)
        from_second = min(max(loss - 0.9 * premium - from_first, 0), second)
        first, second = first - from_first, second - from_second
        used_both = used_both or (from_first > 0 and from_second > 0)
        same(played.years("pool_premium_pot.release")[year], from_first)
        same(played.years("pool_profit_pot.release")[year], from_second)
        same(played.years("pool_premium_pot.balance")[year], first)
        same(played.years("pool_profit_pot.balance")[year], second)
        need = max(loss - 0.75 * premium, 0)
        same(played.years("pool.unfunded")[year], need - from_first - from_second)
    assert used_both
    same(played.passed("release", payer="Pool Premium pot"), played.years("pool_premium_pot.release").sum())


BARE_FUND = {"opening": 10 * M, "trigger": {"loss_ratio": 1.0}}  # once empty it stays so


def asked(losses: Losses) -> list[float]:
    """What BARE_FUND is asked for and cannot pay, year by year."""
    held, unfunded = 10 * M, []
    for both in losses:
        need = max(sum(both) - 100 * M, 0)
        released = min(need, held)
        held -= released
        unfunded.append(need - released)
    return unfunded


def test_the_state_lends_and_is_paid_back_out_of_surplus(simulate: Simulate) -> None:
    losses = some_losses(6, 60, high=250 * M)
    loan = {"form": "loan", "interest": 0.03, "repay_share": 0.5, "grace_years": 1, "write_off_years": 6}
    bands = [{"attachment": 0, "limit": 80 * M, "share": 0.9}, {"attachment": 100 * M, "share": 0.5}]
    state = {"basis": "unfunded", "bands": bands, "annual_limit": 120 * M, "guarantee_premium": 1 * M} | loan
    played = simulate(scenario(losses, {"reserve_fund": BARE_FUND, "backstops": [{"state_layer": state}]}))
    owed, age, lent_in_all, repaid_in_all, forgiven = 0.0, 0, 0.0, 0.0, 0.0
    unfunded = asked(losses)
    for year, both in enumerate(losses):
        repaid = 0.0
        if owed > 0:
            age += 1
            owed *= 1.03
            if age > 1:
                repaid = min(owed, 0.5 * max(INCOME - sum(both), 0))
                owed -= repaid
            if age >= 6:
                forgiven, owed = forgiven + owed, 0.0
        if owed == 0:
            age = 0
        lent = min(0.9 * min(unfunded[year], 80 * M) + 0.5 * max(unfunded[year] - 100 * M, 0), 120 * M)
        owed += lent
        lent_in_all, repaid_in_all = lent_in_all + lent, repaid_in_all + repaid
        same(played.years("pool_state_layer_1.lent")[year], lent)
        same(played.years("pool.unfunded")[year], unfunded[year] - lent)
    assert repaid_in_all > 0 and forgiven > 0
    same(played.passed("loan", payer="state"), lent_in_all)
    same(played.passed("loan_repayment", payee="state"), repaid_in_all)
    same(played.passed("guarantee_premium", payee="state"), 60 * M)
    same(played.whole("Pool state_layer 1", "written_off"), forgiven)


@pytest.mark.parametrize("solidarity", [False, True])
def test_members_are_called_equally_up_to_their_caps(simulate: Simulate, solidarity: bool) -> None:
    losses = some_losses(8, 30)
    call = {"key": "equal", "cap": 25 * M, "cap_of_capital": 0.1, "solidarity": solidarity}
    played = simulate(scenario(losses, {"reserve_fund": BARE_FUND, "backstops": [{"member_call": call}]}))
    caps = np.minimum(25 * M, 0.1 * np.array([400, 300, 100]) * M)
    called = np.zeros(3)
    for year, unfunded in enumerate(asked(losses)):
        if solidarity:  # the level t with sum min(cap, t) = what is called
            whole, low, high = min(unfunded, caps.sum()), 0.0, caps.max()
            for _ in range(200):
                middle = (low + high) / 2
                low, high = (middle, high) if np.minimum(caps, middle).sum() < whole else (low, middle)
            now = np.minimum(caps, high)
        else:
            now = np.minimum(caps, unfunded / 3)
        called += now
        same(played.years("pool_member_call_1.called")[year], now.sum())
    assert called[2] < called[0]
    for name, amount in zip(SHARES, called, strict=True):
        same(played.passed("call", payer=name), amount)


def test_claims_are_cut_in_proportion_when_money_runs_out(simulate: Simulate) -> None:
    losses = some_losses(9, 30)
    scaling = {"limit": 300 * M, "least": 0.5}
    played = simulate(scenario(losses, {"reserve_fund": BARE_FUND, "backstops": [{"claim_scaling": scaling}]}))
    cut = [
        min(max(unfunded, sum(both) - 300 * M), 0.5 * sum(both))
        for both, unfunded in zip(losses, asked(losses), strict=True)
    ]
    assert any(each > 0 for each in cut)
    same(played.years("pool_claim_scaling_1.claims_cut"), cut)
    same(played.passed("claims", payee="insureds"), sum(map(sum, losses)))
    same(played.passed("claims_cut", payer="insureds", payee="Pool"), sum(cut))


def test_who_shares_losses_pays_its_tranche(simulate: Simulate) -> None:
    losses = some_losses(10, 20)
    tranches = [
        {"party": "Pool", "limit": 50 * M},
        {"party": "Guarantor", "limit": 60 * M},
        {"party": "government", "limit": 100 * M, "share": 0.8, "co_party": "Pool"},
    ]
    played = simulate(scenario(losses, {"loss_sharing": {"tranches": {"tranches": tranches}}}))
    guarantor = sum(layer(sum(both), 50 * M, 60 * M) for both in losses)
    government = sum(0.8 * layer(sum(both), 110 * M, 100 * M) for both in losses)
    assert government > 0
    same(played.passed("loss_sharing", payer="Guarantor"), guarantor)
    same(played.passed("loss_sharing", payer="government"), government)
    same(played.columns["pool.result"].sum(), len(losses) * INCOME - sum(map(sum, losses)) + guarantor + government)


def test_the_subsidy_of_premiums_falls_over_the_years(simulate: Simulate) -> None:
    terms = {"name": "City", "share": 0.5, "scale": [1, 0.6, 0.2], "first_year": 2, "years": 4, "cap_per_insured": 25 * M}
    played = simulate(scenario([(0.0, 10 * M)] * 7, {"premium_subsidies": [terms]}))
    # Year 1 none, then 100, 60, 20 and 20 % of a half; North's 30 m stop at the cap, and after four years nothing.
    north, south = [25 * M, 18 * M, 6 * M, 6 * M], [20 * M, 12 * M, 4 * M, 4 * M]
    same(played.passed("subsidy"), sum(north) + sum(south))
    same(played.passed("premium", payer="insureds"), 7 * 100 * M)
    same(played.years("pool.result"), np.full(7, INCOME - 10 * M))


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
        mine = [next(each for first, each in reversed(periods) if first <= year).get(name, 0.0) for year in range(1, 7)]
        same(played.years(f"{name.lower()}.net_loss"), [part * sum(both) for part, both in zip(mine, losses, strict=True)])
        result = sum(part * (INCOME - sum(both)) for part, both in zip(mine, losses, strict=True))
        same(played.years(f"{name.lower()}.result").sum(), result)
        income = played.passed("premium", payer="Pool", payee=name) - played.passed("expenses", payer=name, payee="Pool")
        same(income, sum(mine) * INCOME)
        same(balance(played.transfers, name) * 6, result)


# --- Checks ---


def test_the_limits_of_china_are_broken_by_a_member_far_too_small_and_kept_by_one_far_large(simulate: Simulate) -> None:
    small = {"name": "Small", "capital": 1 * M, "solvency_ratio": 2.0}
    large = {"name": "Large", "capital": 10_000_000 * M, "solvency_ratio": 2.0}
    played = simulate(
        scenario(None, {"shares": table({"Small": 0.5, "Large": 0.5})}, members=[small, large], checks={"preset": "china"})
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
