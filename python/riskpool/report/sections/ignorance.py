"""Numbers that are not known: what was drawn, and what it does to the figures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from riskpool.money import number, percent
from riskpool.report.html import Html, Piece, join, name, paragraph, table, tag
from riskpool.report.study import LEVEL, Study

key = "ignorance"
_FIGURES = (("aal", "gross_loss", None), ("aal", "net_loss", None), ("aal", "result", None), ("aep", "net_loss", 200.0),
            ("tvar", "net_loss", LEVEL))  # fmt: skip
_MOST_DRAWN = 40


def write(study: Study) -> Html | None:
    cast = study.cast
    if not cast.draws:
        return None
    drawn = study.result.draws
    text = study.say("ignorance.how", count=number(drawn["path"].nunique()), draws=number(cast.draws))
    return join([paragraph(text), *(_pool(study, pool) for pool in cast.pools), _drawn(study, drawn)])


def _pool(study: Study, pool: str) -> Html:
    cast = study.cast
    found = [(m, q, p, cast.figure(m, pool, q, p), cast.band(m, pool, q, p)) for m, q, p in _FIGURES]
    there = [(m, q, p, figure, band) for m, q, p, figure, band in found if figure and band]
    if not there:
        return Html("")
    scale = study.scale(figure.value for *_, figure, _ in there)
    rows: list[list[Piece]] = []
    for metric, quantity, parameter, figure, (low, high) in there:
        said = "" if parameter is None else percent(parameter) if metric == "tvar" else f"{parameter:.0f}"
        what = study.say("headline.row_" + metric, quantity=study.word("quantity", quantity), parameter=said)
        ends = study.say("word.interval", low=scale.number(low), high=scale.number(high))
        rows.append([what, study.in_scale(scale, figure), ends])
    head = [study.say("ignorance.figure"), study.say("ignorance.predictive"), study.say("headline.band")]
    pieces = [table(study.say("ignorance.bands", pool=name(pool), unit=scale.label), head, rows)]
    share = cast.figure("share_between_draws", pool, "net_loss")
    if share is not None:
        part = percent(max(share.value, 0.0), share.error, digits=2)
        pieces.append(paragraph(study.say("ignorance.share", pool=name(pool), part=part)))
    return join(pieces)


def _drawn(study: Study, drawn: pd.DataFrame) -> Html:
    values = drawn.pivot(index="draw", columns="path", values="value")
    pool = study.cast.pools[0] if study.cast.pools else ""
    figures = study.result.figures_by_draw
    figures = figures[(figures["metric"] == "aal") & (figures["party"] == pool) & (figures["quantity"] == "net_loss")]
    means = figures.set_index("draw")["value"].reindex(values.index)
    rows: list[list[Piece]] = []
    for path in values.columns[:_MOST_DRAWN]:
        ends = np.quantile(values[path], [0.05, 0.5, 0.95])
        together = values[path].rank().corr(means.rank()) if len(means) > 2 else np.nan
        rows.append([tag("code", name(path)), *(number(float(x)) for x in ends), number(float(together), digits=2)])
    names = [study.say("ignorance." + each) for each in ("number", "low", "median", "high")]
    head = [*names, study.say("ignorance.moves", pool=name(pool))]
    return table(study.say("ignorance.drawn"), head, rows, class_="paths")
