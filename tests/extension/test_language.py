from __future__ import annotations

import pytest

from focalpoint.problems import ProblemKind
from sample_project import Project
from sphinx_pages import article, write

pytestmark = pytest.mark.slow

CHAPTER = "task/third"


def said(project: Project, text: str) -> None:
    """Add a paragraph to a chapter."""
    path = f"manual/{CHAPTER}.md"
    project.write(path, f"{project.read(path)}\n{text}\n")


@pytest.mark.parametrize("builder", ["html", "print"])
def test_words_of_another_language_say_so(texts: Project, builder: str) -> None:
    said(texts, "The term is {lang}`fr responsabilité de protéger` in French.")
    written = write(texts, builder)
    assert written.problems == []
    (words,) = article(written.page(CHAPTER)).xpath(".//span[@lang='fr']")
    assert words.text_content() == "responsabilité de protéger"
    assert "language-fr" not in words.get("class", "")


@pytest.mark.parametrize("wrong", ["responsabilité de protéger", "fr", "FR oui", "français oui"])
def test_words_without_a_language_are_an_error(texts: Project, wrong: str) -> None:
    said(texts, f"The term is {{lang}}`{wrong}`.")
    (problem,) = write(texts).problems
    assert problem.kind == ProblemKind.CONSTRUCT
    assert problem.path == f"manual/{CHAPTER}.md"
    assert "such as `fr responsabilité de protéger`" in problem.message
