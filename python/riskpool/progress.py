"""Progress of a run in plain text: `45.0 %  45,000 of 100,000 trials  12,000 trials/s  5 s left`."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from typing import Any, TextIO

Report = Callable[[int, int], object]


class ProgressLine:
    """One line on a terminal, rewritten as trials get done."""

    def __init__(self, stream: TextIO | None = None, between: float = 0.1) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._between = between  # seconds
        self._start = time.monotonic()
        self._last = 0.0
        self._shown = False

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._last < self._between and done < of:
            return
        self._last = now
        self._shown = True
        rate = done / max(now - self._start, 1e-9)
        left = f"{(of - done) / rate:.0f} s left" if done else "? s left"
        self._show(f"{done / of:6.1%}  {done:,} of {of:,} trials  {rate:,.0f} trials/s  {left}")

    def clear(self) -> None:
        if self._shown:
            self._show("")

    def _show(self, text: str) -> None:
        self._stream.write(f"\r\033[K{text}")
        self._stream.flush()


class NotebookLine(ProgressLine):
    """One line below a cell, which is gone when the run is done. Printed, it would stay there for good."""

    def __init__(self, display: Callable[..., Any], between: float = 0.1) -> None:
        super().__init__(None, between)
        self._display = display
        self._line: Any = None

    def _show(self, text: str) -> None:
        shown = {"text/plain": text, "text/html": f"<code>{text}</code>" if text else ""}
        if self._line is None:
            self._line = self._display(shown, raw=True, display_id=True)
        else:
            self._line.update(shown, raw=True)


def choose(progress: bool | Report | None) -> Report | None:
    """What a run reports to: None shows a line on a terminal or in a notebook and nothing elsewhere, True and False
    insist."""
    if callable(progress):
        return progress
    display = _notebook()
    if progress is None:
        progress = display is not None or (sys.stderr is not None and sys.stderr.isatty())
    if not progress:
        return None
    return ProgressLine() if display is None else NotebookLine(display)


def _notebook() -> Callable[..., Any] | None:
    """What shows things below a cell, in a kernel of Jupyter; else None."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if not hasattr(shell, "kernel"):
        return None
    shown: Callable[..., Any] = importlib.import_module("IPython.display").display
    return shown
