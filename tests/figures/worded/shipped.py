"""Whether each chapter of the shipped manual comes home unedited: `python -m tests.figures.worded.shipped` counts them.

Each is sent as a Word file, also saved by LibreOffice where it is installed, compared, and written again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from focalpoint.assembly.tree import assemble
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.editable.blocks import EditableBlock, blocks_of
from focalpoint.content.editable.inline_pieces import inline_pieces
from focalpoint.content.manual import load_manual
from focalpoint.word.out.pictures import PictureReader
from focalpoint.word.out.sending import Letter, Paged, Source, paged, word_file_of
from focalpoint.word.returned.applying import Applying, Texts

from ..word_edits import DAY, HERE, Project, compare, read_paragraphs, write


def chapters(folder: Path) -> Iterator[tuple[Paged, bytes]]:
    """Yield each chapter of a copy of this repository with its Word file."""
    for name in ("manual", "consultations", "pyproject.toml"):
        source = HERE.parent / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, folder / name)
    project = Project(folder)
    sections = write(project, "print", Edition.NETWORK, draft=True).units
    config = Config.load(folder, DAY)
    tree = assemble(config, load_manual(config)[0], Edition.NETWORK).tree
    pages = {name.removesuffix(".md").replace("/", "-"): piece for name, piece in tree.items()}
    letter = Letter("focalpoint-word-1-0123456789-0", "Manual", "foot", "an office", DAY, "network")
    sources = [
        Source(one, pages[one.name].path, pages[one.name].data.decode())
        for one in sections
        if one.name in pages and (folder / pages[one.name].path).is_file()
    ]
    for one in paged(sources, letter):
        yield one, word_file_of(letter, [one], PictureReader(sections[0].assets))


def saved_again(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Have LibreOffice save files."""
    (folder / "sent").mkdir(parents=True)
    for name, data in files.items():
        (folder / "sent" / name).write_bytes(data)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(folder / "saved")]
    subprocess.run([*command, *(str(folder / "sent" / name) for name in files)], check=True, capture_output=True)
    return {name: (folder / "saved" / name).read_bytes() for name in files}


def unchanged(one: Paged, data: bytes) -> bool:
    """Tell whether a file comes home as it was sent, and each block of it can be written again."""
    found = compare(read_paragraphs(data), [one.page])
    page = one.page.page
    text, failed = Applying(Texts(one.page, page, page), 0, found).write(found.changes)
    whole = {sent.index for sent in one.page.blocks} == set(range(len(blocks_of(page))))
    return (text, failed, found.changes) == (page, [], []) and whole and all(map(_can_be_written, blocks_of(page)))


def _can_be_written(block: EditableBlock) -> bool:
    return inline_pieces(block.raw) is not None


def main() -> None:
    """Measure, and print both counts."""
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        sent = {f"{n}.docx": pair for n, pair in enumerate(chapters(Path(folder) / "project"))}
        wrong = [pair[0].page.path for pair in sent.values() if not unchanged(*pair)]
        blocks = sum(len(one.page.blocks) for one, _ in sent.values())
        print(f"{len(sent) - len(wrong)} of {len(sent)} files of {blocks} blocks come home as they were sent", *wrong)
        if shutil.which("soffice"):
            again = saved_again({name: data for name, (_, data) in sent.items()}, Path(folder) / "office")
            wrong = [one.page.path for name, (one, _) in sent.items() if not unchanged(one, again[name])]
            print(f"{len(sent) - len(wrong)} of {len(sent)} after LibreOffice has saved them", *wrong)
    print(f"{time.process_time() - began:.0f} s of processor time", file=sys.stderr)


if __name__ == "__main__":
    main()
