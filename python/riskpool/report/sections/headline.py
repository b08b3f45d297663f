"""The figures that a board asks for first, each with how far it can be relied on."""

from __future__ import annotations

import math

from riskpool.cast import ALL_POOLS, Figure
from riskpool.money import Scale, percent
from riskpool.report.html import Html, join, name, paragraph, table, tag
from riskpool.report.study import LEVEL, Study

key = "headline"


def write(study: Study) -> Html | None:
    pieces = [join([_story(study, pool), _cards(study, pool), _table(study, pool)]) for pool in study.cast.pools]
    return join([paragraph(study.say("headline.how")), _side_by_side(study), *pieces]) if pieces else None


_TOO_MANY = 3  # more pools than that are set side by side first, as the summary does


def _side_by_side(study: Study) -> Html:
    """One line a pool, their totals, and what they need together against what each needs alone."""
    cast, pools = study.cast, study.cast.pools
    if len(pools) <= _TOO_MANY:
        return join([])
    columns = [("aal", "gross_loss", None), ("aal", "recovery", None), ("aal", "net_loss", None),
               ("tvar", "net_loss", LEVEL), ("aal", "result", None)]  # fmt: skip
    lines = {party: [cast.figure(metric, party, quantity, at) for metric, quantity, at in columns]
             for party in (*pools, ALL_POOLS)}  # fmt: skip
    scale = study.scale(figure.value for pool in pools for figure in lines[pool] if figure is not None)
    rows = []
    for party, figures in lines.items():
        funds = cast.funds_of(party)[-1:]
        short = cast.figure("probability", funds[0], "ruined") if funds else None
        cells = [_with_error(scale, each) for each in figures]
        first = study.texts("headline.all_pools") if party == ALL_POOLS else name(party)
        rows.append((first, *cells, study.chance(short) if short is not None else "–"))
    head = [study.texts("headline.pool"), *(
        study.say("headline.row_" + metric, quantity=study.word("quantity", quantity), parameter=_parameter(metric, at))
        for metric, quantity, at in columns
    ), study.texts("headline.card_ruin")]  # fmt: skip
    pieces = [table(study.say("headline.side_by_side", unit=scale.label), head, rows)]
    alone = [lines[pool][3] for pool in pools]
    together = lines[ALL_POOLS][3]
    known = [each for each in alone if each is not None]
    total = sum(each.value for each in known)
    if together is not None and len(known) == len(alone) and total > 0 and together.value > 0:
        # However the estimates depend on each other, the error of a sum is at most the sum of errors.
        error, part = sum(_error(each) for each in known), together.value / total
        part_error = part * (_error(together) / together.value + error / total)
        pieces.append(paragraph(study.say("headline.together", level=percent(LEVEL), alone=study.money(total, error),
                                          part=percent(part), error=percent(part_error, digits=2))))  # fmt: skip
    return join(pieces)


def _error(figure: Figure) -> float:
    return figure.error if figure.error > 0 else 0.0


def _with_error(scale: Scale, figure: Figure | None) -> str:
    if figure is None:
        return "–"
    value = scale.number(figure.value, figure.error)
    return f"{value} ± {scale.number(figure.error, figure.error)}" if figure.error > 0 else value


def _story(study: Study, pool: str) -> Html:
    """The mean year in a sentence or two."""
    cast, say = study.cast, study.say
    gross, recovery = cast.figure("aal", pool, "gross_loss"), cast.figure("aal", pool, "recovery")
    result = cast.figure("aal", pool, "result")
    premium = cast.transfers_of(payee=pool, reason="premium")["mean"].sum()
    ceded = cast.transfers_of(payer=pool, reason="ceded_premium")["mean"].sum()
    sentences = []
    if gross is not None:
        loss = study.money_of(gross)
        if premium > 0:
            ratio = percent(gross.value / float(premium), digits=2)
            sentences.append(say("headline.mean", pool=name(pool), loss=loss, premium=study.money(premium), ratio=ratio))
        else:
            sentences.append(say("headline.mean_free", pool=name(pool), loss=loss))
    if recovery is not None and recovery.value > 0:
        sentences.append(
            say("headline.ceded", recovery=study.money_of(recovery), ceded=study.money(float(ceded)))
        )
    if result is not None:
        which = "headline.gain" if result.value >= 0 else "headline.lose"
        size = Figure(abs(result.value), *result[1:])
        sentences.append(say(which, amount=study.money_of(size)))
    tail, rare = cast.figure("aep", pool, "gross_loss", 200.0), cast.figure("aep", pool, "net_loss", 200.0)
    if tail is not None and rare is not None:
        sentences.append(say("headline.tail", gross=study.money_of(tail), net=study.money_of(rare)))
    return paragraph(join(sentences, "" if study.lang == "zh" else " "), class_="story")


def _cards(study: Study, pool: str) -> Html:
    cast = study.cast
    cards: list[tuple[str, str, str]] = []

    def card(key: str, figure: Figure | None, chance: bool = False) -> None:
        if figure is not None:
            text = study.chance(figure) if chance else study.money(figure.value, figure.error)
            cards.append((study.texts(key), text, study.firmness(figure)))

    card("headline.card_gross", cast.figure("aal", pool, "gross_loss"))
    card("headline.card_net", cast.figure("aal", pool, "net_loss"))
    card("headline.card_200", cast.figure("aep", pool, "net_loss", 200.0))
    for fund in cast.funds_of(pool)[:1]:
        card("headline.card_ruin", cast.figure("probability", fund, "ruined"), chance=True)
    boxes = [
        tag("div", tag("span", label, class_="label"), tag("strong", text), tag("span", firm, class_="firm"))
        for label, text, firm in cards
    ]
    return tag("div", *boxes, class_="cards")


_ROWS = (
    ("aal", "gross_loss", None), ("aal", "recovery", None), ("aal", "net_loss", None), ("aal", "retained_loss", None),
    ("aal", "result", None), ("sd", "net_loss", None), ("aep", "gross_loss", 200.0), ("aep", "net_loss", 200.0),
    ("var", "net_loss", LEVEL), ("tvar", "gross_loss", LEVEL), ("tvar", "net_loss", LEVEL),
)  # fmt: skip


def _table(study: Study, pool: str) -> Html:
    found = [
        (metric, quantity, parameter, figure)
        for metric, quantity, parameter in _ROWS
        if (figure := study.cast.figure(metric, pool, quantity, parameter)) is not None
    ]
    scale = study.scale(figure.value for *_, figure in found)
    rows = []
    for metric, quantity, parameter, figure in found:
        what = study.say("headline.row_" + metric, quantity=study.word("quantity", quantity),
                         parameter=_parameter(metric, parameter))  # fmt: skip
        ends = (scale.number(figure.low, figure.error), scale.number(figure.high, figure.error))
        interval = study.say("word.interval", low=ends[0], high=ends[1]) if figure.error > 0 else "–"
        error = scale.number(figure.error, figure.error) if figure.error > 0 else "–"
        rows.append((what, scale.number(figure.value, figure.error), error, interval, study.firmness(figure)))
    head = [study.texts("headline." + each) for each in ("figure", "value", "error", "interval", "firmness")]
    caption = study.say("headline.caption", pool=name(pool), unit=scale.label)
    return table(caption, head, rows)


def _parameter(metric: str, parameter: float | None) -> str:
    if parameter is None or math.isnan(parameter):
        return ""
    return percent(parameter) if metric in ("var", "tvar") else f"{parameter:.0f}"
