"""One project whose first draft is out, for all tests that only look at it."""

from __future__ import annotations

import pytest

from issued import issue, under_git
from sample_project import Project, make_project


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose first draft is out; look, and do not change it."""
    project = under_git(make_project(tmp_path_factory.mktemp("drafts") / "project"))
    issue(project, "--by", "2027-01-31")
    return project
