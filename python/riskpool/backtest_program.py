"""`riskpool backtest`: stored results against what happened. The program riskpool-backtest, which `riskpool backtest`
runs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from riskpool._ext import ResultError
from riskpool.backtest import Backtest, backtest
from riskpool.exact_csv import read_csv
from riskpool.result import Result
from riskpool.result import open as open_result
from riskpool.scenario_text import number_of
from riskpool.tail import Floats

COLUMNS = ["year", "series", "value"]


def of_results(
    results: Sequence[Result], happened: pd.DataFrame, levels: Sequence[float] = (0.9, 0.95, 0.99, 0.995), seed: int = 0
) -> dict[str, Backtest]:
    """A back-test for each series, in the order of the table.

    results: stored results, the forecasts. happened: year, series (a name of the table of trials, `pool.gross_loss`), value (in its unit), and where
    needed policy_year (from 1, the year of the result that is meant; all years of it together if left out) and result
    (file name of the forecast, if there is more than one). Rows of a series are taken in order of year. Trials of a
    result are its forecast.

    Raises ValueError for missing columns, an unknown series, year or result.
    """
    missing = [name for name in COLUMNS if name not in happened]
    if missing:
        raise ValueError(f"what happened has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}")
    by_name = {result.path.name if result.path else str(i): result for i, result in enumerate(results)}
    if len(results) > 1 and "result" not in happened:
        raise ValueError("with more than one result a column result says which one foretold each year")
    found = {}
    for series, rows in happened.groupby("series", sort=False):
        rows = rows.sort_values("year", kind="stable")
        forecasts = []
        for row in rows.to_dict("records"):
            named = str(row["result"]) if "result" in happened else next(iter(by_name))
            if named not in by_name:
                raise ValueError(f'there is no result "{named}"; there are {", ".join(by_name)}')
            forecasts.append(_forecast(by_name[named], str(series), row.get("policy_year")))
        found[str(series)] = backtest(forecasts, rows["value"].to_numpy(dtype=np.float64), levels, seed)
    return found


def _forecast(result: Result, series: str, policy_year: Any) -> Floats:
    tables = result.tables
    if series not in tables.data_vars:
        raise ValueError(f"the result has no {series}; it has {', '.join(sorted(map(str, tables.data_vars)))}")
    values = np.asarray(tables[series].values, dtype=np.float64)
    if policy_year is None or pd.isna(policy_year) or values.ndim == 1:
        return values.ravel()
    year = int(policy_year)
    if not 1 <= year <= values.shape[1]:
        raise ValueError(f"policy_year {year} is not among the {values.shape[1]} years of the result")
    return values[:, year - 1]


def summary(found: dict[str, Backtest]) -> str:
    """All back-tests in plain text."""
    lines: list[str] = []
    for series, each in found.items():
        lines += [f"{series}: {each.years} {'year' if each.years == 1 else 'years'}"]
        if each.warning:
            lines.append(f"  {each.warning}")
        lines.append(
            f"  {'level':>7} {'exceeded':>8} {'expected':>8} {'P(as many)':>10} {'Kupiec p':>9} {'indep. p':>9}"
            f" {'joint p':>9} {'TVaR p':>7} {'pinball':>11}"
        )
        for row in each.coverage.itertuples(index=False):
            lines.append(
                f"  {row.level:>7.4g} {row.exceeded:>8} {row.expected:>8.3g} {row.binomial_p:>10.3g}"
                f" {_p(row.kupiec_p):>9} {_p(row.christoffersen_p):>9} {_p(row.joint_p):>9} {_p(row.tvar_p):>7} {row.pinball:>11.4g}"
            )
        tests = zip(("KS", "CvM", "AD"), each.uniformity, strict=True)
        lines += [
            "  PIT " + " ".join(f"{u:.2f}" for u in each.pit),
            "  uniform? " + ", ".join(f"{name} {test.value:.3g} (p {_p(test.p_value)})" for name, test in tests),
            f"  CRPS {each.crps:.5g}, log score {each.log_score:.4g} (means a year; lower is better, between models)",
            *(f"  {power}" for power in each.power),
            "",
        ]
    return "\n".join(lines).rstrip("\n")


def _p(value: Any) -> str:
    return "–" if np.isnan(value) else f"{value:.3g}"


def _json(found: dict[str, Backtest]) -> str:
    whole = [
        {
            "series": series,
            "years": each.years,
            "warning": each.warning,
            "coverage": each.coverage.to_dict("records"),
            "pit": each.pit.tolist(),
            "uniformity": {name: test._asdict() for name, test in each.uniformity._asdict().items()},
            "crps": each.crps,
            "log_score": each.log_score,
            "power": [str(power) for power in each.power],
        }
        for series, each in found.items()
    ]
    clean = json.loads(json.dumps(whole, default=float), parse_constant=lambda _: None)  # NaN is no JSON: null
    return json.dumps(clean, ensure_ascii=False, indent=2)


def main(words: Sequence[str] | None = None) -> int:
    """Exit code: 0 success (whatever the tests say), 1 the data have faults, 2 the command line, 3 reading failed."""
    parser = argparse.ArgumentParser(
        prog="riskpool backtest",
        description="Tests stored results against what happened, and says what so few years can tell.",
    )
    parser.add_argument("results", nargs="+", metavar="RESULT.h5", help="stored results: the forecasts")
    parser.add_argument(
        "--happened", required=True, metavar="CSV",
        help="columns year, series (such as pool.gross_loss), value; policy_year and result (file name) where needed",
    )  # fmt: skip
    parser.add_argument("--level", action="append", type=number_of, metavar="P", help="such as 99%%; may be repeated")
    parser.add_argument("--seed", type=int, default=0, help="of PIT values at atoms and simulated P-values (0)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(words)
    opened: list[Result] = []
    try:
        happened = read_csv(asked.happened)
        opened = [open_result(Path(name)) for name in asked.results]
        found = of_results(opened, happened, asked.level or (0.9, 0.95, 0.99, 0.995), asked.seed)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except (ResultError, OSError) as error:
        print(error, file=sys.stderr)
        return 3
    finally:
        for result in opened:
            result.close()
    print(_json(found) if asked.json else summary(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
