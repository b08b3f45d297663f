"""What a run found: figures, ledger, treaties, and the table of trials."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import numpy as np
import pandas as pd
import xarray as xr

from riskpool import _ext
from riskpool.asked import whole
from riskpool.curve import RETURN_PERIODS, exceedance_curve
from riskpool.lock import one_file_at_a_time
from riskpool.notebook import Text, preformatted
from riskpool.own_metric import Metric, own_metric
from riskpool.pairs import square, with_ratio
from riskpool.scenario import Scenario
from riskpool.stored import open_tables

if TYPE_CHECKING:
    from typing_extensions import Self

    from riskpool.plot import Plots


class Result:
    """The result of a run, read from its file. Made by `riskpool.open`.

    Tables are DataFrames of their own: changing one changes nothing else. Use it as a context manager, or call
    `close`, if the file is to be released before the object goes away.
    """

    def __init__(self, figures: _ext.Figures, path: Path | None) -> None:
        self._figures = figures
        self._from_file: xr.Dataset | None = None
        self.path = path
        """The result file, or None."""

    @property
    def title(self) -> str:
        """Name of the scenario."""
        return self._figures.title

    @property
    def currency(self) -> str:
        """Currency of all money."""
        return self._figures.currency

    @property
    def years(self) -> int:
        """Policy years of each trial."""
        return self._figures.years

    @property
    def trials(self) -> int:
        """Trials done."""
        return self._figures.trials

    @property
    def trials_asked(self) -> int:
        """Trials asked for: more than `trials` if the run was stopped."""
        return self._figures.trials_asked

    @property
    def first_trial(self) -> int:
        """Number of the first trial."""
        return self._figures.first_trial

    @property
    def seed(self) -> int:
        """The seed. Scenario, seed and number of trials give the result, to the last bit."""
        return self._figures.seed

    @property
    def scenario_text(self) -> str:
        """The text of the scenario file, verbatim."""
        return self._figures.scenario_text

    @property
    def settings(self) -> list[str]:
        """What was set besides the file, as `path=value`, in order."""
        return self._figures.settings.splitlines()

    @property
    def program_version(self) -> str:
        """Version of the program that made the result."""
        return self._figures.program_version

    @property
    def table_hash(self) -> str:
        """Hash of every compiled table, the same on every machine."""
        return self._figures.table_hash

    @property
    def metrics(self) -> pd.DataFrame:
        """Every figure with its error, a row each.

        metric (aal, sd, var, tvar, oep, aep, pml, probability, expected_loss, rate_on_line ...), party, quantity, basis
        (annual, occurrence or path; contract: exact), parameter (level, return period in years, or parameter of a
        premium principle; NaN if there is none), value, standard_error, low and high (95 % interval), tail_count (observations beyond the level; 0 for figures of the whole sample), warning (what
        weakens the figure; mostly empty).

        A run with draws of uncertain numbers has more: value is the predictive figure, of all draws together, and
        standard_error that of the sample of draws and of trials; draws (that have the figure), credible_low,
        credible_median and credible_high (over draws), corrected_low and corrected_high (the same band without the
        noise of each draw's own trials), curve_low and curve_high (of points of curves: the band that holds whole
        curves), bound_low and bound_high (over numbers known by bounds only). Money in `currency`, probabilities as fractions.
        """
        return pd.DataFrame(self._figures.metrics())

    @property
    def transfers(self) -> pd.DataFrame:
        """Who pays whom in a mean year: payer, payer_kind, payee, payee_kind, reason, mean and standard_error (money a
        year)."""
        return pd.DataFrame(self._figures.transfers())

    @property
    def treaties(self) -> pd.DataFrame:
        """Every treaty: buyer, treaty, kind, placed (part of 1), annual_limit (money, may be infinite), premium and
        commission (money a year), all of the placed part; order of its terms, and a note where there is one."""
        return pd.DataFrame(self._figures.treaties())

    @property
    def provenance(self) -> pd.DataFrame:
        """The numbers that say where they come from: path, value, source, note; see `Scenario.provenance`."""
        return pd.DataFrame(self._figures.provenance())

    @property
    def accumulation(self) -> pd.DataFrame:
        """What hangs on each thing that insureds share, a row for each source, asset and pool; exact.

        source (that lets it fail), asset, pool, yearly_rate (of failures), insureds (of the pool that rely on it),
        sum_insured (theirs), share_of_pool (of the sum insured of the whole pool), relied_on (sums insured times shares
        of reliance), policy_limits (per event; infinite if one has none), pml (NaN unless each states one)."""
        return pd.DataFrame(self._figures.accumulation())

    @property
    def together(self) -> pd.DataFrame:
        """How every two pools, sources and members hang together, if the scenario says `output: {together: {}}`.

        kind (pool, source, member), quantity, first, second, measure, level, value, standard_error, independent (what it
        would be if the two were independent), ratio (value / independent). Measures are pearson and kendall (tau-b) of
        values of the same policy year, and co_exceedance: the probability that both exceed their VaR at `level` in the same year."""
        return with_ratio(pd.DataFrame(self._figures.pairs()))

    def correlation(self, kind: str = "pool", measure: Literal["pearson", "kendall"] = "pearson") -> pd.DataFrame:
        """The correlations of `together` as a square table, of pools, sources or members."""
        return square(self.together, kind, measure)

    @property
    def number_of_draws(self) -> int:
        """How many draws of the uncertain numbers there are: 0 for a run of one set of numbers."""
        return self._figures.draws

    @property
    def trials_per_draw(self) -> int:
        """Trials of each draw, the same for all of them; trial t belongs to draw t // trials_per_draw."""
        return self._figures.trials_per_draw

    @property
    def band(self) -> float:
        """The part of the draws that lies within the credible bands of `metrics`."""
        return self._figures.band

    @property
    def uncertain(self) -> pd.DataFrame:
        """The numbers of the scenario that are uncertain: path, belief (name of the scenario's belief that it shares,
        or empty), kind, mean, lowest, highest, remark."""
        return pd.DataFrame(self._figures.uncertain())

    @property
    def draws(self) -> pd.DataFrame:
        """What each uncertain number was in each draw: draw, path, value."""
        return pd.DataFrame(self._figures.drawn())

    @property
    def figures_by_draw(self) -> pd.DataFrame:
        """What each figure was in each draw: draw, then metric, party, quantity, basis and parameter as in `metrics`,
        and value (NaN where a draw does not have the figure)."""
        found = pd.DataFrame(self._figures.figures_by_draw())
        names = pd.DataFrame(self._figures.metrics())[["metric", "party", "quantity", "basis", "parameter"]]
        return found[["draw", "row"]].join(names, on="row").drop(columns="row").assign(value=found["value"])

    @property
    def summary(self) -> str:
        """The summary in plain text, as the command line prints it: many pools in brief."""
        return Text(self._figures.summary(full=False))

    @property
    def full_summary(self) -> str:
        """The same with all figures of each pool, as `--full` prints it."""
        return Text(self._figures.summary(full=True))

    @property
    def tables(self) -> xr.Dataset:
        """What happened in each trial and year: variables named `party.quantity` with the dimensions (trial, year), or
        (trial) for what a path has once, and the attributes units and long_name.

        Of a result file it is read lazily, column by column as used. Raises ValueError if no table was kept.
        """
        if self._from_file is None:
            self._from_file = self._open_tables()
        return self._from_file

    def _open_tables(self) -> xr.Dataset:
        if self.path is None:
            raise ValueError("the run kept no table of trials: give tables=True or output=... to riskpool.run")
        table = open_tables(self.path)
        if not table.data_vars:
            table.close()
            raise ValueError(f"{self.path} holds no table of trials: its scenario says output: {{trials: false}}")
        return table

    def ep_curve(self, series: str | None = None, return_periods: Sequence[float] = RETURN_PERIODS) -> pd.DataFrame:
        """Exceedance curve of one series of `tables`: the loss that a year exceeds once in so many years.

        series: a variable of `tables`; the first pool's net loss where left out.

        A row for each return period and basis: "annual" of the sum of a year (AEP), "occurrence" of its largest event
        (OEP) where that is kept. loss is the order statistic, low and high a 95 % interval free of any law's form (years
        of one trial counted as independent), standard_error its half width in normal quantiles; infinite where the
        trials are too few. `metrics` has the same figures at the return periods that the scenario names.
        """
        return exceedance_curve(self.tables, series, return_periods)

    def metric(
        self,
        name: str,
        f: Metric,
        *,
        error: Literal["groups", "bootstrap"] = "groups",
        resamples: int = 200,
        seed: int = 1,
    ) -> pd.DataFrame:
        """A metric of one's own: `f(tables)` gives a number, or a mapping from names to numbers.

        Its error is that over trials: "groups" leaves out one of 64 groups of trials after another (jackknife; for
        figures that change smoothly with the sample), "bootstrap" draws trials anew `resamples` times (for quantiles
        too). A row for each number: metric, quantity, value, standard_error, low and high (95 %, normal).
        """
        return own_metric(self.tables, name, f, error, resamples, seed)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the result file (docs/result-file.md), the same as `output` would have written. Raises ResultError."""
        if self.path is None or not self.path.exists():
            raise ValueError("there is no file to copy")
        shutil.copyfile(self.path, path)

    @cached_property
    def plot(self) -> Plots:
        """Its pictures: `plot.ep_curves()`, `plot.tower()`, `plot.who_pays()` ...; see `riskpool.plot`. Needs the
        packages of the extra `report`."""
        from riskpool.plot import Plots  # matplotlib is loaded when a picture is asked for

        return Plots(self)

    def close(self) -> None:
        """Releases the result file, if `tables` has it open. A later use of `tables` opens it again."""
        if self._from_file is not None:
            self._from_file.close()
            self._from_file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> NoReturn:
        raise TypeError("a result is not pickled: save it, and open the file where it is needed")

    def __str__(self) -> str:
        return self.summary

    def _repr_html_(self) -> str:
        return preformatted(self.summary)

    def __repr__(self) -> str:
        return f"<riskpool.{type(self).__name__} {self.title!r}: {self.trials} trials, seed {self.seed}>"


class Run(Result):
    """A run just done: a Result with its scenario, and its table of trials in memory. Made by `riskpool.run`."""

    def __init__(
        self, scenario: Scenario, figures: _ext.Figures, columns: list[_ext.Column] | None, path: Path | None
    ) -> None:
        super().__init__(figures, path)
        self.scenario = scenario
        """The scenario that was run."""
        self._in_memory = None if columns is None else _dataset(columns, figures)

    @property
    def tables(self) -> xr.Dataset:
        """What happened in each trial and year, in float64 as the engine made it; see `Result.tables`. Each variable
        also says its party, quantity and basis. A run without tables in memory reads its output."""
        return super().tables if self._in_memory is None else self._in_memory

    def explain(self, trial: int) -> str:
        """One trial of the run event by event and year by year, as text: losses, treaties, fund, who paid whom. Raises
        ValueError for a trial that the run does not have."""
        own, draw = self._in_draw(trial)
        return self.scenario.explain(own, self.seed, draw, self.number_of_draws or None)

    def _in_draw(self, trial: int) -> tuple[int, int | None]:
        """The trial within its draw, and the draw; of a run without draws the trial itself."""
        trial = whole("trial", trial, self.first_trial, self.first_trial + self.trials - 1)
        if not self.number_of_draws:
            return trial, None
        return trial % self.trials_per_draw, trial // self.trials_per_draw

    def ledger(self, trial: int | None = None) -> pd.DataFrame:
        """Who paid whom, and why. Of one trial: year, payer, payer_kind, payee, payee_kind, reason, treaty and amount
        (money), a row for each payment. Without a trial the mean year, as `transfers`."""
        if trial is None:
            return self.transfers
        own, draw = self._in_draw(trial)
        scenario = self.scenario._at_draw(self.seed, draw, self.number_of_draws or None)
        return pd.DataFrame(_ext.trial_ledger(scenario, self.seed, own))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the result file (docs/result-file.md), the same as `output` would have written. Raises ResultError.

        A run without tables in memory copies its output, or writes figures alone if it has none.
        """
        if self._in_memory is None and self.path is not None:
            return super().save(path)
        columns = []
        for name, variable in ({} if self._in_memory is None else self._in_memory.data_vars).items():
            values = np.ascontiguousarray(variable.values, dtype=np.float64).ravel()
            about = variable.attrs
            columns.append((str(name), about["units"], about["long_name"], "year" in variable.dims, values))
        in_double = self.scenario["output"].storage == "float64" if self.scenario["output"] else False
        with one_file_at_a_time:
            _ext.write_result(self._figures, columns, str(Path(path).absolute()), in_double)


def open(path: str | os.PathLike[str]) -> Result:
    """Opens a result file (docs/result-file.md).

    Figures are read at once, the table of trials lazily. Raises ResultError, an OSError, that says what is wrong with
    the file and what to do.
    """
    with one_file_at_a_time:
        return Result(_ext.read_figures(os.fspath(path)), Path(path).absolute())


def _dataset(columns: list[_ext.Column], figures: _ext.Figures) -> xr.Dataset:
    """The columns as they lie in memory: nothing is copied."""
    first = figures.first_trial
    coordinates = {"trial": range(first, first + figures.trials), "year": range(1, figures.years + 1)}
    variables = {
        name: (
            ("trial", "year")[: values.ndim],
            values,
            {"units": units, "long_name": meaning, "party": party, "quantity": quantity, "basis": basis},
        )
        for name, party, quantity, basis, units, meaning, values, _ in columns
    }
    used = {dim for dims, _, _ in variables.values() for dim in dims}
    attributes = {"title": figures.title, "currency": figures.currency, "seed": figures.seed}
    kept: dict[str, Any] = {dim: values for dim, values in coordinates.items() if dim in used}
    if figures.draws > 0 and "trial" in kept:
        kept["draw"] = ("trial", np.arange(figures.trials, dtype=np.int64) // figures.trials_per_draw)
    return xr.Dataset(variables, kept, attributes)
