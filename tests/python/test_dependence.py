"""The study of dependence: a tail that moves as closed forms and an independent experiment say it must.

The experiment is one of the specification, made in another program: twenty lognormal lines with a coefficient of
variation of 3, TVaR 99.5 % of their sum.
"""

import json
import math
import os
import subprocess
from pathlib import Path
from statistics import NormalDist

import pytest

SOURCE = Path(__file__).resolve().parents[2]
STUDY = SOURCE / "scenarios" / "studies" / "dependence.yaml"
LINES, CV = 20, 3.0
SIGMA = math.sqrt(math.log(1 + CV**2))
GAUSSIAN = "{{gaussian: {{correlation: {}}}}}"
STUDENT = "{{student_t: {{degrees: 4, correlation: {}}}}}"


def figures(dependence):
    """metric -> (value, standard error) of the sum, in millions."""
    program = os.environ.get("RISKPOOL_PROGRAM") or str(SOURCE / "build" / "release" / "riskpool")
    done = subprocess.run([program, "run", STUDY, "--quiet", "--json", "--trials", "32768", "--set", dependence],
                          capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    rows = [row for row in json.loads(done.stdout)["metrics"]
            if (row["party"], row["quantity"], row["basis"]) == ("Study", "gross_loss", "annual")]
    return {row["metric"]: (row["value"] / 1e6, row["standard_error"] / 1e6) for row in rows if row["metric"] != "aep"}


def family(text):
    return f"dependence[0].copula.family={text}"


def deviation(correlation):
    """Of the sum of lognormals whose logarithms have this correlation."""
    of_losses = math.expm1(correlation * SIGMA**2) / CV**2
    return math.sqrt(LINES * CV**2 * (1 + (LINES - 1) * of_losses))


@pytest.mark.parametrize(("dependence", "tvar"), [
    ("dependence=[]", 121), (family(GAUSSIAN.format(0.1)), 140), (family(GAUSSIAN.format(0.3)), 205),
    (family(STUDENT.format(0.1)), 279), (family(STUDENT.format(0.3)), 338)])
def test_tail_is_that_of_an_independent_experiment(dependence, tvar):
    found = figures(dependence)
    mean, of_mean = found["aal"]
    assert mean == pytest.approx(LINES, abs=4 * of_mean)
    value, error = found["tvar"]
    # The experiment has an error of its own, of which only its three digits are known; ours stands for it.
    assert value == pytest.approx(tvar, abs=4 * math.sqrt(2) * error)


@pytest.mark.parametrize("correlation", [0, 0.3])
def test_deviation_is_that_of_correlated_lognormals(correlation):
    value, error = figures(family(GAUSSIAN.format(correlation)))["sd"]
    assert value == pytest.approx(deviation(correlation), abs=4 * error)


def test_nothing_is_worse_than_all_bad_in_the_same_years():
    normal = NormalDist()
    worst = LINES * normal.cdf(SIGMA - normal.inv_cdf(0.995)) / 0.005
    value, error = figures(family("{survival_clayton: {theta: 40}}"))["tvar"]
    assert value == pytest.approx(worst, abs=4 * error + 0.05 * worst)
    assert value < worst + 4 * error
