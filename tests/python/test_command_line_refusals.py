"""The command line given the wrong file, the wrong place or the wrong words: refused at once, with one message.

Exit codes are those of docs/command-line.md. Where a run must be refused before it simulates, it is asked for more
trials than anybody would wait for.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import h5py
import pytest
from one_message import one_message

ENDLESS = 10**9
PATIENCE = 60  # seconds; an answer takes a tenth of one


# --- not a result, not a scenario -----------------------------------------------------------------------------------


def test_a_result_that_is_cut_short_anywhere_is_refused(riskpool_command, whole_result, tmp_path) -> None:
    whole = whole_result.read_bytes()
    cut = tmp_path / "cut.h5"
    somewhere = random.Random(1)  # besides the places where HDF5's own header ends
    lengths = [1, 7, 8, 9, 47, 48, 49, 96, 512, 4096, len(whole) // 2, len(whole) - 8, len(whole) - 1]
    for length in lengths + [somewhere.randrange(len(whole)) for _ in range(30)]:
        cut.write_bytes(whole[:length])
        words = ["is cut short"] if length >= 48 else []
        one_message(riskpool_command("show", cut), 3, cut, *words)


def test_a_result_that_lacks_anything_is_shown_or_refused_but_never_a_crash(
    riskpool_command, whole_result, tmp_path
) -> None:
    with h5py.File(whole_result, "r") as file:
        parts = [("attribute", name) for name in file.attrs] + [("dataset", name) for name in file]
    refused = set()
    for kind, name in parts:
        poor = Path(shutil.copy(whole_result, tmp_path / "poor.h5"))
        with h5py.File(poor, "r+") as file:
            del (file.attrs if kind == "attribute" else file)[name]
        done = riskpool_command("show", poor)
        if done.returncode != 0:
            one_message(done, 3, poor)
            refused.add(name)
    assert {"file_type", "format_version", "seed", "trials", "title", "metric", "payer", "metric_row"} <= refused
    assert not refused & {"pool.net_loss", "scenario_sha256"}  # which a summary does not need


def foreign(place: Path, kind: str) -> Path:
    path = place / f"{kind}.x"
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("dear all\n")
    elif kind == "empty":
        path.touch()
    elif kind == "other HDF5":
        with h5py.File(path, "w") as file:
            file["figures"] = [1.0, 2.0]
    else:
        assert kind == "missing"
    return path


@pytest.mark.parametrize("kind", ["folder", "text", "empty", "other HDF5", "missing"])
def test_what_is_no_result_is_not_shown(riskpool_command, tmp_path, kind) -> None:
    path = foreign(tmp_path, kind)
    one_message(riskpool_command("show", path), 3, path)
    one_message(riskpool_command("show", "--json", path), 3, path)


@pytest.mark.parametrize("kind", ["folder", "text", "empty", "other HDF5", "missing"])
@pytest.mark.parametrize("verb", ["run", "check", "explain"])
def test_what_is_no_scenario_is_a_faulty_scenario(riskpool_command, tmp_path, verb, kind) -> None:
    path = foreign(tmp_path, kind)
    words = {"run": ["-o", tmp_path / "x.h5"], "explain": ["--trial", 0]}.get(verb, [])
    one_message(riskpool_command(verb, path, *words), 1, path)
    assert not (tmp_path / "x.h5").exists()


def test_a_result_is_no_scenario_even_if_it_is_cut_short(riskpool_command, whole_result, tmp_path) -> None:
    for length in (1, 8, 100, 10**5, 10**8):
        path = tmp_path / "x.h5"
        path.write_bytes(whole_result.read_bytes()[:length])
        one_message(riskpool_command("explain", path, "--trial", 0), 1, path)


# --- no place for the result ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "why"),
    [
        ("nowhere/x.h5", "does not exist; create it first"),
        ("folder", "is a folder"),
        ("folder/", "names no file"),
        ("file/x.h5", "is not a folder"),
        ("/dev/null", "is a device or pipe"),
    ],
)
def test_a_result_with_no_place_is_refused_before_the_run(riskpool_command, small_path, tmp_path, result, why) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    path = f"{tmp_path}/{result}" if result[0] != "/" else result
    done = riskpool_command("run", small_path, "-o", path, "--trials", ENDLESS, timeout=PATIENCE)
    one_message(done, 3, path, why)
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"] and not os.listdir(tmp_path / "folder")


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder into which even this user may not write: root needs a disk that is mounted for reading."""
    place = tmp_path / "closed"
    place.mkdir(0o555)
    if os.geteuid() != 0:
        yield place
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro,size=64k", "tmpfs", place]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("root may write everywhere, and mounting a disk for reading is not permitted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_folder_that_is_closed_to_us_is_refused_before_the_run(riskpool_command, small_path, closed_folder) -> None:
    path = closed_folder / "x.h5"
    done = riskpool_command("run", small_path, "-o", path, "--trials", ENDLESS, timeout=PATIENCE)
    one_message(done, 3, path, "cannot create", "choose a folder that you may write to")


# --- the wrong words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("", "A subcommand is required"),
        ("simulate SCENARIO", "there is no verb simulate"),
        ("run", "scenario is required"),
        ("run SCENARIO --nonsense", "--nonsense"),
        ("run SCENARIO more", "more"),
        ("run SCENARIO --trials", "--trials"),
        *((f"run SCENARIO --trials {wrong}", f'--trials: "{wrong}"') for wrong in ["0", "-1", "1.5", "1e3", "ten"]),
        (f"run SCENARIO --trials {2**52 + 1}", "--trials"),
        ("run SCENARIO --seed -1", '--seed: "-1"'),
        (f"run SCENARIO --seed {2**64}", "--seed"),
        ("run SCENARIO --first-trial -64", '--first-trial: "-64"'),
        ("run SCENARIO --first-trial 65", "--first-trial 65 is no multiple of 64"),
        ("run SCENARIO --threads -1", '--threads: "-1"'),
        ("run SCENARIO -o", "--output"),
        ("run SCENARIO -o ''", "--output: names no file"),
        ("run SCENARIO --set", "--set"),
        ("explain SCENARIO", "--trial is required"),
        ("explain SCENARIO --trial -1", '--trial: "-1"'),
        ("show", "result is required"),
    ],
)
def test_words_that_make_no_sense_are_answered_with_exit_code_2(riskpool_command, small_path, words, named) -> None:
    said = [{"SCENARIO": str(small_path), "''": ""}.get(word, word) for word in words.split()]
    if said[:1] == ["run"] and "--trials" not in said:
        said += ["--trials", str(ENDLESS)] if said[-1] not in ("run", "-o", "--set") else []
    done = riskpool_command(*said, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert named in done.stderr and len(done.stderr.splitlines()) <= 2  # the second says where help is


def test_numbers_are_decimal_whatever_they_begin_with(riskpool_command, small_path) -> None:
    plain = riskpool_command("run", small_path, "--trials", "64", "--seed", "10", "--json")
    assert plain.returncode == 0
    assert riskpool_command("run", small_path, "--trials", "064", "--seed", "010", "--json").stdout == plain.stdout


def test_a_run_does_not_write_its_result_over_its_scenario(riskpool_command, small_path, tmp_path) -> None:
    scenario = Path(shutil.copy(small_path, tmp_path / "pool.yaml"))
    link = tmp_path / "link.h5"
    link.symlink_to(scenario)
    for result in (scenario, link):
        done = riskpool_command("run", scenario, "-o", result)
        assert (done.returncode, done.stdout) == (2, "") and f"{result} is the scenario; " in done.stderr
        assert scenario.read_bytes() == small_path.read_bytes()
