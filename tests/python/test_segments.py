"""Credibility across segments from a CSV file, in Python and through `riskpool update`: O-CR-01, O-CR-02."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from known import case
from riskpool import update_program
from riskpool.scenario_text import ScenarioText
from riskpool.segments import SegmentTarget, parse_segment_target, read_segments

RATE = "sources[0].collective_risk.frequency.poisson.mean"


def written(given: dict[str, list[list[float]]], path: Path, shuffled: bool = True) -> Path:
    """The ratios and weights of a known answer as a file of exposures and losses, years in any order."""
    rows = [
        (2000 + j, f"S{i}", w, x * w)
        for i, (ratios, weights) in enumerate(zip(given["ratios"], given["weights"], strict=True))
        for j, (x, w) in enumerate(zip(ratios, weights, strict=True))
    ]
    table = pd.DataFrame(rows, columns=["year", "segment", "exposure", "losses"])
    if shuffled:
        table = pd.concat([table[table.year == 2000], table[table.year > 2000].sample(frac=1, random_state=1)])
    table.to_csv(path, index=False)
    return path


@pytest.mark.parametrize("id_", ["O-CR-01", "O-CR-02"])
def test_a_file_of_segments_reproduces_the_published_fit(id_: str, tmp_path: Path) -> None:  # O-CR-01, O-CR-02
    given, expected = case(id_)
    found = read_segments(written(given, tmp_path / "s.csv")).fit()
    for name, want in expected.items():
        assert getattr(found, name) == pytest.approx(want, rel=1e-8, abs=1e-9), name


@pytest.mark.parametrize("id_", ["O-CR-01", "O-CR-02"])
def test_the_command_gives_the_published_premiums(
    id_: str, tmp_path: Path, small_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # O-CR-01, O-CR-02
    given, expected = case(id_)
    file = written(given, tmp_path / "s.csv")
    assert update_program.main([str(small_path), "--segments", str(file), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["segments"]
    for name, column in (("premium", "premium"), ("credibility", "credibility"), ("individual_mean", "mean")):
        assert [row[column] for row in rows] == pytest.approx(expected[name], rel=1e-8, abs=1e-9)
    assert update_program.main([str(small_path), "--segments", str(file)]) == 0
    said = capsys.readouterr().out
    assert "by Buhlmann-Straub" in said and "S1" in said and "nothing moved" in said


def test_a_number_becomes_the_premium_of_its_segment(
    tmp_path: Path, small_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, expected = case("O-CR-01")
    file, new = written(given, tmp_path / "s.csv"), tmp_path / "new.yaml"
    words = [str(small_path), "--segments", str(file), "--segment", f"{RATE}=S3", "-o", str(new)]
    assert update_program.main(words) == 0
    said = capsys.readouterr().out
    assert f"of weight {expected['credibility'][3]:.0%}" in said and "Buhlmann-Straub among 5 segments" in said
    number = ScenarioText(new.read_text()).number(RATE)
    assert number.value == pytest.approx(expected["premium"][3], rel=1e-5) and number.source == "D"
    assert "update 2000-2011" in new.read_text()
    assert update_program.main([*words, "--beliefs"]) == 0
    belief = ScenarioText(new.read_text()).number(RATE).belief
    assert belief is not None and belief[0] == "gamma"
    shape, rate = (float(belief[1][key][0]) for key in ("shape", "rate"))
    z = np.array(expected["credibility"])
    error = expected["between_variance"] * (1 - z[3]) * (1 + (1 - z[3]) / z.sum())
    assert (shape / rate, shape / rate**2) == pytest.approx((expected["premium"][3], error), rel=1e-4)
    assert update_program.main([*words[:3], "--segment", f"{RATE}=S9"]) == 1
    assert 'no segment is named "S9"; there are S0, S1' in capsys.readouterr().err


def test_rows_of_a_segment_and_year_are_added_up() -> None:
    table = pd.DataFrame(
        {
            "year": [2021, 2020, 2020, 2021, 2020, 2021],
            "insured": ["A", "A", "A", "B", "B", "A"],
            "exposure": [4.0, 2.0, np.nan, 5.0, 5.0, np.nan],
            "losses": [1.0, 1.0, 3.0, 2.0, 0.0, 1.0],
        }
    )
    found = read_segments(table)
    assert found.names == ["A", "B"] and found.years == [2020, 2021]
    assert found.ratios == pytest.approx(np.array([[2.0, 0.5], [0.0, 0.4]]))


def test_tables_that_say_nothing_are_refused(
    small_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = pd.DataFrame({"year": [2020, 2020], "segment": ["A", "B"], "exposure": [1, 2], "losses": [1, 1]})
    with pytest.raises(ValueError, match="no column exposure, losses"):
        read_segments(pd.DataFrame({"year": [1], "segment": ["A"]}))
    with pytest.raises(ValueError, match="B has losses in 2020 and no exposure"):
        read_segments(rows.assign(exposure=[1, 0]))
    with pytest.raises(ValueError, match="0 or more"):
        read_segments(rows.assign(losses=[1, -1]))
    with pytest.raises(ValueError, match="one year of data"):
        read_segments(rows).fit()
    assert read_segments(rows, within_variance=0.1).fit().between_variance > 0
    with pytest.raises(ValueError, match="PATH=SEGMENT"):
        parse_segment_target("nothing")
    assert parse_segment_target("a.b=Fabs") == SegmentTarget("a.b", "Fabs")
    for words, said in (
        ([], "give --claims, --segments, or both"),
        (["--claims", "x", "--segment", "a=b"], "give both"),
    ):
        with pytest.raises(SystemExit) as left:
            update_program.main([str(small_path), *words])
        assert left.value.code == 2 and said in capsys.readouterr().err
    file = tmp_path / "one.csv"
    rows.to_csv(file, index=False)
    assert update_program.main([str(small_path), "--segments", str(file)]) == 1
    assert "give within_variance" in capsys.readouterr().err
    assert update_program.main([str(small_path), "--segments", str(file), "--within-variance", "0.1"]) == 0


def test_claims_and_segments_may_not_move_the_same_number(
    small_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, _ = case("O-CR-01")
    file, losses = written(given, tmp_path / "s.csv"), tmp_path / "c.csv"
    pd.DataFrame({"year": [2020], "source": ["collective_risk"], "loss": [2e6]}).to_csv(losses, index=False)
    words = [str(small_path), "--claims", str(losses), "--segments", str(file), "--segment", f"{RATE}=S3"]
    assert update_program.main(words) == 0
    assert "moved already by other data" in capsys.readouterr().out
