"""Each folder of a field says in its README what is fact, what is not public and what is judgement, and names each of its files."""

import re

import pytest
from sectors import SECTORS
from test_scenarios import SCENARIOS

FOLDERS = sorted({file.parent for file in SECTORS})
SHORT = sorted(set(FOLDERS) - {SCENARIOS / "ic"})  # ic/README.md is a page of its own


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_readme_names_every_file(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert not [file.name for file in folder.glob("*.yaml") if f"`{file.name}`" not in text]
    assert not [name for name in re.findall(r"`([a-z0-9_]+\.(?:yaml|csv))`", text) if not list(SCENARIOS.rglob(name))]


@pytest.mark.parametrize("folder", SHORT, ids=lambda folder: folder.name)
def test_a_readme_tells_facts_from_judgement(folder):
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert "\n## Not public" in text and "\n## Judgement" in text
    for row in re.findall(r"^\| (.*) \|$", text.partition("\n## Facts\n")[2].partition("\n## ")[0], re.M)[2:]:
        fact, _, source, solid, held = row.split(" | ")
        assert source and held, fact
        assert solid == "" or set(re.findall(r"\b[A-Z]\b", solid)) <= set("PSTDR"), row
