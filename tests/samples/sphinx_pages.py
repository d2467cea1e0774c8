"""Runs Sphinx over a project as a build does, in this process and without printing, and reads what it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from focalpoint.assembly.tree import assemble, write_tree
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import load_manual
from focalpoint.content.text.imprint import Imprint
from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
from focalpoint.press import Section
from focalpoint.press.print_builder import units
from focalpoint.problems import Problem
from focalpoint.release.publish import Output, publish_folder
from sample_project import Project

DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Written:
    """What one run wrote, and what it complained of."""

    folder: Path
    suffix: str
    problems: list[Problem]
    units: list[Section]
    """What goes to the press, in its order; of a run that writes web pages, nothing."""

    def page(self, docname: str) -> HtmlElement:
        """A page, or a unit of the print edition, as a tree."""
        text = (self.folder / f"{docname}{self.suffix}").read_text(encoding="utf-8")
        return html.fromstring(f"<div>{text}</div>") if self.suffix == ".unit" else html.fromstring(text)


def write(
    project: Project,
    builder: str = "html",
    edition: Edition = Edition.PUBLIC,
    *,
    briefs: bool = False,
    draft: bool = False,
) -> Written:
    """Assemble an edition, read it and write it, as a draft with numbered blocks if asked, without the checks."""
    config = Config.load(project.root, DAY)
    manual, problems = load_manual(config)
    tree = assemble(config, manual, edition, briefs=briefs).tree
    folder = config.build / edition
    write_tree(tree, folder / "source")
    settings = {**sphinx_settings(config, edition, Imprint(f"{edition} edition", DAY)), "focalpoint_draft": draft}
    run = run_sphinx(folder, tree, builder, settings)
    printed = units(run.app) if run.app and builder == "print" and not run.problems else []
    return Written(folder / builder, ".unit" if builder == "print" else ".html", problems + run.problems, printed)


def published(project: Project, edition: Edition = Edition.PUBLIC) -> dict[str, bytes]:
    """The web pages as they would be published, by path."""
    with publish_folder(Output(project.root / "published", source=project.root / "build" / edition / "html")):
        return project.files("published")


def words(element: HtmlElement) -> str:
    """The text of an element, with single spaces."""
    return " ".join(str(element.text_content()).split())


def article(page: HtmlElement) -> HtmlElement:
    """The text of a web page, without what the theme puts round it."""
    found: list[HtmlElement] = page.xpath("//article") or [page]
    return found[0]


def paragraphs(page: HtmlElement) -> dict[str, str]:
    """The numbered paragraphs in order: number → text."""
    numbered = article(page).xpath(".//p[contains(@class, 'numbered')]")
    return {words(p.find_class("paragraph-number")[0]): words(p).split(" ", 1)[1] for p in numbered}


def links(page: HtmlElement) -> dict[str, str]:
    """Text of each link of the article → its address."""
    return {words(link): link.get("href", "") for link in article(page).xpath(".//a[@href]")}
