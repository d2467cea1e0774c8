"""A paragraph's permanent address follows it through renumbering, moving and renaming, and says where it went."""

from __future__ import annotations

import re

import pytest
from lxml import html

from commented import git
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble
from focalpoint.release.addresses.address_pages import address_pages, edition_marks, with_addresses
from focalpoint.release.addresses.registry import (
    Registry,
    advanced,
    load_registry,
    registry_file,
    registry_text,
    resting,
    text_of,
)
from released import clear
from sample_project import Project

POST, MAPPING = "manual/ground/post.md", "manual/task/mapping.md"
BOTH = (Edition.PUBLIC, Edition.NETWORK)
LONG = (
    "The Focal Point keeps a list of every ministry that has a part in prevention.\n"
    "The list names an office and a telephone for each of them, never a person.\n"
)


@pytest.fixture
def config(project: Project) -> Config:
    """The sample project in Git, with one more paragraph."""
    project.edit(POST, "## What to do\n", f"{LONG}\n## What to do\n")
    return clear(project)


def release(project: Project, config: Config, *editions: Edition) -> Registry:
    """Commit the text and bring the registry to it, as a release does."""
    git(project, "add", "--all")
    git(project, "commit", "-q", "--allow-empty", "-m", "Words")
    registry = advanced(config, load_registry(config), git(project, "rev-parse", "HEAD"), editions or BOTH)
    registry_file(config).parent.mkdir(exist_ok=True)
    registry_file(config).write_bytes(registry_text(registry))
    return registry


def pages(config: Config, registry: Registry, edition: Edition = Edition.PUBLIC) -> dict[str, str]:
    """The words and targets of the pages of an edition."""
    assert registry.commit
    whole = text_of(config, registry.commit, Edition.SECRETARIAT)
    marks = edition_marks(config, edition)
    made = address_pages(registry, whole, text_of(config, registry.commit, edition), edition, marks)
    for name, page in made.items():
        # Each says which edition it is from, keeps itself out of search engines, and gives its own address.
        assert list(marks.faults(html.fromstring(page), name)) == []
        assert f'href="https://manual.example.int/{name}"' in page and 'content="noindex"' in page
    return {name: " ".join(re.sub(r"<(?!meta http)[^>]*>", " ", page).split()) for name, page in made.items()}


def test_an_address_leads_to_its_paragraph_and_follows_it_when_it_is_renumbered_moved_and_reworded(
    project: Project, config: Config
) -> None:
    first = release(project, config)
    id = first.paragraphs["ground/post"][2]
    assert re.fullmatch("[a-z2-7]{6}", id)
    assert 'content="0; url=../ground/post.html#p3">' in pages(config, first)[f"at/{id}.html"]
    project.edit(POST, "## What it is\n", "## What it is\n\nThe post is one of trust.\n")
    second = release(project, config)
    assert second.paragraphs["ground/post"].index(id) == 3
    assert 'content="0; url=../ground/post.html#p4">' in pages(config, second)[f"at/{id}.html"]
    project.edit(POST, f"{LONG}\n", "")
    moved = LONG.replace("never a person", "never of a person")
    project.edit(MAPPING, "## What to look for\n", f"## What to look for\n\n{moved}")
    third = release(project, config)
    assert third.paragraphs["task/mapping"][0] == id
    assert 'content="0; url=../task/mapping.html#p1">' in pages(config, third)[f"at/{id}.html"]
    assert set(first.paragraphs["ground/post"]) <= {id, *third.paragraphs["ground/post"]}
    assert third.gone == {}


def test_the_same_commit_gives_the_same_ids(project: Project, config: Config) -> None:
    one = release(project, config)
    assert advanced(config, Registry(), str(one.commit), BOTH) == one
    assert Registry.model_validate_json(registry_text(one)) == one


def test_an_address_of_a_paragraph_that_is_gone_says_so_and_one_that_was_joined_says_where(
    project: Project, config: Config
) -> None:
    project.edit(POST, "prevention.\nThe list", "prevention.\n\nThe list")
    first = release(project, config)
    _one, _two, keeps, names, *_rest = first.paragraphs["ground/post"]
    project.edit(POST, "prevention.\n\nThe list", "prevention.\nThe list")
    second = release(project, config)
    (lost,) = second.gone
    kept = second.gone[lost]
    assert {lost, kept} == {keeps, names}
    assert "Its matter is now in paragraph 1.3 ." in pages(config, second)[f"at/{lost}.html"]
    project.edit(POST, f"{LONG}\n", "")
    third = release(project, config)
    assert set(third.gone) == {keeps, names}
    for id in (keeps, names):
        assert "The present edition does not have it." in pages(config, third)[f"at/{id}.html"]


def test_the_old_name_of_a_chapter_leads_to_the_new_one(project: Project, config: Config) -> None:
    first = release(project, config)
    git(project, "mv", MAPPING, "manual/task/mapping-it.md")
    project.edit("manual/index.md", "task/mapping\n", "task/mapping-it\n")
    project.edit(POST, "{chapter}`mapping`", "{chapter}`mapping-it`")
    second = release(project, config)
    assert second.renamed == {"task/mapping": "task/mapping-it"}
    assert second.paragraphs["task/mapping-it"] == first.paragraphs["task/mapping"]
    assert 'content="0; url=../task/mapping-it.html">' in pages(config, second)["task/mapping.html"]


def test_no_edition_has_an_address_or_a_name_of_what_it_never_published(project: Project, config: Config) -> None:
    project.edit(MAPPING, "handling: TLP:CLEAR", "handling: TLP:GREEN")
    project.edit(POST, "- Then read {chapter}`mapping`.\n", "")
    first = release(project, config)
    closed = {f"at/{id}.html" for id in first.paragraphs["task/mapping"]}
    assert closed.isdisjoint(pages(config, first)) and closed <= pages(config, first, Edition.NETWORK).keys()
    git(project, "mv", MAPPING, "manual/task/open.md")
    project.edit("manual/index.md", "task/mapping\n", "task/open\n")
    project.edit("manual/task/open.md", "\nhandling: TLP:GREEN", "\nhandling: TLP:CLEAR")
    second = release(project, config)
    assert "task/mapping.html" not in pages(config, second)
    assert "task/mapping.html" in pages(config, second, Edition.NETWORK)
    letters = [id for id in second.paragraphs["task/open"] if f"at/{id}.html" not in pages(config, second)]
    assert len(letters) == 1


def test_a_broken_registry_is_told_and_never_begun_anew(project: Project, config: Config) -> None:
    release(project, config)
    project.write("releases/addresses.json", "{}}")
    with pytest.raises(Trouble, match=r"releases/addresses\.json: cannot be read; restore the file from Git"):
        load_registry(config)


def test_matter_is_followed_from_paragraph_to_paragraph_until_it_rests_or_is_gone() -> None:
    gone = {"a": "b", "b": "c", "d": None, "e": "f", "f": "e"}
    assert [resting(gone, id) for id in "abcdx"] == ["c", "c", "c", "", "x"]
    assert resting(gone, "e") in {"e", "f"}


def test_each_paragraph_of_a_page_is_given_its_address() -> None:
    ids = {("ground/post", "1.1"): "aaaaaa", ("ground/post", "1.2a"): "bbbbbb", ("other", "2.1"): "cccccc"}
    page = '<p class="numbered" id="p1">A</p><p id="p2a" class="x numbered">B</p><p id="p1" class="plain">C</p>'
    assert with_addresses(page, "ground/post", ids) == (
        '<p class="numbered" id="p1" data-address="at/aaaaaa.html">A</p>'
        '<p id="p2a" data-address="at/bbbbbb.html" class="x numbered">B</p><p id="p1" class="plain">C</p>'
    )
