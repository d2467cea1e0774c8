"""Tell mails that a program has written: automatic replies, failed deliveries, receipts, answers to invitations."""

from __future__ import annotations

import re

from focalpoint.review.letters.mail_message import Message
from focalpoint.review.letters.mail_words import plain_words, words_of

_BY_SUBJECT = (
    ("bounces", "says that a mail was not delivered"),
    ("receipts", "is a receipt"),
    ("meetings", "is an answer to an invitation"),
    ("subjects", "is an automatic reply"),
)


def automatic(message: Message) -> str:
    """Say what a mail of a program is, as “is a receipt”; empty for a mail that a person wrote."""
    kind = message.header("content-type").lower()
    if kind.startswith("multipart/report"):
        return "is a receipt" if "disposition-notification" in kind else "says that a mail was not delivered"
    method = _calendar_method(message)
    if method == "reply":
        return "is an answer to an invitation"
    subject = plain_words(message.subject)
    for name, told in _BY_SUBJECT:
        if subject.startswith(tuple(plain_words(word) for word in words_of("automatic", name))):
            return told
    submitted = message.header("auto-submitted").lower().split(";")[0].strip()
    if submitted not in ("", "no"):
        return "is an automatic reply" if submitted == "auto-replied" else "was sent by a program"
    precedence = message.header("precedence").lower()
    if message.header("x-autoreply") or message.header("x-autorespond") or precedence in ("auto_reply", "auto-reply"):
        return "is an automatic reply"
    if any(address.startswith(("mailer-daemon@", "postmaster@")) for _, address in message.senders):
        return "says that a mail was not delivered"
    return "is an invitation" if method else ""


def _calendar_method(message: Message) -> str:
    """Find the method of a calendar part: `reply`, `request`; empty where there is none."""
    for part in message.carried:
        if part.kind == "text/calendar":
            match = re.search(rb"^METHOD:(\w+)", part.data, re.IGNORECASE | re.MULTILINE)
            return match[1].decode().lower() if match else "request"
    return ""
