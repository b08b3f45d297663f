"""Who pays: in a mean year and in years of rare losses."""

from __future__ import annotations

from riskpool.money import number, percent
from riskpool.plot import who_pays
from riskpool.report.html import Html, Piece, join, name, paragraph, table
from riskpool.report.study import Study

key = "payers"


def write(study: Study) -> Html | None:
    pieces = []
    for pool in study.cast.pools:
        try:
            picture = who_pays.draw(study.cast, study.texts, pool)
        except ValueError:
            continue
        pieces += [study.picture(picture, study.say("payers.caption", pool=name(pool))), _table(study, pool)]
    if pieces:
        pieces.insert(0, paragraph(study.say("payers.how")))
    else:
        pieces.append(paragraph(study.say("payers.no_table")))
    pieces.append(_ledger(study))
    return join(pieces)


def _table(study: Study, pool: str) -> Html:
    rows = who_pays.table(study.cast, pool)
    periods = list(dict.fromkeys(rows["period"]))
    scale = study.scale(rows["amount"].abs())
    lines: list[list[Piece]] = []
    order = list(dict.fromkeys(zip(rows["kind"], rows["party"], strict=True)))
    for kind, party in [*(each for each in order if each[0] != "loss"), *(each for each in order if each[0] == "loss")]:
        own = rows[(rows["kind"] == kind) & (rows["party"] == party)].set_index("period")
        line: list[Piece] = [payer(study, kind, party)]
        for period in periods:
            share, amount = own.loc[period, "share"], own.loc[period, "amount"]
            line.append(scale.number(amount) if kind == "loss" else f"{scale.number(amount)} ({percent(share, digits=2)})")
        lines.append(line)
    years = rows[rows["kind"] == "loss"].set_index("period")["observations"]
    lines.append([study.say("payers.observations"), *(number(int(years[p])) for p in periods)])
    head = [study.say("payers.payer"), *(study.say("losses.period", period=number(p)) for p in periods)]
    return table(study.say("payers.table", pool=name(pool), unit=scale.label), head, lines, class_="sums")


def payer(study: Study, kind: str, party: str) -> Piece:
    """A payer as a row names it: reinsurers and partners by name, fund and backstops with what they are."""
    if not party or kind == "loss":
        return study.texts("payer." + kind)
    if kind in ("reinsurers", "partners"):
        return study.party(party)
    return join([study.texts("payer." + kind), study.texts("word.colon"), name(who_pays.backstop(study.texts, party))])


def _ledger(study: Study) -> Html:
    """The mean ledger by kinds of parties and reasons."""
    t = study.cast.transfers
    keys = ["payer_kind", "payee_kind", "reason"]
    sums = t.groupby(keys, sort=False)["mean"].sum().reset_index()
    sums = sums[sums["mean"].abs() > 0]
    if sums.empty:
        return Html("")
    scale = study.scale(sums["mean"].abs())
    rows = [
        (study.word("party_kind", payer), study.word("party_kind", payee), study.word("reason", reason), scale.number(amount))
        for payer, payee, reason, amount in zip(*(sums[each] for each in [*keys, "mean"]), strict=True)
    ]
    head = [study.say("payers." + each) for each in ("from", "to", "reason", "amount")]
    return table(study.say("payers.ledger", unit=scale.label), head, rows, words=3)
