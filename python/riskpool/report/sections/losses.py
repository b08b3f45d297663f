"""Exceedance curves of the pools."""

from __future__ import annotations

from statistics import median

from riskpool.money import number, percent
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
        caption = study.say("losses.caption", pool=name(pool))
        if study.cast.draws:
            caption = join([caption, " ", study.say("losses.band", draws=number(study.cast.draws))])
        pieces.append(study.picture(picture, caption))
        pieces.append(_table(study, pool))
    pieces.append(_by_source(study))
    return join(pieces) if len(pieces) > 1 else None


def _by_source(study: Study) -> Html:
    """Which cause losses come from, where the run kept losses by source (output: {sources: true})."""
    t = study.cast.metrics
    told = t[(t["quantity"] == "insured_loss") & (t["metric"] == "aal") & ~t["party"].isin(study.cast.pools)]
    if told.empty:
        return Html("")
    total = float(told["value"].sum())
    rare = [study.cast.figure("aep", party, "insured_loss", 200.0) for party in told["party"]]
    scale = study.scale(told["value"])
    rows = []
    for (_, row), tail in zip(told.iterrows(), rare, strict=True):
        kind, _, number_ = str(row["party"]).partition(" [")
        known = f"source.{kind}" in study.texts
        words = join([study.word("source", kind) if known else name(kind), f" [{number_}" if number_ else ""])
        share = percent(row["value"] / total, digits=2) if total else "–"
        mean = study.cast.figure("aal", str(row["party"]), "insured_loss")
        rows.append((words, study.in_scale(scale, mean), share, study.in_scale(scale, tail)))
    head = [study.say("losses." + each) for each in ("cause", "mean", "share", "rare")]
    return table(study.say("losses.by_source", unit=scale.label), head, rows)


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
