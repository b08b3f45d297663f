"""What the state pays."""

from __future__ import annotations

from riskpool.report.html import Html, join, paragraph, table
from riskpool.report.study import LEVEL, Study

key = "state"
_PERIODS = (10.0, 50.0, 100.0, 200.0)


def write(study: Study) -> Html | None:
    cast = study.cast
    cost = cast.figure("aal", "state", "fiscal_cost")
    paid = cast.transfers_of(payer_kind="state")
    got = cast.transfers_of(payee_kind="state")
    if cost is None and paid.empty and got.empty:
        return None
    pieces = []
    if cost is not None:
        tail = cast.figure("tvar", "state", "fiscal_cost", LEVEL)
        key = "state.text_tail" if tail is not None else "state.text"
        pieces.append(paragraph(study.say(key, mean=study.money_of(cost), tail=study.money_of(tail))))
        pieces.append(_curve(study))
    amounts = [*paid["mean"], *got["mean"]]
    scale = study.scale(amounts)
    rows = [
        (study.say("state." + side), study.word("party_kind", row[other]), study.word("reason", row["reason"]),
         scale.number(row["mean"], row["standard_error"]))
        for side, other, t in (("pays", "payee_kind", paid), ("gets", "payer_kind", got))
        for _, row in t.iterrows() if row["mean"]
    ]  # fmt: skip
    if rows:
        head = [study.say("state." + each) for each in ("side", "other", "reason", "mean")]
        pieces.append(table(study.say("state.table", unit=scale.label), head, rows, words=3))
    return join(pieces) if pieces else None


def _curve(study: Study) -> Html:
    found = [(p, f) for p in _PERIODS if (f := study.cast.figure("aep", "state", "fiscal_cost", p)) is not None]
    if not any(figure.value for _, figure in found):
        return Html("")
    scale = study.scale(f.value for _, f in found)
    rows = [(study.say("losses.period", period=f"{p:.0f}"), study.in_scale(scale, f)) for p, f in found]
    head = [study.say("losses.once"), study.say("state.cost")]
    return table(study.say("state.curve", unit=scale.label), head, rows)
