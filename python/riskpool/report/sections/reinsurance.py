"""The reinsurance bought: contracts, tower, layers."""

from __future__ import annotations

import math

from riskpool.money import number, percent
from riskpool.plot import tower
from riskpool.report.html import Html, join, name, paragraph, table
from riskpool.report.study import Study

key = "reinsurance"


def write(study: Study) -> Html | None:
    if study.cast.treaties.empty:
        return None
    pieces = [_contracts(study)]
    for pool in study.cast.pools:
        try:
            picture = tower.draw(study.cast, study.texts, pool)
        except ValueError:
            continue
        pieces.append(study.picture(picture, study.say("reinsurance.tower", pool=name(pool))))
    pieces.append(_layers(study))
    return join(pieces)


def _contracts(study: Study) -> Html:
    t, cast = study.cast.treaties, study.cast
    recoveries = [cast.figure("aal", treaty, "recovery") for treaty in t["treaty"]]
    finite = [x for x in t["annual_limit"] if math.isfinite(x)]
    scale = study.scale([*t["premium"], *finite, *(r.value for r in recoveries if r)])
    rows = []
    for (_, row), recovery in zip(t.iterrows(), recoveries, strict=True):
        limit = scale.number(row["annual_limit"]) if math.isfinite(row["annual_limit"]) else study.say("word.unlimited")
        rows.append((name(row["treaty"]), study.word("kind", row["kind"]), name(row["buyer"]), percent(row["placed"]), limit,
                     scale.number(row["premium"]), scale.number(row["commission"]), study.in_scale(scale, recovery)))  # fmt: skip
    names = ("treaty", "kind", "buyer", "placed", "limit", "premium", "commission", "recovery")
    head = [study.say("reinsurance." + each) for each in names]
    bought, paid = float(t["premium"].sum()), sum(r.value for r in recoveries if r)
    text = study.say("reinsurance.text", contracts=number(len(t)), premium=study.money(bought), recovery=study.money(paid))
    return join([paragraph(text), table(study.say("reinsurance.contracts", unit=scale.label), head, rows, words=3)])


def _layers(study: Study) -> Html:
    cast = study.cast
    layers = [each for each in cast.treaties["treaty"] if cast.figure("loss_on_line", each, "recovery")]
    if not layers:
        return Html("")
    losses = {each: cast.figure("expected_loss", each, "recovery") for each in layers}
    scale = study.scale(figure.value for figure in losses.values() if figure)
    rows = []
    for layer in layers:
        rate, back = cast.figure("rate_on_line", layer, "premium"), cast.figure("payback", layer, "premium")
        on_line = cast.figure("loss_on_line", layer, "recovery")
        rows.append((
            name(layer), study.in_scale(scale, losses[layer]), study.in_scale(scale, cast.figure("loss_sd", layer, "recovery")),
            percent(on_line.value, on_line.error) if on_line else "–", percent(rate.value) if rate else "–",
            number(back.value, digits=3) if back else "–",
            study.chance(cast.figure("attachment_probability", layer, "attached")),
            study.chance(cast.figure("exhaustion_probability", layer, "exhausted")),
        ))  # fmt: skip
    names = ("layer", "expected", "sd", "loss_on_line", "rate_on_line", "payback", "attaches", "exhausts")
    head = [study.say("reinsurance." + each) for each in names]
    return table(study.say("reinsurance.layers", unit=scale.label), head, rows)
