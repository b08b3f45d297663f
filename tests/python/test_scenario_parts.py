"""Scenarios built of kinds, read by part and by path, compared, and written as files."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import riskpool as rp

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(p for p in (ROOT / "scenarios").rglob("*.yaml") if "presets" not in p.parts)


def built() -> rp.Scenario:
    """tests/python/small.yaml without a file."""
    return rp.Scenario(
        name="Small pool",
        about="Two members and one reinsurer, made up for tests.",
        currency="CNY",
        years=3,
        trials=5000,
        seed=11,
        members=[rp.Member(name="Lead", reserves=40e6), rp.Member(name="Partner")],
        reinsurers=[rp.Reinsurer(name="Re One")],
        insureds=[
            rp.Insured(name="Fab", property=10e9, premium=rp.Sourced(40e6, source="J", note="made up for tests"))
        ],
        sources=[
            rp.CollectiveRisk(
                frequency=rp.frequency.Poisson(mean=2), severity=rp.severity.Pareto(threshold=1e6, shape=1.8)
            )
        ],
        pools=[
            rp.Pool(
                name="Pool",
                shares=rp.ByTable(
                    table=[rp.MemberShare(member="Lead", share=0.6), rp.MemberShare(member="Partner", share=0.4)]
                ),
                expenses=0.2,
                programme=[
                    [
                        rp.CatXl(
                            name="Cat",
                            limit=20e6,
                            attachment=5e6,
                            premium=2e6,
                            reinstatements=[1.0],
                            lines=[rp.Line(reinsurer="Re One", share=0.8)],
                        )
                    ],
                    [rp.StopLoss(attachment=30e6, limit=30e6, premium=1e6)],
                ],
                reserve_fund=rp.ReserveFund(
                    accrual=[rp.ShareOfUnderwritingProfit(rate=0.75)],
                    trigger=rp.Trigger(loss_ratio=1),
                    cap=50e6,
                    interest=0.02,
                ),
            )
        ],
    )


def test_a_scenario_built_of_kinds_is_the_one_of_the_file(small: rp.Scenario, run: rp.Run) -> None:
    mine = built()
    assert mine == small and mine.differences(small).empty
    assert list(mine.provenance.source) == ["J"]
    again = rp.run(mine, progress=False)
    assert again.metrics.equals(run.metrics) and again.table_hash == run.table_hash


@pytest.mark.parametrize("file", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_scenario_comes_back_from_its_text(file: Path) -> None:
    scenario = rp.load(file)
    text = scenario.to_yaml()
    back = rp.loads(text)
    assert back == scenario and back.to_yaml() == text
    assert back.differences(scenario).empty
    assert sorted(back.provenance.path) == sorted(scenario.provenance.path)
    assert max(map(len, text.splitlines())) < 2000


def test_parts_are_kinds_and_paths_lead_to_them(small: rp.Scenario) -> None:
    assert small.pools[0].programme[0][0].limit == 20e6
    assert small["pools[0].programme[0][0].cat_xl.limit"] == 20e6
    assert small["pools[0].programme[0][0]"] is small["pools[0].programme[0][0].cat_xl"]
    assert small["members"] == (rp.Member(name="Lead", reserves=40e6), rp.Member(name="Partner"))
    assert small["pools[0].reserve_fund.trigger.loss_ratio"] == 1
    assert small["insureds[0].premium"].source == "J"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("pools[0].reserve_fnd.cap", 'pools\\[0\\] has no "reserve_fnd"; did you mean "reserve_fund"'),
        ("pools[1].name", "pools has 1 items"),
        ("name[0]", "name is no list"),
        ("pools..name", "is not a path"),
        ("pools[x]", "is not a path"),
    ],
)
def test_a_path_that_leads_nowhere_says_where_it_ends(small: rp.Scenario, path: str, message: str) -> None:
    with pytest.raises(KeyError, match=message):
        small[path]


def test_parts_can_be_replaced_by_kinds(small: rp.Scenario) -> None:
    layer = small.pools[0].programme[0][0]
    more = small.with_({"pools[0].programme[0][0]": layer.replace(limit=25e6), "members[1]": rp.Member(name="Other"),
                        "pools[0].shares": rp.Equal()})  # fmt: skip
    assert more["pools[0].programme[0][0].cat_xl.limit"] == 25e6 and more.members[1].name == "Other"
    found = more.differences(small)
    assert dict(zip(found.path, found.this, strict=True))["pools[0].programme[0][0].cat_xl.limit"] == 25_000_000
    assert small != more and small.pools[0].programme[0][0] == layer
    assert rp.loads(more.to_yaml()) == more


def test_a_scenario_that_cannot_be_tells_all_its_faults() -> None:
    with pytest.raises(rp.ScenarioError) as caught:
        rp.Scenario(name="S", currency="CNY", members=[], insureds=[], sources=[], pools=[])
    assert {d.path for d in caught.value.diagnostics} == {"members", "insureds", "sources", "pools"}
    with pytest.raises(TypeError, match="needs name, currency"):
        rp.Scenario()
    with pytest.raises(TypeError, match='did you mean "currency"'):
        rp.Scenario(name="S", curency="CNY")


def test_a_scenario_can_be_kept_and_sent(small: rp.Scenario, tmp_path: Path) -> None:
    small.save(tmp_path / "small.yaml")
    assert rp.load(tmp_path / "small.yaml") == small
    changed = small.with_({"years": 2})
    assert pickle.loads(pickle.dumps(changed)) == changed
    assert "pools" in dir(small)
    with pytest.raises(AttributeError):
        _ = small.poools
