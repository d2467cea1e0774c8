"""Pieces of markup among the words are found, in this language and in others; plain words are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from focalpoint.checks import stray_markup
from focalpoint.checks.stray_markup import label_in, stray_in, stray_in_code

LEFT_OVER = """
Some words are ~~struck out~~ here.
[ ] Write to one ministry.
[x] Offer to come by.
Water is H~2~O here.
An area is 3 km^2^ here.
The share is $a/b$ of the whole.
See [the words][nowhere] for more.
The office is called {{ office }} here.
See :term:§ for more.
See {term} § for more.
See {term}'genocide' for more.
See {para}´first´ and {chapter}‘the-post’.
Some **bold ** words stand here.
*stressed
See [the page] (https://example.org/x) for more.
[
[T
2 of them [see the list
They] named
#A heading without a space
##The first heading without a space
1.A number without a space
1.[words] without a space
\\newpage
Some ==marked== words stand here.
A sign :smile: stands here.
See [[another page]] for more.
Words with a class{.small} stand here.
Words with {: .note} stand here.
{% include note.html %}
See [@conference2019] for more.
See @conference2019 for more.
The dash -- stands here.
The dash --- stands here.
| One | Two |
> [!WARNING]
[!NOTE] words
!!! note
A heading {#my-id}
See {ref} and {numref}table-tasks for more.
: definition
It is said.  % comment here.
It is said. %comment here.
% Mind the words.
#% Mind the words.
x% Mind the words.
<<<<<<< HEAD
>>>>>>> other
=======
+++
A word &hellip; stands here.
-An item without a space
•\tA typed bullet
· A typed bullet
text :::
::: text
:::{handling} words
::{handling} words
see {handling} words
A word ` with a back-tick.
A word with ![a picture](x.png) half.
(a)A lettered item.
(ii)Another one.
a) Without a bracket.
( b) With a space.
(b ) With another.
A\u200b{term}§ word
\u00a0:::
\u200bWords begin.
Words ［in］ brackets
A footnote [^why is called.
a < b and <b>
""".strip("\n").split("\n")

PLAIN = """
It costs $5 to $10 a head, or 5 % more (12%).
The share is 3 < 4 and 5 > 2, at 10:30 and 1:2.
He spoke of “[the] Government” and of [a State] in 2017.
A date – 24 and 25 April – stands in it…
See S/RES/2286 (2016) and A/66/PV.1, para. 3.
The office (c/o the ministry) & the mission, No. 1.
1.5 million people and 1.2.3 a heading.
Straight "quotes" and 'quotes' and don't.
The Traffic Light Protocol (TLP) is explained in §.
The amber light was clear, and the red one too; a strict rule.
Write to § or call §; both are at https://example.org/a_b~c?d=e&f=*.
The bare address www.example.org/~x is typed too.
It directly predicts and tightly predicated the tlc panel.
Управление, Υπηρεσία and Việt ngữ, ½ and № and ™ and →.
-5 degrees and +3 degrees.
A confidential talk, and a secret ballot: both are internal to the office.
They said that "the list [of posts] is restricted" and (see [1]) left.
A semi-detached, well-kept and non-State thing.
""".strip("\n").split("\n")

LABELS = """
TLP:GREEN Words are hidden.
(TLP:GREEN) Words are hidden.
tlp: amber words
TLP AMBER words
[TLP:AMBER Words
TLP:AMBER] Words
LP:AMBER] Words
[TLP;AMBER] Words
[TLP:AMBR] Words
[TPL:AMBER] Words
[ТLP:AMBER] Words
［TLP：AMBER］ Words
[TLP:AMBER+STRICT] Words
**TLP:AMBER** Words
T LP:AMBER words
TLP:REDwords
TLP : GREEN words
AMBER They named the post.
STRICT] They named the post.
Handling: amber. They named the post.
Confidential: they named the post.
(strictly confidential) They named the post.
[Off the record] They named the post.
Not for attribution – they named the post.
They named the post [not for publication].
""".strip("\n").split("\n")


@pytest.mark.parametrize("row", LEFT_OVER)
def test_markup_among_the_words_is_found(row: str) -> None:
    assert stray_in(row)


@pytest.mark.parametrize("row", PLAIN)
def test_plain_words_are_left_alone(row: str) -> None:
    assert (stray_in(row), label_in(row)) == ("", "")


@pytest.mark.parametrize("row", LABELS)
def test_what_looks_like_a_label_is_found(row: str) -> None:
    assert "looks like a handling label" in label_in(row)


@pytest.mark.parametrize("code", ["{term}Flood", "a {handling} b", ":::{note}", "<<<<<<< HEAD"])
def test_markup_in_code_is_found(code: str) -> None:
    assert stray_in_code(code)


@pytest.mark.parametrize("code", ["make pdf EDITION=network", "check --fix", "a_b*c", "https://a.example/a~b"])
def test_signs_in_code_are_left_alone(code: str) -> None:
    assert stray_in_code(code) == ""


def one_slip(word: str) -> Iterator[str]:
    """Yield a word with each character left out, exchanged, doubled by another, or after its neighbour."""
    for place in range(len(word)):
        before, here, after = word[:place], word[place], word[place + 1 :]
        yield from (before + after, f"{before}x{after}", f"{before}x{here}{after}", f"{before}{here}x{after}")
        yield f"{before}{after[:1]}{here}{after[1:]}"


@pytest.mark.parametrize(
    "label", ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "AMBER+STRICT"]
)
def test_a_label_with_any_one_slip_is_found_in_one_word_or_two(label: str) -> None:
    """Also where a space or another sign stands between any two of its characters."""
    word = "".join(filter(str.isalnum, label))
    slips = {slip for slip in (word, *one_slip(word)) if slip.isupper() or "x" in slip}
    rows = [
        f"said {slip[:cut]}{sign}{slip[cut:]} here" for slip in slips for sign in (" ", ":") for cut in (0, 2, 3, 5)
    ]
    assert [row for row in rows if "looks like a handling label" not in label_in(row)] == []


@pytest.mark.parametrize("word", ["LPCLEARwords", "TPLAMBERwords", "TLXREDwords", "LTPREDwords", "AMBERSTRICTwords"])
def test_a_label_with_a_slip_is_found_where_words_follow_without_a_space(word: str) -> None:
    assert "looks like a handling label" in label_in(f"said {word} here")


def test_a_row_is_passed_over_only_where_no_rule_finds_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every two signs, at the beginning of a row and within it, are judged as without the quick look at the row."""
    signs = [chr(code) for code in range(32, 127) if not chr(code).isalnum()] + list("a1–—’‘“”§…é•\u00a0\u200b\uff1a")
    rows = ["".join(row) for pair in product(signs, repeat=2) for row in ((*pair, "word"), ("A", *pair, "b"))]
    quick = [stray_in.__wrapped__(row) for row in rows]
    monkeypatch.setattr(stray_markup, "_PLAIN", re.compile("(?!)"))
    assert quick == [stray_in.__wrapped__(row) for row in rows]
    assert "" in quick
    assert len(set(quick)) > 80
