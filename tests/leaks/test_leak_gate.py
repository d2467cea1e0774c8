"""No edition is published that holds what it may not carry."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.press.book import Bound, Press
from focalpoint.press.book_pdf.assemble import Assembled
from focalpoint.problems import ProblemKind, Trouble
from focalpoint.release.build import Format, Request, build_edition
from sample_project import Project

pytestmark = pytest.mark.slow


class Silent:
    """Tells nobody how the work goes."""

    def step(self, text: str) -> None: ...

    def piece(self, title: str, done: int, total: int) -> None: ...


@pytest.mark.parametrize("form", [Format.PDF, Format.ALL])
def test_a_public_edition_printed_from_the_networks_is_not_published(
    built_copy: Callable[[], Project], form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = built_copy()
    project.edit("manual/ground/post.md", "The deputy reads", "Her deputy reads")
    before = project.files("dist")
    leaking = Assembled(before["network/manual.pdf"], 9, {})

    bind = Press.bind

    def bind_another(press: Press, *given: Any) -> Bound:
        return replace(bind(press, *given), assembled=leaking)

    def check(press: Press, bound: Bound, beside: Callable[[bytes], None] | None = None) -> None:
        if beside is not None:
            beside(bound.assembled.pdf)

    monkeypatch.setattr(Press, "bind", bind_another)
    monkeypatch.setattr(Press, "check", check)
    with pytest.raises(Trouble) as caught:
        build_edition(Config.load(project.root, date(2026, 11, 23)), Request(Edition.PUBLIC, form), Silent())
    assert project.files("dist") == before
    said = "\n".join(map(str, caught.value.problems))
    assert {problem.kind for problem in caught.value.problems} == {ProblemKind.LEAK}
    assert said.startswith("dist/public/html/manual.pdf" if form is Format.ALL else "dist/public/manual.pdf")
    assert "consultations/notes/lima-2026.md:1" in said
    for words in ("Lima", "neighbours", "quieter"):
        assert words not in said


def test_the_command_searches_a_finished_edition(built_copy: Callable[[], Project]) -> None:
    project = built_copy()
    done = project.run("leaks", "dist/public")
    assert (done.status, done.out) == (0, "dist/public: nothing in it that it may not carry\n"), done.err
    shutil.copy(project.root / "dist/network/manual.pdf", project.root / "dist/public/html/manual.pdf")
    found = project.run("leaks", "dist/public")
    assert found.status == 1
    assert "dist/public/html/manual.pdf: page " in found.err


def test_a_folder_that_is_no_edition_is_told(project: Project) -> None:
    assert "give dist/public or dist/network" in project.run("leaks", "manual").err
    assert "focalpoint build --edition public" in project.run("leaks", "dist/public").err
