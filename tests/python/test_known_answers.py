"""Every known answer that the Python front can be asked for is asked for through it, by its id."""

from __future__ import annotations

import re
from pathlib import Path

from answers import CASES

# Cases that no call of the package answers, and why. They are tested in C++.
OUT_OF_SCOPE = {
    "O-CA-01": "formulae of Solvency II and the Swiss Solvency Test are the engine's alone: a scenario gives required "
    "capital as an amount or in the form of C-ROSS",
}


def asked_for(text: str) -> set[str]:
    """Ids that a test looks up: strings of code, not words of comments."""
    code = "\n".join(line.split("  # ")[0] for line in text.splitlines() if not line.lstrip().startswith("#"))
    return set(re.findall(r'"(O-[A-Z]{2}-\d{2})"', code))


def test_each_known_answer_is_looked_up_by_a_test_of_the_front() -> None:
    here = Path(__file__)
    texts = [path.read_text(encoding="utf-8") for path in here.parent.glob("test_*.py") if path != here]
    found = set().union(*map(asked_for, texts))
    assert found <= set(CASES), f"no such cases: {sorted(found - set(CASES))}"
    missing = set(CASES) - found - set(OUT_OF_SCOPE)
    assert not missing, f"no test in tests/python looks up {sorted(missing)}"
    assert not set(OUT_OF_SCOPE) & found, "out of the front's scope, and looked up all the same"
    assert set(OUT_OF_SCOPE) <= set(CASES)


def test_an_id_in_a_comment_or_a_sentence_is_no_test() -> None:
    assert asked_for('given = answer("O-XL-01")  # and "O-XL-02"\n# "O-XL-03"\n"""As in O-XL-04."""') == {"O-XL-01"}
