"""The special reserve over the years."""

from __future__ import annotations

import numpy as np

from riskpool.money import number, percent
from riskpool.plot import fund as fund_picture
from riskpool.report.html import Html, join, name, paragraph, table
from riskpool.report.study import Study

key = "funds"
_FLOWS = ("grant", "accrual", "interest", "transfer_in", "release", "refund", "call", "loan_drawn", "loan_repaid",
          "shortfall", "balance")  # fmt: skip


def write(study: Study) -> Html | None:
    pieces = []
    for fund in study.cast.funds:
        ruin = study.cast.figure("probability", fund, "ruined")
        if ruin is not None:
            pieces.append(paragraph(study.say("funds.text", fund=name(fund), years=number(study.result.years),
                                              chance=study.chance(ruin))))  # fmt: skip
        try:
            picture = fund_picture.draw(study.cast, study.texts, fund)
        except ValueError:
            pieces.append(paragraph(study.say("payers.no_table")))
        else:
            pieces += [study.picture(picture, study.say("funds.caption", fund=name(fund))), _years(study, fund)]
        pieces.append(_flows(study, fund))
    return join(pieces) if pieces else None


def _years(study: Study, fund: str) -> Html:
    balance = fund_picture.balances(study.cast, fund)
    quantiles = np.quantile(balance, [0.005, 0.05, 0.5, 0.95], axis=0)
    scale = study.scale(quantiles.ravel())
    empty, empty_error = fund_picture.empty(balance)
    short = fund_picture.short(study.cast, fund)
    rows = []
    for year in range(balance.shape[1]):
        row = [number(year + 1), *(scale.number(float(q)) for q in quantiles[:, year])]
        row.append(percent(float(empty[year]), float(empty_error[year])))
        if short is not None:
            row.append(percent(float(short[0][year]), float(short[1][year])))
        rows.append(row)
    head = [study.say("funds." + each) for each in ("year", "low", "fifth", "median", "top", "empty")]
    if short is not None:
        head.append(study.say("funds.short"))
    return table(study.say("funds.years", fund=name(fund), unit=scale.label), head, rows)


def _flows(study: Study, fund: str) -> Html:
    found = [(flow, figure) for flow in _FLOWS if (figure := study.cast.figure("aal", fund, flow)) and figure.value]
    if not found:
        return Html("")
    scale = study.scale(figure.value for _, figure in found)
    rows = [(study.word("quantity", flow), study.in_scale(scale, figure)) for flow, figure in found]
    head = [study.say("funds.flow"), study.say("funds.mean")]
    return table(study.say("funds.flows", fund=name(fund), unit=scale.label), head, rows)
