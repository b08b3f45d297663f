"""Experience of segments from a file, and what credibility makes of it: Buhlmann-Straub across sectors, products or
insureds.

Source: Buhlmann, Gisler, A Course in Credibility Theory and its Applications (2005), ch. 4."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
import pandas as pd

from riskpool.belief_posterior import mean_of
from riskpool.credibility import Credibility, buhlmann_straub
from riskpool.exact_csv import read_csv
from riskpool.moves import Moves, Posterior, span_of
from riskpool.posterior import gamma_of
from riskpool.scenario_text import NoUpdate
from riskpool.tail import Floats
from riskpool.update_laws import gamma_law


@dataclass(frozen=True)
class Segments:
    """What was observed of each segment in each year."""

    names: list[str]
    years: list[int]
    ratios: Floats
    """(segments, years), losses by exposure; NaN without exposure."""
    exposures: Floats
    """(segments, years)"""
    within_variance: float | None = None
    """s2, if known from elsewhere."""

    def fit(self) -> Credibility:
        """Buhlmann-Straub. ValueError for fewer than two segments, or one year and no within_variance."""
        return buhlmann_straub(self.ratios, self.exposures, self.within_variance)


def read_segments(given: str | os.PathLike[str] | pd.DataFrame, within_variance: float | None = None) -> Segments:
    """From a CSV file or a table with the columns year, segment (or insured), exposure and losses.

    exposure: premium, insured years, number of claims ...: the ratio losses / exposure is what is estimated, and its
    variance falls with exposure. Rows of one segment and year are added up, so that a file may have a row for each
    claim; then one of them carries the exposure, and the others none. Segments and years keep their order: that of the
    file, and rising. within_variance: s2, which one year of data cannot tell.

    Raises ValueError for missing columns, negative or missing numbers, and losses without exposure."""
    table = given if isinstance(given, pd.DataFrame) else read_csv(given)
    table = table.rename(columns={"insured": "segment"} if "segment" not in table else {})
    missing = [name for name in ("year", "segment", "exposure", "losses") if name not in table]
    if missing:
        raise ValueError(
            f"the table of segments has no column {', '.join(missing)}; it needs year, segment, exposure, losses"
        )
    table = table.assign(segment=table["segment"].astype(str), exposure=table["exposure"].fillna(0.0))
    numbers = table[["exposure", "losses"]].to_numpy(dtype=np.float64)
    if not np.isfinite(numbers).all() or (numbers < 0).any():
        raise ValueError("exposures and losses of segments are numbers of 0 or more")
    names = list(dict.fromkeys(table["segment"]))
    years = sorted({int(year) for year in table["year"]})
    sums = table.groupby(["segment", "year"])[["exposure", "losses"]].sum()
    exposures, losses = np.zeros((len(names), len(years))), np.zeros((len(names), len(years)))
    for i, name in enumerate(names):
        for j, year in enumerate(years):
            if (name, year) in sums.index:
                exposures[i, j], losses[i, j] = sums.loc[(name, year)]
    for i, j in np.argwhere((exposures == 0) & (losses > 0)):
        raise ValueError(f"{names[i]} has losses in {years[j]} and no exposure")
    ratios = np.divide(losses, exposures, out=np.full(losses.shape, np.nan), where=exposures > 0)
    return Segments(names, years, ratios, exposures, within_variance)


@dataclass(frozen=True)
class SegmentTarget:
    """A number of the scenario that becomes the credibility premium of a segment."""

    path: str
    segment: str


def parse_segment_target(text: str) -> SegmentTarget:
    """`PATH=SEGMENT`. ValueError for anything else."""
    path, equals, segment = text.partition("=")
    if not path or not equals or not segment:
        raise ValueError(f"{text!r} is not PATH=SEGMENT")
    return SegmentTarget(path, segment)


def move_to_premium(moves: Moves, target: SegmentTarget, segments: Segments) -> tuple[float, float]:
    """Puts the credibility premium of the segment at the path; gives the number before and after.

    As a belief it is gamma with the premium as its mean and the mean square error of it as its variance: of the law
    only these two follow from the data. ValueError for a segment that the table does not have."""
    if target.segment not in segments.names:
        raise ValueError(f'no segment is named "{target.segment}"; there are {", ".join(segments.names)}')
    fit, i = segments.fit(), segments.names.index(target.segment)
    premium, error = float(fit.premium[i]), float(fit.mean_square_error[i])
    number = moves.text.number(target.path)
    before = mean_of(number)
    if premium <= 0:
        raise NoUpdate(f"{target.path}: the premium of {target.segment} is 0, as no segment has any loss")
    if error > 0:
        shape, rate = gamma_of(premium, error**0.5 / premium)
        law = gamma_law(shape, rate)
    else:
        law = Posterior(premium, premium, premium)
    data = f"{fit.individual_mean[i]:.4g} of its own on an exposure of {fit.total_weight[i]:.4g}"
    why = f"Buhlmann-Straub among {len(segments.names)} segments, whose mean {fit.collective:.4g} is the complement"
    weight, span = float(fit.credibility[i]), span_of(segments.years)
    moves.record(target.segment, target.path, "premium", before, law, data, weight, why, span)
    return before, premium
