"""The members: before and after pooling, and the limits of law."""

from __future__ import annotations

import math

import pandas as pd

from riskpool.money import number, percent
from riskpool.plot import members as picture
from riskpool.report.html import Html, Piece, join, name, paragraph, table
from riskpool.report.study import Study

key = "members"


def write(study: Study) -> Html | None:
    rows = picture.table(study.cast)
    pieces = []
    if not rows.empty and rows[["net_loss", "result"]].notna().any(axis=None):
        settled = bool(rows["alone"].notna().any())
        pieces.append(paragraph(study.say("members.settled" if settled else "members.how")))
        try:
            pieces.append(study.picture(picture.draw(study.cast, study.texts), study.say("members.caption")))
        except ValueError:
            pass
        pieces.append(_table(study, rows, settled))
    return join(pieces) if pieces else None


def _table(study: Study, rows: pd.DataFrame, settled: bool) -> Html:
    wanted = [("gross_loss", 0), ("net_loss", 0), ("alone", 0), ("result", 0), ("result_sd", 0), ("net_tvar", 0),
              ("worst_200", 0), ("loss_chance", 1), ("use", 1)]  # fmt: skip
    there = [(column, kind) for column, kind in wanted if rows[column].notna().any()]
    money = [column for column, kind in there if not kind]
    scale = study.scale([float(rows[money].abs().max().median())])
    lines: list[list[Piece]] = []
    for _, row in rows.iterrows():
        line: list[Piece] = [name(row["member"])]
        for column, kind in there:
            error = row.get(column + "_error", math.nan)
            line.append(percent(row[column], digits=2) if kind else scale.number(row[column], error))
        lines.append(line)
    head = [study.say("members.member"), *(study.say("members.head_" + column) for column, _ in there)]
    return table(study.say("members.table", unit=scale.label), head, lines)


def checks(study: Study) -> Html | None:
    """Each limit of law with the probability of breaking it."""
    t = study.cast.metrics
    told = t[t["metric"].isin(["breach_probability", "worst_use", "use_of_limit"])]
    if told.empty:
        return None
    rows: list[list[Piece]] = []
    breached = 0
    for party, quantity in dict.fromkeys(zip(told["party"], told["quantity"], strict=True)):
        chance = study.cast.figure("breach_probability", party, quantity, basis="path")
        worst = study.cast.figure("worst_use", party, quantity)
        own = told[(told["party"] == party) & (told["quantity"] == quantity)]
        terms = own[own["metric"] == "use_of_limit"]["value"].max()
        years = own[(own["metric"] == "breach_probability") & (own["basis"] == "annual")]
        by_year = years.loc[years["value"].idxmax()] if len(years) and years["value"].max() > 0 else None
        broken = (chance is not None and chance.value > 0) or (math.isfinite(terms) and terms > 1 + 1e-9)
        breached += broken
        verdict = study.say("members.breached" if broken else "members.kept")
        worst_year = f"{percent(by_year['value'], by_year['standard_error'])} ({number(by_year['parameter'])})" \
            if by_year is not None else "–"  # fmt: skip
        rows.append([name(party), study.word("check", quantity), study.chance(chance), worst_year,
                     percent(worst.value, digits=3) if worst else "–",
                     percent(terms, digits=3) if math.isfinite(terms) else "–", verdict])  # fmt: skip
    names = ("party", "check", "chance", "worst_year", "worst_use", "by_terms", "verdict")
    head = [study.say("members." + each) for each in names]
    which = "members.some_breached" if breached else "members.none_breached"
    text = study.say(which, count=number(breached), all=number(len(rows)))
    caption = study.say("members.checks", years=number(study.result.years))
    return join([paragraph(text), paragraph(study.say("members.checks_how")), table(caption, head, rows, words=2)])
