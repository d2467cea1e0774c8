"""The sample book, printed once for all tests that only look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pytest
from press_sample import PICTURE, Shop, page_texts
from reading_sample import chapter


@pytest.fixture(scope="session")
def make_shop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Shop]:
    def make() -> Shop:
        folder = tmp_path_factory.mktemp("assets")
        (folder / "_images").mkdir()
        (folder / "_images" / "box.svg").write_text(PICTURE, encoding="utf-8")
        return Shop(folder)

    return make


@pytest.fixture(scope="session")
def shop(make_shop: Callable[[], Shop]) -> Shop:
    return make_shop()


@pytest.fixture(scope="session")
def printed(shop: Shop) -> bytes:
    return shop.print(shop.units())


@pytest.fixture(scope="session")
def pages(printed: bytes) -> list[str]:
    return page_texts(printed)


@pytest.fixture
def pdf(printed: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(printed)) as opened:
        yield opened


@pytest.fixture(scope="session")
def chapter_pdf(shop: Shop) -> bytes:
    """A book of one chapter that is hard to read aloud."""
    return shop.print([chapter(shop)])


@pytest.fixture
def aloud(chapter_pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(chapter_pdf)) as opened:
        yield opened
