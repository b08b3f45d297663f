"""Exceedance curves of the pools."""

from __future__ import annotations

from statistics import median

from riskpool.money import number
from riskpool.plot import ep_curves
from riskpool.report.html import Html, join, name, paragraph, table
from riskpool.report.study import Study

key = "losses"
_PERIODS = (10.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0)
_SERIES = (
    ("aep", "gross_loss"), ("oep", "gross_loss"), ("aep", "net_loss"), ("oep", "net_loss"), ("aep", "retained_loss"),
)  # fmt: skip


def write(study: Study) -> Html | None:
    pieces = [paragraph(study.say("losses.how"))]
    for pool in study.cast.pools:
        try:
            picture = ep_curves.draw(study.cast, study.texts, pool)
        except ValueError:
            continue
        pieces.append(study.picture(picture, study.say("losses.caption", pool=name(pool))))
        pieces.append(_table(study, pool))
    return join(pieces) if len(pieces) > 1 else None


def _table(study: Study, pool: str) -> Html:
    cast = study.cast
    series = [each for each in _SERIES if any(cast.figure(each[0], pool, each[1], period) for period in _PERIODS)]
    if not series:
        return Html("")
    figures = {(each, period): cast.figure(each[0], pool, each[1], period) for each in series for period in _PERIODS}
    scale = study.scale([median(figure.value for figure in figures.values() if figure)])
    rows = [
        [study.say("losses.period", period=number(period)), *(study.in_scale(scale, figures[each, period]) for each in series)]
        for period in _PERIODS
        if any(figures[each, period] for each in series)
    ]
    head = [study.say("losses.once"), *(study.say(f"losses.{metric}_{quantity}") for metric, quantity in series)]
    return table(study.say("losses.table", pool=name(pool), unit=scale.label), head, rows)
