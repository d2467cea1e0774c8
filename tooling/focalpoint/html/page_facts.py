"""What every page says of itself: its title, its edition and its address, for people and for machines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from focalpoint.content.consultation.handling import Edition
from focalpoint.content.pictures import size_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

READERS = {
    Edition.PUBLIC: "for everyone",
    Edition.NETWORK: "for members and their offices, not for publication",
    Edition.SECRETARIAT: "for the secretariat alone, not to be passed on",
}
"""For whom each edition is, as its band says it."""
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'"
"""The content policy that each page carries; a server adds `frame-ancestors`, which a page cannot set."""
LONGEST_DESCRIPTION = 300
"""Characters of a description that a search engine or a share preview shows at most."""
NOT_FOUND = "404"
_WIDTH = re.compile(r'<col style="width: (\d+)(?:\.\d+)?%" ?/?>')
_ALIGNED = re.compile(r' style="text-align: ?(left|right|center);?"')


def add_page_facts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Add to a page's context its title, metadata, address and content policy; take inline styles out of its body."""
    edition = Edition(app.config.focalpoint_edition)
    about = context["about_edition"]
    address = about["address"].rstrip("/")
    is_start = pagename == app.config.root_doc
    title = _plain(context.get("title", "")) or _plain(app.config.project)
    own = f"{context['edition']}, {context['handling']}, {about['date']}"
    whole = f"{app.config.project} — {own}" if is_start else f"{title} — {app.config.project}, {own}"
    fields = app.env.metadata.get(pagename, {})
    description = _description(fields.get("question", ""), title, str(app.config.project), own)
    context["page_title"] = whole
    context["edition_name"] = edition.value
    context["edition_readers"] = READERS[edition]
    context["page_address"] = f"{address}/{pagename}.html" if address and pagename != NOT_FOUND else ""
    context["content_policy"] = POLICY
    context["metatags"] = ""
    metadata = {
        "description": description,
        "author": app.config.author,
        "edition": context["edition"],
        "handling": context["handling"],
        "version": app.config.version,
        "date": about["day"],
    }
    if edition is not Edition.PUBLIC or pagename in (NOT_FOUND, "search"):
        metadata["robots"] = "noindex, nofollow, noarchive" if edition is not Edition.PUBLIC else "noindex"
    context["page_metadata"] = list(metadata.items())
    preview = {"og:type": "article", "og:title": title, "og:site_name": app.config.project}
    preview["og:description"] = description
    if context["page_address"]:
        preview["og:url"] = context["page_address"]
    context["page_preview"] = list(preview.items()) if edition is Edition.PUBLIC else []
    if "body" in context:
        context["body"] = with_picture_sizes(app, without_inline_styles(context["body"]))
    if pagename == NOT_FOUND and address:
        # A server shows this page in place of any other, in whatever folder.
        _address_wholly(context, address)


def without_inline_styles(body: str) -> str:
    """Replace widths of columns and alignment of cells by names for the style sheet: no page has styles of its own."""
    body = _WIDTH.sub(lambda width: f'<col class="wide-{width[1]}">', body)
    return _ALIGNED.sub(lambda side: f' data-align="{side[1]}"', body)


def with_picture_sizes(app: Sphinx, body: str) -> str:
    """Write width and height of each picture into its element, so that a browser keeps its place until it arrives."""
    files = {name: Path(app.srcdir) / source for source, name in getattr(app.builder, "images", {}).items()}

    def sized(image: re.Match[str]) -> str:
        file = files.get(unquote(image["name"]))
        own = re.search(r"\s(width|style)=", image[0])
        size = size_of(file.read_bytes(), file.suffix) if file and not own else None
        return image[0].replace("<img ", f'<img width="{size[0]}" height="{size[1]}" ', 1) if size else image[0]

    return re.sub(r'<img [^>]*src="[^"]*_images/(?P<name>[^"/]+)"[^>]*>', sized, body)


def _plain(title: str) -> str:
    """Return a title without its markup."""
    return re.sub(r"<[^>]+>", "", title).strip()


def _description(question: str, title: str, project: str, own: str) -> str:
    said = f"{title}: {question}" if question else title
    return f"{said} {project}, {own}."[:LONGEST_DESCRIPTION]


def _address_wholly(context: dict[str, Any], address: str) -> None:
    relative = context["pathto"]
    context["pathto"] = lambda target, *rest: f"{address}/{relative(target, *rest)}"
    context["content_root"] = f"{address}/"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add what each page says of itself."""
    app.connect("html-page-context", add_page_facts, 900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
