"""What the search for leaks is given: each thing that an edition withholds, by its place, with its words."""

from __future__ import annotations

import pytest
from clearing_project import CHAPTER, NOTE, clear, config_of

from focalpoint.assembly.leak_terms import carried_texts
from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.withheld import Withheld
from sample_project import Project

MAPPING, ACCRA = "manual/task/mapping.md", "consultations/notes/accra-2026.md"
ROSTER = """members:
  - {iso2: XA, name: Freedonia, kind: state, regional_group: African States}
  - iso2: XS
    name: Sylvania
    kind: state
    regional_group: African States
    rounds:
      1: {draft_sent_on: 2026-06-01, response: comments, verdict: The text is far too long}
"""


def withheld(project: Project, edition: Edition = Edition.PUBLIC) -> list[Withheld]:
    config = config_of(project)
    return list(assemble(config, check_manual(config), edition).withheld)


def of(project: Project, what: str, edition: Edition = Edition.PUBLIC) -> list[Withheld]:
    """The things of one kind that an edition withholds."""
    return [one for one in withheld(project, edition) if one.what == what]


def test_texts_data_sources_and_drawings_are_what_an_edition_says() -> None:
    tree = {"a.md": b"one", "data/b.txt": b"two", "c.bib": b"three", "d.svg": b"four", "e.png": b"\xff", "conf.py": b""}
    assert carried_texts(tree) == ["one", "two", "three", "four"]


def test_a_closed_note_is_withheld_with_all_that_would_give_it_away(project: Project) -> None:
    project.write("consultations/roster.yaml", ROSTER)
    project.edit(NOTE, "challenge: 2", "challenge: 2\nparticipants: [XS]")
    (note,) = of(project, "note")
    assert (note.path, note.line) == (NOTE, 1)
    assert note.texts == tuple(project.read(NOTE).split("\n"))
    assert note.names == ("lima-2026", "Second meeting", "Lima 2026", "Sylvania")
    assert of(project, "note", Edition.NETWORK) == []


def test_what_its_people_have_cleared_of_a_note_is_no_secret(project: Project) -> None:
    project.edit(NOTE, "for a quieter list.", "for a quieter list; it was told twice.")
    clear(project, "The neighbours wish for a QUIETER list. And nothing else")
    (note,) = of(project, "note")
    assert "1. ; it was told twice." in note.texts


def test_words_that_wait_to_be_cleared_are_still_searched_for(project: Project) -> None:
    """They stand in a note whose other words are cleared."""
    clear(project, "The neighbours wish")
    (note,) = of(project, "note")
    assert "1.  for a quieter list." in note.texts


def test_a_closed_chapter_is_withheld_by_its_title_and_its_name(project: Project) -> None:
    project.edit(CHAPTER, "- Then read {chapter}`mapping`.\n", "")
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: TLP:GREEN")
    (chapter,) = of(project, "chapter")
    assert (chapter.path, chapter.line, chapter.names) == (MAPPING, 1, ("Mapping", "task/mapping"))
    assert chapter.texts == tuple(project.read(MAPPING).split("\n"))
    assert chapter.data == (project.read("manual/figures/rings.svg").encode(),)


def test_the_lines_of_the_contents_that_name_a_closed_chapter_are_withheld(project: Project) -> None:
    project.edit(CHAPTER, "- Then read {chapter}`mapping`.\n", "")
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: TLP:GREEN")
    first = project.line("manual/index.md", "Part II. Work") - 1
    assert [(one.path, one.line, one.texts) for one in of(project, "part")] == [
        ("manual/index.md", first, ("```{toctree}", ':caption: "Part II. Work"', ":numbered:")),
        ("manual/index.md", first + 4, ("task/mapping", "```")),
    ]
    assert of(project, "part", Edition.NETWORK) == []


def test_passages_points_and_actions_are_withheld_run_by_run(project: Project) -> None:
    project.edit(ACCRA, "2. A deputy keeps", "2. [TLP:GREEN] A deputy keeps")
    project.edit(CHAPTER, ":from: accra-2026 2; summit2005", ":from: summit2005\n:handling: TLP:GREEN")
    project.edit(CHAPTER, "  - Counsel the government {heard}`accra-2026 2`", "  - Counsel the government")
    project.edit(CHAPTER, "{para}`post-first`", "[the paragraph](#post-first)")
    point = "2. [TLP:GREEN] A deputy keeps the work going."
    found = {(one.path, one.line): (one.what, one.texts) for one in withheld(project)}
    heads = {place: (what, texts[0], texts[-1]) for place, (what, texts) in found.items() if place[0] != NOTE}
    assert heads == {
        (ACCRA, project.line(ACCRA, "rule: none")): ("passage", "rule: none", "source: report2009"),
        (ACCRA, project.line(ACCRA, "2. [TLP:GREEN]")): ("point", point, point),
        (CHAPTER, project.line(CHAPTER, "```{action}")): (
            "action", "```{action} Name a deputy before the first leave.", ":handling: TLP:GREEN",
        ),
        (CHAPTER, project.line(CHAPTER, "The deputy reads")): ("passage", "The deputy reads the same files.", "```"),
        (MAPPING, project.line(MAPPING, ":::{handling}")): ("passage", *[":::{handling} TLP:GREEN"] * 2),
        (MAPPING, project.line(MAPPING, "The neighbours")): (
            "passage", "The neighbours asked for a quieter list. {heard}`lima-2026 1`", ":::",
        ),
    }  # fmt: skip


def test_of_a_remark_only_what_the_edition_does_not_say_is_searched_for(project: Project) -> None:
    said = "The reports of the conference of ministers on early warning are kept by its registry."
    remark = f"% confirm: {said[:-1]}, as Zebra told us at dinner on the last evening"
    project.write(CHAPTER, f"{project.read(CHAPTER)}\n{said}\n\n{remark}\n")
    (found,) = of(project, "remark")
    assert (found.path, found.line) == (CHAPTER, project.line(CHAPTER, "% confirm"))
    assert found.texts == ("confirm:", "as Zebra told us at dinner on the last evening")


def test_a_remark_inside_a_closed_passage_is_searched_for_whole(project: Project) -> None:
    project.edit(MAPPING, "The neighbours asked", "% The neighbours asked for a quieter list.\n\nThe neighbours asked")
    (remark,) = of(project, "remark")
    assert remark.texts == ("The neighbours asked for a quieter list.",)


def test_the_fields_that_only_the_secretariat_has_are_withheld_from_a_note_that_others_carry(project: Project) -> None:
    project.edit(ACCRA, "source: report2009", "source: report2009\nthemes: [ports]\nagreed_wording: Ports are quiet")
    own = [one for one in withheld(project) if one.path == ACCRA]
    told = "\n".join(row for one in own for row in one.texts)
    assert "themes: [ports]" in told and "agreed_wording: Ports are quiet" in told and "A list helps" not in told
    assert [one for one in withheld(project, Edition.SECRETARIAT) if one.path == ACCRA] == []


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.NETWORK])
def test_a_members_verdict_on_a_draft_is_withheld_from_all_but_the_secretariat(
    project: Project, edition: Edition
) -> None:
    project.write("consultations/roster.yaml", ROSTER)
    verdict = Withheld("consultations/roster.yaml", 3, "verdict", ("The text is far too long",))
    assert of(project, "verdict", edition) == [verdict]
    assert withheld(project, Edition.SECRETARIAT) == []


def test_a_picture_that_only_a_closed_passage_shows_is_withheld(project: Project) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg"><text>Closed</text></svg>\n'
    project.write("manual/figures/closed.svg", picture)
    figure = "```{figure} ../figures/closed.svg\n:alt: Closed.\n\nThe closed ring.\n```\n"
    project.edit(MAPPING, "The neighbours asked for", f"{figure}\nThe neighbours asked for")
    assert [(one.path, one.line, one.data) for one in of(project, "file")] == [(MAPPING, 0, (picture.encode(),))]
    assert of(project, "file", Edition.NETWORK) == []


def test_a_source_is_withheld_from_its_first_line_on(project: Project) -> None:
    project.edit(MAPPING, "quieter list.", "quieter list.{footcite}`hush2001`")
    project.write("manual/sources.bib", project.read("manual/sources.bib") + "@misc{hush2001,\n  title = {Hush},\n}\n")
    sources = of(project, "source")
    assert [(one.path, one.line) for one in sources] == [
        ("manual/sources.bib", project.line("manual/sources.bib", "@misc{hush2001"))
    ]
    assert "  title = {Hush}," in sources[0].texts
