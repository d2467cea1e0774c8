"""A sentence may rest on a closed note where it is, word for word, what its people have cleared."""

from __future__ import annotations

import pytest
from clearing_project import CHAPTER, NOTE, SENTENCE, chapter_of, clear, refused, rest_on_it, tree_of

from focalpoint.content.consultation.handling import Edition
from sample_project import Project


def test_a_cleared_sentence_cites_no_more_than_that_people_were_consulted(project: Project) -> None:
    clear(project)
    rest_on_it(project)
    public = chapter_of(tree_of(project))
    assert f"{SENTENCE} {{consulted}}`2026`" in public
    assert "lima" not in "".join(piece.data.decode().lower() for piece in tree_of(project).values())
    assert "{heard}`lima-2026 1`" in chapter_of(tree_of(project, Edition.NETWORK))


def test_a_sentence_in_other_words_is_not_cleared(project: Project) -> None:
    clear(project)
    line = rest_on_it(project, "Neighbours of several States wished for no list.")
    assert refused(project) == [
        f"{CHAPTER}:{line}: rests on a note that the public edition may not carry; put the passage in a "
        "`:::{handling}` block with the note's label, or have the text cleared [handling]"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Neighbours of several States wished for a quieter list.{footcite}`summit2005`",
        "Neighbours of several {term}`States <Focal Point>` wished for a quieter list.",
        "**NEIGHBOURS** of several states wished – for a quieter list!",
    ],
)
def test_marks_capitals_and_sources_make_no_other_words(project: Project, sentence: str) -> None:
    clear(project)
    rest_on_it(project, sentence)
    assert f"{sentence} {{consulted}}`2026`" in chapter_of(tree_of(project))


@pytest.mark.parametrize(
    ("sentence", "is_cleared"),
    [
        ("Neighbours wished for a list.", True),
        ("It was to be quiet.", True),
        ("Neighbours wished for a list; it was to be quiet.", True),
        ("It was to be quiet; neighbours wished for a list.", False),
        ("It was to be quiet; nobody objected.", True),
        ("Neighbours wished for a list; it was to be quiet; nobody objected.", True),
        ("Neighbours wished for a list; nobody objected.", False),
        ("Neighbours wished for a list; it was.", False),
        ("Neighbours wished for it.", False),
    ],
)
def test_one_cleared_sentence_or_several_that_follow_each_other_may_be_said(
    project: Project, sentence: str, is_cleared: bool
) -> None:
    text = "Neighbours wished for a list. It was to be quiet! Nobody objected"
    project.edit(NOTE, "challenge: 2", f'challenge: 2\ncleared_text: "{text}."\ncleared_on: 2026-06-01')
    rest_on_it(project, sentence)
    if is_cleared:
        assert f"{sentence} {{consulted}}`2026`" in chapter_of(tree_of(project))
    else:
        assert len(refused(project)) == 1


def test_a_note_that_is_named_in_words_is_told_at_its_line(project: Project) -> None:
    clear(project)
    line = rest_on_it(project)
    project.edit(CHAPTER, "Members work.", "As LIMA-2026 has it, but not pre-lima-2026 or lima-2026b.")
    assert refused(project) == [
        f"{CHAPTER}:{line + 1}: names a note that the public edition may not carry; say it without the note's name, "
        "or cite the note as {heard}`its-name 1` behind the sentence that rests on it [handling]"
    ]


def test_an_action_from_several_points_of_a_closed_note_names_the_year_once(project: Project) -> None:
    clear(project, "Name a deputy before the first leave")
    project.edit(NOTE, "1. The neighbours wish for a quieter list.", "1. A list.\n2. A deputy.")
    project.edit(
        CHAPTER, ":from: accra-2026 2; summit2005", ":from: lima-2026 1; summit2005; lima-2026 2; accra-2026 2"
    )
    assert ":from: consulted 2026; summit2005; accra-2026 2\n" in chapter_of(tree_of(project))


def test_a_practice_of_a_closed_note_rests_on_every_row_of_it(project: Project) -> None:
    path = "manual/task/mapping.md"
    clear(project, "The ministry kept a list. It was short")
    project.edit(path, ":from: accra-2026 3", ":from: lima-2026 1")
    project.edit(path, "The ministry kept a list.\n", "The ministry kept a list.\n\nIt was short.\n")
    assert ":from: consulted 2026\n" in chapter_of(tree_of(project), "task/mapping.md")
    project.edit(path, "It was short.\n", "It was long.\n")
    (said,) = refused(project)
    assert said.startswith(f"{path}:{project.line(path, ':from: lima')}: rests on a note")


@pytest.mark.parametrize("first", [True, False])
def test_an_action_from_a_cleared_sentence_names_only_the_year(project: Project, first: bool) -> None:
    clear(project, "Name a deputy before the first leave")
    origin = "lima-2026 1; summit2005" if first else "summit2005; lima-2026 1"
    project.edit(CHAPTER, ":from: accra-2026 2; summit2005", f":from: {origin}")
    expected = "consulted 2026; summit2005" if first else "summit2005; consulted 2026"
    assert f":from: {expected}" in chapter_of(tree_of(project))


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("States wished for a quieter list.", "{heard}`lima-2026 1`"),
        ("List.", "{heard}`lima-2026 1`"),
        (SENTENCE, "{heard}``lima-2026 1``"),
        (SENTENCE, "{heard}`lima-2026\n1`"),
        (SENTENCE, "{heard}`lima-2026 1` as lima-2026 has it."),
    ],
)
def test_no_way_of_writing_slips_through(project: Project, sentence: str, cited: str) -> None:
    clear(project)
    project.edit(CHAPTER, "Members work from many ministries.", f"{sentence} {cited}\nMembers work.")
    assert refused(project)


@pytest.mark.parametrize("origin", ["summit2005;lima-2026 1; report2009", "summit2005; lima-2026 1 ; report2009"])
def test_a_loosely_typed_origin_is_made_neutral_all_the_same(project: Project, origin: str) -> None:
    clear(project, "Name a deputy before the first leave")
    project.edit(CHAPTER, ":from: accra-2026 2; summit2005", f":from: {origin}")
    assert ":from: summit2005; consulted 2026; report2009" in chapter_of(tree_of(project))
