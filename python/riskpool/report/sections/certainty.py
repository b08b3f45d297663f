"""How sure the figures are: convergence, and what the words for errors mean."""

from __future__ import annotations

from riskpool.money import number
from riskpool.plot import convergence
from riskpool.report.html import Html, join, listed, name, paragraph
from riskpool.report.study import Study

key = "certainty"


def write(study: Study) -> Html | None:
    pieces = [paragraph(study.say("certainty.how", trials=number(study.result.trials)))]
    for pool in study.cast.pools:
        try:
            picture = convergence.draw(study.cast, study.texts, pool)
        except ValueError:
            continue
        pieces.append(study.picture(picture, study.say("certainty.caption", pool=name(pool))))
    pieces.append(paragraph(study.say("certainty.words")))
    pieces.append(listed(study.say("certainty.word_" + each) for each in ("firm", "good", "rough", "vague", "heavy")))
    pieces.append(paragraph(study.say("certainty.limits")))
    return join(pieces)
