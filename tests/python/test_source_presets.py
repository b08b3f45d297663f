"""Presets of sources and of members are blocks that run, and scenarios that copied one still agree with it on every fact."""

import json
import re

import pytest
import yaml
from sectors import SECTORS
from test_scenarios import SCENARIOS, riskpool

PRESETS = sorted((SCENARIOS / "presets" / "sources").glob("*.yaml"))
MEMBERS = SCENARIOS / "presets" / "members" / "six_placeholders.yaml"
OTHER_MEMBERS = {"ic/pool.yaml", "ic/pool_ranges.yaml", "ic/decade.yaml", "ic/hynix_2013.yaml", "national/platform.yaml",
                 "mechanisms/hong_kong.yaml", "mechanisms/captive.yaml"}


def facts(node):
    """Every number that says where it comes from and is no judgement: (value, code)."""
    if isinstance(node, dict):
        if "source" in node and "value" in node and node["source"] != "J":
            yield str(node["value"]), node["source"]
        for each in node.values():
            yield from facts(each)
    elif isinstance(node, list):
        for each in node:
            yield from facts(each)


def copies(preset):
    [line] = re.findall(r"^# Copied in: (.+)$", preset.read_text(encoding="utf-8"), re.M)
    return line.split(", ")


def test_there_are_presets():
    assert len(PRESETS) >= 8


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.stem)
def test_a_source_preset_runs_in_a_scenario_of_one_s_own(preset, tmp_path):
    block = preset.read_text(encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "schema: 1\nname: Mine\ncurrency: CNY\nyears: 10\nmembers: [{name: Member, capital: 100bn}]\n"
        "insureds: [{name: Insured, sector: mine, cluster: Maker 1, property: 4bn, interruption: 1bn, premium: 40m}]\n"
        "pools: [{name: Pool, shares: {equal: {}}, programme: []}]\nmetrics: [aal]\n" + block, encoding="utf-8")
    assert json.loads(riskpool("check", "--json", mine)) == []
    run = json.loads(riskpool("run", mine, "--json", "--quiet", "--draws", 0, "--trials", 2000))
    [loss] = [row["value"] for row in run["metrics"] if (row["party"], row["quantity"]) == ("Pool", "gross_loss")]
    assert loss > 0


@pytest.mark.parametrize(("preset", "scenario"), [(preset, name) for preset in PRESETS for name in copies(preset)],
                         ids=lambda each: each if isinstance(each, str) else each.stem)
def test_a_scenario_agrees_with_the_preset_that_it_copied(preset, scenario):
    wanted = set(facts(yaml.safe_load(preset.read_text(encoding="utf-8"))))
    assert wanted
    held = set(facts(yaml.safe_load((SCENARIOS / scenario).read_text(encoding="utf-8"))["sources"]))
    assert wanted <= held


def test_sectors_share_the_members_of_the_preset():
    block = yaml.safe_load(MEMBERS.read_text(encoding="utf-8"))["members"]
    different = {str(file.relative_to(SCENARIOS)) for file in SECTORS
                 if yaml.safe_load(file.read_text(encoding="utf-8"))["members"] != block}
    assert different == OTHER_MEMBERS
