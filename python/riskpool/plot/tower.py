"""The tower of a pool's excess of loss covers, to scale, with what each layer costs and who carries it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from riskpool.cast import Cast
from riskpool.money import Scale, number, percent, scale_for
from riskpool.outline import Layer, Outline
from riskpool.plot.style import BLUES, FAINT, INK, PAPER, SOFT, Picture, legend_below, new, shades, styled
from riskpool.texts import Texts

_BASES = ("risk", "event", "year")
_UNPLACED: dict[str, Any] = {"facecolor": PAPER, "edgecolor": "#9aa3ad", "hatch": "////", "linewidth": 0.5}
_LINE = 0.047  # height of a line of text, in parts of the axis


@styled
def draw(cast: Cast, texts: Texts, pool: str) -> Picture:
    """One panel for each measure of a loss (risk, event, year), each with a scale of its own, linear from 0.

    The width of a layer is 100 %, cut into the reinsurers' parts; what is not placed is hatched. Beside it stand limit
    and attachment, the rate on line (premium to limit) and the loss on line (expected recovery to limit, with its
    standard error). Raises ValueError if the scenario states no layer in plain money.
    """
    layers = [each for each in Outline(cast.result.scenario_text, cast.result.settings).layers() if each.buyer == pool]
    if not layers:
        raise ValueError(f"{pool!r} buys no layer whose attachment and limit are plain amounts")
    bases = [basis for basis in _BASES if any(each.basis == basis for each in layers)]
    carriers = list(dict.fromkeys(name for layer in layers for name in layer.parts))
    names = [*(each for each in cast.reinsurers if each in carriers), *(n for n in carriers if n not in cast.reinsurers)]
    colours = {**dict(zip(cast.reinsurers, shades(len(cast.reinsurers)), strict=True))}
    colours |= {name: colours.get(name, FAINT) for name in names}
    picture, axes = new(len(bases), height=4.0)
    for ax, basis in zip(axes, bases, strict=True):
        own = [each for each in layers if each.basis == basis]
        top = max(each.attachment + each.limit for each in own)
        scale = scale_for([top], cast.currency, texts.lang)
        _panel(ax, cast, texts, own, scale, colours)
        ax.set_title(texts("tower.per_" + basis))
        ax.set_ylabel(scale.label)
    handles = [Rectangle((0, 0), 1, 1, color=colours[name]) for name in names]
    if any(_placed(cast, layer) < 1 - 1e-9 for layer in layers):
        handles.append(Rectangle((0, 0), 1, 1, **_UNPLACED))
        names.append(texts("tower.unplaced"))
    legend_below(picture, handles, names)
    picture.alt = texts("tower.alt", pool=pool, layers=number(len(layers)))
    return picture


def _panel(
    ax: Axes, cast: Cast, texts: Texts, layers: Sequence[Layer], scale: Scale, colours: dict[str, str]
) -> None:
    top = max(each.attachment + each.limit for each in layers) / scale.factor
    for layer in layers:
        _box(ax, cast, layer, scale, colours)
    lowest = min(each.attachment for each in layers) / scale.factor
    ax.add_patch(Rectangle((0, 0), 1, lowest, facecolor="#f3f1ea", edgecolor=FAINT, linewidth=0.8))
    if lowest > 0.06 * top:
        ax.text(0.5, lowest / 2, texts("tower.retention"), ha="center", va="center", color=SOFT, fontsize=8)
    places = _apart([(each.attachment + each.limit / 2) / scale.factor / top for each in layers], 4.3 * _LINE)
    for layer, place in zip(layers, places, strict=True):
        middle = (layer.attachment + layer.limit / 2) / scale.factor
        ax.plot([1.0, 1.06], [middle, place * top], color=FAINT, linewidth=0.8)
        ax.text(1.09, place * top, _words(cast, texts, layer, scale), ha="left", va="center", fontsize=7.4, color=INK)
    ax.set_xlim(0, 2.1)
    ax.set_ylim(0, top * max(1.02, places and max(places) + 2.1 * _LINE or 0))
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    ax.set_xticks([])
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y)))


def _box(ax: Axes, cast: Cast, layer: Layer, scale: Scale, colours: dict[str, str]) -> None:
    bottom, height = layer.attachment / scale.factor, layer.limit / scale.factor
    parts = layer.parts or {"": _placed(cast, layer)}
    left = 0.0
    for name, part in parts.items():
        colour = colours.get(name, BLUES[1])
        ax.add_patch(Rectangle((left, bottom), part, height, facecolor=colour, edgecolor=PAPER, linewidth=0.9))
        left += part
    if left < 1 - 1e-9:
        ax.add_patch(Rectangle((left, bottom), 1 - left, height, **_UNPLACED))


def _placed(cast: Cast, layer: Layer) -> float:
    """The part of a layer that somebody takes."""
    if layer.parts:
        return sum(layer.parts.values())
    row = cast.treaties[(cast.treaties["buyer"] == layer.buyer) & (cast.treaties["treaty"] == _party(cast, layer))]
    return float(row["placed"].iloc[0]) if len(row) else 1.0


def _party(cast: Cast, layer: Layer) -> str:
    """The layer as results name it: of several pools, after the one that buys it."""
    return f"{layer.buyer}: {layer.name}" if len(cast.pools) > 1 else layer.name


def _words(cast: Cast, texts: Texts, layer: Layer, scale: Scale) -> str:
    limits = texts("tower.limits", limit=number(layer.limit / scale.factor), attachment=number(layer.attachment / scale.factor))
    words = [layer.name, limits]
    rate = cast.figure("rate_on_line", _party(cast, layer), "premium")
    loss = cast.figure("loss_on_line", _party(cast, layer), "recovery")
    if rate is not None:
        words.append(texts("tower.rate", rate=percent(rate.value)))
    if loss is not None:
        words.append(texts("tower.loss", loss=percent(loss.value, loss.error)))
    return "\n".join(words)


def _apart(wanted: Sequence[float], gap: float) -> list[float]:
    """Places as near as can be to those wanted, in the same order, `gap` apart and not below half a gap."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = [0.0] * len(wanted)
    below = gap / 2 - gap
    for i in order:
        places[i] = max(wanted[i], below + gap)
        below = places[i]
    return places
