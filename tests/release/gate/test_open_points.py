"""A release is held back by whatever is not committed, cleared, decided, answered, confirmed or verified."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from commented import HEAD, TODAY, begin, commit, git, issue
from focalpoint.config import Config
from focalpoint.content.rounds.reply_record import Reply, load_replies, record_replies
from focalpoint.problems import in_order
from focalpoint.release.gate.open_points import open_points
from released import LEDGER, clear
from sample_project import Project

POST = "manual/ground/post.md"
OPEN = "  - {{id: {id}, received: 2026-11-21, channel: email, comment: Too long.{more}}}\n"
DECIDED = ", observation: Thank you., disposition: "


def said(config: Config) -> list[str]:
    """What keeps a release back, as it is printed."""
    return [str(point) for point in in_order(open_points(config))]


def comment(id: str = "XA-001", more: str = "") -> str:
    """One comment of a ledger."""
    return OPEN.format(id=id, more=more)


@pytest.fixture
def cleared(project: Project) -> Config:
    """The sample project with nothing that keeps a release back."""
    return clear(project)


def test_nothing_holds_a_cleared_and_committed_text(cleared: Config) -> None:
    assert said(cleared) == []


def test_what_is_not_committed_is_named_file_by_file(project: Project, cleared: Config) -> None:
    project.write("notes.txt", "aside")
    project.write("consultations/invitation.txt", "Dear Member")
    told = said(cleared)
    assert [line.split(":")[0] for line in told] == ["consultations/invitation.txt", "notes.txt"]
    assert all("is not committed; commit it (git add --all && git commit" in line for line in told)
    assert all(line.endswith("[uncommitted]") for line in told)


def test_a_renamed_file_is_named_once_by_its_new_name(project: Project, cleared: Config) -> None:
    git(project, "mv", "consultations/roster.yaml", "consultations/members.yaml")
    assert [line.split(":")[0] for line in said(cleared)] == ["consultations/members.yaml"]


def test_without_git_one_line_says_what_to_type(project: Project) -> None:
    config = clear(project)
    shutil.rmtree(project.root / ".git")
    assert [line for line in said(config) if "git init" in line] == said(config) != []


def test_a_chapter_that_is_not_cleared_is_told_at_its_line(project: Project, cleared: Config) -> None:
    project.edit(POST, "status: cleared", "status: review")
    commit(project)
    advice = "when those who answer for the chapter have let it go out, write `status: cleared`"
    assert said(cleared) == [f"{POST}:5: `status: review` is not cleared; {advice} [not-cleared]"]


def test_a_broken_rule_is_among_what_is_told(project: Project, cleared: Config) -> None:
    project.edit(POST, "`post-first` says", "`post-last` says")
    project.edit(POST, "checked: 2026-11-23", "checked: 2025-11-20")
    commit(project)
    assert [line.rpartition("[")[2] for line in said(cleared)] == ["outdated]", "link]"]


def test_what_is_to_be_confirmed_is_told_with_what_and_where(project: Project, cleared: Config) -> None:
    project.edit(POST, "## What to do\n", "% confirm: the number of members, by Secretariat\n\n## What to do\n")
    commit(project)
    line = project.line(POST, "% confirm")
    told = "is to be confirmed (the number of members, by Secretariat); when it is, take the line `% confirm` out"
    assert said(cleared) == [f"{POST}:{line}: {told} [to-confirm]"]


@pytest.mark.parametrize(("checked", "held"), [("unverified: seen via a report", True), ("seen", False)])
def test_a_cited_source_that_is_unverified_is_told_at_its_line(
    project: Project, cleared: Config, checked: str, held: bool
) -> None:
    project.edit("manual/sources.bib", "@misc{summit2005,\n", f"@misc{{summit2005,\n  checked = {{{checked}}},\n")
    commit(project)
    line = project.line("manual/sources.bib", "checked =")
    told = said(cleared)
    assert len(told) == held
    if held:
        assert told[0].startswith(f"manual/sources.bib:{line}: `summit2005` is unverified, and {POST}:")
        assert told[0].endswith("rests on it; verify it and say so in `checked`, or cite another source [unverified]")


@pytest.fixture
def round(project: Project) -> Config:
    """The cleared project with a draft that is out."""
    config = clear(project)
    issue(project)
    return config


def enter(project: Project, *comments: str) -> str:
    """Write a ledger and commit it; answers the commit before."""
    project.write(LEDGER, HEAD + "comments:\n" + "".join(comments))
    return commit(project)


def test_a_comment_without_a_decision_is_told_at_its_line(project: Project, round: Config) -> None:
    enter(project, comment())
    assert said(round) == [f"{LEDGER}:5: XA-001 has no decision; decide: focalpoint review --draft 1 [undecided]"]


def test_a_duplicate_of_an_open_comment_names_it(project: Project, round: Config) -> None:
    enter(project, comment(), comment("XA-002", ", duplicate_of: XA-001"))
    told = "XA-002 is a duplicate of XA-001, which has no decision; decide on one of them [undecided]"
    assert said(round)[1:] == [f"{LEDGER}:6: {told}"]


def test_a_withdrawn_comment_needs_neither_decision_nor_reply(project: Project, round: Config) -> None:
    enter(project, comment(more=", withdrawn_on: 2026-11-22"))
    assert said(round) == []


def test_an_accepted_comment_names_a_commit_of_this_text(project: Project, round: Config) -> None:
    enter(project, comment(more=f"{DECIDED}accepted, applied_in: abcdef1"))
    reply(project)
    (told,) = said(round)
    assert told.startswith(f"{LEDGER}:5: XA-001")


def test_an_accepted_comment_names_a_commit_that_changed_the_text(project: Project, round: Config) -> None:
    before = enter(project)
    reply(project)
    enter(project, comment(more=f'{DECIDED}accepted, applied_in: "{before[:10]}"'))
    assert [line.partition(" ")[0] for line in said(round)] == [f"{LEDGER}:5:"]
    project.edit(POST, "Members work from", "Members act from")
    changed = commit(project)
    enter(project, comment(more=f'{DECIDED}accepted, applied_in: "{changed[:10]}"'))
    assert said(round) == []


def test_a_member_that_commented_has_a_reply(project: Project, round: Config) -> None:
    enter(project, comment(more=f"{DECIDED}noted"))
    told = "XA commented on draft 1, and consultations/drafts/1/replies.yaml records no reply"
    advice = "write it: focalpoint replies --draft 1 --member XA"
    assert said(round) == [f"{LEDGER}:3: {told}; {advice} [no-reply]"]
    # What lies in dist/ is on one machine alone.
    project.write("dist/drafts/1/replies/XA/reply-draft-1-XA.pdf", "%PDF")
    assert len(said(round)) == 1
    reply(project)
    assert said(round) == []


def test_the_record_of_replies_keeps_the_day_of_one_that_is_the_same(project: Project, round: Config) -> None:
    def entry(member: str, day: int, digit: str) -> Reply:
        return Reply(member=member, written_on=date(2026, 11, day), sha256=digit * 64)

    assert record_replies(round, 1, [entry("XB", 20, "b"), entry("XA", 20, "a")])
    assert not record_replies(round, 1, [entry("XA", 21, "a")])
    assert record_replies(round, 1, [entry("XB", 22, "c")])
    assert project.read("consultations/drafts/1/replies.yaml").splitlines() == [
        *("draft: 1", "replies:", "- member: XA", "  written_on: 2026-11-20", f"  sha256: {'a' * 64}"),
        *("- member: XB", "  written_on: 2026-11-22", f"  sha256: {'c' * 64}"),
    ]
    project.write("consultations/drafts/1/replies.yaml", "draft: 2\n")
    (problem,) = load_replies(round, 1)[1]
    assert problem.path == "consultations/drafts/1/replies.yaml"


def reply(project: Project) -> None:
    """Enter a reply into the record, as the command does."""
    record_replies(
        Config.load(project.root, TODAY), 1, [Reply(member="XA", written_on=date(2026, 11, 23), sha256="a" * 64)]
    )
    commit(project)


def test_the_settings_say_where_the_edition_will_stand(project: Project) -> None:
    clear(project)
    project.edit("pyproject.toml", 'address = "https://manual.example.int"\n', "")
    commit(project)
    (told,) = said(Config.load(project.root, TODAY))
    assert told.startswith("pyproject.toml: `address` is not set") and told.endswith("[no-address]")


def test_the_round_of_the_samples_can_be_examined(project: Project) -> None:
    config = begin(project)
    assert {line.rpartition("[")[2] for line in said(config)} == {
        *("uncommitted]", "not-cleared]", "no-address]")
    }
