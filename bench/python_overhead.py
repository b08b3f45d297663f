"""What a run costs from Python against the same run from the command line: processor time, in turns, as a ratio.

    PYTHONPATH=build/release/python .venv/bin/python bench/python_overhead.py build/release/riskpool [trials] [rounds]

Both run the same scenario and keep no table of trials. From Python the call is measured, not the start of the interpreter; the
command line is measured from start to end, less its start with one block of trials, which stands for reading and printing.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import riskpool as rp

SCENARIO = Path(__file__).resolve().parents[1] / "scenarios" / "ic" / "pool.yaml"


def command_line(program: str, trials: int) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [program, "run", str(SCENARIO), "--trials", str(trials), "--threads", "1", "--set", "output={trials: false}"]
    subprocess.run(words, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def from_python(pool: rp.Scenario, trials: int) -> float:
    before = time.process_time()
    rp.run(pool, trials, threads=1, progress=lambda done, of: None, tables=False)
    return time.process_time() - before


def main() -> None:
    program = sys.argv[1]
    trials = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    pool = rp.load(SCENARIO).with_({"output": {"trials": False}})
    ratios = []
    for _ in range(rounds):
        theirs = command_line(program, trials) - command_line(program, 64)
        ours = from_python(pool, trials) - from_python(pool, 64)
        ratios.append(ours / theirs)
        print(f"command line {theirs:.3f} s, Python {ours:.3f} s, ratio {ratios[-1]:.4f}")
    error = statistics.stdev(ratios) / rounds**0.5 if rounds > 1 else float("nan")
    print(f"median ratio {statistics.median(ratios):.4f}, mean {statistics.mean(ratios):.4f} +- {error:.4f}")


if __name__ == "__main__":
    main()
