"""The patches of WeasyPrint, pyphen and ctypes: what each mends, that it is still needed, and how it is turned off."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pypdfium2
import pyphen
import pytest
import weasyprint
from press_sample import Shop, numbered
from weasyprint.layout import inline
from weasyprint.text.line_break import split_first_line

from focalpoint.press.layout import ctypes_patches, hyphenation_exceptions, weasyprint_patches

pytestmark = pytest.mark.slow

TEXT = (
    "The words describe a purpose and a method, and courts know no separate crime of that name. The acts may "
    "amount to crimes against humanity, to war crimes or to genocide.<span class='footnote'>A note.</span> Use it."
)

STARTED = """
import sys
started = []
sys.addaudithook(lambda event, facts: started.append(facts[0]) if event == "subprocess.Popen" else None)
{import_it}
print(len(started), "ctypes" in sys.modules)
"""
"""Prints how many programs an import has started."""
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux does Python ask the compiler")


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
    with hyphenation_exceptions.names_whole(["Srebrenica"]):
        assert dictionary.positions(name) == []
        assert dictionary.positions("intergovernmental")
    assert dictionary.positions(name)


def test_another_release_of_pyphen_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyphenation_exceptions, "version", lambda name: "0.19")
    with hyphenation_exceptions.names_whole(["Srebrenica"]):
        assert pyphen.Pyphen(lang="en_GB").positions("Srebrenica")


def programs_started(import_it: str) -> int:
    """Count the programs that a new process starts while it imports."""
    script = STARTED.format(import_it=import_it)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    count, loaded = done.stdout.split()
    assert loaded == "True"
    return int(count)


@ON_LINUX
def test_the_press_starts_no_program_to_find_the_libraries_of_weasyprint() -> None:
    assert programs_started("import focalpoint.press.layout.layout") == 0


@ON_LINUX
def test_weasyprint_still_has_python_search_for_names_of_other_systems() -> None:
    """Where this fails, take the patch out: neither Python nor WeasyPrint needs it."""
    assert programs_started("import weasyprint") > 5


def test_another_system_or_python_searches_as_it_does_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    search = ctypes.util.find_library
    monkeypatch.setattr(sys, "platform", "linux")
    with ctypes_patches.exact_names():
        assert ctypes.util.find_library("c") is None
    assert ctypes.util.find_library is search
    monkeypatch.setattr(sys, "platform", "darwin")
    with ctypes_patches.exact_names():
        assert ctypes.util.find_library is search
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "version_info", (3, 15, 0, "final", 0))
    with ctypes_patches.exact_names():
        assert ctypes.util.find_library is search


def test_the_search_is_as_it_was_after_an_import_that_failed() -> None:
    search = ctypes.util.find_library
    with pytest.raises(OSError, match="no library"), ctypes_patches.exact_names():
        raise OSError("no library")
    assert ctypes.util.find_library is search


def test_the_patches_were_tried_with_the_releases_that_are_installed() -> None:
    """After an upgrade: read each patch's fault, run the tests above with the new release, and add it to RELEASES."""
    assert weasyprint.__version__ in weasyprint_patches.RELEASES
    assert hyphenation_exceptions.version("pyphen") in hyphenation_exceptions.RELEASES
    assert sys.version_info[:2] in ctypes_patches.VERSIONS
