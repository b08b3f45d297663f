"""What is needed to get the same figures again, to the last bit."""

from __future__ import annotations

import hashlib

import h5py

from riskpool.report.html import Html, Piece, join, name, paragraph, table, tag
from riskpool.report.study import Study
from riskpool.result import Run

key = "reproduce"


def write(study: Study) -> Html:
    result = study.result
    attributes: dict[str, str] = {}
    if result.path is not None and result.path.exists():
        with h5py.File(result.path, "r") as file:
            attributes = {key: str(value) for key, value in file.attrs.items()}
    elif isinstance(result, Run):
        attributes["scenario_file"] = result.scenario.file
    rows: list[tuple[Piece, Piece]] = [
        (study.say("reproduce.scenario"), name(attributes.get("scenario_file", "–"))),
        (study.say("reproduce.seed"), name(result.seed)),
        (study.say("reproduce.trials"), name(f"{result.first_trial} … {result.first_trial + result.trials - 1}")),
        (study.say("reproduce.version"), name(f"{result.program_version} {attributes.get('program_commit', '')}")),
        (study.say("reproduce.table_hash"), tag("code", name(result.table_hash))),
        (study.say("reproduce.text_hash"), tag("code", name(hashlib.sha256(result.scenario_text.encode()).hexdigest()))),
    ]
    if "scenario_sha256" in attributes:
        rows.append((study.say("reproduce.hash"), tag("code", name(attributes["scenario_sha256"]))))
    head = [study.say("reproduce.what"), study.say("reproduce.value")]
    trials = str(result.trials)
    if result.number_of_draws:  # so many of each draw
        trials = f"{result.trials_per_draw} --draws {result.number_of_draws}"
    elif len(result.uncertain):
        trials += " --draws 0"
    command = f"riskpool run {attributes.get('scenario_file', 'scenario.yaml')} --seed {result.seed} --trials {trials}"
    command += "".join(f" --set '{each}'" for each in result.settings)
    return join([
        paragraph(study.say("reproduce.how")), table(study.say("reproduce.caption"), head, rows, words=2, class_="paths"),
        tag("pre", tag("code", name(command))),
    ])  # fmt: skip
