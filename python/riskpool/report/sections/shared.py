"""What insureds share, and how often several are bad in the same years."""

from __future__ import annotations

import math

import pandas as pd

from riskpool.money import number, percent
from riskpool.report.html import Html, join, name, paragraph, table
from riskpool.report.study import Study

key = "shared"
_MOST = 12


def write(study: Study) -> Html | None:
    assets, pairs = study.result.accumulation, study.result.together
    pieces = []
    if len(assets):
        pieces += [paragraph(study.say("shared.how")), _assets(study, assets)]
    if len(pairs):
        pieces.append(paragraph(study.say("shared.pairs_how")))
        pieces += [_pairs(study, str(kind), rows) for kind, rows in pairs.groupby("kind", sort=False)]
    return join(pieces) if pieces else None


def _assets(study: Study, assets: pd.DataFrame) -> Html:
    largest = assets.sort_values("share_of_pool", ascending=False, kind="stable").head(_MOST)
    scale = study.scale(largest["sum_insured"])
    rows = [
        (name(row["asset"]), name(row["pool"]), name(row["source"]), number(row["insureds"]),
         scale.number(row["sum_insured"]), percent(row["share_of_pool"]), scale.number(row["relied_on"]),
         scale.number(row["policy_limits"]) if math.isfinite(row["policy_limits"]) else "–",
         scale.number(row["pml"]) if math.isfinite(row["pml"]) else "–", number(row["yearly_rate"]))
        for _, row in largest.iterrows()
    ]  # fmt: skip
    names = ("asset", "pool", "source", "insureds", "sum_insured", "part", "relied_on", "limits", "pml", "rate")
    head = [study.say("shared." + each) for each in names]
    return table(study.say("shared.table", unit=scale.label), head, rows, words=3)


def _pairs(study: Study, kind: str, rows: pd.DataFrame) -> Html:
    """Those that are bad together most often."""
    both = rows[rows["measure"] == "co_exceedance"].sort_values("value", ascending=False, kind="stable").head(_MOST)
    keys = zip(rows["first"], rows["second"], rows["measure"], strict=True)
    of = dict(zip(keys, zip(rows["value"], rows["standard_error"], strict=True), strict=True))
    lines = []
    for _, row in both.iterrows():
        correlations = []
        for measure in ("pearson", "kendall"):
            value, error = map(float, of[row["first"], row["second"], measure])
            correlations.append(number(value, error) if math.isfinite(value) else "–")
        ratio = number(row["ratio"], digits=3) if math.isfinite(row["ratio"]) else "–"
        lines.append((name(row["first"]), name(row["second"]), *correlations,
                      percent(row["value"], row["standard_error"]), percent(row["independent"]), ratio))  # fmt: skip
    level = percent(float(both["level"].iloc[0]))
    head = [study.say("shared." + each, level=level) for each in ("first", "second", "pearson", "kendall", "both", "independent", "ratio")]
    return table(study.say("shared.pairs_" + kind), head, lines, words=2)
