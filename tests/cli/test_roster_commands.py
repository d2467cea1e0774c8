"""The commands of the roster: what is shown, what is written, and that nothing a person changed is overwritten."""

from __future__ import annotations

import re

import pytest
from test_help import PROGRAMMERS

from sample_project import Project
from sample_texts import REPOSITORY

pytestmark = pytest.mark.slow

FILE = "consultations/roster.yaml"
TEMPLATE = "consultations/invitation.txt"
ROSTER = """members:
  - iso2: XA
    name: Freedonia
    kind: state
    regional_group: African States
    office: Legal adviser
    languages: [en, fr]
    evidence: {source: report2009, year: 2012, grade: A}
  - iso2: XB
    name: Sylvania
    kind: state
    regional_group: Eastern European States
    rounds:
      1: {invited_on: 2026-05-04}
  - iso2: UKS
    name: Union of Seas
    kind: organization
    regional_group: none
"""
INVITATION = "To {name}, {office}\nRound {round} on the {manual} of the {network}, in {languages}.\n"
ROUND = "dist/secretariat/invitations/round-1"


@pytest.fixture
def consulting(project: Project) -> Project:
    """The sample with a roster and a template for invitations."""
    project.write(FILE, ROSTER)
    project.write(TEMPLATE, INVITATION)
    return project


def test_invitations_are_written_and_who_was_invited_is_left_out(consulting: Project) -> None:
    result = consulting.run("roster", "invite", "--round", "1")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        f"Wrote 2 invitations into {ROUND}; nothing was sent\nLeft out, as invited before: Sylvania\n"
    )
    assert {name: data.decode() for name, data in consulting.files(ROUND).items()} == {
        "XA.txt": "To Freedonia, Legal adviser\nRound 1 on the Sample Manual of the Sample Network, in en, fr.\n",
        "UKS.txt": "To Union of Seas, the R2P Focal Point\n"
        "Round 1 on the Sample Manual of the Sample Network, in the language that suits you.\n",
    }


def test_another_round_invites_everybody(consulting: Project) -> None:
    result = consulting.run("roster", "invite", "--round", "2")
    assert result.out == "Wrote 3 invitations into dist/secretariat/invitations/round-2; nothing was sent\n"


def test_what_a_person_has_changed_is_kept_until_asked(consulting: Project) -> None:
    consulting.run("roster", "invite", "--round", "1")
    consulting.write(f"{ROUND}/XA.txt", "Dear colleague,\n")
    (consulting.root / ROUND / "UKS.txt").unlink()
    refused = consulting.run("roster", "invite", "--round", "1")
    assert refused.status == 1
    assert refused.err.startswith(f"{ROUND}/XA.txt: differs from what would be written: ")
    assert consulting.files(ROUND) == {"XA.txt": b"Dear colleague,\n"}
    again = consulting.run("roster", "invite", "--round", "1", "--again")
    assert again.out.startswith(f"Wrote 2 invitations into {ROUND}")
    assert consulting.read(f"{ROUND}/XA.txt").startswith("To Freedonia")


def test_the_same_invitations_again_change_nothing(consulting: Project) -> None:
    consulting.run("roster", "invite", "--round", "1")
    result = consulting.run("roster", "invite", "--round", "1")
    assert (result.status, result.out.splitlines()[1]) == (0, "2 were there already, word for word")


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (
            TEMPLATE,
            "{office}",
            "{person}",
            f"{TEMPLATE}:1: `{{person}}` stands for nothing; the placeholders here are {{",
        ),
        (TEMPLATE, "{languages}", "{}", f"{TEMPLATE}:2: `{{}}` stands for nothing"),
        (FILE, "kind: organization", "kind: union", f"{FILE}:17: `kind: union` is not known"),
        (FILE, "report2009", "nowhere", f"{FILE}:8: no source is called `nowhere`"),
        (FILE, "iso2: UKS", "iso2: XA", f"{FILE}:15: `XA` is also at line 2"),
        (FILE, ROSTER, "members: []\n", f"{FILE}: no member is on the roster; enter the first"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    consulting: Project, path: str, old: str, new: str, says: str
) -> None:
    consulting.edit(path, old, new)
    result = consulting.run("roster", "invite", "--round", "1")
    assert result.status == 1
    assert result.err.startswith(says)
    assert not (consulting.root / "dist").exists()


def test_a_missing_template_is_told(consulting: Project) -> None:
    (consulting.root / TEMPLATE).unlink()
    result = consulting.run("roster", "invite", "--round", "1")
    assert (result.status, result.err.partition(" ")[0]) == (1, f"{TEMPLATE}:")


def test_a_mistake_in_a_chapter_does_not_hold_up_invitations(consulting: Project) -> None:
    consulting.edit("manual/ground/post.md", "status: draft", "status: done")
    assert consulting.run("roster", "invite", "--round", "1").status == 0


def test_the_shipped_template_suits_the_shipped_roster(project: Project) -> None:
    for path in (FILE, TEMPLATE, "manual/sources.bib"):
        project.write(path, (REPOSITORY / path).read_bytes())
    project.edit("consultations/notes/accra-2026.md", "source: report2009", "source: unsg2009r2p")
    result = project.run("roster", "invite", "--round", "1")
    assert result.out.startswith("Wrote 30 invitations into ")
    assert all(b"{" not in data for data in project.files(ROUND).values())


def test_members_are_shown_by_group(consulting: Project) -> None:
    result = consulting.run("roster", "show")
    assert (result.status, result.err) == (0, "")
    lines = [line.rstrip() for line in result.out.splitlines()]
    assert lines[0] == "African States (1)"
    assert re.search(r"XA +Freedonia +Legal adviser +en, fr +2012, grade A, report2009 *$", result.out, re.MULTILINE)
    assert "In no regional group (1)" in lines
    assert lines[-1] == "3 members"


def test_the_status_tells_who_is_silent_and_whom_to_approach(consulting: Project) -> None:
    consulting.edit("consultations/notes/lima-2026.md", "challenge: 2", "challenge: 2\nparticipants: [XA]")
    result = consulting.run("status")
    assert (result.status, result.err) == (0, "")
    rows = [" ".join(line.split()) for line in result.out.splitlines()]
    assert rows[0].startswith("For the Secretariat alone. Matters on ")
    assert "4 May 2026 Lima 2026 closed meeting TLP:GREEN Chatham House Freedonia 1" in rows
    assert "African States 1 of 1" in rows
    assert "Sylvania 4 May 2026 – – – – since 4 May 2026" in rows
    assert "Sylvania Eastern European States silent since 4 May 2026" in rows
    assert "Union of Seas In no regional group not invited yet" in rows
    assert any(row.startswith("Notes with points not yet used: ") for row in rows)
    assert "\x1b" not in result.out


def test_the_status_without_a_roster_says_so(project: Project) -> None:
    result = project.run("status")
    assert (result.status, result.err) == (0, "")
    assert "No round of consultation has begun." in result.out


@pytest.mark.parametrize("command", [("roster",), ("roster", "show"), ("roster", "invite"), ("status",), ("schemas",)])
def test_help_is_in_words_that_a_policy_officer_knows(project: Project, command: tuple[str, ...]) -> None:
    result = project.run(*command, "--help")
    assert (result.status, result.err) == (0, "")
    assert set(re.findall(r"[a-z]+", result.out.lower())).isdisjoint(PROGRAMMERS)


def test_a_round_is_a_number_from_one(consulting: Project) -> None:
    assert consulting.run("roster", "invite", "--round", "0").status == 2
    assert consulting.run("roster", "invite").status == 2


def test_status_answers_first_and_stays_within_eighty_columns(consulting: Project) -> None:
    result = consulting.run("status", env={"COLUMNS": "80"})
    lines = [line.rstrip() for line in result.out.splitlines()]
    assert (result.status, lines[1]) == (0, "Whom to approach next, in this order")
    tables = [line for line in lines if not line.startswith("  consultations/")]
    assert max(map(len, tables)) <= 80
    assert any(re.match(r"  \d+ \w+ \d{4}, .*, points \d+", line) for line in lines), lines
