"""Faults to plant in a good PDF, each with what the structural check says of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, Pdf, String

from focalpoint.press.preflight.structure_index import StructureIndex


def elements(pdf: Pdf, kind: str) -> list[Object]:
    return [node.element for node in StructureIndex(pdf).tree.kinds[kind]]


def first(pdf: Pdf, kind: str) -> Object:
    return elements(pdf, kind)[0]


def leaf(pdf: Pdf, kind: str) -> Object:
    """The first element of a kind that holds text itself."""
    return next(element for element in elements(pdf, kind) if isinstance(element.K[0], int))


def link(pdf: Pdf) -> Object:
    return next(page.obj.Annots[0] for page in pdf.pages if "/Annots" in page.obj)


def content(pdf: Pdf, old: bytes, new: bytes) -> None:
    """Change the drawing of the last page."""
    page = pdf.pages[-1].obj
    streams = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
    data = b"\n".join(stream.read_bytes() for stream in streams)
    assert old in data
    page.Contents = pdf.make_stream(data.replace(old, new, 1))


def untagged(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def unmarked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def two_documents(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K.append(pdf.Root.StructTreeRoot.K[0].K[0])


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def two_titles(pdf: Pdf) -> None:
    pdf.docinfo.Title = String("Another")


def file_name(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def skipped_heading(pdf: Pdf) -> None:
    first(pdf, "H2").S = Name.H3


def second_title(pdf: Pdf) -> None:
    first(pdf, "H2").S = Name.H1


def lost_bookmark(pdf: Pdf) -> None:
    part = pdf.Root.Outlines.First.Next
    part.First = part.First.Next


def other_bookmark(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Next.First.Title = String("Another")


def one_bookmark_more(pdf: Pdf) -> None:
    last = pdf.Root.Outlines.Last
    last.Next = pdf.make_indirect(Dictionary(Title=String("More"), Dest=last.Dest))


def bookmark_of_another_page(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Next.Dest[0] = pdf.pages[0].obj


def no_scope(pdf: Pdf) -> None:
    del first(pdf, "TH").A.Scope


def no_id(pdf: Pdf) -> None:
    del first(pdf, "TH").ID


def lost_id(pdf: Pdf) -> None:
    NameTree(pdf.Root.StructTreeRoot.IDTree).clear()


def no_heads(pdf: Pdf) -> None:
    del first(pdf, "TD").A.Headers


def unknown_head(pdf: Pdf) -> None:
    first(pdf, "TD").A.Headers[0] = String("nowhere")


def two_heads(pdf: Pdf) -> None:
    first(pdf, "TBody").S = Name.THead


def no_alternative(pdf: Pdf) -> None:
    first(pdf, "Figure").Alt = String(" ")


def note_without_id(pdf: Pdf) -> None:
    del first(pdf, "Note").ID


def note_without_number(pdf: Pdf) -> None:
    del first(pdf, "Note").K[0]


def no_tab_order(pdf: Pdf) -> None:
    del next(page.obj for page in pdf.pages if "/Annots" in page.obj).Tabs


def loose_link(pdf: Pdf) -> None:
    for element in elements(pdf, "Link"):
        element.K = Array([kid for kid in element.K if not isinstance(kid, Dictionary) or "/Obj" not in kid])


def link_in_a_paragraph(pdf: Pdf) -> None:
    first(pdf, "Link").S = Name.P


def lost_link(pdf: Pdf) -> None:
    link(pdf).StructParent = 0


def no_destination(pdf: Pdf) -> None:
    del link(pdf).Dest


def unknown_destination(pdf: Pdf) -> None:
    link(pdf).Dest = String("nowhere")


def silent_link(pdf: Pdf) -> None:
    del link(pdf).Contents


def text_in_no_element(pdf: Pdf) -> None:
    leaf(pdf, "P").K = Array()


def text_in_two_elements(pdf: Pdf) -> None:
    paragraph = leaf(pdf, "P")
    paragraph.K.append(paragraph.K[0])


def text_of_nothing(pdf: Pdf) -> None:
    leaf(pdf, "P").K.append(999)


def another_owner(pdf: Pdf) -> None:
    owners = NumberTree(pdf.Root.StructTreeRoot.ParentTree)[0]
    owners[0] = owners[1]


def text_outside(pdf: Pdf) -> None:
    content(pdf, b"/MCID 3", b"/Lang (en)")


def number_used_twice(pdf: Pdf) -> None:
    content(pdf, b"/MCID 5", b"/MCID 4")


def head_that_is_no_artifact(pdf: Pdf) -> None:
    furniture = pdf.pages[-1].obj.Contents[1]
    furniture.write(re.sub(rb"/Artifact .*?BDC|EMC", b"", furniture.read_bytes()))


FAULTS: dict[Callable[[Pdf], None], str] = {
    untagged: "the PDF is not tagged",
    unmarked: "the PDF is not tagged",
    two_documents: "the tags are not one Document",
    no_language: "names no language",
    two_titles: "has no title, or two that differ",
    file_name: "the name of its file instead of its title",
    skipped_heading: "3. The post: page 1: the heading “A. What it is” skips a level",
    second_title: "3. The post: page 1: “A. What it is” is a second title",
    lost_bookmark: "3. The post: page 1: no bookmark fits the heading “A. What it is”",
    other_bookmark: "3. The post: page 1: no bookmark fits the heading “A. What it is”",
    one_bookmark_more: "the bookmark “More” stands for no heading",
    bookmark_of_another_page: "3. The post: page 1: no bookmark fits the heading “The post”",
    no_scope: "does not say whether it heads a row or a column",
    no_id: "a head cell has no ID of its own",
    lost_id: "a head cell has no ID of its own",
    no_heads: "names no head, or one that does not exist",
    unknown_head: "names no head, or one that does not exist",
    two_heads: "a table has more than one head",
    no_alternative: "3. The post: page 1: a picture has no text alternative",
    note_without_id: "3. The post: page 1: a note has no ID of its own",
    note_without_number: "a note has no number that leads back to its call",
    no_tab_order: "the tab key does not follow the tags",
    loose_link: "is in no Link of the tags",
    link_in_a_paragraph: "is in no Link of the tags",
    lost_link: "does not find its place in the tags",
    no_destination: "leads nowhere",
    unknown_destination: "leads nowhere",
    silent_link: "a link does not say where it leads",
    text_in_no_element: "is in the tags 0 times instead of once",
    text_in_two_elements: "is in the tags 2 times instead of once",
    text_of_nothing: "the tags tell of content 999, which the page does not have",
    another_owner: "does not find its place in the tags",
    text_outside: "which the page does not have",
    number_used_twice: "shares its number with other content",
    head_that_is_no_artifact: "is neither in the tags nor an artifact",
}
