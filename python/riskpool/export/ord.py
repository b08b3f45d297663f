"""The tables of Open Results Data (ORD 2.0): SPLT, EPT, PSEPT and ALT, as CSV.

A period is a trial, and a sample is a policy year: a sample is a whole set of periods, so the curves by sample (PSEPT)
are those of each policy year, and the curve of all samples together (EPT, method S_FULL, which treats samples as repeat
years) is that of all simulated years. Perspectives are gul (before policy terms), il (the pool's gross loss), ri (after
reinsurance) and rl (recovered from reinsurers); SummaryId counts the pools, in summary set 2 the members.

A result knows the largest event of a year and the year's total, and no other event by itself. So SPLT has the largest
event first, and then what is left of the year in equal parts, as few as can be with none above the largest: maxima and
sums of periods, and with them both curves, are exact; the number of the other rows is no number of events. Dates and
exposures are not known and left empty.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskpool.cast import Cast
from riskpool.result import Result

Array = NDArray[np.float64]

RETURN_PERIODS = (2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
PERSPECTIVES = (("gul", "ground_up_loss"), ("il", "gross_loss"), ("ri", "net_loss"), ("rl", "recovery"))
COLUMNS = {
    "splt": ["Period", "PeriodWeight", "EventId", "Year", "Month", "Day", "Hour", "Minute", "SummaryId", "SampleId",
             "Loss", "ImpactedExposure"],
    "ept": ["SummaryId", "EPMethod", "EPType", "ReturnPeriod", "Loss"],
    "psept": ["SummaryId", "SampleId", "EPType", "ReturnPeriod", "Loss"],
    "palt": ["SummaryId", "LossMethod", "SampleType", "MeanLoss", "SDLoss"],
}  # fmt: skip
_SAMPLED = 2  # SampleType: 1 analytical, 2 sampled


class Series(NamedTuple):
    """The losses of one summary in one perspective: by (trial, year), and the largest event where it is known."""

    summary: int
    name: str
    total: Array
    largest: Array | None


def write_ord(result: Result, folder: Path) -> None:
    """Raises ValueError if the run kept no table of trials."""
    cast = Cast(result)
    if cast.tables is None:
        raise ValueError("ORD tables are made from the table of trials, and the run kept none: output: {trials: true}")
    sets: list[dict[str, object]] = []
    for perspective, quantity in PERSPECTIVES:
        summaries = []
        for place, parties in ((1, cast.pools), (2, cast.members if perspective == "ri" else [])):
            series = [_series(cast, i, party, quantity) for i, party in enumerate(parties, 1)]
            found = [each for each in series if each is not None]
            if found:
                _write_set(found, folder, f"{perspective}_S{place}", periods=place == 1)
                summaries += [_summary(each, place) for each in found]
        if summaries:
            sets.append({"perspective_code": perspective, "exposure_summary_level_fields": [], "summaries": summaries})
    _metadata(result, sets, folder)


def _series(cast: Cast, summary: int, party: str, quantity: str) -> Series | None:
    total = cast.column(party, quantity)
    if total is None:
        return None
    return Series(summary, party, total, cast.column(party, quantity, largest_event=True))


def _write_set(series: list[Series], folder: Path, name: str, periods: bool) -> None:
    """The tables of a summary set; period losses of the pools alone: those of many members would be gigabytes."""
    for table, make in ((("splt", splt),) if periods else ()) + (("ept", ept), ("psept", psept), ("palt", palt)):
        frame = pd.concat([make(each) for each in series], ignore_index=True)
        frame[COLUMNS[table]].to_csv(folder / f"{name}_{table}.csv", index=False)


def splt(series: Series) -> pd.DataFrame:
    """Sample period loss table: losses above 0."""
    trials, years = series.total.shape
    total = np.maximum(series.total.ravel(), 0)
    largest = total if series.largest is None else np.minimum(np.maximum(series.largest.ravel(), 0), total)
    rest = total - largest
    rest[rest <= 1e-6 * total] = 0  # the table is in single precision
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(rest > 0, np.where(largest > 0, np.ceil(rest / np.where(largest > 0, largest, 1)), 1), 0)
    counts = (largest > 0).astype(np.int64) + parts.astype(np.int64)
    cell = np.repeat(np.arange(total.size), counts)
    first = np.zeros(cell.size, dtype=bool)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    first[starts[(counts > 0) & (largest > 0)]] = True
    loss = np.where(first, largest[cell], (rest / np.maximum(parts, 1))[cell])
    empty = pd.array([pd.NA] * cell.size, dtype="Int32")
    return pd.DataFrame({
        "Period": (cell // years + 1).astype(np.int32), "PeriodWeight": np.float32(1 / trials),
        "EventId": np.arange(1, cell.size + 1, dtype=np.int32), "Year": (cell % years + 1).astype(np.int32),
        "Month": empty, "Day": empty, "Hour": empty, "Minute": empty,
        "SummaryId": np.int32(series.summary), "SampleId": (cell % years + 1).astype(np.int32),
        "Loss": loss.astype(np.float32), "ImpactedExposure": empty,
    })  # fmt: skip


def ept(series: Series) -> pd.DataFrame:
    """Exceedance probability table of all simulated years."""
    rows = [
        (series.summary, "S_FULL", kind, period, loss)
        for kind, values in _curves(series)
        for period, loss in _points(values.ravel(), kind)
    ]
    return _typed(pd.DataFrame(rows, columns=COLUMNS["ept"]))


def psept(series: Series) -> pd.DataFrame:
    """The same for each policy year by itself."""
    rows = [
        (series.summary, sample + 1, kind, period, loss)
        for kind, values in _curves(series)
        for sample in range(values.shape[1])
        for period, loss in _points(values[:, sample], kind)
    ]
    return _typed(pd.DataFrame(rows, columns=COLUMNS["psept"]))


def palt(series: Series) -> pd.DataFrame:
    """Average loss table: mean and standard deviation of the loss of a period."""
    values = series.total.ravel()
    deviation = float(values.std(ddof=1)) if values.size > 1 else 0.0
    row = (series.summary, "STOC", _SAMPLED, float(values.mean()), deviation)
    return _typed(pd.DataFrame([row], columns=COLUMNS["palt"]))


def _curves(series: Series) -> list[tuple[str, Array]]:
    curves = [("AEP", series.total), ("TVAR_AEP", series.total)]
    if series.largest is not None:
        curves = [("OEP", series.largest), ("TVAR_OEP", series.largest), *curves]
    return curves


def _points(values: Array, kind: str) -> list[tuple[float, float]]:
    """Loss at T: the smallest that no more than 1 in T of the values exceed. TVaR at T: the mean of the largest 1 in T."""
    sorted_ = np.sort(values)[::-1]
    points = []
    for period in RETURN_PERIODS:
        beyond = int(sorted_.size / period + 1e-9)
        if beyond < 1:
            break
        tail = kind.startswith("TVAR")
        points.append((float(period), float(sorted_[:beyond].mean() if tail else sorted_[beyond])))
    return points


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    whole = {name: np.int32 for name in ("SummaryId", "SampleId", "SampleType") if name in frame}
    floats = {name: np.float32 for name in ("ReturnPeriod", "Loss", "MeanLoss", "SDLoss") if name in frame}
    return frame.astype({**whole, **floats})


def _summary(series: Series, place: int) -> dict[str, object]:
    flags = {"plt_sample": place == 1, "alt_period": True, "ept_full_uncertainty_aep": True, "psept_aep": True}
    if series.largest is not None:
        flags |= {"ept_full_uncertainty_oep": True, "psept_oep": True}
    what = {1: "pool", 2: "member"}[place]
    return {"id": series.summary, "description": f"{what}: {series.name}", "grouping_fields": [what], "ord_output": flags}


def _metadata(result: Result, sets: list[dict[str, object]], folder: Path) -> None:
    about = {
        "version": "2.0",
        "analysis_tag": result.title,
        "model_supplier_id": "riskpool",
        "model_name_id": result.title,
        "model_version": result.program_version,
        "currency": [result.currency],
        "number_of_samples": result.years,
        "loss_methods": ["STOC"],
        "ep_methods": ["S_FULL"],
        "event_set": {
            "event_set_id": result.table_hash, "event_set_description": result.title,
            "event_occurrence_id": str(result.seed), "event_occurrence_description": "seed of the run",
            "event_occurrence_max_periods": result.trials,
        },
        "output_sets": sets,
        "vendor_extensions": {"riskpool": {
            "period": "trial", "sample": "policy year", "first_trial": result.first_trial, "seed": result.seed,
            "events": "largest event of the year first, then the rest of the year in equal parts none above it; "
                      "the number of these parts is no number of events",
        }},
    }  # fmt: skip
    (folder / "metadata.json").write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
