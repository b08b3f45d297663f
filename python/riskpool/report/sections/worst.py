"""The worst trials, told: what happened, who was hit, who paid."""

from __future__ import annotations

import numpy as np

from riskpool.money import number
from riskpool.report.explained import Hit, factor, hits
from riskpool.report.html import Html, Piece, join, name, paragraph, table, tag
from riskpool.report.study import Study

key = "worst"
_TRIALS = 3
_MOST_HITS = 8
_LEAST_TOLD = 0.01  # of the largest: what is smaller explains nothing
_COLUMNS = (("pool", "gross_loss"), ("pool", "recovery"), ("pool", "uncollected"), ("fund", "release"), ("fund", "balance"), ("pool", "net_loss"),
            ("pool", "result"))  # fmt: skip


def write(study: Study) -> Html | None:
    pool = next(iter(study.cast.pools), None)
    if pool is None:
        return None
    result = study.cast.column(pool, "result")
    if result is None:
        return paragraph(study.say("payers.no_table"))
    worst = np.argsort(result.sum(axis=1), kind="stable")[:_TRIALS]
    scenario = study.rebuilt.scenario
    pieces = [paragraph(study.say("worst.how", pool=name(pool), years=number(study.result.years)))]
    if scenario is None:
        pieces.append(paragraph(study.say("rebuild." + study.rebuilt.reason), class_="note"))
    for place, row in enumerate(worst):
        trial = study.result.first_trial + int(row)
        loss = study.money(float(result[row].sum()))
        pieces.append(tag("h3", study.say("worst.trial", place=number(place + 1), trial=str(trial), result=loss)))
        told = "" if scenario is None else _told(study, trial)
        pieces.append(_story(study, pool, int(row), hits(told), factor(told)))
        pieces.append(_years(study, pool, int(row)))
        if told:
            pieces.append(_events(study, hits(told), factor(told), trial))
    return join(pieces)


def _story(study: Study, pool: str, row: int, found: list[Hit], unit: float) -> Html:
    """The year that decides the trial, in words."""
    column, say = study.cast.column, study.say
    result = column(pool, "result")
    assert result is not None
    year = int(result[row].argmin())

    def amount(party: str, quantity: str) -> float:
        values = column(party, quantity)
        return 0.0 if values is None else float(values[row, year])

    loss, recovery = amount(pool, "gross_loss"), amount(pool, "recovery")
    sentences = [say("worst.year_decides", year=number(year + 1), loss=study.money(loss))]
    own = sorted((hit for hit in found if hit.year == year + 1), key=lambda hit: -hit.loss)
    if own and own[0].loss > 0:
        cause, share = study.word("source", own[0].source), own[0].loss * unit
        key = {"year": "worst.spread_over", "-": "worst.largest_undated"}.get(own[0].day, "worst.largest")
        sentences.append(say(key, cause=cause, insured=name(own[0].insured), day=own[0].day, loss=study.money(share)))
    if recovery:
        sentences.append(say("worst.recovered", amount=study.money(recovery)))
    if amount(pool, "uncollected") > 0:
        sentences.append(say("worst.uncollected", amount=study.money(amount(pool, "uncollected"))))
    released = sum(amount(fund, "release") for fund in study.cast.funds_of(pool))
    if released > 0:
        sentences.append(say("worst.released", amount=study.money(released)))
    sentences.append(say("worst.left", amount=study.money(float(result[row, year]))))
    return paragraph(join(sentences, "" if study.lang == "zh" else " "))


def _told(study: Study, trial: int) -> str:
    """The trial as the engine tells it; of a run with draws it is a trial of one draw."""
    scenario, draws = study.rebuilt.scenario, study.cast.draws
    assert scenario is not None
    if not draws:
        return scenario.explain(trial, study.result.seed)
    each = study.result.trials_per_draw
    return scenario.explain(trial % each, study.result.seed, trial // each, draws)


def _years(study: Study, pool: str, row: int) -> Html:
    columns = []
    for whose, quantity in _COLUMNS:
        for party in [pool] if whose == "pool" else study.cast.funds_of(pool)[:1]:
            column = study.cast.column(party, quantity)
            if column is not None:
                columns.append((quantity, column[row]))
    scale = study.scale(abs(x) for _, values in columns for x in values)
    rows = [
        [number(year + 1), *(scale.number(float(values[year])) for _, values in columns)]
        for year in range(study.result.years)
    ]
    head = [study.say("worst.year"), *(study.word("quantity", quantity) for quantity, _ in columns)]
    return table(study.say("worst.years", unit=scale.label), head, rows)


def _events(study: Study, found: list[Hit], unit: float, trial: int) -> Html:
    largest = sorted(found, key=lambda hit: -hit.loss)[:_MOST_HITS]
    largest = [hit for hit in largest if hit.loss > 0 and hit.loss >= _LEAST_TOLD * largest[0].loss]
    if not largest:
        return Html("")
    scale = study.scale(hit.loss * unit for hit in largest)
    rows: list[list[Piece]] = []
    for hit in sorted(largest, key=lambda hit: (hit.year, hit.event)):
        ground_up = float(hit.ground_up.replace(",", "")) * unit
        day: Piece = study.say("worst.spread") if hit.day == "year" else hit.day.replace("-", "–")
        rows.append([number(hit.year), day, study.word("source", hit.source), name(hit.insured), scale.number(ground_up),
                     scale.number(hit.loss * unit)])  # fmt: skip
    head = [study.say("worst." + each) for each in ("year", "day", "cause", "insured", "ground_up", "insured_loss")]
    caption = study.say("worst.events", count=number(len(rows)), all=number(len(found)), unit=scale.label, trial=str(trial))
    return table(caption, head, rows, words=4)
