"""A manual of two chapters in a repository, whose blocks are followed through edits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from figures.committing import comment_on, commit, issue, start
from figures.synthetic_words import PROJECT, VOCABULARY
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.drafts import Draft
from focalpoint.review.anchoring.anchoring import CurrentPlace, current_places

POST, LAW = "manual/ground/post.md", "manual/ground/law.md"
DESK = "The desk keeps a record of every case that a mission sends to it, and answers within one month."
YEAR = "It reports to the minister once a year in writing, and to parliament whenever parliament asks for it."
LAST = "No other office may change the record without asking the desk first, whatever the reason may be."
CODE = "The penal code names each of the four crimes, and the courts may try them wherever they were committed."
TREATY = "A treaty that was signed but not yet ratified is named in the annex with the date of its signature."
FRONT = "---\ntitle: {}\nquestion: What?\nreaders: All\nstatus: draft\n---\n\n"


def chapter(title: str, *blocks: str) -> str:
    """A chapter of these blocks."""
    return FRONT.format(title) + "\n\n".join(blocks) + "\n"


TEXTS = {POST: chapter("The post", "## Tasks", DESK, YEAR, LAST), LAW: chapter("The law", "## Codes", CODE, TREATY)}


@dataclass
class Manual:
    """A manual of two chapters, committed, and a draft of it."""

    root: Path
    draft: Draft
    texts: dict[str, str] = field(default_factory=lambda: dict(TEXTS))

    def edit(self, path: str, old: str, new: str) -> str:
        """Change one chapter and commit; the commit."""
        assert self.texts[path].count(old) == 1
        self.texts[path] = self.texts[path].replace(old, new)
        return commit(self.root, self.texts)

    def comment(self, text: str, words: str = "") -> Comment:
        """A comment on the block with this text."""
        return comment_on(next(block for block in self.draft.map().blocks if block.text == text), 1, words)

    def today(self, comment: Comment) -> CurrentPlace:
        """Where a comment stands."""
        return current_places(Config.load(self.root, date(2026, 3, 1)), self.draft, [comment])[comment.id]

    def place(self, text: str, words: str = "") -> CurrentPlace:
        """Where a comment on some words of a block stands."""
        return self.today(self.comment(text, words))

    def line(self, path: str, words: str) -> int:
        """The line of a chapter that holds the words."""
        return self.texts[path][: self.texts[path].index(words)].count("\n") + 1


def make_manual(root: Path) -> Manual:
    """The two chapters, committed, and a draft of them."""
    root.mkdir()
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (root / "manual").mkdir()
    (root / "manual/vocabulary.toml").write_text(VOCABULARY, encoding="utf-8")
    start(root)
    return Manual(root, issue(root, 1, commit(root, TEXTS)))
