"""Deciding on comments: only the record that changes is written, by one at a time, and no words are lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from commented import HEAD, TODAY, begin, commit, git, ids, ledger
from focalpoint.config import Config
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Confidence, Disposition
from focalpoint.problems import Trouble
from focalpoint.review.ledger.deciding import Decision, decide, mark_duplicate, withdraw
from focalpoint.review.ledger.ledger import find_comment, issued_draft
from focalpoint.review.ledger.placing import mark_gone, place_by_hand
from focalpoint.review.round import SpokenComment, add_comment
from sample_project import Project

FILE = "consultations/comments/1/XA.yaml"
BY_HAND = f"""# Ours: do not sort.
{HEAD}comments:   # in the order of the meeting
  # The long one.
  - channel:   call   # by phone
    id: XA-001
    received: "2026-11-23"
    comment: 'It is  too long.'   # they laughed

  # About the next.
  - id: XA-002
    received: 2026-11-22
    channel: pdf
    place: {{page: 3}}
    comment: |-
      # Not a remark.
      More.

    # In the record.
# The end.
"""
NOTED = Disposition.NOTED


@pytest.fixture
def config(project: Project) -> Config:
    """A round with one ledger that somebody has written by hand."""
    config = begin(project)
    project.write(FILE, BY_HAND)
    return config


def refusal(action: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        action()
    (problem,) = caught.value.problems
    return problem.message


def test_only_the_record_that_changes_is_written_anew(config: Config, project: Project) -> None:
    before, _, rest = BY_HAND.partition("  # About the next.\n")
    decide(config, 1, "XA-002", Decision(NOTED, "We keep it.\nIt is: short."))
    after = project.read(FILE)
    assert after.startswith(f"{before}  # About the next.\n") and after.endswith("# The end.\n")
    assert after == before + "  # About the next.\n" + rest.replace(
        "    # In the record.\n",
        "    # In the record.\n    disposition: noted\n    observation: |-\n      We keep it.\n      It is: short.\n",
    )
    decide(config, 1, "XA-001", Decision(NOTED, "Yes"))
    assert project.read(FILE).partition("\n\n")[2] == after.partition("\n\n")[2]
    assert all(words in project.read(FILE) for words in ("# by phone", "# they laughed", "'It is  too long.'"))
    assert [comment.disposition for comment in ledger(config).fields.comments] == [NOTED, NOTED]


def test_every_command_keeps_what_a_hand_wrote(config: Config, project: Project) -> None:
    mark_duplicate(config, 1, "XA-002", "XA-001")
    withdraw(config, 1, "XA-002")
    add_comment(config, issued_draft(config), "XA", SpokenComment(Channel.CALL, "One more", paragraph="1.2"))
    text = project.read(FILE)
    written = [row for row in BY_HAND.split("\n") if row]
    assert [row for row in text.split("\n") if row in written] == written
    assert ids(config) == ["XA-001", "XA-002", "XA-003"]
    new = ledger(config).fields.comments[2]
    assert (new.place.block, new.confidence, new.received) == ("b2", Confidence.EXACT, TODAY)


def test_the_ends_of_lines_stay(config: Config, project: Project) -> None:
    project.write(FILE, BY_HAND.replace("\n", "\r\n"))
    withdraw(config, 1, "XA-001")
    data = (project.root / FILE).read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == BY_HAND.count("\n") + 1


def test_a_commit_is_kept_in_full(config: Config, project: Project) -> None:
    project.edit("manual/ground/post.md", "many ministries", "most ministries")
    whole = commit(project)
    done = decide(config, 1, "XA-001", Decision(Disposition.ACCEPTED, "Done", whole[:9]))
    assert done.applied_in == ledger(config).fields.comments[0].applied_in == whole


@pytest.mark.parametrize("given", ["0123456789", "HEAD:manual", "--all", "nothing"])
def test_a_commit_that_is_not_there_is_refused(config: Config, project: Project, given: str) -> None:
    said = refusal(lambda: decide(config, 1, "XA-001", Decision(Disposition.ACCEPTED, "Done", given)))
    assert said == f"`{given}` is not a commit of this repository; copy it from `git log --oneline`"
    assert project.read(FILE) == BY_HAND


def test_a_decision_stands_and_an_earlier_one_stays_readable(config: Config, project: Project) -> None:
    decide(config, 1, "XA-002", Decision(NOTED, "First: so.\nThen."))
    said = refusal(lambda: decide(config, 1, "XA-002", Decision(Disposition.NOT_ACCEPTED, "No")))
    assert said == "XA-002 is decided already (noted); add --again to decide it anew"
    decide(config, 1, "XA-002", Decision(Disposition.NOT_ACCEPTED, "No"), again=True)
    rows = "    # Until 2026-11-23: noted\n    # First: so.\n    # Then.\n    disposition: not-accepted\n"
    assert f"{rows}    observation: No\n" in project.read(FILE)


def test_who_saw_an_older_comment_does_not_decide(config: Config) -> None:
    seen = find_comment(config, 1, "XA-001")
    decide(config, 1, "XA-001", Decision(NOTED, "By the other window"), seen=seen)
    said = refusal(lambda: decide(config, 1, "XA-001", Decision(NOTED, "By this one"), again=True, seen=seen))
    assert said == "XA-001 has changed since you saw it; look at it again, then decide"


def test_two_at_a_time_lose_nothing(config: Config) -> None:
    draft = issued_draft(config)
    spoken = [SpokenComment(Channel.CALL, f"Comment {number}") for number in range(8)]
    work = [threading.Thread(target=add_comment, args=(config, draft, "XB", one)) for one in spoken]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    comments = ledger(config, "XB").fields.comments
    assert [one.id for one in comments] == [f"XB-00{number}" for number in range(1, 9)]
    assert {one.comment for one in comments} == {one.comment for one in spoken}


@pytest.mark.parametrize(
    ("action", "says"),
    [
        (lambda c: decide(c, 1, "XA-001", Decision(NOTED, "  ")), "needs an observation"),
        (
            lambda c: decide(c, 1, "XA-001", Decision(Disposition.ACCEPTED, "Yes")),
            "needs the commit that made the change",
        ),
        (lambda c: decide(c, 1, "XA-009", Decision(NOTED, "Yes")), "draft 1 has no comment XA-009; list them"),
        (lambda c: decide(c, 1, "../XA-001", Decision(NOTED, "Yes")), "draft 1 has no comment ../XA-001"),
        (lambda c: mark_duplicate(c, 1, "XA-001", "XA-001"), "cannot be a duplicate of itself"),
        (lambda c: mark_duplicate(c, 1, "XA-001", "XB-001"), "draft 1 has no comment XB-001"),
        (lambda c: issued_draft(c, 4), "draft 4 was never issued; there is draft 1"),
        (
            lambda c: add_comment(c, issued_draft(c), "XC", SpokenComment(Channel.CALL, "Yes")),
            "no member has the id `XC`",
        ),
        (lambda c: add_comment(c, issued_draft(c), "XA", SpokenComment(Channel.PDF, "Yes")), "import the file instead"),
        (lambda c: add_comment(c, issued_draft(c), "XA", SpokenComment(Channel.CALL, " ")), "the comment is empty"),
        (
            lambda c: add_comment(c, issued_draft(c), "XA", SpokenComment(Channel.CALL, "Yes", paragraph="9.9")),
            "no paragraph 9.9",
        ),
        (lambda c: place_by_hand(c, 1, "XA-001", "manual/ground/post.md", 9999), "has no words on line 9999"),
        (
            lambda c: place_by_hand(c, 1, "XA-001", "manual/ground/none.md", 1),
            "there is no such file in the last commit",
        ),
        (lambda c: place_by_hand(c, 1, "XA-001", "manual/../pyproject.toml", 1), "is no text of the manual"),
    ],
)
def test_what_makes_no_sense_is_refused(
    config: Config, project: Project, action: Callable[[Config], object], says: str
) -> None:
    assert says in refusal(lambda: action(config))
    assert project.files("consultations/comments") == {"1/XA.yaml": BY_HAND.encode()}


def test_duplicates_make_neither_chains_nor_circles(config: Config) -> None:
    add_comment(config, issued_draft(config), "XB", SpokenComment(Channel.CALL, "The same"))
    mark_duplicate(config, 1, "XB-001", "XA-001")
    assert "XB-001 is itself a duplicate of XA-001" not in refusal(
        lambda: mark_duplicate(config, 1, "XA-001", "XA-002")
    )
    assert "is itself a duplicate of XA-001" in refusal(lambda: mark_duplicate(config, 1, "XA-002", "XB-001"))
    assert "is a duplicate of XA-001; decide that one, or reopen" in refusal(
        lambda: decide(config, 1, "XB-001", Decision(NOTED, "Yes"))
    )
    withdraw(config, 1, "XA-002")
    assert "was withdrawn" in refusal(lambda: decide(config, 1, "XA-002", Decision(NOTED, "Yes")))
    assert "already" in refusal(lambda: withdraw(config, 1, "XA-002"))


def test_a_ledger_with_a_fault_is_left_alone(config: Config, project: Project) -> None:
    project.edit(FILE, "channel: pdf", "channel: letter")
    before = project.read(FILE)
    assert "is not known" in refusal(lambda: withdraw(config, 1, "XA-001"))
    add_comment(config, issued_draft(config), "XB", SpokenComment(Channel.CALL, "Of another member"))
    assert project.read(FILE) == before


@pytest.mark.parametrize(
    "record",
    [
        "comments: [{id: XA-001, received: 2026-11-23, channel: pdf}]\n",
        "comments:\n  - &one {id: XA-001, received: 2026-11-23, channel: pdf}\n",
        "one: &one x\ncomments:\n  - id: XA-001\n    received: 2026-11-23\n    channel: pdf\n    comment: *one\n",
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(config: Config, project: Project, record: str) -> None:
    project.write(FILE, HEAD + record)
    try:
        withdraw(config, 1, "XA-001")
    except Trouble:
        assert project.read(FILE) == HEAD + record
    else:
        assert ledger(config).fields.comments[0].withdrawn_on == TODAY


def test_a_place_is_kept_with_the_commit_it_was_seen_at(config: Config, project: Project) -> None:
    at = commit(project)
    line = project.line("manual/ground/post.md", "Members work")
    anchor = place_by_hand(config, 1, "XA-002", "manual/ground/post.md", line).place.anchored
    assert anchor is not None and (anchor.commit, anchor.line) == (at, line)
    assert "place: {page: 3, anchored: {commit:" in project.read(FILE)
    gone = mark_gone(config, 1, "XA-001").place.anchored
    assert gone is not None and gone.file == ""
    project.edit("manual/ground/post.md", "Members work", "Members often work")
    said = refusal(lambda: place_by_hand(config, 1, "XA-002", "manual/ground/post.md", line))
    assert said.startswith("has changes that are not committed")
    assert git(project, "status", "--porcelain", "--", "build") == ""


def test_a_new_file_says_how_it_is_read(config: Config, project: Project, tmp_path: Path) -> None:
    add_comment(config, issued_draft(config), "XB", SpokenComment(Channel.MEETING, "Good " * 30, "Better"))
    first, second, *_ = project.read("consultations/comments/1/XB.yaml").split("\n")
    assert first.startswith("# What XB says of draft 1") and "`focalpoint comments decide`" in first
    assert second == "# yaml-language-server: $schema=../../schemas/ledger.json"
    assert "comment: |-\n      Good Good" in project.read("consultations/comments/1/XB.yaml")
    assert ledger(config, "XB").fields.draft_sha256 == "b" * 64
