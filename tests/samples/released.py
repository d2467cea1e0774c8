"""The sample project with nothing that keeps a release back, in Git, and what a release of it needs."""

from __future__ import annotations

from commented import ROSTER, TODAY, commit, git
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.releases import ReleaseFields, release_record
from sample_project import Project

LEDGER = "consultations/comments/1/XA.yaml"


def clear(project: Project) -> Config:
    """Clear every chapter, say where the edition will stand, and commit."""
    project.edit("pyproject.toml", "[tool.focalpoint]\n", '[tool.focalpoint]\naddress = "https://manual.example.int"\n')
    for path in sorted((project.root / "manual").rglob("*.md")):
        name = path.relative_to(project.root).as_posix()
        if "status: draft" in project.read(name):
            project.edit(name, "status: draft", "status: cleared")
    project.write("consultations/roster.yaml", ROSTER)
    project.write(".gitignore", "build/\ndist/\n")
    git(project, "init", "-q")
    git(project, "config", "user.name", "Desk")
    git(project, "config", "user.email", "desk")
    commit(project)
    return Config.load(project.root, TODAY)


def record(project: Project, config: Config, version: str, *editions: Edition) -> ReleaseFields:
    """The record of a release of the last commit, as the command leaves it; no files."""
    fields = ReleaseFields(
        version=version,
        released_on=TODAY,
        commit=git(project, "rev-parse", "HEAD"),
        epoch=1795392000,
        editions=editions or (Edition.PUBLIC,),
        manifest="0" * 64,
    )
    project.write(f"releases/{version}.yaml", release_record(fields))
    commit(project)
    return fields
