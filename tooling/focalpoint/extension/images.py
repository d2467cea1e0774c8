"""Keeps a chapter from reading a picture outside its own edition's tree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)


def keep_images_inside(app: Sphinx, doctree: nodes.document) -> None:
    """Take out, with an error, every picture whose address leaves the tree or the machine."""
    for image in list(doctree.findall(nodes.image)):
        address = image["uri"]
        file = Path(app.env.relfn2path(address, app.env.docname)[1])
        if "://" in address or not file.resolve().is_relative_to(Path(app.srcdir).resolve()):
            LOGGER.error(
                "the picture `%s` is not in the manual; put it into manual/figures",
                address,
                location=image,
                type="focalpoint",
                subtype="image",
            )
            image.parent.remove(image)
