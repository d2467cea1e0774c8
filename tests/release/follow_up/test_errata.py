"""An error of a release is recorded once the text is right, and told to the readers of each edition that had it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from commented import commit
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.releases import load_releases
from focalpoint.problems import Trouble
from focalpoint.release.follow_up.catalogue import write_catalogue
from focalpoint.release.follow_up.errata import add_erratum, withdraw_release
from focalpoint.release.package.since_last import add_changes
from released import clear, record
from sample_project import Project

POST, MAPPING = "manual/ground/post.md", "manual/task/mapping.md"


@pytest.fixture
def released(project: Project) -> Config:
    """The sample project with release 1.0 of the public and the network edition."""
    config = clear(project)
    record(project, config, "1.0", Edition.PUBLIC, Edition.NETWORK)
    return config


def shown(project: Project, path: str) -> str:
    """The words of a page."""
    return " ".join(re.sub("<[^>]*>", " ", project.read(path)).split())


def refused(config: Config, paragraph: str = "1.2", because: str = "Wrong.", version: str = "1.0") -> str:
    """Why an erratum is refused."""
    with pytest.raises(Trouble) as caught:
        add_erratum(config, version, paragraph, because)
    return str(caught.value)


def test_an_erratum_is_written_for_every_edition_and_told_by_the_next_release(
    project: Project, released: Config
) -> None:
    project.edit(POST, "Members work from", "Members act from")
    commit(project)
    entered = add_erratum(released, "1.0", "1.2", "They act, and do more than work.")
    assert [released.shown(file) for file in entered.files] == [
        f"dist/errata/1.0/{edition}/{name}"
        for edition in ("public", "network")
        for name in ("index.html", "errata.pdf")
    ]
    assert entered.carried_by == ()
    told = "23 November 2026: They act, and do more than work. Members [deleted: work ] [added: act ] from many"
    assert told in shown(project, "dist/errata/1.0/public/index.html")
    pdf = pikepdf.open(BytesIO(project.files("dist/errata/1.0/public")["errata.pdf"]))
    assert str(pdf.docinfo["/Title"]) == "Sample Manual: errata of release 1.0"
    (fields,), _ = load_releases(released)
    assert [(one.paragraph, one.because) for one in fields.errata] == [("1.2", "They act, and do more than work.")]
    assert refused(released) == "release 1.0 has an erratum on paragraph 1.2 already [stopped]"
    commit(project)
    later = replace(released, version="1.1")
    folder = project.root / "next"
    assert add_changes(later, Edition.PUBLIC, "HEAD", folder) == (
        "What changed from 1.0 to 1.1 is told in changes/ (web page, PDF, Word file).\n"
        "Blocks of text: 1 reworded; 33 as before.\n"
        "Corrected since 1.0: paragraph 1.2. They act, and do more than work.\n"
    )
    assert {path.name for path in (folder / "changes").iterdir()} == {
        "index.html", "changes.css", "changes.pdf", "changes.docx",
    }  # fmt: skip
    write_catalogue(released)
    assert "1.0 23 November 2026 stands; errata on paragraph 1.2" in shown(project, "dist/catalogue/public/index.html")


def test_an_erratum_on_what_the_public_does_not_read_is_not_told_to_the_public(
    project: Project, released: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("focalpoint.release.follow_up.errata._printed", lambda *_: b"%PDF")
    project.edit(MAPPING, "asked for a quieter list", "begged for a quieter list")
    commit(project)
    add_erratum(released, "1.0", "2.1a", "They begged.")
    written = {"network/changes.css", "network/errata.pdf", "network/index.html"}
    assert project.files("dist/errata/1.0").keys() == written
    write_catalogue(released)
    assert "2.1a" not in project.read("dist/catalogue/public/index.html")
    assert "stands; errata on paragraph 2.1a" in shown(project, "dist/catalogue/network/index.html")


def test_an_action_is_carried_by_the_brief_of_its_ministry(
    project: Project, released: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("focalpoint.release.follow_up.errata._printed", lambda *_: b"%PDF")
    project.edit(POST, "The deputy reads", "Her deputy reads")
    commit(project)
    assert add_erratum(released, "1.0", "1.2", "Her deputy.").carried_by == ("the brief of its ministry",)


def test_what_is_not_corrected_or_not_there_is_refused(project: Project, released: Config) -> None:
    assert refused(released) == "paragraph 1.2 reads today as in release 1.0; correct the text first [stopped]"
    assert "has no paragraph 9.9; give its number in that release" in refused(released, "9.9")
    assert refused(released, because=" ").startswith("an erratum needs --because")
    assert refused(released, version="2.0") == "there is no release 2.0; the releases are: 1.0 [stopped]"
    project.edit(POST, "Members work from", "Members act from")
    assert refused(released).startswith(f"{POST}: is not committed; commit the corrected text first")
    assert load_releases(released)[0][0].errata == ()


def test_a_withdrawn_release_is_marked_and_stays(project: Project, released: Config) -> None:
    project.write("dist/releases/1.0/public/manual.pdf", "%PDF")
    withdraw_release(released, "1.0", "It named a wrong treaty.")
    write_catalogue(released)
    told = "1.0 23 November 2026 withdrawn on 2026-11-23: It named a wrong treaty. The first release."
    assert told in shown(project, "dist/catalogue/public/index.html")
    assert project.files("dist/releases") == {"1.0/public/manual.pdf": b"%PDF"}
    with pytest.raises(Trouble, match="was withdrawn on 2026-11-23 already; nothing was changed"):
        withdraw_release(released, "1.0", "Again.")


def test_a_broken_record_is_told_at_its_line(project: Project, released: Config) -> None:
    project.edit("releases/1.0.yaml", "version: '1.0'", "version: 'one'")
    project.write("releases/2.0.yaml", project.read("releases/1.0.yaml").replace("'one'", "'1.0'"))
    project.write("releases/3.0.yaml", "version: [\n")
    assert [str(problem).partition(";")[0] for problem in load_releases(released)[1]] == [
        "releases/1.0.yaml:1: `version: one` is not in its form",
        "releases/2.0.yaml:1: `version: 1.0` is not the file's name",
        "releases/3.0.yaml:2: cannot be read: the bracket that opens here is never closed",
    ]
