"""Read the text that comes back from a reviewer's page, as a file of its own."""

from __future__ import annotations

from focalpoint.review.intake.readers import HEAD, Reader
from focalpoint.review.letters.mail_message import decoded
from focalpoint.review.letters.read_letter import read_letter
from focalpoint.review.reviewer_file.text_lines import begins_file


def is_reviewer_text(data: bytes) -> bool:
    """Tell such a text by its first line; one inside a mail is found by the reader of mails."""
    head = decoded(data[:HEAD], "").split("\n")
    first = next((line for line in head if line.replace("\ufeff", "").strip("> \t\r")), "")
    return begins_file(first)


# Whatever was added to the text by hand is read as a letter is.
READER = Reader(is_reviewer_text, read_letter, first=True)
