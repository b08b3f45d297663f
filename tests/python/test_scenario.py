"""Scenarios in Python: reading, faults and their places, and other values by path."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
import riskpool as rp


def place(text: str, word: str) -> tuple[int, int]:
    """Line and column of the first occurrence of a word, counted from 1."""
    before = text[: text.index(word)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def recovery(scenario: rp.Scenario) -> np.ndarray:
    return rp.run(scenario, trials=500, progress=False).tables["cat.recovery"].values


def test_a_scenario_tells_what_its_file_says(small: rp.Scenario, small_path: Path) -> None:
    assert (small.name, small.currency, small.years, small.trials, small.seed) == ("Small pool", "CNY", 3, 5000, 11)
    assert small.about == "Two members and one reinsurer, made up for tests."
    assert small.text == small_path.read_text(encoding="utf-8")
    assert small.settings == []
    assert small.provenance.to_dict("records") == [
        {"path": "insureds[0].premium", "value": "40m", "source": "J", "note": "made up for tests"}
    ]


def test_a_scenario_does_not_change(small: rp.Scenario) -> None:
    with pytest.raises(AttributeError, match="with_"):
        small.years = 4  # type: ignore[misc]
    with pytest.raises(AttributeError):
        small.anything = 1  # type: ignore[attr-defined]
    small.settings.append("years=4")
    assert small.settings == [] and small.years == 3


def test_all_faults_come_at_once_with_their_places(small_path: Path, tmp_path: Path) -> None:
    text = small_path.read_text().replace("reinstatements", "reinstatments").replace("interest: 2%", "interest: two")
    bad = tmp_path / "bad.yaml"
    bad.write_text(text)
    with pytest.raises(rp.ScenarioError) as caught:
        rp.load(bad)
    unknown, no_number = caught.value.diagnostics
    assert unknown.path == "pools[0].programme[0][0].cat_xl.reinstatments"
    assert "reinstatements" in unknown.hint
    assert (unknown.line, unknown.column) == place(text, "reinstatments")
    assert no_number.path == "pools[0].reserve_fund.interest"
    assert (no_number.line, no_number.column) == place(text, "two")
    for each in caught.value.diagnostics:
        assert (each.level, each.file) == ("error", str(bad))
    assert str(caught.value) == f"{unknown}\n{no_number}"
    assert rp.check(bad) == caught.value.diagnostics


def test_a_diagnostic_reads_as_on_the_command_line(small_path: Path, tmp_path: Path, riskpool_command) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(small_path.read_text().replace("cap: 50m", "cap: -1").replace("years: 3", "year: 3"))
    told = riskpool_command("check", bad).stderr.splitlines()
    faults = [str(each) for each in rp.check(bad)]
    assert faults and told[: len(faults)] == faults
    absent = [str(each) for each in rp.check(tmp_path / "absent.yaml")]
    assert absent == riskpool_command("check", tmp_path / "absent.yaml").stderr.splitlines()[:1]


def test_a_sound_scenario_has_no_faults(small_path: Path) -> None:
    assert rp.check(small_path) == []
    assert rp.check(str(small_path), {"years": 0}) != []


def test_faults_survive_pickling(tmp_path: Path) -> None:
    with pytest.raises(rp.ScenarioError) as caught:
        rp.load(tmp_path / "absent.yaml")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.diagnostics == caught.value.diagnostics and str(again) == str(caught.value)


def test_with_gives_another_scenario_and_leaves_the_first(small: rp.Scenario) -> None:
    longer = small.with_({"years": 7, "name": 'Longer: a test, with "marks" and #signs'})
    assert (longer.years, longer.name) == (7, 'Longer: a test, with "marks" and #signs')
    assert (small.years, small.name) == (3, "Small pool")
    assert longer.with_({"seed": 5}).years == 7
    assert longer.text == small.text


@pytest.mark.parametrize("value", [7.5e6, 7_500_000, "7.5m", "7500k", np.float64(7.5e6), np.int64(7_500_000)])
def test_numbers_may_be_written_in_any_way(small: rp.Scenario, value: object) -> None:
    reached = recovery(small.with_({"pools[0].programme[0][0].cat_xl.limit": value}))
    # 80 % is placed, and one reinstatement makes two limits a year.
    assert 0.8 * 7.5e6 < reached.max() <= 0.8 * 2 * 7.5e6
    assert np.isclose(reached, 0.8 * 7.5e6, rtol=1e-12).any()


@pytest.mark.parametrize(
    "tier",
    [
        [{"quota_share": {"cession": 0.25, "lines": [{"reinsurer": "Re One", "share": 1}]}}],
        ({"quota_share": {"cession": "25%", "lines": ({"reinsurer": "Re One", "share": "100%"},)}},),
    ],
)
def test_lists_and_maps_may_be_set(small: rp.Scenario, tier: object) -> None:
    ceded = small.with_({"pools[0].programme": [tier]})
    tables = rp.run(ceded, trials=200, progress=False).tables
    assert np.allclose(tables["pool.recovery"], 0.25 * tables["pool.gross_loss"], rtol=1e-12, atol=0)


def test_settings_of_load_with_and_the_command_line_are_the_same(
    small: rp.Scenario, small_path: Path, riskpool_command, tmp_path: Path
) -> None:
    changes = {"pools[0].programme[0][0].cat_xl.limit": "7.5m", "pools[0].programme[0][0].cat_xl.reinstatements": [0.5]}
    loaded = rp.load(small_path, changes)
    changed = small.with_(changes)
    assert (
        loaded.settings
        == changed.settings
        == [
            "pools[0].programme[0][0].cat_xl.limit=7.5m",
            "pools[0].programme[0][0].cat_xl.reinstatements=[0.5]",
        ]
    )
    words = [word for setting in changed.settings for word in ("--set", setting)]
    done = riskpool_command("run", small_path, "-o", tmp_path / "r.h5", "--trials", 300, *words)
    assert done.returncode == 0, done.stderr
    expected = rp.open(tmp_path / "r.h5").metrics
    assert rp.run(loaded, trials=300, progress=False).metrics.equals(expected)
    assert rp.run(changed, trials=300, progress=False).metrics.equals(expected)


def test_a_wrong_path_or_value_is_refused(small: rp.Scenario) -> None:
    with pytest.raises(rp.ScenarioError) as caught:
        small.with_({"pools[0].reserve_found.cap": 1})
    assert caught.value.diagnostics[0].path == "pools[0].reserve_found.cap"
    with pytest.raises(rp.ScenarioError):
        small.with_({"pools[0].reserve_fund.cap": -1})
    with pytest.raises(ValueError, match="NaN"):
        small.with_({"pools[0].reserve_fund.cap": float("nan")})
    with pytest.raises(ValueError, match="path"):
        small.with_({"years=3": 1})
    with pytest.raises(TypeError):
        small.with_({"years": object()})


def test_tables_of_a_scenario_are_found_after_a_change_of_folder(
    small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = small_path.read_text().splitlines()
    begin = text.index("insureds:")
    text[begin : begin + 2] = ["insureds: {file: fabs.csv}"]
    folder = tmp_path / "scenario"
    folder.mkdir()
    (folder / "table.yaml").write_text("\n".join(text))
    (folder / "fabs.csv").write_text("name,property,premium\nFab,10bn,40m\n")
    monkeypatch.chdir(folder)
    scenario = rp.load("table.yaml")
    monkeypatch.chdir(tmp_path)
    assert scenario.with_({"years": 2}).years == 2


def test_explain_tells_the_story_of_one_trial(small: rp.Scenario, small_path: Path, riskpool_command) -> None:
    assert small.explain(7, seed=3) == riskpool_command("explain", small_path, "--trial", 7, "--seed", 3).stdout
    assert small.explain(7) == small.explain(7, seed=small.seed) != small.explain(8)


def test_schema_and_reference_are_those_of_the_command_line(riskpool_command) -> None:
    import json

    assert rp.schema() == json.loads(riskpool_command("schema").stdout)
    assert rp.reference() == riskpool_command("reference").stdout
