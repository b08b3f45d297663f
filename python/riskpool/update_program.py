"""`riskpool update`: a scenario learns from claims. The program riskpool-update, which `riskpool update` runs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from riskpool import _ext, claims
from riskpool.credibility import Credibility
from riskpool.development import on_level_factors
from riskpool.diagnostic import Diagnostic
from riskpool.exact_csv import read_csv
from riskpool.rate_review import RateReview, review_claims
from riskpool.scenario_text import number_of
from riskpool.segments import Segments, parse_segment_target, read_segments
from riskpool.update import Strength, Update, parse_target, update


def main(words: Sequence[str] | None = None) -> int:
    """Exit code: 0 success, 1 the scenario or the data have faults, 2 the command line, 3 reading or writing failed."""
    parser = _parser()
    asked = parser.parse_args(words)
    if asked.claims is None and asked.segments is None:
        parser.error("give --claims, --segments, or both")
    if asked.segment and asked.segments is None:
        parser.error("--segment names a row of --segments; give both")
    try:
        text = Path(asked.scenario).read_text(encoding="utf-8")
        segments = read_segments(asked.segments, asked.within_variance) if asked.segments else None
        experience = (
            claims.none(segments.years)
            if asked.claims is None and segments is not None
            else claims.read(
                asked.claims, _years(asked.years), asked.exposure, asked.trend, asked.to_year, asked.triangle,
                asked.discount,
            )
        )  # fmt: skip
        fit = segments.fit() if segments else None
    except OSError as error:
        return _say(f"{error.filename}: {error.strerror}", 3)
    except ValueError as error:
        return _say(str(error), 1)
    scenario = _checked(text, asked.scenario)
    if scenario is None:
        return 1
    try:
        found = _learn(asked, text, experience, scenario.tree().get("insureds"), segments)
    except ValueError as error:
        return _say(f"{asked.scenario}: {error}", 1)
    try:
        reviewed = _review(asked, experience, found)
    except OSError as error:
        return _say(f"{error.filename}: {error.strerror}", 3)
    except ValueError as error:
        return _say(str(error), 1)
    if asked.output:
        if _checked(found.text, asked.output) is None:
            return 1
        try:
            _write(found.text, Path(asked.output))
        except OSError as error:
            return _say(f"{asked.output}: {error.strerror}", 3)
    table = fit.table(segments.names) if fit is not None and segments is not None else None
    if asked.json:
        print(_json(found, reviewed, table))
        return 0
    if fit is not None and table is not None:
        print(told_segments(fit, table))
    print(summary(found, experience, asked.output, reviewed))
    return 0


def _learn(
    asked: argparse.Namespace,
    text: str,
    experience: claims.Experience,
    insureds: list[dict[str, Any]] | None,
    segments: Segments | None,
) -> Update:
    """The update as asked for; numbers whose fields refuse a belief without an end stay plain."""
    strength = Strength(asked.prior_years, asked.prior_claims)
    plain: set[str] = set()
    while True:
        found = update(
            text, experience, asked.target, asked.covers, strength, asked.beliefs, insureds, segments, asked.segment,
            plain,
        )  # fmt: skip
        if not (asked.beliefs and asked.output):
            return found
        refused = {fault[4] for fault in _ext.check_text(found.text, asked.output, [], {})[1] if fault[0] == "error"}
        refused &= set(found.moves["path"]) - plain
        if not refused:
            return found
        plain |= refused


def _review(asked: argparse.Namespace, experience: claims.Experience, found: Update) -> RateReview | None:
    """The rate review of --premium. Its complement is what the scenario expected before, at the exposure of the
    years."""
    if asked.premium is None:
        return None
    premiums = read_csv(asked.premium)
    if not {"year", "premium"} <= set(premiums):
        raise ValueError("the premium table needs the columns year and premium")
    complement = asked.complement
    if complement is None:
        expected = found.indicated["expected_before"].sum()
        if not found.indicated["money"].all() or found.indicated.empty or not np.isfinite(expected):
            raise ValueError("what the scenario expects is not known in money for all these claims: give --complement")
        exposure = float(experience.exposure("").mean())
        factors = on_level_factors(experience.years, asked.rate_change)
        earned = premiums.set_index("year")["premium"].reindex(experience.years).to_numpy(dtype=np.float64)
        complement = float(expected * exposure / (earned * factors).mean())
    return review_claims(
        experience, premiums, complement, asked.rate_change, 1.0, asked.full_credibility, asked.fixed_expense,
        asked.variable_expense, asked.profit, asked.largest_change,
    )  # fmt: skip


def summary(
    found: Update, experience: claims.Experience, output: str | None, reviewed: RateReview | None = None
) -> str:
    """What moved and why, in plain text."""
    years = experience.years
    lines = [f"claims: {len(experience.claims)}; years observed: {len(years)}, {years[0]} to {years[-1]}", ""]
    for row in found.moves.itertuples(index=False):
        lines += [
            f"{row.path}",
            f"  {row.what}: {row.before:.5g} -> {row.after:.5g}, 90 % between {row.low:.4g} and {row.high:.4g}",
            f"  because of {row.data}, of weight {row.credibility:.0%}; before: {row.why}",
        ]
    if found.moves.empty:
        lines.append("nothing moved")
    if len(found.indicated):
        lines += ["", f"{'expected a year':<40} {'before':>12} {'after':>12} {'indicated change':>17}"]
        for each in found.indicated.to_dict("records"):
            change = "–" if pd.isna(each["indicated_change"]) else f"{each['indicated_change']:+.1%}"
            before, after = each["expected_before"], each["expected_after"]
            lines.append(f"{each['source']:<40} {before:>12.5g} {after:>12.5g} {change:>17}")
    if reviewed is not None:
        lines += [
            "",
            f"rate review: loss ratio {reviewed.experience_lr:.1%} at present rates, of credibility {reviewed.credibility:.0%};"
            f" {reviewed.credibility_weighted_lr:.1%} with the complement, {reviewed.permissible_lr:.1%} permissible",
            f"  indicated change {reviewed.indicated_change:+.1%}, within the cap {reviewed.change:+.1%}",
        ]
    lines += ["", *found.left_alone] if found.left_alone else []
    lines += ["", f"wrote {output}" if output else "nothing written: give -o NEW.yaml"]
    return "\n".join(lines)


def told_segments(fit: Credibility, table: pd.DataFrame) -> str:
    """The credibility of each segment, in plain text."""
    lines = [
        f"segments: {len(table)} by Buhlmann-Straub; variance within {fit.within_variance:.5g}, between"
        f" {fit.between_variance:.5g}; all of them {fit.collective:.5g}",
        f"{'segment':<30} {'exposure':>12} {'own mean':>12} {'credibility':>12} {'premium':>12} {'its error':>12}",
    ]
    for name, row in table.iterrows():
        own = "–" if pd.isna(row["mean"]) else f"{row['mean']:.5g}"
        lines.append(
            f"{name!s:<30} {row.weight:>12.5g} {own:>12} {row.credibility:>12.1%} {row.premium:>12.5g}"
            f" {row.standard_error:>12.3g}"
        )
    return "\n".join([*lines, ""])


def _json(found: Update, reviewed: RateReview | None, segments: pd.DataFrame | None) -> str:
    tables = {"moves": found.moves.to_dict("records"), "indicated": found.indicated.to_dict("records")}
    whole = tables | {"left_alone": found.left_alone, "rate_review": asdict(reviewed) if reviewed else None}
    if segments is not None:
        whole["segments"] = segments.reset_index().to_dict("records")
    # NaN and infinity are no JSON: null.
    clean = json.loads(json.dumps(whole, default=float), parse_constant=lambda _: None)
    return json.dumps(clean, ensure_ascii=False, indent=2)


def _checked(text: str, file: str) -> _ext.Scenario | None:
    """The scenario, or None, and prints what is wrong with it; tables that it names are looked for beside `file`."""
    scenario, found = _ext.check_text(text, file, [], {})
    for each in found:
        print(Diagnostic(*each), file=sys.stderr)
    return scenario


def _write(text: str, path: Path) -> None:
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)


def _say(problem: str, code: int) -> int:
    print(problem, file=sys.stderr)
    return code


def _years(text: str | None) -> range | None:
    if text is None:
        return None
    first, dash, last = text.partition("-")
    if not first.isdigit() or (dash and not last.isdigit()):
        raise ValueError(f'--years "{text}" is no range such as 2015-2024')
    return range(int(first), int(last or first) + 1)


def _change(text: str) -> tuple[float, float]:
    time, equals, change = text.partition("=")
    if not equals:
        raise ValueError(f"{text!r} is not TIME=CHANGE")
    return float(time), number_of(change)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="riskpool update",
        description="Updates a scenario's rates and tails from claims, and says what moved and why.",
    )
    add = parser.add_argument
    add("scenario", help="scenario file")
    add("--claims", metavar="CSV", help="columns year, source, loss, and if known factor (to ultimate)")
    add("-o", "--output", metavar="NEW.yaml", help="the posterior scenario; beside the old one if that names tables")
    add("--years", metavar="FIRST-LAST", help="years observed, quiet ones too; those of the claims if left out")
    add("--exposure", metavar="CSV", help="columns year, exposure (1 = as in the scenario), source if it differs, weight")
    add("--discount", type=number_of, default=0.0, metavar="RATE", help="weight that data lose with each year of age")
    add("--triangle", metavar="CSV", help="columns year, age, loss (cumulative): claims grow by its chain ladder")
    add("--trend", type=number_of, default=0.0, metavar="RATE", help="log growth of losses a year, such as 3%%")
    add("--to-year", type=int, metavar="YEAR", help="to which losses are trended; the year after the last if left out")
    add(
        "--covers",
        action="append",
        default=[],
        metavar="SOURCE",
        help="a source that the claims cover though none came",
    )
    add(
        "--target", action="append", default=[], type=parse_target, metavar="PATH=MODEL[:UNITS][@SOURCE]",
        help="a number that claims move: rate, probability (of UNITS insureds), exponential_mean, pareto_shape",
    )  # fmt: skip
    add("--segments", metavar="CSV", help="columns year, segment (or insured), exposure, losses")
    add(
        "--segment", action="append", default=[], type=parse_segment_target, metavar="PATH=NAME",
        help="a number that becomes the credibility premium of a segment",
    )  # fmt: skip
    add("--within-variance", type=float, metavar="S2", help="of segments, if one year is all there is")
    add("--prior-years", type=float, default=10.0, metavar="N", help="years that a plain rate is worth (10)")
    add("--prior-claims", type=float, default=10.0, metavar="N", help="claims that a plain tail is worth (10)")
    add("--beliefs", action="store_true", help="write gamma and beta beliefs in place of plain numbers")
    review = parser.add_argument_group("rate review (with --premium)").add_argument
    review("--premium", metavar="CSV", help="columns year, premium: earned in each year observed")
    review(
        "--rate-change", action="append", default=[], type=_change, metavar="TIME=CHANGE", help="such as 2022.5=10%%"
    )
    review("--complement", type=number_of, metavar="LR", help="loss ratio believed before; the scenario's if left out")
    review(
        "--full-credibility", type=float, default=1082.0, metavar="CLAIMS", help="claims for full credibility (1082)"
    )
    review("--fixed-expense", type=number_of, default=0.0, metavar="PART", help="of premium")
    review("--variable-expense", type=number_of, default=0.0, metavar="PART", help="of premium")
    review("--profit", type=number_of, default=0.0, metavar="PART", help="of premium")
    review("--largest-change", type=number_of, default=float("inf"), metavar="PART", help="cap in both directions")
    add("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
