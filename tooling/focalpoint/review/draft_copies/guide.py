"""Hold the words of the page at the front of a Word file that is sent, by which they are known when it comes back."""

from __future__ import annotations

GUIDE = (
    "How to edit this file",
    "Sent to {to} on {day}: {title}, {edition} edition. Return this file, "
    "under any name, to the office that sent it.",
    "Type, delete and move text as you always do. Tracked changes are switched on; leave them on, so that "
    "everybody sees what you propose. Nothing is lost where they are off: the file is compared with what was sent.",
    "Add comments with Word's own comments, on the words that they are about.",
    "Paragraph numbers, the numbers of tables and the words in grey come from the tools. Do not type or mend them; "
    "they are set anew.",
    "Words in blue and the small numbers of footnotes are references to sources, terms and other paragraphs. They "
    "are locked. If one is wrong, say so in a comment. If you delete one, you will be asked whether you meant it.",
    "Bold, colours, typefaces and pictures are not taken over, for the manual has its own. Say what you wish in a "
    "comment.",
    "Add a paragraph, an item or a row of a table where it belongs, as you would in any Word file.",
    "You may return a part of this file, or paste it into a file of your own: it is recognised by its words.",
)
"""Its heading and its paragraphs."""
ASKED = "Asked of the ministry: "
"""What stands before words that only a ministry's brief prints."""
_BEGINNINGS = (ASKED, *(line.split("{")[0] for line in GUIDE))


def is_guide(text: str) -> bool:
    """Tell whether a paragraph is one of that page."""
    return text.strip().startswith(_BEGINNINGS)
