"""The words and the fixed texts of the synthetic manual."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = """the of and to in a for is that shall be by with as on or must not may from this each any all which are has
have ministry official desk unit agency mission embassy parliament court prosecutor police border budget
fund grant donor report review record file register list table meeting agenda minute letter request answer
notice decision mandate law treaty statute clause duty power right claim complaint inquiry finding evidence
witness victim survivor community group minority language school teacher media platform broadcast speech
election census district region neighbour State government council assembly organization network partner
attendee secretariat consultation comment draft edition chapter assessment indicator trigger signal warning
risk factor capacity resilience prevention protection response recovery training course exercise guide
standard procedure deadline quarter month year day hour cost staff post term leave deputy adviser director
head team expert lawyer analyst liaison contact point visit dialogue mediation monitoring licence export
arms transfer sanction embargo asylum refugee shelter passage convoy supply market harvest water health
before after within without unless where when during until under over between against through upon about
early late national regional international local public private written oral formal informal annual monthly
regular yearly open closed shared joint common separate new earlier later further adequate sufficient
relevant applicable reasonable appointed named consulted informed drafted adopted published translated
circulated reviewed revised approved signed recorded reported counted measured compared verified corrected
withdrawn renewed extended delegated coordinated""".split()

ADJECTIVES = "national regional joint early shared standing interim residual".split()
NOUNS = "mandate review register mission indicator".split()

PROJECT = """[project]
name = "synthetic"
version = "0.1"

[tool.focalpoint]
title = "Synthetic Manual"
network = "Network of Nobody"
publisher = "Secretariat of the Network of Nobody"
status = "It says nothing."
comments = "None are needed."
"""
VOCABULARY = """pillars = ["I", "II", "III"]

[focal-point]
one = "Nobody"
many = "Nobodies"
addressed = "Nobody"

[challenges]
1 = { cover = "How to measure", label = "1, measuring" }
2 = { cover = "How to compare", label = "2, comparing" }

[efforts]
afternoon = "an afternoon"
month = "a month"
year = "a year"

[ministries]
foreign-affairs = { label = "foreign affairs", addressed = "the ministry of foreign affairs" }
justice = { label = "justice", addressed = "the ministry of justice" }

[risk-factors]
count = 14
groups = { common = "Common factor" }
"""

SOURCE = """@misc{{source{number},
  author = {{{{Organization {number}}}}},
  title = {{Report number {number} of a synthetic body}},
  year = {{20{number:02d}}},
}}
"""

_FIELDS = "status: draft\nchallenge: both\nhandling: TLP:CLEAR\nchecked: 2026-01-05\n"
_FONT = 'font-family="\'Source Sans 3\', sans-serif" font-size="12" text-anchor="middle"'


def front_matter(title: str) -> str:
    """The front matter of a chapter, and the empty line after it."""
    return f"---\ntitle: {title}\nquestion: What does this chapter say?\nreaders: Nobody\n{_FIELDS}---\n\n"


def drawing(words: Sequence[str]) -> str:
    """Boxes in a row with a word in each, joined by strokes."""
    shapes = []
    for place, word in enumerate(words):
        left = 10 + 110 * place
        shapes.append(f'<rect x="{left}" y="40" width="90" height="50" rx="6" fill="#eef2f4" stroke="#12405a"/>')
        shapes.append(f'<text x="{left + 45}" y="70" {_FONT}>{word} {place + 1}</text>')
        if place:
            shapes.append(f'<path d="M{left - 20} 65H{left}" stroke="#12405a" stroke-width="2"/>')
    size = 'width="560" height="130" viewBox="0 0 560 130"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(shapes)}</svg>\n'
