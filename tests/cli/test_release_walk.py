"""At a terminal a person is walked through a release: what holds it, who mends it, what goes out to whom."""

from __future__ import annotations

import pytest
import typer

from commented import commit
from focalpoint.cli.release_walk import walk
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import load_manual
from focalpoint.problems import Trouble
from focalpoint.release.package.covering import covering_texts, what_goes_out, write_covering
from focalpoint.release.package.making import Released, ReleaseRequest
from focalpoint.release.package.manifest import Manifest, Tools
from released import clear
from sample_project import Project

POST = "manual/ground/post.md"
REQUEST = ReleaseRequest("1.0")


@pytest.fixture
def held(project: Project) -> Config:
    """A project with one chapter that is not cleared, and one passage to be confirmed."""
    config = clear(project)
    project.edit(POST, "status: cleared", "status: review")
    project.edit(POST, "## What to do\n", "% confirm: the number, by Secretariat\n\n## What to do\n")
    commit(project)
    return config


def answers(monkeypatch: pytest.MonkeyPatch, *reasons: str, yes: bool = True) -> None:
    """What the person types, one reason after the other, and the last word."""
    given = iter(reasons)

    def confirm(_question: str, *, abort: bool) -> None:
        if not yes:
            raise typer.Abort

    monkeypatch.setattr(typer, "prompt", lambda *_asked, **_how: next(given))
    monkeypatch.setattr(typer, "confirm", confirm)


def test_each_kind_is_shown_with_who_mends_it_and_passes_with_a_reason(
    held: Config, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, "The Board has seen it.", "It is a footnote.")
    decided = walk(held, REQUEST)
    assert [(one.kind.value, one.because) for one in decided.overrules] == [
        ("not-cleared", "The Board has seen it."),
        ("to-confirm", "It is a footnote."),
    ]
    out = capsys.readouterr().out
    assert "1 of the kind to-confirm, to be mended by whoever the remark names:" in out
    assert "  secretariat (TLP:AMBER+STRICT): it stays with the Secretariat; send it to nobody" in out
    assert "on the record of the release: not-cleared was let pass, because: The Board has seen it." in out


def test_what_may_not_pass_ends_it_with_its_lines(held: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "The Board has seen it.", "")
    with pytest.raises(Trouble) as caught:
        walk(held, REQUEST)
    assert [point.kind.value for point in caught.value.problems] == ["to-confirm"]


def test_what_nobody_may_overrule_is_not_asked_about(
    project: Project, held: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch)
    project.write("aside.txt", "aside")
    with pytest.raises(Trouble) as caught:
        walk(held, REQUEST)
    assert [point.kind.value for point in caught.value.problems] == ["uncommitted", "not-cleared", "to-confirm"]


def test_nothing_is_released_without_a_yes(held: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "a", "b", yes=False)
    with pytest.raises(typer.Abort):
        walk(held, REQUEST)


def test_it_ends_with_what_goes_to_whom_and_each_members_own_replies(project: Project) -> None:
    config = clear(project)
    project.write("dist/releases/1.0/network/manual.pdf", "%PDF")
    project.write("dist/drafts/1/replies/XA/reply-draft-1-XA.pdf", "%PDF")
    tools = Tools(pango="1", harfbuzz="1", fontconfig="1", python="3", packages="", lock="", code="")
    editions = {edition: edition.clearance for edition in (Edition.PUBLIC, Edition.NETWORK)}
    facts = Manifest(
        title="Sample Manual", version="1.0", commit="a" * 40, epoch=0, editions=editions, tools=tools, files={}
    )
    released = Released(project.root / "dist/releases/1.0", facts)
    assert list(what_goes_out(released, "dist/releases/1.0"))[1] == (
        "dist/releases/1.0/network (TLP:GREEN) goes to the members alone; "
        "send each its covering text, manual.pdf and html.zip"
    )
    manual, _ = load_manual(config)
    files = covering_texts(config, manual, released)
    assert [config.shown(file) for file in write_covering(files)] == [
        "dist/covering/1.0/XA.txt", "dist/covering/1.0/XB.txt",
    ]  # fmt: skip
    first, second = project.read("dist/covering/1.0/XA.txt"), project.read("dist/covering/1.0/XB.txt")
    attached, _line, letter = first.partition("----------------------------------------\n")
    assert letter.startswith("To Freedonia\n\nSample Manual, release 1.0\n")
    assert "  dist/releases/1.0/network/manual.pdf\n" in attached and "html.zip" not in first
    assert "  dist/drafts/1/replies/XA/reply-draft-1-XA.pdf\n" in attached
    assert "\n  reply-draft-1-XA.pdf\n" in letter and "dist/" not in letter
    assert "XA" not in second and "repl" not in second
    project.write("dist/covering/1.0/XA.txt", "By hand")
    assert write_covering(files) == []
    assert project.read("dist/covering/1.0/XA.txt") == "By hand"
