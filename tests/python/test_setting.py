"""Python values as the text of settings."""

from __future__ import annotations

import numpy as np
import pytest
from riskpool.setting import to_settings, to_yaml


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (float("inf"), ".inf"),
        (np.float32(0.5), "0.5"),
        (np.int8(-4), "-4"),
        (True, "true"),
        (np.bool_(False), "false"),
        (None, "null"),
        ("30%", "30%"),
        ("7.4亿", "7.4亿"),
        ("-.inf", "-.inf"),
        ("two words", "two words"),
        ("", '""'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("a: b", '"a: b"'),
        ("a, b", '"a, b"'),
        ("ends ", '"ends "'),
        ("# no comment", '"# no comment"'),
        ("- no list", '"- no list"'),
        ("...", '"..."'),
        ('"', '"\\""'),
        ("two\nlines", '"two\\nlines"'),
        ([1, "30%", [True]], "[1, 30%, [true]]"),
        ((), "[]"),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), "[[1.0, 2.0], [3.0, 4.0]]"),
        ({"cat_xl": {"limit": "4bn", "lines": []}}, "{cat_xl: {limit: 4bn, lines: []}}"),
    ],
)
def test_values_become_yaml_in_one_line(value: object, text: str) -> None:
    assert to_yaml(value) == text


@pytest.mark.parametrize("value", [float("nan"), [np.nan]])
def test_nan_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="NaN"):
        to_yaml(value)


@pytest.mark.parametrize("value", [object(), b"bytes", {1: 2}, 1j])
def test_what_a_scenario_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        to_yaml(value)


def test_settings_keep_their_order() -> None:
    assert to_settings({"b": 1, "a": "x"}) == ["b=1", "a=x"]
