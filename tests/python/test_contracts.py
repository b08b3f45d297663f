"""Contracts on losses of one's own reproduce the known answers through Python, by the engine that runs use."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from answers import answer
from riskpool.field_value import CLASSES


def near(values: object, expected: object, tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(np.asarray(values, float), np.asarray(expected, float), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize(("basis", "key"), [("amount", "rp_amount"), ("amount_and_time", "rp_amount_time")])
def test_a_layer_erodes_and_is_reinstated_as_in_xl_01(basis: str, key: str) -> None:
    given, expected = answer("O-XL-01")
    layer = rp.CatXl(
        limit=given["limit"],
        attachment=given["retention"],
        annual_deductible=given["aad"],
        premium=given["base_premium"],
        reinstatements=given["reinstatement_charges"],
        reinstatement_basis=basis,
    )
    days, losses = np.transpose(given["events"])
    ceded = layer.cede(losses, time=days / given["period_days"])
    near(ceded.recovery, expected["recoveries"])
    near(ceded.net, losses - expected["recoveries"])
    # dates are kept to about a second, 2^-24 of a year
    near(ceded.reinstatement_premium, expected[key], 1e-9 if basis == "amount" else 12 * 2**-24)
    near(ceded.years.recovery, [expected["total_recovery"]])
    near(ceded.years.reinstatement_premium, [expected["total_" + key]], 1e-6)
    back = layer.cede(losses[::-1], time=days[::-1] / given["period_days"])
    assert np.array_equal(back.recovery, ceded.recovery[::-1])  # whatever the order in which they are given
    assert np.array_equal(back.reinstatement_premium, ceded.reinstatement_premium[::-1])


def test_one_reinstatement_ends_as_in_xl_02() -> None:
    given, expected = answer("O-XL-02")
    layer = rp.CatXl(limit=given["limit"], attachment=given["retention"], reinstatements=given["reinstatement_charges"])
    ceded = layer.cede([loss for _, loss in given["events"]])
    near(ceded.recovery, expected["recoveries"])
    near(2 * given["limit"] - np.cumsum(ceded.recovery), expected["remaining"])
    assert ceded.years.exhausted[0] == 1 and ceded.years.claims[0] == 4 and ceded.annual_limit == 2 * given["limit"]


def test_a_reinstatement_is_charged_as_in_xl_03() -> None:
    given, expected = answer("O-XL-03")
    layer = rp.CatXl(limit=given["limit"], attachment=given["retention"], premium=given["base_premium"],
                     reinstatements=given["reinstatement_charges"])  # fmt: skip
    ceded = layer.cede([given["loss"]])
    near(ceded.recovery, [expected["recovery"]])
    near(ceded.reinstatement_premium, [expected["reinstatement_premium"]])
    near(ceded.years.result, [expected["recovery"] - expected["reinstatement_premium"] - given["base_premium"]])


def test_a_layer_drops_down_as_in_xl_04() -> None:
    given, expected = answer("O-XL-04")
    below, above = given["layer1"], given["layer2_dropdown"]
    tier = [
        rp.CatXl(name="One", limit=below["limit"], attachment=below["retention"], reinstatements=[0]),
        rp.DropDown(name="Two", above="One", limit=above["limit"], reinstatements=[]),
    ]
    ceded = rp.cede(tier, given["events"])
    near(ceded["One"].recovery, expected["layer1"])
    near(ceded["Two"].recovery, expected["layer2"])
    near(ceded.net, expected["net"])


def test_top_and_drop_pays_in_two_places_as_in_xl_05() -> None:
    given, expected = answer("O-XL-05")
    under, top = given["under"], given["topdrop"]
    ceded = rp.cede(
        [
            rp.CatXl(name="Main", limit=under["limit"], attachment=under["retention"], reinstatements=[]),
            rp.TopAndDrop(name="Top", under="Main", limit=top["limit"], attachment=top["top_attach"]),
        ],
        given["events"],
    )
    near(ceded["Main"].recovery, expected["under"])
    near(ceded["Top"].recovery, expected["topdrop"])
    near(ceded.net, expected["net"])


def test_a_back_up_steps_in_as_in_xl_06() -> None:
    given, expected = answer("O-XL-06")
    layer = given["layer"]
    ceded = rp.cede(
        [
            rp.CatXl(name="Original", limit=layer["limit"], attachment=layer["retention"], reinstatements=[0]),
            rp.BackUp(name="Second", of="Original", limit=given["backup_limit"]),
        ],
        given["events"],
    )
    near(ceded["Original"].recovery, expected["layer"])
    near(ceded["Second"].recovery, expected["backup"])


def quota_share() -> tuple[rp.QuotaShare, dict[str, object], dict[str, object]]:
    given, expected = answer("O-QS-01")
    corridor, profit = given["corridor"], given["profit_commission"]
    return (
        rp.QuotaShare(
            cession=given["cession"],
            event_limit=given["event_limit_on_ceded"],
            corridor=rp.LossCorridor(from_=corridor["attach"], to=corridor["exit"], share=corridor["cedent_share"]),
            loss_ratio_cap=given["loss_ratio_cap"],
            commission=0.3,
            sliding_commission=rp.SlidingCommission(
                scale=[rp.CommissionPoint(loss_ratio=ratio, commission=rate) for ratio, rate in given["slide_nodes"]]
            ),
            profit_commission=rp.ProfitCommission(rate=profit["rate"], margin=profit["margin"]),
        ),
        given,
        expected,
    )


def test_a_quota_share_has_the_years_of_qs_01() -> None:
    treaty, given, expected = quota_share()
    for year, losses in enumerate(given["event_losses"]):
        ceded = treaty.cede(losses, premium=given["gross_premium"][year])
        row = ceded.years.loc[0]
        near(row.premium, expected["ceded_premium"][year])
        near(row.recovery, expected["reinsurer_loss"][year])
        near((row.commission + row.commission_adjustment) / row.premium, expected["commission_rate"][year])


def test_a_deficit_is_carried_forward_as_in_qs_01() -> None:
    """All years in one trial, in units of each year's premium: every term but the event limit is in proportion to it."""
    treaty, given, expected = quota_share()
    unit = np.array(given["gross_premium"]) / 100
    losses = np.concatenate([np.array(each) / unit[y] for y, each in enumerate(given["event_losses"])])
    year = np.repeat(np.arange(5), [len(each) for each in given["event_losses"]])
    ceded = treaty.cede(losses, year=year, premium=100, years=5)
    near(ceded.years.recovery, expected["reinsurer_loss"] / unit)
    near(ceded.years.profit_commission, expected["profit_commission"] / unit)
    assert ceded.years.index.names == ["trial", "year"]
    with pytest.raises(ValueError, match="no figure by event"):
        rp.CatXl(limit=9, attachment=1, premium=1, reinstatements=[1]).cede(losses, year=year, years=5).reinstatement_premium  # noqa: B018


def test_a_surplus_cedes_by_sum_insured_as_in_su_01() -> None:
    given, expected = answer("O-SU-01")
    risks = pd.DataFrame(given["risks"])
    insureds = pd.DataFrame({"name": [f"R{k}" for k in range(4)], "property": risks.si, "premium": risks.premium})
    ceded = rp.Surplus(retained_line=given["retained_line"], number_of_lines=given["lines"]).cede(
        risks.loss, insured=insureds.name, insureds=insureds
    )
    near(ceded.recovery, expected["ceded_loss"])
    near(ceded.recovery / risks.loss, expected["ceded_share"])
    near(ceded.premium, sum(expected["ceded_premium"]))
    near(ceded.net.sum(), expected["total_net_loss"])


@pytest.mark.parametrize("part", [{"placed": 0.9}, {"coinsurance": 0.1}])
def test_a_stop_loss_pays_by_ratios_as_in_sl_01(part: dict[str, float]) -> None:
    given, expected = answer("O-SL-01")
    treaty = rp.StopLoss(attachment_ratio=given["attach"], limit_ratio=given["limit"], **part)
    ceded = [treaty.cede([loss], premium=p) for loss, p in zip(given["losses"], given["subject_premium"], strict=True)]
    near([each.recovery[0] for each in ceded], expected["recoveries"])
    near([each.net[0] for each in ceded], expected["net"])


@pytest.mark.parametrize(
    "layer",
    [
        lambda **terms: rp.StopLoss(attachment=0, limit=np.inf, **terms),
        lambda **terms: rp.CatXl(attachment=0, limit=np.inf, unlimited_reinstatements=True, **terms),
    ],
)
def test_a_premium_swings_as_in_sw_01(layer: Callable[..., rp.Kind]) -> None:
    given, expected = answer("O-SW-01")
    swing = rp.SwingPremium(loading=given["loading"], minimum_rate=given["min_rate"], maximum_rate=given["max_rate"])
    ceded = layer(premium=2, swing_premium=swing).cede(
        np.array(given["losses"])[:, np.newaxis], premium=given["subject_premium"]
    )
    near(ceded.years.premium + ceded.years.premium_adjustment, expected["premium"])


@pytest.mark.parametrize(
    ("form", "clause"),
    [
        ("full_indexation", {"kind": "full"}),
        ("severe_inflation_excess_only", {"kind": "severe_inflation", "threshold": 0.1}),
        ("franchise", {"kind": "franchise", "threshold": 0.1}),
        ("no_indexation", None),
    ],
)
def test_an_index_moves_a_layer_as_in_ix_01(form: str, clause: dict[str, object] | None) -> None:
    given, expected = answer("O-IX-01")
    if clause is not None:
        index = np.array(given["index"]) / given["base_index"]
        clause = {**clause, "index": index, "payments": given["payments"], "limit_indexed": True}
    layer = rp.CatXl(limit=given["limit"], attachment=given["retention"], unlimited_reinstatements=True,
                     index_clause=clause)  # fmt: skip
    claim = sum(given["payments"])
    near(layer.cede([claim, 2 * claim]).recovery, [expected[form]["recovery"], expected[form]["limit"]])


def test_covers_of_four_years_and_of_an_index_answer_as_in_my_01_and_pt_01() -> None:
    given, expected = answer("O-MY-01")
    term = rp.MultiYearXl(term=4, limit=30, attachment=20, annual_limit=30, term_limit=60, term_deductible=5, premium=6,
                          no_claims_bonus=0.2)  # fmt: skip
    year = np.repeat(np.arange(4), [len(each) for each in given["annual_events"]])
    ceded = term.cede(np.concatenate(given["annual_events"]), year=year, years=4)
    near(ceded.years.recovery, expected["recovery_by_year"])
    near(-ceded.years.premium_adjustment, expected["bonus_by_year"])
    given, expected = answer("O-PT-01")
    events = pd.DataFrame(given["events"])
    warranty = rp.IndustryLossWarranty(payout=50, own_loss_warranty=5, form={"binary": {"trigger": 20}})
    ceded = warranty.cede(events.own, year=np.arange(len(events)), index=events.industry)
    near(ceded.years.recovery, expected["ilw_binary"])


def test_hours_take_events_together_as_in_hc_01() -> None:
    given, expected = answer("O-HC-01")
    hours, losses = np.transpose(given["losses"])
    layer = rp.CatXl(limit=30, attachment=10, unlimited_reinstatements=True, hours=72)
    near(layer.cede(losses, time=hours / 8760).years.recovery, [expected["best_total_recovery"]])
    with pytest.raises(ValueError, match="asks for the dates"):
        layer.cede(losses)


def test_losses_come_in_rows_or_with_their_years() -> None:
    layer = rp.CatXl(limit=5, attachment=2, reinstatements=[])
    table = np.array([[1.0, 4.0, 9.0], [np.nan, 3.0, np.nan], [np.nan, np.nan, np.nan]])
    ceded = layer.cede(table)
    np.testing.assert_array_equal(ceded.recovery, [[0, 2, 3], [np.nan, 1, np.nan], [np.nan] * 3])
    assert list(ceded.years.recovery) == [5, 1, 0]
    ragged = layer.cede([3, 1, 9, 4], year=[1, 0, 0, 0], time=[0.5, 0.1, 0.9, 0.2])
    assert list(ragged.recovery) == [1, 0, 3, 2] and list(ragged.years.recovery) == [5, 1]


def test_an_event_may_hit_several_insureds() -> None:
    layer = rp.CatXl(limit=10, attachment=5, reinstatements=[1], premium=1)
    ceded = layer.cede([4, 3, 2, 9], event=[7, 9, 7, 9], time=[0.5, 0.2, 0.5, 0.2],
                       insured=["A", "A", "B", "B"], insureds=[{"name": "A"}, {"name": "B"}])  # fmt: skip
    near(ceded.recovery, np.array([4 / 6, 7 * 3 / 12, 2 / 6, 7 * 9 / 12]))
    near(ceded.reinstatement_premium, [0, 0, 0.1, 0.7])
    risk = rp.PerRiskXl(limit=10, attachment=3, unlimited_reinstatements=True)
    near(risk.cede([4, 3, 2, 9], insured=[0, 0, 1, 1], insureds=[{"name": "A"}, {"name": "B"}]).recovery, [1, 0, 0, 6])


def test_the_answer_is_that_of_a_whole_run(small: rp.Scenario, run: rp.Run) -> None:
    """Net losses of a simulated year ceded again: the programme of the file on the events of one trial."""
    events = rp.simulate(small, 64, progress=False).table
    ceded = rp.cede(small.pools[0].programme, events.damage, year=events.trial * 3 + events.year - 1, time=events.time,
                    insureds=small.insureds, years=3)  # fmt: skip
    n = len(ceded.years)
    assert np.array_equal(ceded["Cat"].years.recovery, run.tables["cat.recovery"].values.ravel()[:n])
    assert np.array_equal(ceded.years.net, run.tables["pool.net_loss"].values.ravel()[:n])


@pytest.mark.parametrize(
    ("losses", "how", "message"),
    [
        ([1.0, -1.0], {}, "0 or more"),
        ([1.0, np.nan], {}, "finite"),
        ([[[1.0]]], {}, "one dimension or two"),
        ([1.0], {"time": [1.0]}, "below 1"),
        ([1.0, 2.0], {"event": [0, 0], "time": [0.1, 0.2]}, "same year and the same time"),
        ([1.0], {"insured": ["X"]}, 'no insured is called "X"'),
        ([1.0], {"insureds": [{"name": "A"}, {"name": "B"}]}, "give insured"),
        ([1.0], {"insureds": [{"name": "A"}], "premium": 3}, "give insureds their own premiums"),
        ([1.0], {"year": [0.5]}, "whole numbers"),
        ([1.0], {"years": 0}, "1 or more"),
    ],
)
def test_losses_that_cannot_be_are_refused(losses: object, how: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rp.CatXl(limit=1, attachment=1, reinstatements=[]).cede(losses, **how)


def test_a_contract_that_cannot_stand_alone_says_so() -> None:
    with pytest.raises(rp.ScenarioError, match="no named layer"):
        rp.DropDown(above="One", limit=3, reinstatements=[]).cede([1.0])
    with pytest.raises(TypeError, match="list of treaties"):
        rp.cede([rp.Equal()], [1.0])


def test_every_kind_of_treaty_can_be_ceded_to() -> None:
    kinds = {cls for cls in CLASSES.values() if issubclass(cls, type(quota_share()[0]).__base__)}
    assert len(kinds) >= 20 and all(callable(cls.cede) for cls in kinds)
