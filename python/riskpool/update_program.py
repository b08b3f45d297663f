"""`riskpool update`: a scenario learns from claims. The program riskpool-update, which `riskpool update` runs."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from riskpool import _ext, claims
from riskpool.diagnostic import Diagnostic
from riskpool.scenario_text import number_of
from riskpool.update import Strength, Update, parse_target, update


def main(words: Sequence[str] | None = None) -> int:
    """Exit code: 0 success, 1 the scenario or the data have faults, 2 the command line, 3 reading or writing failed."""
    asked = _parser().parse_args(words)
    try:
        text = Path(asked.scenario).read_text(encoding="utf-8")
        experience = claims.read(asked.claims, _years(asked.years), asked.exposure, asked.trend, asked.to_year)
    except OSError as error:
        return _say(f"{error.filename}: {error.strerror}", 3)
    except ValueError as error:
        return _say(str(error), 1)
    if _faults(text, asked.scenario):
        return 1
    try:
        strength = Strength(asked.prior_years, asked.prior_claims)
        found = update(text, experience, asked.target, asked.covers, strength, asked.beliefs)
    except ValueError as error:
        return _say(f"{asked.scenario}: {error}", 1)
    if asked.output:
        if _faults(found.text, asked.output):
            return 1
        try:
            _write(found.text, Path(asked.output))
        except OSError as error:
            return _say(f"{asked.output}: {error.strerror}", 3)
    print(_json(found) if asked.json else summary(found, experience, asked.output))
    return 0


def summary(found: Update, experience: claims.Experience, output: str | None) -> str:
    """What moved and why, in plain text."""
    years = experience.years
    lines = [f"{len(experience.claims)} claims, {len(years)} years, {years[0]} to {years[-1]}", ""]
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
    lines += ["", *(f"left alone: {each}" for each in found.left_alone)] if found.left_alone else []
    lines += ["", f"wrote {output}" if output else "nothing written: give -o NEW.yaml"]
    return "\n".join(lines)


def _json(found: Update) -> str:
    tables = {"moves": found.moves.to_dict("records"), "indicated": found.indicated.to_dict("records")}
    whole = tables | {"left_alone": found.left_alone}
    # NaN and infinity are no JSON: null.
    clean = json.loads(json.dumps(whole, default=float), parse_constant=lambda _: None)
    return json.dumps(clean, ensure_ascii=False, indent=2)


def _faults(text: str, file: str) -> bool:
    """Prints what is wrong with a scenario; tables that it names are looked for beside `file`."""
    scenario, found = _ext.check_text(text, file, [], {})
    for each in found:
        print(Diagnostic(*each), file=sys.stderr)  # type: ignore[arg-type]
    return scenario is None


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="riskpool update",
        description="Updates a scenario's rates and tails from claims, and says what moved and why.",
    )
    add = parser.add_argument
    add("scenario", help="scenario file")
    add("--claims", required=True, metavar="CSV", help="columns year, source, loss, and if known factor (to ultimate)")
    add("-o", "--output", metavar="NEW.yaml", help="the posterior scenario; beside the old one if that names tables")
    add("--years", metavar="FIRST-LAST", help="years observed, quiet ones too; those of the claims if left out")
    add("--exposure", metavar="CSV", help="columns year, exposure (1 = as in the scenario), and source if it differs")
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
    add("--prior-years", type=float, default=10.0, metavar="N", help="years that a plain rate is worth (10)")
    add("--prior-claims", type=float, default=10.0, metavar="N", help="claims that a plain tail is worth (10)")
    add("--beliefs", action="store_true", help="write gamma and beta beliefs in place of plain numbers")
    add("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
