"""Amounts and other figures as people read them: with a unit, and no more digits than the error allows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Lang = Literal["en", "zh"]

_UNITS: dict[Lang, tuple[tuple[float, str], ...]] = {
    "en": ((1e9, "bn"), (1e6, "m"), (1e3, "k"), (1.0, "")),
    "zh": ((1e8, "亿"), (1e4, "万"), (1.0, "")),
}
_CURRENCIES_ZH = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元",
    "TWD": "新台币元", "NZD": "新西兰元", "NOK": "挪威克朗", "CHF": "瑞士法郎", "KRW": "韩元", "SGD": "新加坡元",
}  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """One unit for the amounts of a table or an axis."""

    currency: str
    factor: float
    unit: str
    lang: Lang
    decimals: int = 2  # of amounts without an error, so that a column is level

    @property
    def label(self) -> str:
        """`CNY m`, `亿元`."""
        if self.lang == "zh":
            return self.unit + _CURRENCIES_ZH.get(self.currency, " " + self.currency)
        return f"{self.currency} {self.unit}".strip()

    def number(self, value: float, error: float = math.nan) -> str:
        """The amount without its unit: to two digits of its error, or to the decimals of the scale."""
        if error > 0 or not math.isfinite(value):
            return number(value / self.factor, error / self.factor)
        amount = value / self.factor
        if amount != 0 and abs(amount) < 0.5 * 10.0**-self.decimals:
            return number(amount, digits=2)
        return f"{amount:,.{self.decimals}f}".replace("-", "−") if amount else "0"

    def money(self, value: float, error: float = math.nan) -> str:
        """The amount with its unit: `CNY 140.4 m`, `1.40 亿元`."""
        if self.lang == "zh":
            return f"{self.number(value, error)} {self.label}"
        return f"{self.currency} {self.number(value, error)} {self.unit}".strip()


def scale_for(amounts: Iterable[float], currency: str, lang: Lang = "en") -> Scale:
    """The unit in which the greatest of the amounts has one to five digits before its point; the smaller one of two where
    the least amount would else begin behind its third decimal (in Chinese, whose units are further apart, its second)."""
    sizes = [abs(x) for x in amounts if math.isfinite(x) and x != 0]
    most, least = max(sizes, default=0.0), min(sizes, default=0.0)
    units = [*_UNITS[lang], (1.0, "")]
    place = next((k for k, (factor, _) in enumerate(units) if most >= _LEAST.get(factor, 1.0) * factor), len(units) - 1)
    if place + 1 < len(units) and least < _LEAST_PART[lang] * units[place][0] and most < 1e5 * units[place + 1][0]:
        place += 1
    factor, unit = units[place]
    decimals = min(max(3 - math.floor(math.log10(most / factor)), 1), 3) if most > 0 and factor > 1 else 0
    return Scale(currency, factor, unit, lang, decimals)


# How many of a unit there are at least; ten where people go on with the smaller one: 2,500 m rather than 2.5 bn.
_LEAST = {1e9: 10.0, 1e3: 10.0}
# What part of a unit is too little to be told in it beside greater amounts.
_LEAST_PART: dict[Lang, float] = {"en": 0.001, "zh": 0.01}


def money(value: float, currency: str, lang: Lang = "en", error: float = math.nan) -> str:
    """One amount with the unit that suits it."""
    return scale_for([value], currency, lang).money(value, error)


def number(value: float, error: float = math.nan, digits: int = 4) -> str:
    """A figure, with two digits of its standard error if it has one, else with some four digits in all."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if error > 0 and math.isfinite(error):
        decimals = 1 - math.floor(math.log10(error))
    elif value == 0:
        decimals = 0
    else:
        decimals = digits - 1 - math.floor(math.log10(abs(value)))
    decimals = min(max(decimals, 0), 6)
    text = f"{value:,.{decimals}f}"
    if not error > 0 and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") if float(text.replace(",", "")) != 0 else text.lstrip("-")


def percent(value: float, error: float = math.nan, digits: int = 3) -> str:
    """A fraction as a percentage: `2.18 %`."""
    return number(100 * value, 100 * error, digits) + ("" if math.isnan(value) else " %")
