"""A treaty body's manual: its own ministries, three questions instead of two, no pillars, briefs of its own parts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from focalpoint.templates.new_project import Names, lay_out_project
from sample_project import Project

pytestmark = pytest.mark.slow

VOCABULARY = """never-divided = ["Istanbul"]

[focal-point]
one = "Liaison Officer"
many = "Liaison Officers"
addressed = "the Liaison Officer"

[nouns]
ministry = ["service", "services"]
challenge = ["question", "questions"]

[challenges]
1 = { cover = "How to prepare a visit", label = "1, before" }
2 = { cover = "How to receive a delegation", label = "2, during" }
3 = { cover = "How to answer a report", label = "3, after" }

[efforts]
hour = "an hour"
week = "a week"

[ministries]
prison-service = { label = "prison service", addressed = "the prison service" }
health-service = { label = "health service", addressed = "the health service in prisons" }

[regional-groups]
names = ["North", "South"]

[brief]
title = "Leaflets for services"
question = "What do I hand over?"
introduction = "Each leaflet takes two pages."
more = "In the handbook"
contact = "Your Liaison Officer:"

[[brief.parts]]
id = "reason"
heading = "Why we write to you"
words = 80

[[brief.parts]]
id = "steps"
heading = "Three steps"
holds = "actions"

[[brief.parts]]
id = "reach"
heading = "How to reach us"
words = 40
holds = "contact"
"""


def action(number: int, title: str, challenge: str, ministries: str, effort: str) -> str:
    """An action box of the chapter."""
    return (
        f"```{{action}} {title}\n:id: P-{number}\n:challenge: {challenge}\n:ministries: {ministries}\n"
        f":effort: {effort}\n:from: charter1945\n\nThe register is a public record.\n```\n"
    )


CHAPTER = f"""---
title: The prison service
question: What does the prison service do with a visit?
status: draft
challenge: all
handling: TLP:CLEAR
checked: 2026-11-23
brief: prison-service
---

## Before the delegation comes

:::{{brief}} reason
A delegation may come unannounced, and the gate has to know what it may see.
:::

{action(1, "Write down who opens the gate.", "1", "prison-service", "hour")}
{action(2, "Keep the register.", "1, 3", "prison-service, health-service", "week")}
{action(3, "Answer the report.", "all", "prison-service", "week")}

:::{{brief}} reach
The Liaison Officer answers within a day.
:::
"""


@pytest.fixture
def treaty(tmp_path: Path) -> Project:
    """The project, laid out by `focalpoint new project`, with the words and a chapter of the treaty body."""
    lay_out_project(tmp_path / "treaty", Names("Handbook on Visits", "The Committee"), date(2026, 11, 23))
    project = Project(tmp_path / "treaty")
    project.write("manual/vocabulary.toml", VOCABULARY)
    project.write("manual/first-steps/the-prison-service.md", CHAPTER)
    project.edit("manual/index.md", "first-steps/the-task\n", "first-steps/the-task\nfirst-steps/the-prison-service\n")
    project.edit("manual/first-steps/the-task.md", "education, finance", "health-service")
    project.edit("consultations/roster.yaml", "regional_group: none", "regional_group: South")
    return project


def test_it_passes_the_check(treaty: Project) -> None:
    checked = treaty.run("check")
    assert (checked.out, checked.err) == ("4 chapters and 1 consultation note: nothing to put right\n", "")


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        ("the-task.md", "health-service", "justice", "`justice` is not a word for `ministries`; use prison-service, h"),
        ("the-task.md", ":challenge: 1", ":challenge: 4", "`4` is not a word for `challenge`; use 1, 2, 3, all"),
        ("the-task.md", ":challenge: 1", ":challenge: both", "`both` is not a word for `challenge`; use 1, 2, 3, all"),
        ("the-task.md", ":effort: week", ":effort: month", "`month` is not a word for `effort`; use hour, week"),
        ("the-task.md", ":effort: week", ":effort: week\n:pillar: I", "no words for `pillar`; add them there, or take"),
        ("the-task.md", "\nchallenge: 1\n", "\nchallenge: 5\n", "`challenge: 5` is not known; write '1', '2', '3' or"),
        ("the-task.md", "\nchallenge: 1\n", "\n", "the field `challenge` is missing; add it [front-matter]"),
        ("the-prison-service.md", "brief: prison-service", "brief: justice", "`justice` is not a service; use prison-"),
        ("the-prison-service.md", "{brief} reach", "{brief} why", "`why` is no part of a brief; use reason, reach"),
        ("the-prison-service.md", ":::{brief} reason", ":::{note}", "the brief has no passage for `reason`; put"),
    ],
)
def test_what_its_vocabulary_lacks_is_refused(treaty: Project, path: str, old: str, new: str, says: str) -> None:
    treaty.edit(f"manual/first-steps/{path}", old, new)
    assert says in treaty.run("check").err


def test_a_member_of_another_group_is_refused(treaty: Project) -> None:
    treaty.edit("consultations/roster.yaml", "South", "African States")
    assert "is not known; write 'North', 'South' or 'none' [roster]" in treaty.run("check").err


@pytest.mark.slow
def test_its_words_are_printed(treaty: Project) -> None:
    built = treaty.run("build", "--format", "html")
    assert (built.status, built.err) == (0, "")
    pages = {path: data.decode() for path, data in treaty.files("dist/public/html").items() if path.endswith(".html")}
    chapter, actions = pages["first-steps/the-prison-service.html"], pages["actions.html"]
    assert "With: prison service; health service" in chapter
    assert "questions 1, 2 and 3" in actions and "questions 1 and 3" in actions
    assert '<select name="ministry">' in actions and "Service <select" in actions
    assert '<option value="3">3, after</option>' in actions
    assert '<select name="pillar">' not in actions
    assert "The manual grows out of consultations with Liaison Officers." in pages["consultations/index.html"]
    assert "Leaflets for services" in pages["index.html"]
    with pypdfium2.PdfDocument(treaty.root / "dist/public/manual.pdf") as document:
        cover = " ".join(document[0].get_textpage().get_text_range().split())
    assert all(f"How to {what}" in cover for what in ("prepare a visit", "receive a delegation", "answer a report"))
    with pypdfium2.PdfDocument(treaty.root / "dist/public/briefs/the-prison-service.pdf") as document:
        assert len(document) == 1
        leaflet = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    for words in ("Brief for the prison service", "Why we write to you", "Three steps", "How to reach us"):
        assert words in leaflet
    assert "Your Liaison Officer:" in leaflet and "In the handbook" in leaflet
