"""Progress of a run in plain text: `45.0 %  45,000 of 100,000 trials  12,000 trials/s  5 s left`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

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
        self._stream.write(f"\r\033[K{done / of:6.1%}  {done:,} of {of:,} trials  {rate:,.0f} trials/s  {left}")
        self._stream.flush()

    def clear(self) -> None:
        if self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()


def choose(progress: bool | Report | None) -> Report | None:
    """What a run reports to: None shows a line on a terminal or in a notebook and nothing elsewhere, True and False
    insist."""
    if callable(progress):
        return progress
    notebook = _in_notebook()
    if progress is None:
        progress = notebook or (sys.stderr is not None and sys.stderr.isatty())
    return ProgressLine(sys.stdout if notebook else None) if progress else None


def _in_notebook() -> bool:
    """True in a kernel of Jupyter, whose output is no terminal but shows a line rewritten by a carriage return."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return hasattr(shell, "kernel")
