"""The blank comment forms that go out with a draft, for those who cannot annotate a PDF."""

from __future__ import annotations

from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.drafts import Draft
from focalpoint.review.forms.form_sheet import sheet_of
from focalpoint.review.forms.form_word import word_of
from focalpoint.review.forms.template import GUIDE, TITLE, Form, Row, head_of

EMPTY_ROWS = 20


def word_form(draft: Draft, member: Member | None) -> bytes:
    """The form as a Word file, for one member or for nobody in particular; the same bytes each time."""
    return word_of(_form(draft, member))


def sheet_form(draft: Draft, member: Member | None) -> bytes:
    """The form as an Excel file, for one member or for nobody in particular; the same bytes each time."""
    return sheet_of(_form(draft, member))


def _form(draft: Draft, member: Member | None) -> Form:
    until = draft.fields.comments_by
    facts = [
        ("Comments of", f"{member.name} ({member.id})" if member else ""),
        ("Comments by", f"{until.day} {until:%B %Y}" if until else ""),
    ]
    rows = (Row(member=member.id if member else ""),) * EMPTY_ROWS
    return Form(draft, TITLE, (*head_of(draft), *facts), GUIDE, rows, open=True)
