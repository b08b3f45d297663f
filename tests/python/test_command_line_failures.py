"""The command line when a run is stopped or killed, or has no room.

What must hold is said in docs/command-line.md and docs/result-file.md: an exit code, one message, and nothing half
written under the name of a result.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import h5py
import numpy as np
import pytest
from one_message import one_message

ENDLESS = 10**8  # trials that take minutes, so that what ends within the patience below ended for another reason
PATIENCE = 60  # seconds; nothing here takes more than a few on an idle machine
TRIALS = 2000  # those of whole_result


@pytest.fixture
def endless(program: Path, small_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a run that nobody would wait for, and returns when its first trials are on disk."""
    children: list[subprocess.Popen[str]] = []

    def start(result: Path, *words: str) -> subprocess.Popen[str]:
        command = [program, "run", small_path, "-o", result, "--trials", str(ENDLESS), "--threads", "1", *words]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        children.append(child)
        some = 0 if words else 500_000  # bytes; the slow runs of other words write nothing before they are stopped
        wait_for(lambda: child.poll() is not None or size_of(partial(result)) >= some)
        assert child.poll() is None, child.communicate()
        return child

    yield start
    for child in children:
        child.kill()
        child.communicate()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root may mount a tiny disk; the tests of `ulimit -f` go the same way")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"mounting a tiny disk is not permitted here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def partial(result: Path) -> Path:
    return result.with_name(result.name + ".partial")


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1


def wait_for(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def content(path: Path) -> dict[str, object]:
    """All figures to the last bit, and all that the root says but how many trials were asked for."""
    with h5py.File(path, "r") as file:
        held: dict[str, object] = {f"/{name}": value for name, value in file.attrs.items() if name != "trials_asked"}
        for name, dataset in file.items():
            values = dataset[()]
            held[name] = (dataset.shape, values.tolist() if values.dtype == object else values.tobytes())
        return held


# --- stopped and killed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_keeps_its_first_trials_to_the_last_bit(
    endless, riskpool_command, small_path, tmp_path, stop
) -> None:
    result, reference = tmp_path / "x.h5", tmp_path / "reference.h5"
    child = endless(result)
    child.send_signal(stop)
    asked_at = time.monotonic()
    out, err = child.communicate(timeout=PATIENCE)
    assert time.monotonic() - asked_at < 20  # a second or so, and others may be using the machine
    assert child.returncode == 130
    told = re.fullmatch(rf"riskpool: interrupted after (\d+) of {ENDLESS} trials; the result file holds .*\n", err)
    assert told, err
    kept = int(told[1])
    with h5py.File(result, "r") as file:
        assert (file.attrs["trials"], file.attrs["trials_asked"]) == (kept, ENDLESS)
        assert np.array_equal(file["trial"], np.arange(kept))
    assert riskpool_command("run", small_path, "-o", reference, "--trials", kept).returncode == 0
    assert content(result) == content(reference)
    shown = riskpool_command("show", result)
    assert shown.returncode == 0 and f"{kept} of {ENDLESS} trials" in shown.stdout
    assert out == f"{shown.stdout}\nResult: {result}\n"
    assert not partial(result).exists()


def test_ctrl_c_is_answered_even_if_it_also_ended_the_reader_of_the_summary(endless, tmp_path) -> None:
    child = endless(tmp_path / "x.h5")
    child.stdout.close()
    child.send_signal(signal.SIGINT)
    assert child.wait(PATIENCE) == -signal.SIGPIPE
    assert "interrupted after" in child.stderr.read()
    with h5py.File(tmp_path / "x.h5", "r") as file:
        assert 0 < file.attrs["trials"] < ENDLESS


def test_a_second_ctrl_c_ends_at_once_and_leaves_an_earlier_result_alone(endless, whole_result, tmp_path) -> None:
    result = Path(shutil.copy(whole_result, tmp_path / "x.h5"))
    mean = "sources[0].collective_risk.frequency.poisson.mean=4000"
    child = endless(result, "--set", "years=1000", "--set", mean)  # a block takes half a minute
    while child.poll() is None:  # again and again, since two that come close together count as one
        time.sleep(0.3)
        child.send_signal(signal.SIGINT)
    assert child.returncode == -signal.SIGINT
    assert child.stderr.read() == "" and result.read_bytes() == whole_result.read_bytes()


@pytest.mark.parametrize("earlier", [True, False])
def test_what_a_killed_run_leaves_disturbs_neither_the_earlier_result_nor_the_next_run(
    endless, riskpool_command, small_path, whole_result, tmp_path, earlier
) -> None:
    result = tmp_path / "x.h5"
    if earlier:
        shutil.copy(whole_result, result)
    child = endless(result)
    child.kill()
    child.communicate()
    assert result.exists() == earlier
    assert not earlier or result.read_bytes() == whole_result.read_bytes()
    assert size_of(partial(result)) > 0
    assert riskpool_command("show", partial(result)).returncode == 3
    assert riskpool_command("run", small_path, "-o", result, "--trials", TRIALS).returncode == 0
    assert result.read_bytes() == whole_result.read_bytes()
    assert os.listdir(tmp_path) == ["x.h5"]


def test_a_second_run_into_the_same_file_is_refused_and_the_first_goes_on(
    endless, riskpool_command, small_path, tmp_path
) -> None:
    result = tmp_path / "x.h5"
    child = endless(result)
    one_message(riskpool_command("run", small_path, "-o", result), 3, result, "another run is writing it")
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == 130, err
    with h5py.File(result, "r") as file:
        assert file.attrs["trials"] > 0


# --- no room --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("earlier", [True, False])
def test_a_full_disk_leaves_the_earlier_result_or_none(
    riskpool_command, small_path, whole_result, tiny_disk, earlier
) -> None:
    result = tiny_disk / "x.h5"
    if earlier:
        shutil.copy(whole_result, result)
    done = riskpool_command("run", small_path, "-o", result, "--trials", 10**6)
    one_message(done, 3, result, "No space left", "free some space")
    assert os.listdir(tiny_disk) == ["x.h5"][:earlier]
    assert not earlier or result.read_bytes() == whole_result.read_bytes()


@pytest.mark.parametrize("answer", [signal.SIG_DFL, signal.SIG_IGN])
def test_a_file_limit_is_answered_like_a_full_disk_whatever_becomes_of_its_signal(
    riskpool_command, small_path, whole_result, tmp_path, answer
) -> None:
    result = Path(shutil.copy(whole_result, tmp_path / "x.h5"))

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, answer)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = riskpool_command("run", small_path, "-o", result, preexec_fn=limit)
    one_message(done, 3, result, "File too large", "ulimit -f")
    assert os.listdir(tmp_path) == ["x.h5"] and result.read_bytes() == whole_result.read_bytes()


def test_a_full_folder_for_temporary_files_is_named(riskpool_command, small_path, tiny_disk, tmp_path) -> None:
    result = tmp_path / "x.h5"
    done = riskpool_command("run", small_path, "-o", result, "--trials", 10**7, env={"TMPDIR": str(tiny_disk)})
    assert (done.returncode, done.stdout) == (3, "")
    assert str(tiny_disk) in done.stderr and "No space left" in done.stderr
    assert os.listdir(tmp_path) == ["disk"] and os.listdir(tiny_disk) == []


def test_a_missing_folder_for_temporary_files_is_refused_before_the_run(riskpool_command, small_path) -> None:
    elsewhere = {"TMPDIR": "/no/such/folder"}
    done = riskpool_command("run", small_path, "--trials", ENDLESS, env=elsewhere, timeout=PATIENCE)
    one_message(done, 3, "TMPDIR", "names no folder")


@pytest.mark.parametrize("verb", ["run", "show", "show --json", "explain", "check", "schema", "--help", "--version"])
def test_an_answer_that_cannot_be_printed_is_a_failure(riskpool_command, small_path, whole_result, verb) -> None:
    arguments = {"run": [small_path], "explain": [small_path, "--trial", 3], "check": [small_path]}
    words = [*verb.split(), *arguments.get(verb, [whole_result] if verb.startswith("show") else [])]
    with open("/dev/full", "w") as full:
        done = riskpool_command(*words, stdout=full)
    one_message(done, 3, "standard output", "cannot be written: No space left on device")


@pytest.mark.parametrize("closed", [False, True])
def test_a_result_is_in_place_even_if_its_summary_cannot_be_printed(
    riskpool_command, small_path, whole_result, tmp_path, closed
) -> None:
    words = ["run", small_path, "-o", tmp_path / "x.h5", "--trials", TRIALS]
    if closed:  # and the result must not be taken for the standard output whose number it may get
        done = riskpool_command(*words, stdout=None, preexec_fn=lambda: os.close(1))
    else:
        with open("/dev/full", "w") as full:
            done = riskpool_command(*words, stdout=full)
    one_message(done, 3, "standard output", "the result file is in place")
    assert (tmp_path / "x.h5").read_bytes() == whole_result.read_bytes()


def test_a_reader_that_has_seen_enough_is_no_failure_to_talk_about(
    riskpool_command, program, small_path, whole_result, tmp_path
) -> None:
    piped = f"set -o pipefail; '{program}' reference | head -1; '{program}' show '{whole_result}' | head -1"
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, timeout=PATIENCE)
    shown = riskpool_command("show", whole_result).stdout
    assert done.stderr == "" and done.stdout.splitlines()[1] == shown.splitlines()[0]
    for restore, code in ((True, -signal.SIGPIPE), (False, 3)):  # with SIGPIPE ignored it is a write that fails
        read, write = os.pipe()
        os.close(read)
        words = ["run", small_path, "-o", tmp_path / "x.h5", "--trials", TRIALS]
        done = riskpool_command(*words, stdout=write, restore_signals=restore)
        os.close(write)
        assert done.returncode == code and ("Broken pipe" in done.stderr) == (code == 3)
        assert (tmp_path / "x.h5").read_bytes() == whole_result.read_bytes()
