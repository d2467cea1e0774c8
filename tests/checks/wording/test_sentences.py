"""One sentence on each line, by a page of cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from focalpoint.checks.wording.sentences import check_sentences
from focalpoint.config import Config
from focalpoint.content.manual import Manual, Text
from focalpoint.content.text.contents import Part
from focalpoint.content.text.markdown import read_markdown
from sample_project import Project

PAGE = Path(__file__).with_name("sentences.md")
CASES = [(title.strip(), text, said) for _line, title, text, said in read_fixture_file(PAGE)]


def findings(config: Config, text: str) -> list[str]:
    """What is said of a text, with its line."""
    page = Text("a.md", "a", text, read_markdown(text))
    manual = Manual(page, tuple[Part, ...](), (), (), {}, (), vocabulary=config.vocabulary)
    return [f"{problem.line}: {problem.message}" for problem in check_sentences(config, manual)] or ["nothing"]


@pytest.fixture
def config(project: Project) -> Config:
    return Config.load(project.root, date(2026, 11, 23))


@pytest.mark.parametrize(("title", "text", "said"), CASES, ids=[title for title, _text, _said in CASES])
def test_the_page_says_what_is_found(config: Config, title: str, text: str, said: str) -> None:
    assert findings(config, text) == said.rstrip("\n").split("\n")


WORD = st.text("abcdefghij", min_size=4, max_size=8)
SENTENCE = st.lists(WORD, min_size=2, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")


@given(sentences=st.lists(SENTENCE, min_size=2, max_size=6))
def test_sentences_pass_on_lines_of_their_own_and_on_no_other(sentences: list[str]) -> None:
    config = Config(Path(), None, None, "", date(2026, 11, 23))  # type: ignore[arg-type]  # the rule asks for no setting or word
    assert findings(config, "\n".join(sentences)) == ["nothing"]
    assert "a second sentence begins here" in findings(config, " ".join(sentences))[0]
    broken = "\n".join(sentences).replace(" ", "\n", 1)
    assert findings(config, broken) == ["1: the sentence goes on in the next line; write it on one line"]


def test_a_very_long_word_takes_no_time(config: Config) -> None:
    assert findings(config, "x." * 200_000 + "x") == ["nothing"]
