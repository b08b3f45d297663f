"""The reinsurers: what they take on, what they gain, and what is lost when one fails."""

from __future__ import annotations

import math

from riskpool.money import percent
from riskpool.report.html import Html, Piece, join, name, paragraph, table
from riskpool.report.study import LEVEL, Study

key = "reinsurers"


def write(study: Study) -> Html | None:
    cast = study.cast
    if not cast.reinsurers:
        return None
    return join([paragraph(study.say("reinsurers.how")), _table(study), _default(study)])


def _table(study: Study) -> Html:
    cast = study.cast
    assumed = {each: cast.figure("aal", each, "assumed_loss") for each in cast.reinsurers}
    tails = {each: cast.figure("tvar", each, "assumed_loss", LEVEL) for each in cast.reinsurers}
    scale = study.scale(f.value for f in (*assumed.values(), *tails.values()) if f)
    premiums = cast.transfers_of(payee_kind="reinsurer", reason="ceded_premium").groupby("payee")["mean"].sum()
    left = cast.transfers_of(reason="uncollected").groupby("payee")["mean"].sum()
    rows: list[list[Piece]] = []
    for each in cast.reinsurers:
        result = cast.column(each, "result")
        loses = percent(float((result < 0).mean()), digits=2) if result is not None else "–"
        row: list[Piece] = [
            study.party(each), scale.number(float(premiums.get(each, math.nan))), study.in_scale(scale, assumed[each]),
            study.in_scale(scale, tails[each]), study.in_scale(scale, cast.figure("aal", each, "result")), loses,
        ]  # fmt: skip
        if len(left):
            row.append(scale.number(float(left.get(each, 0.0))))
        rows.append(row)
    names = ["reinsurer", "premium", "assumed", "tail", "result", "loses", *(["uncollected"] if len(left) else [])]
    head = [study.say("reinsurers." + each) for each in names]
    return table(study.say("reinsurers.table", unit=scale.label), head, rows)


def _default(study: Study) -> Html:
    cast = study.cast
    pieces = []
    for pool in cast.pools:
        uncollected = cast.figure("aal", pool, "uncollected")
        tail = cast.figure("tvar", pool, "uncollected", LEVEL)
        if uncollected is not None:
            key = "reinsurers.default_tail" if tail is not None else "reinsurers.default"
            pieces.append(paragraph(study.say(key, pool=name(pool), mean=study.money_of(uncollected),
                                              tail=study.money_of(tail))))  # fmt: skip
        unpaid = cast.figure("aal", pool, "unpaid_claims")
        if unpaid is not None:
            pieces.append(paragraph(study.say("reinsurers.unpaid", pool=name(pool), mean=study.money_of(unpaid))))
    return join(pieces) if pieces else paragraph(study.say("reinsurers.no_default"))
