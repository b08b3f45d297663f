"""Runs of scenarios."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path

from riskpool import _ext
from riskpool.asked import MOST_SEED, MOST_TRIALS, whole
from riskpool.lock import one_file_at_a_time
from riskpool.progress import ProgressLine, Report, choose
from riskpool.result import Run
from riskpool.scenario import Scenario, check_scenario


def run(
    scenario: Scenario,
    trials: int | None = None,
    seed: int | None = None,
    threads: int = 0,
    output: str | os.PathLike[str] | None = None,
    progress: bool | Report | None = None,
    *,
    tables: bool = True,
    draws: int | None = None,
) -> Run:
    """Simulates a scenario.

    scenario: made by `riskpool.load`.
    trials: how many paths; the scenario's own number if left out. A scenario with uncertain numbers runs so many for
        each draw of them, rounded up to a multiple of 64.
    seed: 0 or more; the scenario's own if left out. Scenario, seed and trials give the result, to the last bit.
    threads: how many to use; 0 means one for each core. It changes nothing in the result.
    output: a result file to write as well. It appears under its name when the run is done, complete.
    progress: None shows a line on a terminal or in a notebook and nothing elsewhere; True and False insist; a function
        is called with (trials done, trials in all) some twenty times a second, from this thread.
    tables: keep the table of trials in memory, in float64: 8 bytes for each trial, year and column. Without it a run of
        any length needs little memory, and `Run.tables` reads the output, if there is one.
    draws: how many times the uncertain numbers are drawn, 2 or more; 0 runs their means only; the scenario's own number
        if left out. See docs/ignorance.md.

    Other Python threads go on meanwhile. Ctrl-C raises KeyboardInterrupt once the blocks under way are done; an
    `output` then holds the trials done up to there.

    Raises ValueError for arguments out of range, ScenarioError if a draw of uncertain numbers makes no valid scenario
    (its diagnostics tell the belief, the value drawn, and what to do), ResultError (an OSError) if the output cannot be
    written.
    """
    check_scenario("run", scenario)
    trials = None if trials is None else whole("trials", trials, 1, MOST_TRIALS)
    seed = None if seed is None else whole("seed", seed, 0, MOST_SEED)
    draws = None if draws is None else whole("draws", draws, 0, 10**6)
    if draws == 1:
        raise ValueError("one draw shows no spread: give 2 or more, or 0 for the means of uncertain numbers")
    threads = whole("threads", threads, 0, 2**15)
    path = None if output is None else Path(output).absolute()
    report = choose(progress)
    try:
        with one_file_at_a_time if path is not None else nullcontext():
            figures, columns = _ext.run(
                scenario._loaded, trials, seed, draws, threads, "" if path is None else str(path), tables, report
            )
    finally:
        if isinstance(report, ProgressLine):
            report.clear()
    return Run(scenario, figures, columns if tables else None, path)
