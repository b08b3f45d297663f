"""Rate review (费率回顾): what the experience says that the rate should be, and what a look-back hands back.

Source: Werner, Modlin, Basic Ratemaking (Casualty Actuarial Society), ch. 8 and 12.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from riskpool.claims import Experience
from riskpool.credibility import limited_fluctuation
from riskpool.development import on_level_factors
from riskpool.tail import sample


@dataclass(frozen=True)
class RateReview:
    """All fractions of premium at present rates, but `credibility`, a fraction of 1."""

    experience_lr: float
    credibility: float
    credibility_weighted_lr: float
    permissible_lr: float
    """1 - fixed expense - variable expense - profit: the loss ratio at which the rate is right."""
    indicated_change: float
    """(credibility-weighted loss ratio + fixed expense) / (1 - variable expense - profit) - 1, before any cap."""
    change: float
    """The same within the caps."""


def review(
    on_level_premium: ArrayLike,
    trended_ultimate_loss: ArrayLike,
    complement_lr: float,
    claims: float | None = None,
    full_credibility_claims: float = 1082.0,
    credibility: float | None = None,
    fixed_expense: float = 0.0,
    variable_expense: float = 0.0,
    profit: float = 0.0,
    largest_change: float = float("inf"),
) -> RateReview:
    """The indicated change of a rate.

    on_level_premium, trended_ultimate_loss: money, a value for each year, premium at present rates and losses developed
    and trended (`riskpool.development`). complement_lr: the loss ratio believed without this experience, for instance
    that which the scenario implies. credibility: Z, or `claims`, from which Z = min(1, sqrt(claims /
    full_credibility_claims)). Expenses and profit are fractions of premium. largest_change caps the change in both
    directions.

    Raises ValueError if expenses and profit leave nothing for losses, or for neither claims nor credibility.
    """
    premium, loss = sample(on_level_premium, "premium"), sample(trended_ultimate_loss, "loss")
    if premium.sum() <= 0 or premium.size != loss.size:
        raise ValueError("a premium and a loss are needed for each year, with premium above 0 in sum")
    if credibility is None:
        if claims is None:
            raise ValueError("give the number of claims, or the credibility itself")
        credibility = limited_fluctuation(claims, full_credibility_claims)
    left = 1 - variable_expense - profit
    if left <= 0 or not 0 <= credibility <= 1:
        raise ValueError("variable expense and profit are below 1 in sum, and credibility lies from 0 to 1")
    experience = float(loss.sum() / premium.sum())
    weighted = credibility * experience + (1 - credibility) * complement_lr
    indicated = (weighted + fixed_expense) / left - 1
    capped = max(-largest_change, min(largest_change, indicated))
    return RateReview(experience, credibility, weighted, left - fixed_expense, indicated, capped)


def review_claims(
    experience: Experience,
    premiums: pd.DataFrame,
    complement_lr: float,
    changes: Sequence[tuple[float, float]] = (),
    term: float = 1.0,
    full_credibility_claims: float = 1082.0,
    fixed_expense: float = 0.0,
    variable_expense: float = 0.0,
    profit: float = 0.0,
    largest_change: float = float("inf"),
) -> RateReview:
    """The same from claims, as `riskpool.claims.read` gives them: trended and ultimate.

    premiums: year, premium (earned in it, money), a row for each year observed. changes: rate changes since, (time,
    change), by which premiums are brought to present rates (`development.on_level_factors`; term: that of policies).
    ValueError for a year without premium. """
    by_year = dict(zip(premiums["year"].astype(int), premiums["premium"].astype(float), strict=True))
    missing = [year for year in experience.years if year not in by_year]
    if missing:
        raise ValueError(f"there is no premium of {', '.join(map(str, missing))}")
    earned = np.array([by_year[year] for year in experience.years])
    losses = experience.claims.groupby("year")["loss"].sum()
    return review(
        earned * on_level_factors(experience.years, changes, term),
        [float(losses.get(year, 0.0)) for year in experience.years],
        complement_lr,
        float(len(experience.claims)),
        full_credibility_claims,
        None,
        fixed_expense,
        variable_expense,
        profit,
        largest_change,
    )


@dataclass(frozen=True)
class LookBack:
    """A retrospective adjustment, money: above 0 a refund to the insureds, below 0 a surcharge."""

    loss_ratios: list[float]
    """Cumulative over the window, year by year."""
    adjustments: list[float]
    """Of each year: what is due in all less what was adjusted before, for the years of the window."""
    total: float


def look_back(
    premiums: Sequence[float],
    losses: Sequence[float],
    target_lr: float,
    part: float,
    dead_band: float = 0.0,
    floor: float = -np.inf,
    ceiling: float = np.inf,
    window: int | None = None,
) -> LookBack:
    """Refund or surcharge by the cumulative loss ratio of the last `window` years (all if left out).

    Due is part * premium * (target - actual beyond the dead band on its side), and between floor and ceiling, both
    fractions of the window's premium (ceiling the largest refund, floor the largest surcharge, negative). Each year
    adjusts to what is due by then."""
    if len(premiums) != len(losses) or min(premiums, default=0) <= 0 or not 0 <= part <= 1 or dead_band < 0:
        raise ValueError("each year has a loss and a premium above 0; part lies from 0 to 1, dead_band is 0 or more")
    ratios: list[float] = []
    adjustments: list[float] = []
    for year in range(len(premiums)):
        first = 0 if window is None else max(0, year + 1 - window)
        premium = float(sum(premiums[first : year + 1]))
        ratio = float(sum(losses[first : year + 1])) / premium
        gap = target_lr - ratio
        beyond = np.sign(gap) * max(0.0, abs(gap) - dead_band)
        due = premium * min(ceiling, max(floor, part * float(beyond)))
        adjustments.append(due - sum(adjustments[first:year]))
        ratios.append(ratio)
    return LookBack(ratios, adjustments, float(sum(adjustments)))
