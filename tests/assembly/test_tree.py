"""The source tree of an edition: everything it may show, nothing else, and only changed files written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from focalpoint.assembly.tree import Piece, assemble
from focalpoint.assembly.withhold import withhold
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble
from sample_project import Project

ALWAYS = {
    "conf.py",
    "index.md",
    "ground/post.md",
    "task/mapping.md",
    "glossary.md",
    "sources.md",
    "sources.bib",
    "figures/rings.svg",
    "consultations/index.md",
    "consultations/accra-2026.md",
}

DESK = {"desk/log.md", "desk/provenance.md"}


def tree_of(project: Project, edition: Edition = Edition.PUBLIC) -> Mapping[str, Piece]:
    """The tree as the build makes it, after the checks."""
    config = Config.load(project.root, date(2026, 11, 23))
    return assemble(config, check_manual(config), edition).tree


def text_of(tree: Mapping[str, Piece], name: str) -> str:
    return tree[name].data.decode()


def refused(project: Project, edition: Edition = Edition.PUBLIC) -> list[str]:
    """What is said of a tree that cannot be made."""
    with pytest.raises(Trouble) as caught:
        tree_of(project, edition)
    return [str(problem) for problem in caught.value.problems]


def test_each_edition_holds_the_texts_it_may_show(project: Project) -> None:
    assert set(tree_of(project)) == ALWAYS
    assert set(tree_of(project, Edition.NETWORK)) == ALWAYS | {"consultations/lima-2026.md"}
    assert set(tree_of(project, Edition.SECRETARIAT)) == ALWAYS | {"consultations/lima-2026.md", *DESK}


def test_every_file_is_known_by_the_path_its_author_knows(project: Project) -> None:
    paths = {name: piece.path for name, piece in tree_of(project).items()}
    assert paths["ground/post.md"] == "manual/ground/post.md"
    assert paths["figures/rings.svg"] == "manual/figures/rings.svg"
    assert paths["consultations/accra-2026.md"] == "consultations/notes/accra-2026.md"


def test_a_closed_passage_leaves_empty_lines(project: Project) -> None:
    written = project.read("manual/task/mapping.md").split("\n")
    public = text_of(tree_of(project), "task/mapping.md").split("\n")
    gone = [number for number, (old, new) in enumerate(zip(written, public, strict=False), 1) if old != new]
    first = project.line("manual/task/mapping.md", "TLP:GREEN")
    assert gone == [first, first + 2, first + 3]
    assert {public[number - 1] for number in gone} == {""}
    network = text_of(tree_of(project, Edition.NETWORK), "task/mapping.md")
    assert network == project.read("manual/task/mapping.md") + "\n\n```{footbibliography}\n```\n"


def test_a_text_that_cites_no_source_gets_no_footnotes(project: Project) -> None:
    assert text_of(tree_of(project), "glossary.md") == project.read("manual/glossary.md")


def test_the_list_of_notes_holds_only_those_of_the_edition(project: Project) -> None:
    assert "Lima" not in text_of(tree_of(project), "consultations/index.md")
    assert "Lima 2026" in text_of(tree_of(project, Edition.NETWORK), "consultations/index.md")


def test_an_edition_without_notes_says_so(project: Project) -> None:
    project.edit("consultations/notes/accra-2026.md", "TLP:CLEAR", "TLP:AMBER")
    for path in ("manual/ground/post.md", "manual/task/mapping.md"):
        text = project.read(path)
        for cited in (" {heard}`accra-2026 1`", " {heard}`accra-2026 2`", "accra-2026 2; "):
            text = text.replace(cited, "")
        project.write(path, text.replace(":from: accra-2026 3", ":from: report2009"))
    tree = tree_of(project)
    assert "This edition carries no note of a consultation." in text_of(tree, "consultations/index.md")
    assert "consultations/accra-2026.md" not in tree


def test_sources_that_the_edition_does_not_cite_are_emptied(project: Project) -> None:
    project.write(
        "manual/sources.bib",
        "% Before.\n% accept unused-source: to be cited\n@misc{gone1999,\n  title = {Told in confidence},\n}\n\n"
        + project.read("manual/sources.bib"),
    )
    project.edit("manual/task/mapping.md", "quieter list.", "quieter list.{footcite}`secret2001`")
    project.write(
        "manual/sources.bib", project.read("manual/sources.bib") + "@misc{secret2001,\n  title = {Hush},\n}\n"
    )
    public, network = (text_of(tree_of(project, e), "sources.bib") for e in (Edition.PUBLIC, Edition.NETWORK))
    assert "gone1999" not in public + network
    assert "confidence" not in public + network
    assert "secret2001" in network
    assert "Hush" not in public
    written = project.read("manual/sources.bib").split("\n")
    assert public.split("\n").index("@misc{summit2005,") == written.index("@misc{summit2005,")


def close_mapping(project: Project) -> None:
    """Close the second chapter, and take away the one reference to it."""
    project.edit("manual/task/mapping.md", "TLP:CLEAR", "TLP:AMBER")
    project.edit("manual/ground/post.md", "- Then read {chapter}`mapping`.", "- Then read on.")


def test_a_closed_chapter_leaves_no_trace(project: Project) -> None:
    close_mapping(project)
    tree = tree_of(project)
    assert set(tree) == ALWAYS - {"task/mapping.md", "figures/rings.svg"}
    for piece in tree.values():
        assert b"apping" not in piece.data
        assert b"report2009" not in piece.data.replace(b"source: report2009", b"")
    assert set(tree_of(project, Edition.SECRETARIAT)) == ALWAYS | {"consultations/lima-2026.md", *DESK}


def test_a_closed_chapter_leaves_an_empty_line_in_the_contents(project: Project) -> None:
    project.edit("manual/index.md", "task/mapping", "task/mapping\ntask/second")
    chapter = project.read("manual/ground/post.md").split("## What it is")[0] + "## Text\n\nText.\n"
    project.write("manual/task/second.md", chapter)
    close_mapping(project)
    index = text_of(tree_of(project), "index.md")
    assert index == project.read("manual/index.md").replace("task/mapping", "")


def test_a_part_without_any_chapter_is_gone_with_its_title(project: Project) -> None:
    close_mapping(project)
    index = text_of(tree_of(project), "index.md")
    assert "Part II" not in index
    assert "Part I. Ground" in index
    written = project.read("manual/index.md").split("\n")
    assert index.split("\n").index(":caption: Annexes") == written.index(":caption: Annexes")


def test_a_passage_of_the_first_page_is_withheld_too(project: Project) -> None:
    passage = ":::{handling} TLP:GREEN\nSecret {heard}`lima-2026 1`.\n:::\n"
    project.edit("manual/index.md", "web edition.\n", f"web edition.\n\n{passage}")
    assert "Secret" not in text_of(tree_of(project), "index.md")
    assert "Secret" in text_of(tree_of(project, Edition.NETWORK), "index.md")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("manual/ground/post.md", "many ministries. {heard}`accra", "many ministries. {heard}`lima"),
        ("manual/ground/post.md", ":from: accra-2026 2; summit2005", ":from: summit2005; lima-2026 1"),
        ("manual/task/mapping.md", ":from: accra-2026 3", ":from: lima-2026 1"),
        ("manual/index.md", "web edition.", "web edition. {heard}`lima-2026 1`"),
        ("consultations/notes/accra-2026.md", "A list helps.", "A list helps. {heard}`lima-2026 1`"),
    ],
)
def test_an_open_text_does_not_rest_on_a_closed_note(project: Project, path: str, old: str, new: str) -> None:
    project.edit(path, old, new)
    line = project.line(path, new)
    assert refused(project) == [
        f"{path}:{line}: rests on a note that the public edition may not carry; put the passage in a "
        "`:::{handling}` block with the note's label, or have the text cleared [handling]"
    ]
    tree_of(project, Edition.NETWORK)


def test_a_withdrawn_note_is_closed_to_all(project: Project) -> None:
    project.edit("consultations/notes/lima-2026.md", "challenge: 2", "challenge: 2\nwithdrawn_on: 2026-06-01")
    (said,) = refused(project, Edition.SECRETARIAT)
    assert "rests on a note that the secretariat edition may not carry" in said
    assert "consultations/lima-2026.md" not in tree_of(project)


@pytest.mark.parametrize("cited", ["{numref}`figure-rings`", "{para}`inner`", "{para}`Inner`", "[it](#inner)"])
def test_an_open_text_does_not_lead_to_what_is_withheld(project: Project, cited: str) -> None:
    close_mapping(project)
    project.edit("manual/task/mapping.md", "A list has", "(inner)=\nA list has")
    project.edit("manual/ground/post.md", "- Then read on.", f"- Then read {cited}.")
    (said,) = refused(project)
    line = project.line("manual/ground/post.md", "Then read")
    assert said.startswith(f"manual/ground/post.md:{line}: leads to `")
    assert "which the public edition may not carry" in said


def test_all_such_places_are_told_at_once(project: Project) -> None:
    project.edit("manual/task/mapping.md", "TLP:CLEAR", "TLP:GREEN")
    project.edit("manual/ground/post.md", "many ministries. {heard}`accra", "many ministries. {heard}`lima")
    assert [said.split(": ", 1)[1][:14] for said in refused(project)] == ["rests on a not", "leads to `mapp"]


def test_a_text_is_withheld_from_once_for_an_edition(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting(path: str, *rest: Any) -> str:
        asked.append(path)
        return withhold(path, *rest)

    monkeypatch.setattr("focalpoint.assembly.tree.withhold", counting)
    config = Config.load(project.root, date(2026, 11, 23))
    found = assemble(config, check_manual(config), Edition.PUBLIC)
    assert found.withheld
    assert found.withheld is found.withheld
    assert len(asked) == len(set(asked)) == 6
