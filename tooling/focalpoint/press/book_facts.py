"""Say of a book what its cover, imprint and page feet show."""

from __future__ import annotations

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import Imprint
from focalpoint.press.section import Book


def book_of(config: Config, edition: Edition, facts: Imprint) -> Book:
    """Describe an edition by the project's settings, its name and its date."""
    settings = config.settings
    return Book(
        title=settings.title,
        subtitle="",
        challenges=tuple(one.cover for one in config.vocabulary.challenges.values()),
        network=settings.network,
        publisher=settings.publisher,
        edition=facts.edition,
        version=config.version,
        date=facts.date,
        status=settings.status,
        handling=edition.clearance.value,
        comments=settings.comments,
        language=settings.language,
        never_divided=config.vocabulary.never_divided,
        page_size=settings.page_size,
        contact=settings.contact,
        address=settings.address,
        licence=settings.licence,
    )
