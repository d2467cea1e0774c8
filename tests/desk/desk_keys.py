"""Count the keys with which a hundred comments are decided at the desk, by keyboard alone, in Chromium.

Run it as `.venv/bin/python -m tests.desk.desk_keys`. The comments: 45 that are thanked for, 39 in 13 groups of
three that say the same, 13 with an answer of their own, and three proposals that are applied to the text. The keys
before are those of the desk without last replies, groups, successors and applying, for the same answers: for each
comment `o`, the characters of the answer, Esc, a digit and `n`, and for an accepted one three more to choose its
commit; editing and committing in a terminal are not counted.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / name) for name in ("", "samples", "desk", "local_pages")]

from desk_round import Desk, make_round  # noqa: E402
from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402

from commented import TODAY, at, commit, git, said  # noqa: E402
from focalpoint.config import Config  # noqa: E402
from focalpoint.content.rounds.comments import Comment, Mark  # noqa: E402
from focalpoint.review.ledger.ledger import Change, change_ledger, issued_draft  # noqa: E402
from sample_project import make_project  # noqa: E402

THANKS = "Thank you; the Secretariat has noted this."
PLACES = "schools courts clinics harbours archives parliaments museums theatres railways airports farms mines forests"
ASKS = tuple(f"{place.capitalize()} deserve a passage, since {place} {place} matter" for place in PLACES.split())
APPLIED = "Changed as you propose."


@dataclass
class Walk:
    """A walk by keyboard through the comments of one window."""

    page: Page
    answers: dict[str, str]
    """The answer to each comment, by its id."""
    keys: int = 0
    typed: int = 0
    """How many of them are characters of answers."""
    decided: list[str] = field(default_factory=list)
    """The comments at which a decision was made, in their order."""

    def press(self, *keys: str) -> None:
        """Press keys, and count them."""
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def write(self, words: str) -> None:
        """Type words, and count their characters."""
        self.page.keyboard.type(words)
        self.keys += len(words)
        self.typed += len(words)

    def decide(self) -> None:
        """Decide on the comment in hand."""
        page = self.page
        id = page.locator("#heading").inner_text().split()[0]
        answer = self.answers[id]
        self.decided.append(id)
        if answer == APPLIED:
            expect(page.locator("#apply")).to_be_visible()
            self.press("a")
            expect(page.locator("#apply-confirm")).to_be_focused()
            self.press("Enter")
        else:
            if page.evaluate("document.querySelector('#group').hidden") is False:
                self.press("g")
            offered = page.locator("#replies .reply").all_text_contents()
            if answer == THANKS and offered[:1] == [THANKS]:
                self.press("l")
            elif answer in offered:
                self.press("s", *["Tab"] * offered.index(answer), "Enter", "Escape")
            else:
                self.press("o")
                self.write(answer)
                self.press("Escape")
            self.press("3")
        expect(page.locator("#state")).to_contain_text(f"{id}: ")
        expect(page.locator("#state")).to_contain_text("Saved.")


def comments() -> dict[str, list[tuple[Comment, str]]]:
    """Make the comments of two members, each with its answer."""
    words = _words(52)
    rows = [(THANKS, f"A remark on {word} {word * 3}", Mark.NOTE, at(n % 3 + 1)) for n, word in enumerate(words[:39])]
    for n, ask in enumerate(ASKS):
        rows += [(f"Said already in paragraph 2.{n + 1}.", ask, Mark.NOTE, at(n % 3 + 1))] * 3
    rows += [
        (f"This needs a talk with {word}.", f"Why is {word * 2} left out {word}", Mark.NOTE, at(n % 3 + 1))
        for n, word in enumerate(words[39:])
    ]
    found: dict[str, list[tuple[Comment, str]]] = {"XA": [], "XB": []}
    for n, (answer, asked, mark, place) in enumerate(rows):
        member = ("XA", "XB")[n % 2]
        found[member].append((said(f"{member}-{len(found[member]) + 101}", asked, "", mark, place), answer))
    proposals = ((at(1, 18, 22), "hardly"), (at(2, 17, 22), "early"), (at(3, 0, 4), "More"))
    for place, proposed in proposals:
        found["XA"].append((said(f"XA-{len(found['XA']) + 101}", "", proposed, Mark.REPLACE, place), APPLIED))
    return found


def _words(count: int) -> list[str]:
    """Make words that no two comments share much of."""
    return ["".join(chr(97 + (n * step) % 26) for step in (3, 7, 11, 17, 19)) for n in range(1, count + 1)]


def main() -> None:
    """Decide on all comments, and print the keys."""
    folder = Path(tempfile.mkdtemp())
    try:
        project = make_project(folder / "project")
        changed_in = make_round(project)
        config = Config.load(project.root, TODAY)
        git(project, "config", "user.name", "Review Officer")
        git(project, "config", "user.email", "officer")
        made = comments()
        for member, rows in made.items():
            new = tuple(comment for comment, _answer in rows)
            change_ledger(config, issued_draft(config), member, lambda known, new=new: Change((*known, *new)))
        commit(project)
        # The sample round has six comments already.
        answers = {f"{member}-00{n}": THANKS for member in ("XA", "XB") for n in (1, 2, 3)}
        answers |= {comment.id: answer for rows in made.values() for comment, answer in rows}
        with Desk.start(project, changed_in) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            walk = _walk(desk, browser.new_page(), answers)
            browser.close()
            wrong = [id for id, answer in answers.items() if desk.comment(id).observation != answer]
        assert not wrong, f"decided with another answer: {wrong}"
        before = sum(len(answer) + 4 + 3 * (answer == APPLIED) for answer in answers.values())
        print(f"{len(answers)} comments; keys before, computed: {before}; keys now, pressed: {walk.keys}")
        characters = sum(map(len, answers.values()))
        print(f"of these, characters of answers: {characters} before, {walk.typed} now; decisions: {len(walk.decided)}")
    finally:
        shutil.rmtree(folder)


def _walk(desk: Desk, page: Page, answers: dict[str, str]) -> Walk:
    desk.let_in(page.context)
    page.goto(desk.at("#XA-101"))
    expect(page.locator(".row")).to_have_count(len(answers))
    walk = Walk(page, answers)
    # Only those that are open: search field, three fields on, the next choice, back to the comment.
    walk.press("/", "Tab", "Tab", "Tab", "ArrowDown", "Escape")
    while page.locator(".row").count():
        walk.decide()
    return walk


if __name__ == "__main__":
    main()
