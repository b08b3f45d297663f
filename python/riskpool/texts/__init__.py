"""The words of pictures and reports: one catalogue for each language, en.toml and zh.toml, with the same keys."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from riskpool.money import Lang

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LANGUAGES: tuple[Lang, ...] = get_args(Lang)


class Texts:
    """The texts of one language. `texts("fund.title")` is one of them; fields in braces are filled in."""

    def __init__(self, lang: Lang, entries: dict[str, str]) -> None:
        self.lang = lang
        self._entries = entries

    def __call__(self, key: str, **fields: object) -> str:
        text = self._entries[key]
        return text.format(**fields) if fields else text

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def word(self, family: str, code: str) -> str:
        """The word for a code of the result, such as a reason or a kind; the code itself if there is none."""
        return self._entries.get(f"{family}.{code}", code.replace("_", " "))

    def keys(self) -> set[str]:
        return set(self._entries)


@cache
def texts(lang: Lang = "en") -> Texts:
    """The catalogue of a language. Raises ValueError for a language that there is none of."""
    if lang not in LANGUAGES:
        raise ValueError(f"there are texts in {' and '.join(LANGUAGES)}, and none in {lang!r}")
    return Texts(lang, dict(_flat(tomllib.loads((files(__name__) / f"{lang}.toml").read_text(encoding="utf-8")))))


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        rows += _flat(value, f"{prefix}{key}.") if isinstance(value, dict) else [(prefix + key, str(value))]
    return rows
