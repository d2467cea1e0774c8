"""All comments on a draft with the observations of the secretariat, as an Excel file."""

from __future__ import annotations

from collections.abc import Iterable

from focalpoint.config import Config
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger
from focalpoint.review.forms.filled_form import filled_form
from focalpoint.review.forms.form_sheet import sheet_of


def comments_sheet(config: Config, draft: Draft, ledgers: Iterable[Ledger]) -> bytes:
    """The filled template as an Excel file, the same bytes for the same ledgers."""
    return sheet_of(filled_form(config, draft, ledgers))
