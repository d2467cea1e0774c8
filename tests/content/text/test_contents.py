"""The order of the book, as the first page gives it."""

from __future__ import annotations

from focalpoint.content.text.contents import Entry, read_parts
from focalpoint.content.text.markdown import read_markdown

PAGE = """# Manual

```{toctree}
front/about
```

```{toctree}
:caption: "Part I. Ground"
:numbered:

ground/post
The commitment <ground/commitment>
```

```text
:::{toctree}
not/read
:::
```

:::{toctree}
:caption: Part II
:numbered:

task/mapping
:::

```{toctree}
:caption: Annexes

glossary
```
"""


def test_parts_are_read_in_order_each_with_its_place_in_the_book() -> None:
    parts = read_parts(read_markdown(PAGE))
    assert [(part.caption, part.part_of_book) for part in parts] == [
        ("", "front"),
        ("Part I. Ground", "body"),
        ("Part II", "body"),
        ("Annexes", "annex"),
    ]
    assert [entry for part in parts for entry in part.entries] == [
        Entry("front/about", 4),
        Entry("ground/post", 11),
        Entry("ground/commitment", 12),
        Entry("task/mapping", 25),
        Entry("glossary", 31),
    ]
    rows = PAGE.split("\n")
    assert all("{toctree}" in rows[part.line - 1] for part in parts)
    assert all(rows[part.end - 2] in ("```", ":::") for part in parts)
