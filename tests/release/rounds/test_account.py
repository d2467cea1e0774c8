"""The public account of a round tells what was decided and why, and lets nobody name a member."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

from commented import HEAD, LINES, ROSTER, TODAY, commit, issue
from focalpoint.assembly.generated_pages.comments import Count, published_cells
from focalpoint.config import Config
from focalpoint.content.manual import Manual, load_manual
from focalpoint.problems import Trouble
from focalpoint.release.rounds.account import Account, account_of, names_member
from focalpoint.release.rounds.account_files import _body, write_account
from released import clear
from sample_project import Project

POST, MAPPING = "manual/ground/post.md", "manual/task/mapping.md"
MEMBERS = {"XA": "Freedonia", "XB": "Sylvania", "XC": "Graustark", "XD": "Ruritania"}
MORE = """  - {iso2: XC, name: Graustark, kind: state, regional_group: African States}
  - {iso2: XD, name: Ruritania, kind: state, regional_group: African States}
"""
BLOCKS = ((POST, 0), (POST, 1), (MAPPING, 2))


def begin(project: Project) -> Config:
    """A cleared project with four members and a draft that is out."""
    config = clear(project)
    project.write("consultations/roster.yaml", ROSTER + MORE)
    commit(project)
    issue(project)
    commit(project)
    return config


def enter(project: Project, member: str, *comments: str) -> None:
    """Write a member's comments."""
    rows = "".join(f"  - {one}\n" for one in comments)
    text = HEAD.replace("member: XA", f"member: {member}") + f"comments:\n{rows}"
    project.write(f"consultations/comments/1/{member}.yaml", text)


def comment(id: str, block: int, more: str = "disposition: noted", said: str = "Thank you.") -> str:
    """One comment on a block of the draft, with a decision."""
    file, place = BLOCKS[block]
    words = f'observation: "{said}", comment: "Secret {id} words"'
    where = f"place: {{block: b{block + 1}, file: {file}, line: {LINES[place]}, paragraph: '1.1'}}"
    return f"{{id: {id}, received: 2026-11-21, channel: email, {words}, {where}, {more}}}"


def account(config: Config) -> Account:
    """The account of the first draft."""
    return account_of(config, read(config), 1)


def read(config: Config) -> Manual:
    """The manual, in which nothing is wrong."""
    manual, problems = load_manual(config)
    assert problems == []
    return manual


def page(config: Config) -> str:
    """The words of the account."""
    return " ".join(re.sub("<[^>]*>", " ", "".join(_body(account(config)))).split())


def test_decisions_are_told_by_chapter_with_why_and_before_and_after(project: Project) -> None:
    config = begin(project)
    project.edit(POST, "Members work from", "Members act from")
    made = commit(project)
    marked = f"disposition: accepted, applied_in: {made}, publish: true"
    enter(project, "XA", comment("XA-001", 0, marked, "Done as proposed."), comment("XA-002", 2))
    for member in ("XB", "XC"):
        enter(project, member, *(comment(f"{member}-00{n}", block) for n, block in enumerate((0, 0, 2), 1)))
    commit(project)
    done = account(config)
    ((title, (told,)),) = done.chapters
    assert (title, told.place, told.decision) == ("1. The post", "Paragraph 1.2", "accepted")
    assert told.observation == "Done as proposed."
    assert "Members [deleted: work ] [added: act ] from many ministries." in page(config)
    files = write_account(config, done)
    assert [config.shown(file) for file in files] == [
        "dist/accounts/1/index.html", "dist/accounts/1/you-said-we-did.pdf",
    ]  # fmt: skip
    whole = project.read("dist/accounts/1/index.html")
    assert not any(word in whole for word in (*MEMBERS, *MEMBERS.values(), "Secret", "Thank you"))
    words = " ".join(re.sub("<[^>]*>", " ", whole).split())
    assert "Comments by chapter Chapter Comments 1. The post 5 All others –" in words
    assert "Mapping" not in words


def test_an_open_comment_or_an_observation_that_names_a_member_stops_it(project: Project) -> None:
    config = begin(project)
    enter(project, "XA", comment("XA-001", 0, "publish: true, disposition: noted", "As Sylvanian colleagues said."))
    enter(project, "XB", "{id: XB-001, received: 2026-11-21, channel: email, comment: Open}")
    with pytest.raises(Trouble) as caught:
        account(config)
    assert [str(one).partition(";")[0] for one in caught.value.problems] == [
        "consultations/comments/1/XB.yaml:5: XB-001 has no decision",
        "consultations/comments/1/XA.yaml:5: the observation on XA-001 is published and names a member or a comment",
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("As Freedonia asked.", True),
        ("A Freedonian proposal.", True),
        ("See GH-007.", True),
        ("So said XB.", True),
        ("freedonia", True),
        ("Freedom of speech.", False),
        ("Done as proposed.", False),
    ],
)
def test_names_of_members_are_found_in_whatever_form(project: Project, words: str, names: bool) -> None:
    config = clear(project)
    assert names_member(read(config), words) is names


def test_two_members_are_too_few_for_any_number(project: Project) -> None:
    config = begin(project)
    for member in ("XA", "XB"):
        enter(project, member, *(comment(f"{member}-00{n}", 0) for n in range(1, 6)))
    assert account(config).figures == ()


def test_an_attacker_with_all_tables_and_the_rule_can_name_no_small_number(project: Project) -> None:
    """Try every table of counts that gives what is printed: each hidden number stays open."""
    config = begin(project)
    dice = random.Random(7)
    tried = 0
    for _ in range(14):
        for member in MEMBERS:
            chosen = [0] * dice.randrange(1, 3) + [2] * dice.randrange(0, 2)
            enter(project, member, *(comment(f"{member}-00{n}", block) for n, block in enumerate(chosen, 1)))
        for figures, cells in account(config).figures:
            if figures.by != "chapter" or None not in cells or set(cells) == {None}:
                continue
            tried += 1
            assert all(number is None or number >= 3 for number in cells)
            total = sum(figures.numbers)
            hidden = [place for place, cell in enumerate(cells) if cell is None]
            possible: dict[int, set[int]] = {place: set() for place in hidden}
            for guess in product(range(total + 1), repeat=len(hidden)):
                numbers = list(cells)
                for place, number in zip(hidden, guess, strict=True):
                    numbers[place] = number
                whole = [number or 0 for number in numbers]
                # Whether three members made the comments of a chapter is known only where its number is given.
                if sum(whole) == total and any(
                    _gives(whole, flags, cells) for flags in product((True, False), repeat=len(cells))
                ):
                    for place, number in zip(hidden, guess, strict=True):
                        possible[place].add(number)
            assert all(len(numbers) > 1 for numbers in possible.values()), (cells, figures.numbers)
    assert tried >= 3
    assert config.today == TODAY


def _gives(numbers: list[int], safe: tuple[bool, ...], cells: tuple[int | None, ...]) -> bool:
    return published_cells([Count("", number, good) for number, good in zip(numbers, safe, strict=True)]) == cells
