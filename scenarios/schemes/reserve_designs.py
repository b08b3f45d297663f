"""Reserve rules of law on the same chance events: scenarios/ic/pool.yaml with each preset of scenarios/presets/reserve.

    python scenarios/schemes/reserve_designs.py [--trials 10000] [--years 20] [--seed 1] [--program riskpool]

Every design starts empty, earns the same interest, makes no call on members, and has the same state layer behind it.
The same trial meets the same events in all of them, so that differences from the first design are known better than the
figures: their standard errors are of paired differences. Prints a table in Markdown. Needs h5py and numpy.
"""
from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import NamedTuple

import h5py
import numpy as np

SCENARIOS = Path(__file__).resolve().parents[1]
POOL, TABLE = SCENARIOS / "ic" / "pool.yaml", SCENARIOS / "ic" / "fabs.csv"
PRESETS = SCENARIOS / "presets" / "reserve"
INTEREST = "2%"  # judgement: that of pool.yaml
STATE_LIMIT = "500m"  # judgement: the most that the state gives in a year
WORST = 0.01  # of years
BATCHES = 20  # of trials, for the error of a mean of the worst years


class Design(NamedTuple):
    name: str
    preset: str
    settings: dict[str, str] = {}


NUCLEAR, RESIDENTIAL, AGRICULTURAL = "nuclear_2020", "residential_earthquake_2017", "agricultural_2013"


def capped(name: str, preset: str, caps: list[str]) -> list[Design]:
    return [Design(f"{name}, cap {cap}", preset, {"reserve_fund.cap": cap}) for cap in caps]


def both_pots(part: str) -> dict[str, str]:
    return {f"reserve_funds[{pot}].cap_of_premium": part for pot in (0, 1)}


DESIGNS = [
    Design("nuclear 2020", NUCLEAR),
    *capped("nuclear", NUCLEAR, ["50m", "100m", "200m", "400m"]),
    Design("nuclear, saves 15 % of premium", NUCLEAR, {"reserve_fund.accrual": "[{share_of_premium: {rate: 15%}}]"}),
    Design("nuclear, any loss above 150 %", NUCLEAR, {"reserve_fund.trigger.event": "0"}),
    Design("residential 2017", RESIDENTIAL),
    *capped("residential", RESIDENTIAL, ["25m", "50m", "100m"]),
    Design("agricultural 2013", AGRICULTURAL),
    Design("agricultural, each pot to 1/4 premium", AGRICULTURAL, both_pots("0.25")),
    Design("agricultural, each pot to 3 premiums", AGRICULTURAL, both_pots("3")),
    Design("EU method 1", "eu_method_1"),
    Design("German fluctuation", "german_fluctuation"),
]
# Measure, factor, digits.
MEASURES = [("asked", 1, 2), ("short", 100, 1), ("shortfall", 1, 2), ("fiscal", 1, 2), ("balance", 1, 1)]
HEAD = ["design", "asked", "P(short), %", "expected shortfall", "fiscal cost", "balance", "members' loss, worst 1 %"]


class Outcome(NamedTuple):
    """Per trial: means of its years, in CNY m; 1 or 0 for `short`; all years of `loss`."""

    asked: np.ndarray  # what the trigger allowed the reserve to be asked for
    short: np.ndarray  # 1 if in any year the reserve could not pay all that it was asked for
    shortfall: np.ndarray  # what it could not pay
    fiscal: np.ndarray  # what the state paid of that
    balance: np.ndarray  # money in the reserve at the end of a year
    loss: np.ndarray  # what members lose, by trial and year


def text_of(design: Design) -> str:
    return (PRESETS / f"{design.preset}.yaml").read_text(encoding="utf-8")


def scenario_of(design: Design, folder: Path) -> Path:
    """pool.yaml with the preset in place of its fund, and the state behind it."""
    before, rest = POOL.read_text(encoding="utf-8").split("    reserve_fund:\n")
    backstop = f"backstops:\n  - state_layer: {{basis: unfunded, bands: [{{attachment: 0, limit: {STATE_LIMIT}}}]}}\n"
    file = folder / "pool.yaml"
    fund = textwrap.indent(text_of(design) + backstop, "    ")
    file.write_text(before + fund + "\n" + rest[rest.index("metrics:") :], encoding="utf-8")
    (folder / TABLE.name).write_bytes(TABLE.read_bytes())
    return file


def funds_of(design: Design) -> list[str]:
    several = "reserve_funds:" in text_of(design)
    return ["reserve_funds[0]", "reserve_funds[1]"] if several else ["reserve_fund"]


def play(design: Design, given: argparse.Namespace) -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = {"years": given.years, "metrics": "[aal]"}
        settings |= {f"pools[0].{fund}.interest": INTEREST for fund in funds_of(design)}
        settings |= {f"pools[0].{path}": value for path, value in design.settings.items()}
        words = [given.program, "run", scenario_of(design, folder), "--quiet", "-o", folder / "x.h5"]
        words += ["--trials", given.trials, "--seed", given.seed]
        words += [word for path, value in settings.items() for word in ("--set", f"{path}={value}")]
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        with h5py.File(folder / "x.h5") as file:
            columns = {key: file[key][:] / 1e6 for key in file if file[key].ndim == 2 and key.startswith("ic_pool")}
    # What the last fund of a chain leaves is what all of them leave.
    short = [column for key, column in columns.items() if key.endswith(".shortfall")][-1]
    balance = sum(column for key, column in columns.items() if key.endswith(".balance"))
    granted = columns["ic_pool_state_layer_1.granted"]
    asked = columns["ic_pool.net_loss"] - columns["ic_pool.retained_loss"]
    return Outcome(
        asked=asked.mean(axis=1),
        short=(short > 0).any(axis=1) * 1.0,
        shortfall=short.mean(axis=1),
        fiscal=granted.mean(axis=1),
        balance=balance.mean(axis=1),
        loss=-columns["ic_pool.result"],
    )


def mean_of(values: np.ndarray) -> tuple[float, float]:
    """Mean and its standard error."""
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(values.size))


def worst(loss: np.ndarray) -> float:
    """Mean of the worst years."""
    ordered = np.sort(loss, axis=None)
    return float(ordered[-max(round(WORST * ordered.size), 1) :].mean())


def by_batch(loss: np.ndarray) -> np.ndarray:
    return np.array([worst(batch) for batch in np.array_split(loss, BATCHES)])


def row_of(name: str, mine: Outcome, base: Outcome | None) -> str:
    cells = []
    for field, factor, digits in MEASURES:
        values = factor * getattr(mine, field)
        if base is None:
            value, error = mean_of(values)
            cells.append(f"{value:.{digits}f} ± {error:.{digits}f}")
        else:
            change, error = mean_of(values - factor * getattr(base, field))
            cells.append(f"{values.mean():.{digits}f} ({change:+.{digits}f} ± {error:.{digits}f})")
    tail = worst(mine.loss)
    if base is None:
        cells.append(f"{tail:.1f} ± {mean_of(by_batch(mine.loss))[1]:.1f}")
    else:
        error = mean_of(by_batch(mine.loss) - by_batch(base.loss))[1]
        cells.append(f"{tail:.1f} ({tail - worst(base.loss):+.1f} ± {error:.1f})")
    return f"| {name} | " + " | ".join(cells) + " |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    built = SCENARIOS.parent / "build" / "release" / "riskpool"
    parser.add_argument("--program", default=str(built) if built.exists() else "riskpool", help="the program")
    parser.add_argument("--trials", type=int, default=10_000, help="paths of each design (default: %(default)s)")
    parser.add_argument("--years", type=int, default=20, help="years of a path (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of all designs (default: %(default)s)")
    given = parser.parse_args()
    if given.trials < BATCHES:
        parser.error(f"--trials must be {BATCHES} or more")
    print(f"{given.trials} paths of {given.years} years, seed {given.seed}. CNY m a year. After ± stand standard errors, in")
    print("brackets the difference from the first row with its own.\n")
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    base = None
    for design in DESIGNS:
        try:
            outcome = play(design, given)
        except (OSError, RuntimeError) as problem:
            print(f"reserve_designs: {design.name}: {problem}", file=sys.stderr)
            return 1
        print(row_of(design.name, outcome, base), flush=True)
        base = base or outcome
    return 0


if __name__ == "__main__":
    sys.exit(main())
