"""`riskpool backtest`: stored results against what happened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from riskpool import backtest_program


def history(*values: float, **columns: Any) -> pd.DataFrame:
    years = range(2015, 2015 + len(values))
    return pd.DataFrame({"year": years, "series": "pool.gross_loss", "value": values} | columns)


def test_what_happened_is_set_against_the_trials(whole_result: Path) -> None:
    with rp.open(whole_result) as result:
        trials = result.tables["pool.gross_loss"].values.astype(float).ravel()
        high = float(np.quantile(trials, 0.97))
        found = backtest_program.of_results([result], history(0.0, high, 0.0, 1e6, high * 1.01))["pool.gross_loss"]
    coverage = found.coverage.set_index("level")
    assert coverage.exceeded.to_dict() == {0.9: 2, 0.95: 2, 0.99: 0, 0.995: 0}
    assert found.pit[1] == pytest.approx(0.97, abs=0.002) and found.pit[0] < (trials == 0).mean() + 0.001
    assert found.warning.startswith("5 years")


def test_a_policy_year_and_a_result_can_be_meant(whole_result: Path) -> None:
    with rp.open(whole_result) as result:
        name = whole_result.name
        trials = result.tables["pool.gross_loss"].values.astype(float)
        amount = float(np.quantile(trials[:, 1], 0.6))
        one = backtest_program.of_results([result], history(amount, amount, policy_year=2, result=name))
        assert one["pool.gross_loss"].pit == pytest.approx([0.6, 0.6], abs=0.002)
        with pytest.raises(ValueError, match="policy_year 9"):
            backtest_program.of_results([result], history(1.0, policy_year=9))
        with pytest.raises(ValueError, match="column result"):
            backtest_program.of_results([result, result], history(1.0))
        with pytest.raises(ValueError, match='no result "other.h5"'):
            backtest_program.of_results([result], history(1.0, result="other.h5"))
        with pytest.raises(ValueError, match="it has .*pool.gross_loss"):
            backtest_program.of_results([result], history(1.0).assign(series="nobody.profit"))


def test_the_command_prints_tests_and_their_power(whole_result: Path, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "happened.csv"
    history(*[3e6] * 10).to_csv(file, index=False)
    assert backtest_program.main([str(whole_result), "--happened", str(file), "--level", "99.5%"]) == 0
    text = capsys.readouterr().out
    assert "pool.gross_loss: 10 years" in text
    assert "At 0.995 and 10 years a right model shows no exceedance with probability 0.951" in text
    assert backtest_program.main([str(whole_result), "--happened", str(file), "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["years"] == 10 and [row["level"] for row in answer["coverage"]] == [0.9, 0.95, 0.99, 0.995]
    assert answer["coverage"][0]["christoffersen_p"] is None  # no exceedance, nothing to compare


def test_the_command_says_what_is_wrong(whole_result: Path, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "happened.csv"
    history(1.0).drop(columns="value").to_csv(file, index=False)
    assert backtest_program.main([str(whole_result), "--happened", str(file)]) == 1
    assert "no column value" in capsys.readouterr().err
    assert backtest_program.main([str(tmp_path / "absent.h5"), "--happened", str(file)]) == 3
    assert "absent.h5" in capsys.readouterr().err
