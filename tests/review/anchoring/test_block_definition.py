"""The three parsers that read blocks, markdown-it, docutils and lxml, agree on what a block is."""

from __future__ import annotations

from collections import Counter

import pytest

from focalpoint.assembly.tree import assemble, write_tree
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import load_manual
from focalpoint.content.rounds.blocks import block_text, with_plain_signs
from focalpoint.content.rounds.draft_map import Block
from focalpoint.content.text.imprint import Imprint
from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
from focalpoint.press.layout.blocks import unit_blocks
from focalpoint.press.print_builder import units
from focalpoint.review.anchoring.blocks import SourceBlock, source_blocks
from sample_project import Project
from sphinx_pages import DAY

Both = tuple[list[Block], list[SourceBlock]]
CHAPTER = "manual/ground/post.md"
TEXT = """
## What it *is*

A paragraph with **strong**, `code` and a non\u2010breaking hyphen,
on two lines of the file.[^one]

- First item
  goes on
- Second item
  1. A nested one

[^one]: A note of its author.

| Who | What |
|---|---|
| Desk | Answers *questions* |

```{list-table} Tasks
:header-rows: 1

* - Task
  - Owner
* - Plan
  - The desk
```

:::{note}
Mind this.
:::

> Somebody said so.

```
a row of code
```

Word
: Its definition.

### A heading within

Last “paragraph” – with signs.
"""


def laid_out(project: Project) -> list[Block]:
    """The chapter's blocks as a draft has them: numbered by docutils, read from the HTML that is laid out."""
    config = Config.load(project.root, DAY)
    manual, _problems = load_manual(config)
    folder = config.build / "blocks"
    tree = assemble(config, manual, Edition.NETWORK).tree
    write_tree(tree, folder / "source")
    settings = sphinx_settings(config, Edition.NETWORK, Imprint("draft", DAY)) | {"focalpoint_draft": True}
    run = run_sphinx(folder, tree, "print", settings)
    assert run.app is not None and not run.problems, run.problems
    section = next(one for one in units(run.app) if one.name == "ground-post")
    return [block for block in unit_blocks(section, CHAPTER) if block.file]


@pytest.fixture
def both(project: Project) -> Both:
    head = project.read(CHAPTER).split("\n## ")[0].rstrip()
    project.write(CHAPTER, f"{head}\n{TEXT}")
    source = list(source_blocks(project.read(CHAPTER)))
    return laid_out(project), source


LABEL = "For: "
"""Is printed before the readers that the front matter names."""


def test_every_construct_is_the_same_block_to_all_three(both: Both) -> None:
    printed, source = both
    read = {(block.kind, block.text) for block in source}
    found = Counter((block.kind, block.text.removeprefix(LABEL)) for block in printed)
    assert set(found) - read == set()
    assert {kind for kind, _ in found} == {
        *("title", "paragraph", "item", "cell", "caption", "term", "definition", "footnote", "quote", "code"),
    }
    assert read - set(found) == set()
    assert len(found) == 25 and set(found.values()) == {1}


def test_every_block_stands_on_its_own_lines(both: Both) -> None:
    printed, source = both
    lines = {block.text: range(block.line, block.last + 1) for block in source}
    strays = [block for block in printed if block.line not in lines[block.text.removeprefix(LABEL)]]
    assert [(block.text, block.line) for block in strays] == []


def test_texts_are_normalised_by_one_function() -> None:
    assert block_text(" soft\u00adly  non\u2010breaking\u200b\n words ") == "softly non-breaking words"
    assert with_plain_signs("“A” – ‘b’\u00a0«c»") == '"A" - \'b\' "c"'
    assert len(with_plain_signs("“A” – ‘b’\u00a0«c»")) == len("“A” – ‘b’\u00a0«c»")
