"""Pictures of a result: `run.plot.ep_curves()`, `rp.open("x.h5").plot.tower()`.

Each is a matplotlib Figure that shows itself in notebooks; `savefig` writes it in any format that matplotlib knows.
They need the table of trials where they show more than single figures. Texts are English or Chinese (`lang="zh"`).
"""

from __future__ import annotations

from collections.abc import Sequence

from riskpool.cast import Cast
from riskpool.money import Lang
from riskpool.plot import convergence, ep_curves, fund, members, tower, who_pays
from riskpool.plot.style import Picture
from riskpool.result import Result
from riskpool.texts import texts

__all__ = ["Picture", "Plots"]


class Plots:
    """The pictures of one result. Pool and fund may be left out: then the first one is drawn."""

    def __init__(self, result: Result) -> None:
        self._cast = Cast(result)

    def ep_curves(self, party: str | None = None, *, lang: Lang = "en") -> Picture:
        """Loss against return period of a pool, a member or a reinsurer: by year (AEP) and by event (OEP), gross and
        net, with the 95 % interval of sampling."""
        return ep_curves.draw(self._cast, texts(lang), party or self._pool())

    def tower(self, pool: str | None = None, *, lang: Lang = "en") -> Picture:
        """The excess of loss layers to scale, with rate and loss on line, and the reinsurers' parts."""
        return tower.draw(self._cast, texts(lang), pool or self._pool())

    def who_pays(
        self, pool: str | None = None, periods: Sequence[float] = who_pays.PERIODS, *, lang: Lang = "en"
    ) -> Picture:
        """Who pays the loss of a year, at losses exceeded once in `periods` years."""
        return who_pays.draw(self._cast, texts(lang), pool or self._pool(), periods)

    def fund(self, name: str | None = None, *, lang: Lang = "en") -> Picture:
        """The balance of a reserve fund over the years, and how often it is empty or short."""
        if name is None:
            name = _first(self._cast.funds, "reserve fund")
        return fund.draw(self._cast, texts(lang), name)

    def members(self, *, lang: Lang = "en") -> Picture:
        """What members lose before and after reinsurance and funds, and what they gain or lose."""
        return members.draw(self._cast, texts(lang))

    def convergence(self, party: str | None = None, quantity: str = "net_loss", *, lang: Lang = "en") -> Picture:
        """Mean, VaR and TVaR at 99.5 % of the first n trials, with their errors."""
        return convergence.draw(self._cast, texts(lang), party or self._pool(), quantity)

    def _pool(self) -> str:
        return _first(self._cast.pools, "pool")


def _first(names: Sequence[str], what: str) -> str:
    if not names:
        raise ValueError(f"the result has no {what}")
    return names[0]
