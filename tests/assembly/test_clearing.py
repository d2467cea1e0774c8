"""Cleared words of a closed note may reach a wider edition; nothing else of it does."""

from __future__ import annotations

import re

import pytest
from clearing_project import CHAPTER, NOTE, chapter_of, config_of, refused, tree_of

from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual, find_problems
from focalpoint.content.consultation.handling import Edition
from sample_project import Project


def test_a_text_without_the_day_of_its_clearing_is_a_fault(project: Project) -> None:
    project.edit(NOTE, "challenge: 2", "challenge: 2\ncleared_text: Words.")
    assert "needs `cleared_on`" in str(find_problems(config_of(project))[1][0])


def test_a_point_may_be_closed_in_an_open_note(project: Project) -> None:
    note = "consultations/notes/accra-2026.md"
    project.edit(note, "2. A deputy keeps", "2. [TLP:GREEN] A deputy keeps")
    project.edit(note, "3. A list helps.", "3. [TLP:AMBER] A list helps.\n   It helps a lot.")
    for path in ("manual/ground/post.md", "manual/task/mapping.md"):
        text = project.read(path).replace(" {heard}`accra-2026 2`", "").replace("accra-2026 2; ", "")
        project.write(path, text.replace(":from: accra-2026 3", ":from: report2009"))
    public = tree_of(project)["consultations/accra-2026.md"].data.decode()
    assert "2. Withheld from this edition.\n" in public
    assert "3. Withheld from this edition.\n\n4. Nobody has cited" in public
    network = tree_of(project, Edition.NETWORK)["consultations/accra-2026.md"].data.decode()
    assert "A deputy keeps" in network
    assert "helps a lot" not in network
    secretariat = tree_of(project, Edition.SECRETARIAT)["consultations/accra-2026.md"].data.decode()
    assert secretariat == project.read(note)


def test_a_text_may_not_rest_on_a_closed_point_of_an_open_note(project: Project) -> None:
    project.edit("consultations/notes/accra-2026.md", "3. A list helps.", "3. [TLP:AMBER] A list helps.")
    (said,) = refused(project)
    assert said.startswith(
        f"manual/task/mapping.md:{project.line('manual/task/mapping.md', ':from:')}: rests on a note"
    )


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("TLP:RED", "TLP:RED text does not belong in the repository; take the point out"),
        ("TLP:WHITE", "`TLP:WHITE` is not a handling label; write one of"),
        ("TLP:CLEAR", "the point is more open than its note, which is TLP:GREEN; a point may only be closed further"),
    ],
)
def test_a_wrong_label_of_a_point_is_told_at_its_line(project: Project, label: str, said: str) -> None:
    project.edit(NOTE, "1. The neighbours", f"1. [{label}] The neighbours")
    found = [str(problem) for problem in find_problems(config_of(project))[1]]
    assert any(line.startswith(f"{NOTE}:{project.line(NOTE, '1. [')}: {said}") for line in found)


def test_an_action_may_be_closed_by_itself(project: Project) -> None:
    project.edit(CHAPTER, ":id: P-1\n", ":id: P-1\n:handling: TLP:GREEN\n")
    assert "deputy before" not in chapter_of(tree_of(project))
    assert "deputy before" in chapter_of(tree_of(project, Edition.NETWORK))


def test_a_practice_may_be_closed_by_itself(project: Project) -> None:
    path = "manual/task/mapping.md"
    project.edit(path, ":::{practice} Freedonia\n", ":::{practice} Freedonia\n:handling: TLP:GREEN\n")
    assert "kept a list" not in chapter_of(tree_of(project), "task/mapping.md")
    assert "Freedonia" not in chapter_of(tree_of(project), "task/mapping.md")
    assert "kept a list" in chapter_of(tree_of(project, Edition.NETWORK), "task/mapping.md")


def test_a_footnote_goes_with_the_words_that_called_it(project: Project) -> None:
    path = "manual/task/mapping.md"
    project.edit(path, "quieter list. {heard}", "quieter list[^a]. {heard}")
    project.write(path, project.read(path) + "\nOpen words[^b].\n\n[^a]: Told in confidence.\n\n[^b]: Told to all.\n")
    public = chapter_of(tree_of(project), "task/mapping.md")
    assert "confidence" not in public
    assert "Told to all" in public


def test_only_the_secretariat_sees_comments_and_participants(project: Project) -> None:
    roster = "members:\n  - {iso2: XS, name: Sylvania, kind: state, regional_group: African States}\n"
    project.write("consultations/roster.yaml", roster)
    project.edit(NOTE, "challenge: 2", "challenge: 2\nparticipants: [XS]\nthemes:\n- quiet\n- lists")
    project.write(CHAPTER, project.read(CHAPTER) + "\n% Ask the lawyers first.\n")
    network, secretariat = tree_of(project, Edition.NETWORK), tree_of(project, Edition.SECRETARIAT)
    assert "lawyers" not in chapter_of(network)
    assert "lawyers" in chapter_of(secretariat)
    page = network["consultations/lima-2026.md"].data.decode()
    assert "quiet\n" not in page and "participants" not in page and "XS" not in page and "Sylvania" not in page
    head = [line for line in page[: page.index("\n---\n", 4)].split("\n") if line]
    assert [line.partition(":")[0] for line in head] == ["---", "id", "title", "kind", "date", "place", "handling"]
    assert secretariat["consultations/lima-2026.md"].data.decode() == project.read(NOTE)


def test_what_is_withheld_is_known_by_its_place(project: Project) -> None:
    config = config_of(project)
    manual = check_manual(config)
    found = assemble(config, manual, Edition.PUBLIC).withheld
    first = project.line("manual/task/mapping.md", "TLP:GREEN")
    assert {(one.path, one.line, one.what) for one in found if "lima" in one.path or "mapping" in one.path} == {
        (NOTE, 1, "note"),
        ("manual/task/mapping.md", first, "passage"),
        ("manual/task/mapping.md", first + 2, "passage"),
    }
    (note,) = (one for one in found if one.what == "note")
    assert note.names == ("lima-2026", "Second meeting", "Lima 2026")
    assert assemble(config, manual, Edition.SECRETARIAT).withheld == ()


CITED = "Three rests on it. {heard}`lima-2026 1`"


@pytest.mark.parametrize(
    "text",
    [
        f"> ::::{{note}}\n> One.\n>\n> :::{{handling}} TLP:AMBER\n> Gone.\n> :::\n>\n> Two.\n> ::::\n>\n> {CITED}\n",
        f"> :::{{note}}\n> One.\n>\n> % Mind this.\n>\n> Two.\n> :::\n>\n> {CITED}\n",
        f"10. :::{{handling}} TLP:AMBER\n    Gone.\n    :::\n\n    {CITED}\n",
        f"- One.\n\n  - :::{{handling}} TLP:AMBER\n    Gone.\n    :::\n\n      {CITED}\n",
        f"10. % Mind.\n\n    {CITED}\n",
    ],
)
def test_what_would_be_read_otherwise_without_a_passage_is_refused(project: Project, text: str) -> None:
    project.edit(CHAPTER, "## What to do\n", f"## What to do\n\n{text}")
    (said,) = refused(project)
    assert re.search("could not be withheld from the public edition|stands further right than the text", said)


def test_a_source_is_withheld_only_where_a_withheld_text_cites_it(project: Project) -> None:
    more = "% accept unused-source: to be cited\n@misc{idle1999,\n  title = {Never cited},\n}\n\n"
    more += "@misc{hush2001,\n  title = {Cited in confidence},\n}\n"
    project.write("manual/sources.bib", project.read("manual/sources.bib") + more)
    project.edit("manual/task/mapping.md", "quieter list.", "quieter list.{footcite}`hush2001`")
    config = config_of(project)
    manual = check_manual(config)
    found = assemble(config, manual, Edition.PUBLIC).withheld
    told = "\n".join(row for one in found if one.what == "source" for row in one.texts)
    assert "Cited in confidence" in told
    assert "Never cited" not in told
