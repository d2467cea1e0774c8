"""Define the stages of a build, in order; each takes a job and returns it with more in it.

What a command may not need is loaded inside the stage that needs it: Sphinx, the book's own code, the leak search.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from focalpoint.assembly import tree
from focalpoint.checks import broken_rules
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.rounds.draft_map import Block
from focalpoint.content.text.find_line import line_of
from focalpoint.files import write_whole
from focalpoint.leaks.leak_gate import LeakGate, leak_gate
from focalpoint.problems import Problem, Trouble
from focalpoint.release.job import J, Job
from focalpoint.release.publish import Output, publish_folder
from focalpoint.release.readiness import read_manual

DRAFT_EDITION = Edition.NETWORK
"""Drafts go to the Network: they carry what its edition carries."""
SEARCHING = "Looking for what the edition may not carry"


def load(job: J) -> J:
    """Read all texts, notes and records into values."""
    job.tell.step("Checking the text")
    manual, problems = read_manual(job.config)
    return replace(job, manual=manual, problems=tuple(problems))


def check(job: J) -> J:
    """Hold the texts against every rule."""
    broken = (one for one in broken_rules(job.config, job.manual) if one.kind not in job.allowed)
    _stop([*job.problems, *broken])
    return job


def assemble(job: J) -> J:
    """Write the source tree of the edition, without what it may not carry."""
    job.tell.step(f"Assembling the {job.edition} edition")
    assembled = tree.assemble(job.config, job.manual, job.edition, briefs=job.briefs, contact=job.contact)
    # The more has changed, the more processes will print.
    job.press.pool.start(tree.write_tree(assembled.tree, job.folder / "source"))
    return replace(job, assembled=assembled)


def read(job: J) -> J:
    """Have Sphinx read the tree and write each document as a section."""
    return _read(job, begin=False)


def read_and_begin(job: J) -> J:
    """Have Sphinx read the tree and write the sections; each is laid out while Sphinx writes the next."""
    return _read(job, begin=True)


def _read(job: J, *, begin: bool) -> J:
    from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
    from focalpoint.press.book_facts import book_of
    from focalpoint.press.print_builder import handout_units, tell_written, units

    job.tell.step(f"Reading {sum(name.endswith('.md') for name in job.assembled.tree)} texts")
    book = replace(book_of(job.config, job.edition, job.facts), released=job.released)
    settings = sphinx_settings(job.config, job.edition, job.facts)
    settings["focalpoint_closed"] = job.assembled.closed
    read = run_sphinx(
        *(job.folder, job.assembled.tree, "print", {**settings, "focalpoint_draft": job.numbered_blocks}),
        readers=job.press.pool.count,
        ready=lambda app: tell_written(app, lambda section: begin and job.press.begin(book, section)),
    )
    _stop(read.problems)
    assert read.app is not None
    briefs, pocket = handout_units(read.app, "brief-of"), handout_units(read.app, "pocket")
    return replace(job, book=book, sections=units(read.app), brief_sections=briefs, pocket_sections=pocket)


def lay_out(job: J) -> J:
    """Lay out every section by itself."""
    job.tell.step("Printing")
    with authors_paths(job):
        return replace(job, laid_out=job.press.lay_out(job.book, job.sections, job.tell.piece))


def bind(job: J) -> J:
    """Join the sections into one PDF, with cover, imprint and contents."""
    with authors_paths(job):
        bound = job.press.bind(job.book, job.sections, job.laid_out)
    return replace(job, bound=bound, pdf=bound.assembled.pdf, pages=bound.assembled.pages)


def proof(job: J) -> J:
    """Check the book's text, notes and tags, and search the PDF at the same time for what it may not carry."""
    with authors_paths(job):
        job.press.check(job.bound, lambda _pdf: _search(job))
    return job


def proof_text(job: J) -> J:
    """Check the book's text, notes and tags; the PDF is searched together with the web pages that offer it."""
    with authors_paths(job):
        job.press.check(job.bound)
    return job


def _search(job: J) -> None:
    job.tell.step(SEARCHING)
    folder = job.folder / "sealing"
    shutil.rmtree(folder, ignore_errors=True)
    write_whole(folder / job.pdf_target.name, job.pdf)
    _leak_gate(job, job.pdf_target.parent)(folder)


def _leak_gate(job: Job, target: Path) -> LeakGate:
    """Make the search of what will be published in a folder."""
    return leak_gate(job.assembled, job.config.shown(target), job.folder / "searched-and-clean")


def write_pages(job: J) -> J:
    """Have Sphinx write the web pages, with the forms that they offer, while other processes lay out."""
    from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
    from focalpoint.release.form_files import form_files

    job.tell.step("Writing the web pages")
    settings = sphinx_settings(job.config, job.edition, job.facts)
    _stop(run_sphinx(job.folder, job.assembled.tree, "html", settings).problems)
    forms = form_files(job.assembled.tree, job.config.settings.title, job.facts)
    return replace(job, folders=(Output(job.pdf_target.with_name("html"), forms, job.folder / "html"),))


def offer_prints(job: J) -> J:
    """Put the PDF and the briefs beside the web pages, which offer them."""
    pages, *others = job.folders
    prints = {f"{one.target.name}/{name}": data for one in others for name, data in one.added.items()}
    added = {**pages.added, **prints, job.pdf_target.name: job.pdf}
    return replace(job, folders=(replace(pages, added=added), *others))


def publish_pdf(job: J) -> J:
    """Put the PDF in its place."""
    job.tell.step("Publishing")
    write_whole(job.pdf_target, job.pdf)
    return job


def publish(job: J) -> J:
    """Search the folders for what the edition may not carry, and put them and the PDF in their places, or none."""
    job.tell.step(SEARCHING)
    job.tell.step("Publishing")
    with ExitStack() as publishing:
        for folder in job.folders:
            publishing.enter_context(publish_folder(folder, _leak_gate(job, folder.target)))
        if job.pdf:
            write_whole(job.pdf_target, job.pdf)
    return job


PRINTER_COPY = "manual-printer.pdf"


def turn_to_printer(job: J) -> J:
    """Have the stages after this one make the print shop's variant of the book from the same sections."""
    job.press.for_printer = True
    return replace(job, pdf_target=job.pdf_target.with_name(PRINTER_COPY))


@contextmanager
def authors_paths(job: J) -> Iterator[None]:
    """Name the author's file instead of the section in every problem that is raised, and the line where it is known."""
    pieces = _pieces(job)
    try:
        yield
    except Trouble as trouble:
        raise Trouble(_in_file(one, pieces.get(one.path)) for one in trouble.problems) from None


def _in_file(problem: Problem, piece: tree.Piece | None) -> Problem:
    """Place a problem of a section in its author's file; what was withheld has left its lines there empty."""
    from focalpoint.press.section import PrintProblem

    if piece is None:
        return problem
    words = problem.words if isinstance(problem, PrintProblem) else ""
    line = problem.line or line_of(words, piece.data.decode().split("\n"))
    return Problem(piece.path, line, problem.kind, problem.message)


def _pieces(job: Job) -> dict[str, tree.Piece]:
    """Return the pieces of the tree by the names that their sections have."""
    return {name.removesuffix(".md").replace("/", "-"): piece for name, piece in job.assembled.tree.items()}


def section_files(job: Job) -> dict[str, str]:
    """Return the author's file of each section, by its name; empty for what the toolchain wrote."""
    pieces = _pieces(job)
    paths = {one.name: pieces[one.name].path if one.name in pieces else "" for one in job.sections}
    own = {path for path in paths.values() if path.endswith(".md") and (job.config.root / path).is_file()}
    return {name: path if path in own else "" for name, path in paths.items()}


def blocks(job: Job) -> list[Block]:
    """List all blocks of what was read, in the order of the book, without the places where they are printed."""
    from focalpoint.press.layout.blocks import unit_blocks

    files = section_files(job)
    return [block for section in job.sections for block in unit_blocks(section, files[section.name])]


def _stop(problems: Sequence[Problem]) -> None:
    if problems:
        raise Trouble(problems)
