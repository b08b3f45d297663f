"""What a user reads when the program cannot do what was asked."""

from __future__ import annotations

import subprocess


def one_message(done: subprocess.CompletedProcess[str], code: int, about: object, *words: str) -> None:
    """One line of the form `what it is about: problem; what to do`, and nothing that looks like an answer."""
    assert done.returncode == code, (done.returncode, done.stderr)
    assert not done.stdout
    lines = done.stderr.splitlines()
    if code == 1:  # faults of a scenario are counted
        assert lines.pop() == "1 error"
    assert len(lines) == 1, done.stderr
    head, hint = lines[0].split("; ", 1)
    assert f"{about}:" in head and len(hint) > 5, lines[0]
    for word in words:
        assert word in lines[0], lines[0]
