"""Funds, backstops, loss sharing and subsidies of a pool through the command line.

Every figure is computed anew from the terms of the scenario and its events, year by year, and compared with the table
of trials, the ledger of the JSON figures and `explain`.
"""

from __future__ import annotations

import numpy as np
import pytest
from played import M, layer, same
from pooled import INCOME, SHARES, Losses, Simulate, scenario, simulate, some_losses

__all__ = ["simulate"]  # a fixture


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
    when = {"first_year": 2, "years": 4, "scale": [1, 0.6, 0.2]}
    terms = {"name": "City", "share": 0.5, "cap_per_insured": 25 * M} | when
    played = simulate(scenario([(0.0, 10 * M)] * 7, {"premium_subsidies": [terms]}))
    # Year 1 none, then 100, 60, 20 and 20 % of a half; North's 30 m stop at the cap, and after four years nothing.
    north, south = [25 * M, 18 * M, 6 * M, 6 * M], [20 * M, 12 * M, 4 * M, 4 * M]
    same(played.passed("subsidy"), sum(north) + sum(south))
    same(played.passed("premium", payer="insureds"), 7 * 100 * M)
    same(played.years("pool.result"), np.full(7, INCOME - 10 * M))
