"""One look for all pictures: quiet axes, a colour for each kind of party, amounts in one unit."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Callable, Sequence
from functools import cache, wraps
from typing import Any, ParamSpec

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, SOFT, FAINT, PAPER = "#1d2530", "#5b6673", "#d5dae0", "#ffffff"
GROSS, NET, MEMBERS = "#27476e", "#b4562f", "#7a8b3c"
KINDS = {
    "reinsurers": "#27476e", "fund": "#2f8f8b", "state": "#c9992e", "insureds": "#9aa3ad", "members": "#b4562f",
    "partners": "#7d5a8c", "lenders": "#6e7f91", "unpaid": "#e0e3e7",
}  # fmt: skip
PURPLES = ["#7d5a8c", "#a584b3", "#5a3d69", "#c6b0cf"]
BLUES = ["#1f3a5c", "#34608f", "#5584b4", "#7fa5cc", "#a7c2de", "#c9d9ea", "#e0e9f2"]

_FONTS = ["DejaVu Sans", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
          "WenQuanYi Micro Hei", "SimHei"]  # fmt: skip

_LEGEND_SIZE = 8.5
P = ParamSpec("P")


class Picture(Figure):
    """A matplotlib figure that shows itself in notebooks and gives its SVG text."""

    alt = ""
    """What it shows, in words: for readers that do not see it."""

    def svg(self) -> str:
        """The picture as SVG. Texts stay texts, in the font of the page that holds it; no date, no name of a program."""
        out = io.StringIO()
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "riskpool"}), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            self.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
        text = out.getvalue()
        text = text[text.index("<svg") :]
        text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
        return re.sub(r"font: ([^;'\"]*?)([\d.]+px)[^;\"]*", r"font-size: \2; \1", text)

    def _repr_svg_(self) -> str:
        return self.svg()


@cache
def _fonts() -> list[str]:
    there = set(font_manager.get_font_names())
    # A fallback font without a bold face stands in by its regular one: no reason to write of it to whoever draws.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    return [font for font in _FONTS if font in there]


def styled(draw: Callable[P, Picture]) -> Callable[P, Picture]:
    """Draws in the look of riskpool, and leaves the settings of the caller's matplotlib alone."""

    @wraps(draw)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Picture:
        look: Any = {
            "font.family": _fonts(), "font.size": 9, "text.color": INK, "axes.labelcolor": SOFT,
            "axes.edgecolor": FAINT, "xtick.color": SOFT, "ytick.color": SOFT, "axes.titlesize": 9.5,
            "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.spines.top": False,
            "axes.spines.right": False, "axes.grid": True, "grid.color": "#eceff2", "axes.axisbelow": True,
            "legend.frameon": False, "legend.fontsize": _LEGEND_SIZE, "figure.facecolor": PAPER, "lines.linewidth": 1.6,
            "xtick.major.size": 3, "ytick.major.size": 0, "hatch.linewidth": 0.6, "axes.unicode_minus": True,
        }  # fmt: skip
        with mpl.rc_context(look):
            return draw(*args, **kwargs)

    return wrapped


def new(columns: int = 1, width: float = 7.4, height: float = 3.3, **how: Any) -> tuple[Picture, list[Axes]]:
    """A picture with axes side by side, in inches of a page."""
    picture = Picture(figsize=(width, height), layout="constrained")
    return picture, list(picture.subplots(1, columns, squeeze=False, **how)[0])


def text_width(text: str) -> float:
    """About how wide a text of a legend is, in points."""
    return _LEGEND_SIZE * sum(1.0 if ord(letter) > 0x2E80 else 0.56 for letter in text)


def legend_below(picture: Picture, handles: Sequence[Artist] = (), labels: Sequence[str] = ()) -> None:
    """A legend under the axes, those of all of them if nothing is given, in as many columns as the page is wide for."""
    if not labels:
        pairs = [pair for ax in picture.axes for pair in zip(*ax.get_legend_handles_labels(), strict=True)]
        handles, labels = [handle for handle, _ in pairs], [str(label) for _, label in pairs]
    if not labels:
        return
    room = picture.get_figwidth() * 72
    columns = min(4, len(labels))
    while columns > 1:
        wide = [max(map(text_width, column)) for column in np.array_split(np.array(labels, dtype=object), columns)]
        if sum(wide) + 4.2 * _LEGEND_SIZE * columns <= room:  # each with its sample and the gap to the next column
            break
        columns -= 1
    picture.legend(handles, labels, loc="outside lower left", ncols=columns, handlelength=1.4)


def shades(count: int) -> list[str]:
    """Blues for the reinsurers, from dark to light."""
    return [BLUES[i % len(BLUES)] for i in range(count)]
