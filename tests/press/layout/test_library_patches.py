"""The patches of WeasyPrint and pyphen: what each mends, that it is still needed, and how it is turned off."""

from __future__ import annotations

import pypdfium2
import pyphen
import pytest
import weasyprint
from press_sample import Shop, numbered
from weasyprint.layout import inline
from weasyprint.text.line_break import split_first_line

from focalpoint.press.layout import hyphenation_exceptions, weasyprint_patches

TEXT = (
    "The words describe a purpose and a method, and courts know no separate crime of that name. The acts may "
    "amount to crimes against humanity, to war crimes or to genocide.<span class='footnote'>A note.</span> Use it."
)


def line(shop: Shop, beginning: str) -> str:
    """The printed line that begins so."""
    html = f'<p class="numbered" data-number="1.1"><span class="paragraph-number">1.1</span> {TEXT}</p>'
    with pypdfium2.PdfDocument(shop.lay_out(html).pdf) as document:
        page = document[0].get_textpage().get_text_range()
    (found,) = [found.rstrip() for found in page.splitlines() if found.startswith(beginning)]
    return found


def test_a_line_that_fits_but_for_its_last_space_is_not_broken_after_one_word(shop: Shop) -> None:
    assert line(shop, "of").endswith("or to")


def test_weasyprint_still_has_this_fault(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this fails, take the patch out: the library no longer needs it."""
    monkeypatch.setattr(weasyprint_patches, "RELEASES", ())
    assert line(shop, "of") == "of"


def test_another_release_of_weasyprint_is_used_as_it_is(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    with weasyprint_patches.patched():
        assert inline.split_first_line is not split_first_line
    assert inline.split_first_line is split_first_line
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    with weasyprint_patches.patched():
        assert inline.split_first_line is split_first_line


def test_the_library_is_as_it_was_after_a_section_that_could_not_be_laid_out(shop: Shop) -> None:
    with pytest.raises(Exception, match="not a file of this unit"):
        shop.lay_out(numbered("1.1"), '<p><img alt="x" src="https://example.org/x.png"></p>')
    assert inline.split_first_line is split_first_line
    assert pyphen.Pyphen(lang="en_GB").positions("Srebrenica")


@pytest.mark.parametrize("name", ["Srebrenica", "Slovenia", "Mozambique", "February", "Bissau"])
def test_a_name_is_not_divided_and_pyphen_alone_would_divide_it(name: str) -> None:
    """Where this fails without the patch, the dictionary no longer divides the name."""
    dictionary = pyphen.Pyphen(lang="en_GB")
    assert dictionary.positions(name)
    with hyphenation_exceptions.names_whole():
        assert dictionary.positions(name) == []
        assert dictionary.positions("intergovernmental")
    assert dictionary.positions(name)


def test_another_release_of_pyphen_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyphenation_exceptions, "version", lambda name: "0.19")
    with hyphenation_exceptions.names_whole():
        assert pyphen.Pyphen(lang="en_GB").positions("Srebrenica")


def test_the_patches_were_tried_with_the_releases_that_are_installed() -> None:
    """After an upgrade: read each patch's fault, run the tests above with the new release, and add it to RELEASES."""
    assert weasyprint.__version__ in weasyprint_patches.RELEASES
    assert hyphenation_exceptions.version("pyphen") in hyphenation_exceptions.RELEASES
