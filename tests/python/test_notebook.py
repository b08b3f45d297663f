"""How values look in a notebook: what matters at a glance, with nothing that a page would take for its own."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import riskpool as rp


def words(html: str) -> str:
    """The text of a piece of HTML whose tags are all closed."""
    found: list[str] = []
    open_: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "br":
                open_.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_.pop() == tag

        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(html)
    assert not open_
    return " ".join(found)


def test_a_scenario_shows_whom_it_is_about(small: rp.Scenario) -> None:
    text = words(small._repr_html_())
    for each in (small.name, small.about, "Lead, Partner", "Fab", "5,000, 11", "collective_risk", "Pool"):
        assert each in text, each
    many = small.with_({"insureds": [rp.Insured(name=f"R{k}", property=1e9) for k in range(12)]})
    assert "R0, R1, R2, R3, R4, R5, R6, R7 and 4 more" in words(many._repr_html_())


def test_a_run_shows_its_summary_and_a_trial_its_story(run: rp.Run) -> None:
    assert words(run._repr_html_()) == run.summary == str(run)
    told = run.explain(3)
    assert isinstance(told, str) and "Year 1" in told and words(told._repr_html_()) == told

    class Printer:
        written = ""

        def text(self, text: str) -> None:
            self.written += text

    printer = Printer()
    told._repr_pretty_(printer, False)
    assert printer.written == told


def test_a_kind_shows_what_a_file_would_say(small: rp.Scenario) -> None:
    layer = rp.CatXl(name="A <b> & c", limit="2bn", attachment=1e9, reinstatements=[1.0])
    text = words(layer._repr_html_())
    assert text.splitlines()[0] == "CatXl" and "limit: 2000000000" in text and "A <b> & c" in text
    assert not re.search("<b>", layer._repr_html_())
    assert "per_risk_xl" not in words(small.pools[0]._repr_html_()) and "cat_xl" in words(small.pools[0]._repr_html_())
