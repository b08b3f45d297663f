"""Contracts applied to losses of one's own, by the engine that runs use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from riskpool import _ext
from riskpool.given_losses import GivenLosses
from riskpool.kind import Kind
from riskpool.one_pool import one_pool, records

Array = NDArray[np.float64]


class Ceded:
    """What one treaty answers to given losses, for its placed part. Made by `Treaty.cede` and `riskpool.cede`."""

    def __init__(self, losses: GivenLosses, answer: dict[str, Any], scenario: _ext.Scenario, position: int) -> None:
        self._losses = losses
        self._answer = answer
        self._scenario = scenario
        self._position = position
        self.name: str = answer["name"]
        """Name of the treaty, or the one that the engine gives it."""
        self.premium: float = answer["premium"]
        """Premium of a year before commission: money."""
        self.commission: float = answer["commission"]
        """Commission of a year: money."""
        self.annual_limit: float = answer["annual_limit"]
        """The most that it pays in a year: money, may be infinite."""

    @cached_property
    def recovery(self) -> Array:
        """What is recovered of each loss, in the shape and the order in which the losses were given. A cover on an index
        that pays more than the loss has the rest in `years` alone."""
        return self._losses.give_back(self._answer["row_recovery"])

    @cached_property
    def net(self) -> Array:
        """What each loss leaves."""
        return self._losses.given - self.recovery

    @cached_property
    def reinstatement_premium(self) -> Array:
        """The reinstatement premium that each loss costs, in the shape of the losses: what the year owes with it less
        what it owed before it. Where one event has several losses, it stands at the last of them. Only for years that
        stand alone."""
        return self._losses.give_back(self._losses.event_by_event(self._charge_of, self._charges))

    def _charge_of(self, losses: GivenLosses) -> Array:
        answer: Array = losses.cede(self._scenario)["treaties"][self._position]["reinstatement_premium"]
        return answer

    @property
    def _charges(self) -> Array:
        charges: Array = self._answer["reinstatement_premium"]
        return charges

    @cached_property
    def years(self) -> pd.DataFrame:
        """A row for each year: recovery, reinstatement_premium, claims (events or risks that reach it), exhausted (1 if
        the year used up all that it can pay), premium, premium_adjustment, commission, commission_adjustment,
        profit_commission and result (recovery and commissions less premiums: what the contract is worth to who bought
        it). All money but claims and exhausted."""
        table = pd.DataFrame({name: self._answer[name] for name in _BY_YEAR}, index=self._losses.index)
        table["premium"] = self.premium
        table["commission"] = self.commission
        brought = table.recovery + table.commission + table.commission_adjustment + table.profit_commission
        table["result"] = brought - table.premium - table.premium_adjustment - table.reinstatement_premium
        return table

    def __repr__(self) -> str:
        total = float(self._answer["recovery"].sum())
        return f"<riskpool.Ceded {self.name!r}: {total:g} recovered of {self._losses.total:g}>"


_BY_YEAR = [
    "recovery", "reinstatement_premium", "claims", "exhausted", "premium_adjustment", "commission_adjustment",
    "profit_commission",
]  # fmt: skip


class CededProgramme:
    """What a programme answers to given losses. Made by `riskpool.cede`."""

    def __init__(self, losses: GivenLosses, answer: dict[str, Any], scenario: _ext.Scenario) -> None:
        self._losses = losses
        self._answer = answer
        self.treaties = [Ceded(losses, each, scenario, k) for k, each in enumerate(answer["treaties"])]
        """What each treaty answers, in order of tiers."""

    def __getitem__(self, treaty: str | int) -> Ceded:
        if isinstance(treaty, int):
            return self.treaties[treaty]
        for each in self.treaties:
            if each.name == treaty:
                return each
        raise KeyError(f'no treaty is called "{treaty}": there are {", ".join(t.name for t in self.treaties)}')

    @cached_property
    def net(self) -> Array:
        """What all treaties leave of each loss, in the shape of the losses."""
        return self._losses.give_back(self._answer["net_rows"])

    @cached_property
    def years(self) -> pd.DataFrame:
        """A row for each year: gross, recovery (of all treaties) and net: money."""
        gross, net = self._answer["gross"], self._answer["net"]
        return pd.DataFrame({"gross": gross, "recovery": gross - net, "net": net}, index=self._losses.index)

    def __repr__(self) -> str:
        return f"<riskpool.CededProgramme of {len(self.treaties)} treaties: {self._losses.total:g} ceded to>"


def cede(
    programme: Sequence[Any],
    losses: ArrayLike,
    *,
    year: ArrayLike | None = None,
    time: ArrayLike | None = None,
    event: ArrayLike | None = None,
    insured: ArrayLike | None = None,
    index: ArrayLike | None = None,
    reported_after: ArrayLike | None = None,
    insureds: Any = None,
    premium: float | None = None,
    years: int = 1,
) -> CededProgramme:
    """Cedes losses of one's own under treaties.

    programme: treaties (one tier), or tiers, lists of treaties of which each sees what the tiers before it leave. A
        `not_inuring`, `above` or `under` names a treaty of the same programme. `causes` is not asked: all losses count.
    losses: money, 0 or more. One dimension: the events of one year, or with `year` of many. Two: a row for each year, a
        column for each event; NaN where there is none.
    year: of each loss, from 0.
    time: of each loss, part of its year gone, 0 <= time < 1. In the order given where left out; terms that ask for the
        date (`hours`, reinstatements by time) then raise ValueError.
    event: number of the event that each loss belongs to, where an event hits several insureds; of the same year and
        time. Each loss is an event of its own where left out.
    insured: name, or position among `insureds`, of who has each loss; the only one where left out.
    index: reading that each event reports to covers on an index.
    reported_after: years from each event until it is reported.
    insureds: who is insured, as a scenario has them (a list of `Insured`, or a DataFrame), for terms that ask for sums
        insured; one where left out, with `premium` a year as the subject premium.
    years: how many years that follow one another make a trial, for contracts with a memory: year 0 to years - 1, ...
        Without, each year stands alone.

    Raises ScenarioError for treaties that cannot be, ValueError for losses that cannot be.
    """
    tiers = _tiers(programme)
    if insureds is not None:
        insureds = records(insureds)
    names = ["all"] if insureds is None else [str(each["name"]) for each in insureds]
    given = GivenLosses.of(losses, names, years, year, time, event, insured, index, reported_after)
    if time is None:
        _refuse_without_time(tiers)
    scenario = one_pool("cession", {"programme": tiers}, insureds=insureds, premium=premium, years=years)
    return CededProgramme(given, given.cede(scenario), scenario)


def _tiers(programme: Sequence[Any]) -> list[list[Kind]]:
    items = list(programme)
    tiers = [items] if all(isinstance(each, Treaty) for each in items) else items
    for tier in tiers:
        if not isinstance(tier, (list, tuple)) or not all(isinstance(each, Treaty) for each in tier):
            raise TypeError("a programme is a list of treaties such as riskpool.CatXl(...), or a list of such lists")
    return [[treaty.replace(causes=None) for treaty in tier] for tier in tiers]


def _refuse_without_time(tiers: list[list[Kind]]) -> None:
    for treaty in (each for tier in tiers for each in tier):
        values = treaty._values
        dated = values.get("reinstatement_basis") not in (None, "amount") and values.get("reinstatements")
        if dated or values.get("hours") is not None:
            raise ValueError(f"{treaty!r} asks for the dates of losses: give time, the part of the year gone")


class Treaty(Kind):
    """A contract of reinsurance."""

    __slots__ = ()

    def cede(
        self,
        losses: ArrayLike,
        *,
        year: ArrayLike | None = None,
        time: ArrayLike | None = None,
        event: ArrayLike | None = None,
        insured: ArrayLike | None = None,
        index: ArrayLike | None = None,
        reported_after: ArrayLike | None = None,
        insureds: Any = None,
        premium: float | None = None,
        years: int = 1,
    ) -> Ceded:
        """Applies this contract alone to losses of one's own; arguments as for `riskpool.cede`.

        A contract that follows another one (`drop_down`, `top_and_drop`, `back_up`) needs it in its tier: cede both
        with `riskpool.cede`.
        """
        return cede(
            [self],
            losses,
            year=year,
            time=time,
            event=event,
            insured=insured,
            index=index,
            reported_after=reported_after,
            insureds=insureds,
            premium=premium,
            years=years,
        )[0]
