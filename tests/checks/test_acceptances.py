"""What a ledger written by hand says was accepted is held against the commits that it names."""

from __future__ import annotations

import re
import subprocess
from datetime import date

import pytest

from commented import MAPPING, POST, begin, commit, git
from focalpoint.checks.acceptances import check_acceptances, unknown_histories
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from sample_project import Project

FILE = "consultations/comments/1/XA.yaml"
WHERE = "name the commit that changed manual/ground/post.md:{line}, or decide it as `noted`"


@pytest.fixture
def config(project: Project) -> Config:
    """A round in which nothing was changed since the draft."""
    return begin(project)


def said(project: Project, config: Config, named: str, place: str = "") -> list[str]:
    """What the rule says of one accepted comment on the first paragraph, or elsewhere."""
    line = project.line(POST, "Members work") if not place else 0
    project.write(
        FILE,
        f"draft: 1\ndraft_sha256: {'a' * 64}\nmember: XA\ncomments:\n  - id: XA-001\n    received: 2026-11-23\n"
        f"    channel: pdf\n    disposition: accepted\n    observation: Done.\n    applied_in: {named}\n"
        f"    place: {place or f'{{block: b1, file: {POST}, line: {line}}}'}\n",
    )
    manual, problems = load_manual(config)
    assert [problem for problem in problems if problem.path == FILE] == []
    return [problem.message for problem in check_acceptances(config, manual)]


def test_a_commit_from_before_the_draft_or_of_another_place_is_no_acceptance(project: Project, config: Config) -> None:
    line = project.line(POST, "Members work")
    advice = WHERE.format(line=line)
    root = git(project, "rev-parse", "HEAD")
    before = f"XA-001: the commit {root[:12]} is no change of the text since draft 1 was issued; {advice}"
    assert said(project, config, root) == [before]
    assert said(project, config, "abcdef0123") == [
        f"XA-001: `abcdef0123` is not a commit of this repository; {advice}"
    ]
    project.edit(MAPPING, "Much is done", "A lot is done")
    other = commit(project)
    place = f"XA-001: the commit {other[:12]} did not change {POST}:{line}, on which the comment is; {advice}"
    assert said(project, config, other) == [place]
    line_there = project.line(MAPPING, "A lot is")
    assert said(project, config, other, f"{{block: b3, file: {MAPPING}, line: {line_there}}}") == []
    project.edit(POST, "Ask the ministry first", "First ask the ministry")
    next_paragraph = commit(project)
    assert [one.split("; ")[0] for one in said(project, config, next_paragraph)] == [
        f"XA-001: the commit {next_paragraph[:12]} did not change {POST}:{line}, on which the comment is"
    ]


def test_a_change_of_the_paragraph_is_one_also_by_its_first_characters(project: Project, config: Config) -> None:
    project.edit(POST, "Members work from many ministries.", "Members work from most ministries.")
    assert said(project, config, commit(project)[:9]) == []


def test_the_paragraph_is_followed_through_other_changes(project: Project, config: Config) -> None:
    line = project.line(POST, "Members work")
    place = f"{{block: b1, file: {POST}, line: {line}}}"
    project.edit(POST, "Members work", "A new paragraph stands above.\n\nAnd a further one.\n\nMembers work")
    commit(project)
    project.edit(POST, "Members work from many", "Members work from most")
    reworded = commit(project)
    assert said(project, config, reworded, place) == []
    git(project, "mv", POST, "manual/ground/renamed.md")
    renamed = commit(project)
    assert said(project, config, renamed, place) != []
    project.edit("manual/ground/renamed.md", "Members work from most", "Focal Points work from most")
    assert said(project, config, commit(project), place) == []


def test_a_commit_of_a_branch_that_was_merged_counts_and_of_another_does_not(project: Project, config: Config) -> None:
    commit(project)
    git(project, "checkout", "-q", "-b", "wording")
    project.edit(POST, "from many ministries", "from most ministries")
    branch = commit(project)
    git(project, "checkout", "-q", "-")
    project.edit(MAPPING, "Much is done", "A lot is done")
    commit(project)
    place = f"{{block: b1, file: {POST}, line: {project.line(POST, 'Members work')}}}"
    assert "is no change of the text since draft 1" in said(project, config, branch, place)[0]
    git(project, "checkout", "-q", "--", ".")
    git(project, "merge", "-q", "--no-edit", "wording")
    assert said(project, config, branch, place) == []
    assert said(project, config, git(project, "rev-parse", "HEAD"), place) == []


def test_a_comment_on_the_whole_draft_is_answered_by_any_change_of_the_text(project: Project, config: Config) -> None:
    project.edit(MAPPING, "Much is done", "A lot is done")
    assert said(project, config, commit(project), "{}") == []
    (told,) = said(project, config, commit(project), "{}")
    assert "changed no text" in told


def test_without_the_history_the_check_is_silent_and_the_gate_is_not(project: Project, config: Config) -> None:
    project.edit(POST, "from many ministries", "from most ministries")
    named = commit(project)
    assert said(project, config, named) == []
    manual, _problems = load_manual(config)
    assert list(unknown_histories(config, manual)) == []
    copy = project.root.with_name("shallow")
    subprocess.run(["git", "clone", "-q", "--depth", "1", project.root.as_uri(), str(copy)], check=True)
    (copy / FILE).parent.mkdir(parents=True, exist_ok=True)
    (copy / FILE).write_text(project.read(FILE), encoding="utf-8")
    shallow = Config.load(copy, date(2026, 11, 23))
    manual, _problems = load_manual(shallow)
    assert list(check_acceptances(shallow, manual)) == []
    (problem,) = unknown_histories(shallow, manual)
    assert "git fetch --unshallow" in problem.message


def place_of(project: Project, words: str, file: str = POST) -> str:
    """The place of a comment on the paragraph with some words."""
    return f"{{block: b9, file: {file}, line: {project.line(file, words)}}}"


def test_a_source_counts_only_for_a_block_that_cites_this_source(project: Project, config: Config) -> None:
    cites = place_of(project, "The {term}`Focal Point` is a senior")
    text = project.read("manual/sources.bib")
    keys = re.findall(r"@\w+\{([^,]+),", text)
    assert "summit2005" in keys and len(keys) > 1
    another = next(key for key in keys if key != "summit2005")
    project.write("manual/sources.bib", text.replace(f"{{{another},", f"{{{another},\n  note = {{Seen}},"))
    elsewhere = commit(project)
    assert "did not change" in said(project, config, elsewhere, cites)[0]
    text = project.read("manual/sources.bib")
    project.write("manual/sources.bib", text.replace("{summit2005,", "{summit2005,\n  note = {Seen},"))
    cited = commit(project)
    assert said(project, config, cited, cites) == []
    assert "did not change" in said(project, config, cited)[0]


def test_a_picture_counts_for_the_block_that_shows_it(project: Project, config: Config) -> None:
    shows = place_of(project, "```{figure} ../figures/rings.svg", MAPPING)
    project.edit("manual/figures/rings.svg", 'width="200"', 'width="210"')
    drawn = commit(project)
    assert said(project, config, drawn, shows) == []
    assert "did not change" in said(project, config, drawn, place_of(project, "Much is done", MAPPING))[0]
    project.write("manual/figures/other-rings.svg", project.read("manual/figures/rings.svg"))
    assert "did not change" in said(project, config, commit(project), shows)[0]


def test_a_paragraph_that_was_moved_is_followed_by_its_words(project: Project, config: Config) -> None:
    place = place_of(project, "Members work")
    words = "Members work from many ministries. {heard}`accra-2026 1`"
    project.edit(POST, words, "")
    project.write(MAPPING, f"{project.read(MAPPING)}\n{words}\n")
    moved = commit(project)
    assert said(project, config, moved, place) == []
    project.edit(MAPPING, words, words.replace("many ministries", "many of the ministries"))
    assert said(project, config, commit(project), place) == []
    project.edit(MAPPING, "Much is done", "A lot is done")
    assert "did not change" in said(project, config, commit(project), place)[0]
