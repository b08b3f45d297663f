"""What a reader must know before relying on the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riskpool.money import number, percent
from riskpool.report.html import Html, Piece, join, listed, name, paragraph
from riskpool.report.study import Study

key = "warnings"

# What the engine says of a figure, and the text that says it in the language of the report.
_PATTERNS = (
    (r"tail index ([\d.]+): at 1 or less the mean of the tail is infinite", "infinite_mean"),
    (r"tail index ([\d.]+): at 2 or less the true standard error is infinite", "infinite_variance"),
    (r"(\d+) observations in the tail: with fewer than (\d+) the interval is too short", "few_points"),
    (r"too few observations beyond the level to bound the figure from above", "no_upper_end"),
    (r"never other than 0 in (\d+) observations, which cannot show what is rarer than that", "never"),
    (r"one trial has no standard error", "one_trial"),
    (r"level ([\d.]+) lies beyond a sample of (\d+): the figure is its largest value", "beyond_sample"),
    (r"years of a trial depend on each other: they count as (\d+) independent ones", "dependent_years"),
    (r"reinstatement premiums that depend on dates are not allowed for", "no_dates"),
    (r"members' capacities leave a part of the risk with the insured", "left_with_insured"),
    (r"the part of the whole differs between draws: value and error are those of its mean part", "mean_part"),
    (r"the largest of (\d+) observations carries (\d+) % of the price: .*", "largest_price"),
    (r"the largest of (\d+) observations makes (\d+) % of the error: .*", "largest_error"),
)
_MOST_NAMED = 4

Entry = tuple[tuple[str, ...], Html]  # the numbers of a warning, and the figure concerned


def write(study: Study) -> Html | None:
    items = list(_items(study))
    return listed(items, class_="warnings") if items else paragraph(study.say("warnings.none"))


def _items(study: Study) -> Iterator[Piece]:
    result, say = study.result, study.say
    if result.trials < result.trials_asked:
        yield say("warnings.part", done=number(result.trials), asked=number(result.trials_asked))
    judged = int((result.provenance["source"] == "J").sum())
    if judged:
        yield say("warnings.judgement", count=number(judged))
    for _, row in study.cast.treaties.iterrows():
        if row["placed"] < 1 - 1e-9:
            yield say("warnings.unplaced", treaty=name(row["treaty"]), part=percent(1 - row["placed"]))
        if row["note"]:
            premium = "no premium, so loss ratios are undefined" in row["note"]
            yield say("warnings.no_premium", treaty=name(row["treaty"])) if premium else name(row["note"])
    yield from _of_figures(study)


def _of_figures(study: Study) -> Iterator[Piece]:
    """One item for each kind of warning, with the figures concerned."""
    grouped: dict[str, list[Entry]] = {}
    told = study.cast.metrics[study.cast.metrics["warning"] != ""]
    rows = zip(told["metric"], told["party"], told["quantity"], told["warning"], strict=True)
    for metric, party, quantity, warning in rows:
        for sentence in warning.split("; "):
            found = next(((key, m) for p, key in _PATTERNS if (m := re.fullmatch(p, sentence))), None)
            key, numbers = (found[0], found[1].groups()) if found else (sentence, ())
            what = join([name(party), " ", study.word("quantity", quantity), " ", study.word("metric", metric)])
            grouped.setdefault(key, []).append((numbers, what))
    for key, entries in grouped.items():
        if f"warning.{key}" not in study.texts:
            yield join([name(key), _concerned(study, entries)])
            continue
        fields = dict(zip(("first", "second"), (number(float(x)) for x in _extreme(entries)), strict=False))
        yield join([study.say(f"warning.{key}", **fields), _concerned(study, entries)])


def _extreme(entries: list[Entry]) -> tuple[str, ...]:
    """The numbers of the figure that is concerned most: the smallest first number."""
    return min((numbers for numbers, _ in entries), key=lambda n: float(n[0]) if n else 0.0)


def _concerned(study: Study, entries: list[Entry]) -> Html:
    names = list(dict.fromkeys(what for _, what in entries))
    shown = join(names[:_MOST_NAMED], study.texts("word.comma"))
    more = len(names) - _MOST_NAMED
    key = "warnings.concerned_more" if more > 0 else "warnings.concerned"
    return join([" ", study.say(key, figures=shown, more=number(max(more, 0)))])
