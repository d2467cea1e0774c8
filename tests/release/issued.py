"""A sample project under Git with a roster of invented States, and its drafts issued by the real command."""

from __future__ import annotations

import subprocess

from sample_project import Project, environment

ROSTER = """members:
- iso2: XF
  name: Freedonia
  kind: state
  regional_group: African States
- iso2: XS
  name: Sylvania
  kind: state
  regional_group: Western European and other States
"""
WHO = {"GIT_AUTHOR_NAME": "Secretariat", "GIT_AUTHOR_EMAIL": "nobody"}
GIT = {**WHO, "GIT_COMMITTER_NAME": "Secretariat", "GIT_COMMITTER_EMAIL": "nobody", "GIT_CONFIG_GLOBAL": "/dev/null"}


def git(project: Project, *command: str) -> str:
    """Run Git in the project; returns what it says."""
    done = subprocess.run(
        ["git", *command], cwd=project.root, env=environment(GIT), capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(project: Project, message: str) -> str:
    """Commit everything; returns the commit."""
    git(project, "add", "--all")
    git(project, "commit", "-q", "-m", message)
    return git(project, "rev-parse", "HEAD")


def under_git(project: Project) -> Project:
    """The project with the roster, committed."""
    project.write("consultations/roster.yaml", ROSTER)
    project.write(".gitignore", "build/\ndist/\n")
    git(project, "init", "-q")
    commit(project, "The text")
    return project


def issue(project: Project, *more: str) -> str:
    """Issue the next draft with copies and commit its archive; returns what the command said."""
    result = project.run("draft", "issue", "--copies", *more)
    assert result.status == 0, result.out + result.err
    commit(project, "A draft")
    return result.out
