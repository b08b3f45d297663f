"""What all sections of a report share: the result, its parties, the words, and how figures are written."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cached_property

from riskpool.cast import Cast, Figure
from riskpool.money import Lang, Scale, number, percent, scale_for
from riskpool.outline import Outline
from riskpool.plot import Picture
from riskpool.report.html import Html, Piece, esc, figure, name
from riskpool.report.rebuild import Rebuilt, rebuild
from riskpool.result import Result
from riskpool.texts import texts

LEVEL = 0.995
_ONE = re.compile(r"(?<![\d.,])1 ((?:policy )?year|trial|draw|layer)s\b")  # `1 years` is `1 year` in English
_TIED = "\u00a0"  # keeps an amount, its error and its unit on one line


class Study:
    """One result in one language."""

    def __init__(self, result: Result, lang: Lang) -> None:
        self.result = result
        self.lang = lang
        self.texts = texts(lang)
        self.cast = Cast(result)
        self.outline = Outline(result.scenario_text, result.settings)
        self._figures = 0

    def say(self, key: str, **fields: object) -> Html:
        """A text of the catalogue with its fields filled in, escaped."""
        text = esc(self.texts(key)).format(**{each: esc(value) for each, value in fields.items()})
        return Html(_ONE.sub(r"1 \1", text) if self.lang == "en" else text)

    def word(self, family: str, code: str) -> str:
        return self.texts.word(family, code)

    def scale(self, amounts: Iterable[float]) -> Scale:
        return scale_for(amounts, self.result.currency, self.lang)

    def money(self, value: float, error: float = math.nan) -> str:
        return self.scale([value]).money(value, error).replace(" ", _TIED)

    def money_of(self, figure: Figure | None) -> str:
        """With its standard error: `CNY 140.4 ± 3.0 m`."""
        if figure is None:
            return "–"
        scale = self.scale([figure.value])
        if not _visible(figure):
            return scale.money(figure.value).replace(" ", _TIED)
        both = f"{scale.number(figure.value, figure.error)} ± {scale.number(figure.error, figure.error)}"
        text = f"{both} {scale.label}" if self.lang == "zh" else f"{scale.currency} {both} {scale.unit}".strip()
        return text.replace(" ", _TIED)

    def in_scale(self, scale: Scale, figure: Figure | None) -> str:
        if figure is None:
            return "–"
        if not _visible(figure):
            return scale.number(figure.value)
        return f"{scale.number(figure.value, figure.error)} ± {scale.number(figure.error, figure.error)}"

    def chance(self, figure: Figure | None) -> str:
        """A probability; one that never came up is bounded from above."""
        if figure is None:
            return "–"
        if figure.value == 0 and math.isfinite(figure.high) and figure.high > 0:
            return self.texts("word.below", bound=percent(figure.high, digits=2))
        return percent(figure.value, figure.error)

    def firmness(self, figure: Figure) -> str:
        """How far a figure can be relied on, in words, from its relative error and its warnings."""
        if "infinite" in figure.warning:
            return self.texts("firm.heavy")
        if figure.value == 0 and figure.high > 0:
            return self.texts("firm.never")
        if not figure.error > 0:
            return self.texts("firm.exact" if figure.error == 0 else "firm.unknown")
        relative = figure.error / abs(figure.value) if figure.value else math.inf
        for bound, key in ((0.01, "firm.firm"), (0.05, "firm.good"), (0.2, "firm.rough")):
            if relative < bound:
                return self.texts(key)
        return self.texts("firm.vague")

    def picture(self, picture: Picture, caption: Piece) -> Html:
        self._figures += 1
        text = self.say("word.figure", number=number(self._figures))
        return figure(picture, Html(f"<b>{text}</b> {esc(caption)}"), self._figures)

    def party(self, party: str) -> Html:
        """A party of the result: those that every scenario has are said in the language, others are names."""
        key = "party." + party.replace(" ", "_")
        return esc(self.texts(key)) if key in self.texts else name(party)

    @cached_property
    def rebuilt(self) -> Rebuilt:
        """The scenario of the result, if it can be built again from what the file holds."""
        return rebuild(self.result)


def _visible(figure: Figure) -> bool:
    """Whether an error is more than what storage in single precision makes of equal amounts."""
    return figure.error > 1e-6 * abs(figure.value)
