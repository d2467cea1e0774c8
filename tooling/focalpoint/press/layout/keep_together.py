"""Keep on one line what belongs together: a call or a citation and its word, the last words of a paragraph."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

BOUND = "with-call"
"""Class of a piece that does not break."""
CALLS = frozenset({"footnote", "footnote-again", "between-calls"})

BREAKS = (" ", "\t", "\n")
SHORT = 30
"""Letters of a link, emphasis or citation that may be kept on one line with what it follows or precedes."""
SHORT_WITHIN = 20
"""Letters of a citation that may be kept with its word within a paragraph, where a long piece would leave a gap."""


SHORTEST_LINE = 10
"""Letters that the last line of a title or paragraph has at least."""


def keep_last_words(body: HtmlElement) -> None:
    """Bind the last words of a title or paragraph, so that none stands alone in its last line."""
    for block in body.xpath("//h1 | //h2 | //p[not(ancestor::table)]"):
        last = block[-1] if len(block) else None
        words = ((block.text if last is None else last.tail) or "").rstrip().split(" ")
        end = words.pop()
        while len(words) > 2 and len(end) < SHORTEST_LINE:
            end = f"{words.pop()}\N{NO-BREAK SPACE}{end}"
        text = " ".join([*words, end])
        if last is None:
            block.text = text
        else:
            last.tail = text


def keep_calls(body: HtmlElement) -> None:
    """Bind every call to the word before it: WeasyPrint would now and then begin a line with the number."""
    for first in [element for element in body.iterdescendants("span", "a") if _is_call(element)]:
        previous = first.getprevious()
        if (previous is not None and _is_call(previous) and not previous.tail) or first.getparent() is None:
            continue
        _bind(first)


def keep_citations(body: HtmlElement) -> None:
    """Bind what ends a paragraph or is short to the word before it: a citation with the calls behind it, a number.

    In the narrow columns of a table a citation may break, and stays as it is.
    """
    for cited in body.xpath("//span[@class='heard'][not(ancestor::table)]"):
        parent = cited.getparent()
        whole = parent if parent.get("class") == BOUND and not parent.text else cited
        last = whole.getnext() is None and not (whole.tail or "").strip()
        if len(cited.text_content()) <= (SHORT if last else SHORT_WITHIN):
            _bind_to_word(whole)
    for link in body.xpath("//p//a[contains(@href, '.p') or contains(@href, '#p')]"):
        if _before(link).endswith("paragraph "):
            _bind_to_word(link)


def _before(element: HtmlElement) -> str:
    previous, parent = element.getprevious(), element.getparent()
    assert parent is not None
    return (previous.tail if previous is not None else parent.text) or ""


def _bind_to_word(cited: HtmlElement) -> None:
    """Put the last word before an element, and the element, into one piece that does not break."""
    parent, previous, before = cited.getparent(), cited.getprevious(), _before(cited)
    assert parent is not None
    words = before.rstrip()
    place = max(map(words.rfind, BREAKS)) + 1
    whole = previous is not None and not place
    if not words or before == words or (whole and len(previous.text_content()) > SHORT):
        return
    piece = html.Element("span", {"class": BOUND})
    piece.tail, cited.tail = cited.tail, None
    parent.replace(cited, piece)
    bound = f"{words[place:]}\N{NO-BREAK SPACE}"
    if previous is None:
        parent.text, piece.text = before[:place], bound
    elif whole:
        # The word begins with what stands before it: a term, say.
        piece.append(previous)
        previous.tail = bound
    else:
        previous.tail, piece.text = before[:place], bound
    piece.append(cited)


def _is_call(element: HtmlElement) -> bool:
    return element.get("class") in CALLS


def _bind(first: HtmlElement) -> None:
    """Put the word before a run of calls, and the run, into one piece that does not break."""
    parent, previous = first.getparent(), first.getprevious()
    assert parent is not None
    before = (previous.tail if previous is not None else parent.text) or ""
    # Only a space that a line may break at ends a word: the one that does not break belongs to it.
    place = max(map(before.rfind, BREAKS)) + 1
    rest, word = before[:place], before[place:]
    # A long word must be free to break.
    if (before and not word) or len(word) > SHORT:
        return
    piece = html.Element("span", {"class": BOUND})
    whole = previous is not None and not rest and len(previous.text_content()) <= SHORT
    parent.insert(parent.index(first), piece)
    if whole and previous is not None:
        # The word is, or begins with, what stands before it: a symbol in brackets, say.
        previous.tail = None
        piece.append(previous)
        previous.tail = word
    else:
        piece.text = word
        if previous is not None:
            previous.tail = rest
        else:
            parent.text = rest
    following: HtmlElement | None = first
    while following is not None:
        after = following.getnext()
        tail, following.tail = following.tail, None
        piece.append(following)
        following = after if after is not None and _is_call(after) and not tail else None
        piece.tail = tail
