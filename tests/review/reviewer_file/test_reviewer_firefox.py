"""The page for reviewers in real Firefox, which CI installs: a hundred comments, keys, storage."""

from __future__ import annotations

from pathlib import Path

import pytest
from firefox import firefox
from reviewer_sample import HUNDRED, check_hundred

from focalpoint.content.rounds.drafts import Draft

ENTER, ESCAPE = "\ue007", "\ue00c"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_hundred_comments_come_home_exact_from_firefox(place: Path, draft: Draft, tmp_path: Path) -> None:
    with firefox(tmp_path) as window:
        window.open(place / "page.html")
        typed = window.run(f"({HUNDRED})()")
        window.run("document.querySelector('#save').click()")
        check_hundred(window.downloaded(), typed, draft)
        window.run("document.querySelector('#goto input').focus()")
        window.press(*"1.2", ENTER, *"By keys", ESCAPE)
        by_keys = "comments.filter((one) => one.c === 'By keys')"
        assert window.run(f"{by_keys}.map((one) => BY_ID.get(one.spans[0].b).dataset.n)") == ["1.2"]
        window.press("j", "j", ENTER)
        assert window.run("EDITOR.open && edited.spans.length") == 1
        window.press(ESCAPE)
        window.open(place / "page.html")
        assert window.run("comments.length") == 101
        assert window.run("keeps")
