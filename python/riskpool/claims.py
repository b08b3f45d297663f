"""Claims as they come in a file, and the exposure in which they came."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskpool.development import chain_ladder, read_triangle
from riskpool.exact_csv import read_csv
from riskpool.tail import Floats


class Seen(NamedTuple):
    """Losses of one source (n,), and how much each counts, from 0 to 1 (n,)."""

    losses: Floats
    weights: Floats

    @property
    def number(self) -> float:
        """Claims, each as much as it counts."""
        return float(self.weights.sum())

    @property
    def total(self) -> float:
        return float(self.weights @ self.losses)

    def where(self, chosen: NDArray[np.bool_]) -> Seen:
        return Seen(self.losses[chosen], self.weights[chosen])

    def told(self) -> str:
        """`3 claims`, `3 claims counting as 2.44`."""
        n = self.losses.size
        text = f"{n} claim" + ("" if n == 1 else "s")
        return text if (self.weights == 1).all() else f"{text} counting as {self.number:.3g}"


@dataclass(frozen=True)
class Experience:
    """What was observed: claims, and for which years. Years without claims are observed, too."""

    claims: pd.DataFrame
    """A row for each event: year, source, loss (money of today, ultimate)."""
    years: list[int]
    exposures: pd.DataFrame
    """source ("" for all), year, exposure: that of the year relative to the scenario's; 1 where none is given. weight,
    if there is one: how much the year's data count, from 0 to 1."""
    discount: float = 0.0
    """What data lose of their weight with each year of age."""

    def exposure(self, source: str) -> Floats:
        """(years,) for one source."""
        return self._by_year(source, "exposure")

    def weights(self, source: str) -> Floats:
        """(years,): how much the data of each year count, (1 - discount)^age times the weight given; the last year
        observed is of age 0."""
        ages = self.years[-1] - np.array(self.years)
        return np.asarray(self._by_year(source, "weight") * (1 - self.discount) ** ages)

    def weighed_exposure(self, source: str) -> float:
        """The sum over years of exposure times weight."""
        return float(self.exposure(source) @ self.weights(source))

    def seen(self, source: str) -> Seen:
        """Losses of one source with the weights of their years."""
        rows = self.claims[self.claims["source"] == source]
        by_year = dict(zip(self.years, self.weights(source), strict=True))
        weights = np.array([by_year[int(year)] for year in rows["year"]], dtype=np.float64)
        return Seen(rows["loss"].to_numpy(dtype=np.float64), weights)

    def losses(self, source: str) -> Floats:
        """Losses of one source, (claims,)."""
        return self.seen(source).losses

    def _by_year(self, source: str, column: str) -> Floats:
        result = np.ones(len(self.years))
        if column not in self.exposures:
            return result
        for name in ("", source):
            rows = self.exposures[self.exposures["source"] == name]
            by_year = dict(zip(rows["year"], rows[column], strict=True))
            for at, year in enumerate(self.years):
                result[at] = by_year.get(year, result[at])
        return result


def read(
    claims: str | os.PathLike[str] | pd.DataFrame,
    years: Sequence[int] | None = None,
    exposure: str | os.PathLike[str] | pd.DataFrame | None = None,
    trend: float = 0.0,
    to_year: int | None = None,
    triangle: str | os.PathLike[str] | pd.DataFrame | None = None,
    discount: float = 0.0,
) -> Experience:
    """Claims from a CSV file or a table with the columns year, source, loss, and if known factor (to ultimate, 1 if
    left out).

    years: those observed; from the first to the last year of claims and exposures if left out, which misses quiet years
    at both ends. triangle: cumulative losses by year and age (`development.read_triangle`), from whose chain ladder
    each year's claims take their factor to ultimate; years before it are settled. exposure: table with year, exposure
    (1 = as in the scenario), source if it differs, and weight if the year's data count in part, such as those of an old
    generation of a product (a power prior). discount: what data lose of their weight with each year of age. trend: log
    growth of losses a year, to `to_year` (the year after the last one if left out).

    Raises ValueError for missing columns, losses below 0, or claims outside the years.
    """
    table = _table(claims, "claims", ["year", "source", "loss"])
    factor = table["factor"].to_numpy(dtype=np.float64) if "factor" in table else 1.0
    grown = _table(exposure, "exposure", ["year", "exposure"]) if exposure is not None else pd.DataFrame()
    if exposure is None:
        grown = pd.DataFrame({"year": [], "exposure": [], "source": []})
    weight = grown["weight"].fillna(1.0).to_numpy(dtype=np.float64) if "weight" in grown else np.ones(len(grown))
    if ((weight < 0) | (weight > 1)).any() or not 0 <= discount < 1:
        raise ValueError("weights of years lie from 0 to 1, and a discount from 0 to below 1")
    if "source" not in grown:
        grown = grown.assign(source="")
    grown = grown.assign(source=grown["source"].fillna("").astype(str), year=grown["year"].astype(int), weight=weight)
    seen = [*table["year"].astype(int), *grown["year"]]
    if years is None:
        if not seen:
            raise ValueError("without claims the years observed have to be given: they are what the data say")
        years = range(min(seen), max(seen) + 1)
    observed = sorted({int(year) for year in years})
    at = table["year"].to_numpy(dtype=np.int64)
    outside = sorted(set(at.tolist()) - set(observed))
    if outside:
        raise ValueError(f"claims of {', '.join(map(str, outside))} lie outside the years observed")
    losses = table["loss"].to_numpy(dtype=np.float64) * factor
    if not np.isfinite(losses).all() or (losses < 0).any() or (grown["exposure"].to_numpy(dtype=np.float64) < 0).any():
        raise ValueError("losses and exposures are numbers of 0 or more")
    if triangle is not None:
        if "factor" in table:
            raise ValueError(
                "claims have their factor to ultimate from the column `factor` or from a triangle: give one"
            )
        losses = losses * _to_ultimate(triangle, at)
    target = max(observed) + 1 if to_year is None else to_year
    losses = losses * np.exp(trend * (target - at))
    tidy = pd.DataFrame({"year": at, "source": table["source"].astype(str), "loss": losses})
    return Experience(tidy, observed, grown[["source", "year", "exposure", "weight"]], discount)


def _to_ultimate(triangle: str | os.PathLike[str] | pd.DataFrame, years: NDArray[np.int64]) -> Floats:
    """The factor of each claim by its year; 1 before the triangle begins."""
    origins, cumulative = read_triangle(triangle)
    by_year = dict(zip(origins, chain_ladder(cumulative).to_ultimate, strict=True))
    unknown = sorted({int(year) for year in years if year >= origins[0] and year not in by_year})
    if unknown:
        raise ValueError(f"the triangle has no year {', '.join(map(str, unknown))}, of which there are claims")
    return np.array([by_year.get(int(year), 1.0) for year in years])


def none(years: Sequence[int]) -> Experience:
    """Years of which no claims are told, and of which nothing follows for any source."""
    claims = pd.DataFrame({"year": [], "source": [], "loss": []})
    return Experience(claims, list(years), pd.DataFrame({"source": [], "year": [], "exposure": []}))


def _table(given: str | os.PathLike[str] | pd.DataFrame, what: str, columns: Sequence[str]) -> pd.DataFrame:
    table = given if isinstance(given, pd.DataFrame) else read_csv(given)
    missing = [name for name in columns if name not in table]
    if missing:
        raise ValueError(f"the {what} table has no column {', '.join(missing)}; it needs {', '.join(columns)}")
    return table
