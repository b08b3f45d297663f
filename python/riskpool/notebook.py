"""How values look in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Protocol


class _Printer(Protocol):
    """What IPython hands over to write to."""

    def text(self, text: str) -> None: ...


class Text(str):
    """Text of several lines, which notebooks and IPython show as it is."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return preformatted(self)

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        printer.text(str(self))


def preformatted(text: str) -> str:
    return f'<pre style="line-height: 1.25">{escape(text)}</pre>'


def facts(title: str, about: str, rows: Iterable[tuple[str, object]]) -> str:
    """A title, a sentence, and a table of two columns."""
    cells = "".join(
        f'<tr><th style="text-align: left">{escape(name)}</th><td style="text-align: left">{escape(str(value))}</td></tr>'
        for name, value in rows
    )
    return f"<div><strong>{escape(title)}</strong><br>{escape(about)}<table>{cells}</table></div>"
