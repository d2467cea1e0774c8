"""What changed is told once, by chapter and paragraph, word by word, and nothing that an edition withholds."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from commented import TODAY, commit, git
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import git_says
from focalpoint.content.text.markdown import read_markdown
from focalpoint.problems import Trouble
from focalpoint.release.changes.change_files import heading_of, web_page
from focalpoint.release.changes.comparing import Comparison, groups
from focalpoint.release.changes.edition_text import edition_text
from focalpoint.release.changes.report import changes_since, compare_commits
from focalpoint.review.anchoring.block_matching import Match
from focalpoint.review.replies.reply_changes import Change, Line
from released import clear
from sample_project import Project
from sample_texts import REPOSITORY

POST, MAPPING = "manual/ground/post.md", "manual/task/mapping.md"
FIRST = "Members work from many ministries. {heard}`accra-2026 1`\n"
LONG = (
    "The Focal Point keeps a list of every ministry that has a part in prevention.\n"
    "The list names an office and a telephone for each of them, never a person.\n"
)


def said(comparison: Comparison) -> list[str]:
    """Each change as its heading and its redline, the marks as signs."""
    return [f"{heading_of(change)} | {plain(change.redline)}" for change in comparison.changes]


def plain(line: Line) -> str:
    """Deleted words between [-], added ones between [+]."""
    signs = {Change.DELETED: "-", Change.ADDED: "+", Change.NONE: ""}
    return " ".join(f"[{signs[run.change]}{run.words}]" if run.change else run.words for run in line)


def changed(project: Project, edition: Edition = Edition.PUBLIC) -> list[str]:
    """What changed since the first commit."""
    config = Config.load(project.root, TODAY)
    return said(changes_since(config, git(project, "rev-list", "--max-parents=0", "HEAD"), "", edition).comparison)


@pytest.fixture(autouse=True)
def begun(project: Project) -> None:
    """The sample project in Git, with a paragraph of two sentences."""
    project.edit(POST, "## What to do\n", f"{LONG}\n## What to do\n")
    clear(project)


def test_without_a_change_nothing_is_told(project: Project) -> None:
    project.edit(POST, "checked: 2026-11-23", "checked: 2026-11-22")
    assert changed(project) == []


def test_reworded_words_stand_beside_the_new_ones(project: Project) -> None:
    project.edit(POST, "keeps a list of every ministry", "holds a register of every office")
    assert changed(project) == [
        "Paragraph 1.3: reworded | The Focal Point [-keeps] [+holds] a [-list] [+register] of every [-ministry] "
        "[+office] that has a part in prevention. The list names an office and a telephone for each of them, never a "
        "person."
    ]


def test_an_added_paragraph_renumbers_the_others_and_that_is_in_the_concordance_alone(project: Project) -> None:
    project.edit(POST, "## What it is\n", "## What it is\n\nThe post is one of trust.\n")
    assert changed(project) == ["Paragraph 1.1: added | [+The post is one of trust.]"]
    config = Config.load(project.root, TODAY)
    since = (git(project, "rev-parse", "HEAD"), "then")
    concordance = compare_commits(config, since, ("", "now"), Edition.PUBLIC).concordance
    assert [(one.before, one.now) for one in concordance] == [("1.1", "1.2"), ("1.2", "1.3"), ("1.3", "1.4")]


def test_a_removed_paragraph_is_told_with_its_old_number_where_it_stood(project: Project) -> None:
    project.edit(POST, LONG, "")
    told = "The Focal Point keeps a list of every ministry that has a part in prevention. The list names"
    assert changed(project) == [f"Paragraph 1.3: removed | [-{told} an office and a telephone for each of them, "
                                "never a person.]"]  # fmt: skip


def test_a_split_paragraph_shows_its_words_once_and_strikes_nothing(project: Project) -> None:
    project.edit(POST, "prevention.\nThe list", "prevention.\n\nThe list")
    (told,) = changed(project)
    assert told.startswith("Paragraph 1.3: split | The Focal Point keeps") and "[" not in told
    project.edit(POST, "never a person", "never of a person")
    (told,) = changed(project)
    assert told.startswith("Paragraph 1.3: split | The Focal Point keeps")
    assert told.count("The list names") == 1 and told.endswith("never [+of] a person.")


def test_joined_paragraphs_are_told_as_one(project: Project) -> None:
    project.edit(POST, f"{LONG}\n", LONG.replace(".\nThe list", ".\n\nThe list") + "\n")
    commit(project)
    config, two = Config.load(project.root, TODAY), git(project, "rev-parse", "HEAD")
    project.edit(POST, "prevention.\n\nThe list", "prevention.\nThe list")
    (told,) = said(compare_commits(config, (two, "then"), ("", "now"), Edition.PUBLIC))
    assert told.startswith("Paragraph 1.3 (before: 1.3, 1.4): joined | The Focal Point keeps") and "[" not in told


def test_parts_that_share_a_part_belong_to_one_change() -> None:
    found = {0: Match((0, 1), 90, False, True), 1: Match((1,), 90, False, True), 2: Match((2,), 90, False, True)}
    found[3] = Match((1, 3), 90, False, True)
    back = {0: [0], 1: [0, 1, 3], 2: [2], 3: [3]}
    assert list(groups(found, back)) == [([0, 1, 3], [0, 1, 3]), ([2], [2])]


def test_moved_is_told_only_where_the_order_changed(project: Project) -> None:
    project.edit(POST, f"{LONG}\n", "")
    project.edit(POST, "## What it is\n", f"## What it is\n\n{LONG}")
    told = changed(project)
    assert len(told) == 1 and told[0].startswith("Paragraph 1.1 (before: 1.3): moved | The Focal Point keeps")


def test_a_reference_whose_number_changed_is_no_change_and_is_printed_as_the_book_prints_it(project: Project) -> None:
    project.edit(POST, "## What it is\n", "## What it is\n\nThe post is one of trust.\n")
    assert not any("first, as" in one for one in changed(project))
    project.edit(POST, "- Ask the ministry first, as", "- Ask the office first, as")
    assert changed(project)[1:] == [
        "Item at paragraph 1.4: reworded | Ask the [-ministry] [+office] first, as 1.2 says."
    ]


def test_what_an_edition_withholds_is_told_to_nobody_but_its_readers(project: Project) -> None:
    project.edit(MAPPING, "asked for a quieter list", "begged for a hidden list")
    assert changed(project) == []
    assert changed(project, Edition.NETWORK) == [
        "Paragraph 2.1a: reworded | The neighbours [-asked] [+begged] for a [-quieter] [+hidden] list."
    ]


def test_what_was_closed_and_is_open_now_is_added_without_its_former_words(project: Project) -> None:
    project.edit(MAPPING, "The neighbours asked for a quieter list. {heard}`lima-2026 1`", "The neighbours gave way.")
    commit(project)
    project.edit(MAPPING, ":::{handling} TLP:GREEN\n\nThe neighbours gave way.\n:::", "The neighbours have given way.")
    told = changed(project)
    assert told == ["Paragraph 2.2: added | [+The neighbours have given way.]"]


def test_what_was_open_and_is_closed_now_is_not_told_again(project: Project) -> None:
    project.edit(MAPPING, "A list has an owner.", ":::{handling} TLP:GREEN\n\nA list has an owner.")
    project.edit(MAPPING, "{footcite}`report2009`\n", "{footcite}`report2009`\n:::\n")
    assert changed(project) == ["Paragraph 2.2: removed | "]
    config = Config.load(project.root, TODAY)
    assert "owner" not in web_page(changes_since(config, "HEAD", "", Edition.PUBLIC))


def test_a_chapter_that_is_closed_on_one_side_is_told_on_the_other_alone(project: Project) -> None:
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: TLP:GREEN")
    told = changed(project)
    assert told and all(" removed | " in one and "[" not in one for one in told)
    config = Config.load(project.root, TODAY)
    page = web_page(changes_since(config, "HEAD", "", Edition.PUBLIC))
    assert '<p class="edition-band"><strong>Public edition</strong> · TLP:CLEAR · version ' in page
    assert "done under other names" not in page


def test_a_state_that_was_never_this_edition_is_refused(project: Project) -> None:
    project.edit(POST, FIRST, "Neighbours wish for quiet. {heard}`lima-2026 1`\n")
    with pytest.raises(Trouble, match=r"manual/ground/post\.md at today’s text:\d+: rests on a note"):
        changed(project)


def test_a_label_that_todays_tools_do_not_know_is_closed(project: Project) -> None:
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: everybody")
    commit(project)
    config = Config.load(project.root, TODAY)
    one = compare_commits(config, (git(project, "rev-parse", "HEAD"), "then"), ("", "now"), Edition.PUBLIC)
    assert "task/mapping" not in one.old.titles


def test_a_name_that_is_no_state_is_told(project: Project) -> None:
    config = Config.load(project.root, TODAY)
    for name in ("0.9", "draft-7", "--all", "no such"):
        with pytest.raises(Trouble, match="is no release, no draft and no commit; name one, such as"):
            changes_since(config, name, "", Edition.PUBLIC)


def test_numbers_are_those_of_the_built_pages(built: Project) -> None:
    config = Config.load(built.root, TODAY)
    files = {f"manual/{path}": data.decode() for path, data in built.files("manual").items() if path.endswith(".md")}
    notes = built.files("consultations/notes")
    files |= {f"consultations/notes/{path}": data.decode() for path, data in notes.items()}
    for edition in (Edition.PUBLIC, Edition.NETWORK):
        text = edition_text(config, "now", files, edition, read_markdown)
        for docname in text.titles:
            page = (built.root / f"dist/{edition}/html/{docname}.html").read_text(encoding="utf-8")
            printed = re.findall(r'class="paragraph-number"[^>]*>([^<]+)</a>', page)
            assert [block.number for block in text.blocks if block.chapter == docname and block.numbered] == printed
        assert text.named["table-tasks"] == "Table 1.1" and text.named["figure-rings"] == "Figure 2.1"
        assert text.named["chapter:mapping"] == "chapter 2" and text.titles["glossary"] == "A. Glossary"


OLD, NEW = "9ba7234", "f14adf9"


def test_the_real_rewrite_of_the_manual_is_told_as_it_was() -> None:
    config = Config.load(Path(REPOSITORY), TODAY)
    if git_says(config, "cat-file", "-t", OLD) != "commit":
        told = "the history of this repository is not here, or is cut off"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(told)
    comparison = compare_commits(config, (OLD, OLD), (NEW, NEW), Edition.SECRETARIAT)
    counted = {what.value: number for what, number in comparison.counted.items()}
    assert (len(comparison.old.blocks), len(comparison.new.blocks)) == (2917, 2941)
    assert comparison.same == 2678
    assert counted == {
        "added": 54,
        "reworded": 177,
        "moved": 5,
        "moved and reworded": 2,
        "split": 9,
        "joined": 1,
        "removed": 44,
    }
    ask = next(one for one in comparison.changes if one.what == "split" and one.old[0].number == "12.18")
    assert [block.number for block in ask.new] == ["12.18", "12.19", "12.20"]
