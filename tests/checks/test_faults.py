"""Every rule, by a page of planted faults: what is changed in the sample project, and what is then said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from focalpoint import checks
from focalpoint.checks import CHECKS, check_manual, find_problems
from focalpoint.checks.acceptances import check_acceptances  # needs Git: tests/checks/test_acceptances.py
from focalpoint.checks.wording.sentences import check_sentences
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from focalpoint.problems import ProblemKind, Trouble, in_order
from sample_project import Project, make_project

PAGE = Path(__file__).with_name("faults.md")
CASES = [(title.strip(), change, said) for _line, title, change, said in read_fixture_file(PAGE)]


def plant(project: Project, change: str) -> None:
    """Make the changes of one case: rows with `-` give way to rows with `+`; without `-` the file is new."""
    for part in change.rstrip("\n").split("\n===\n"):
        path, *rows = part.split("\n")
        old, new = ("\n".join(row[2:] for row in rows if row.startswith(mark)) for mark in "-+")
        if any(row.startswith("-") for row in rows):
            project.edit(path, old, new)
        else:
            project.write(path, new + "\n")


def said_of(project: Project) -> list[str]:
    """What the check says of a project, as the command line prints it."""
    _manual, problems = find_problems(Config.load(project.root, date(2026, 11, 23)))
    return [str(problem) for problem in in_order(problems)]


@pytest.mark.parametrize(("title", "change", "said"), CASES, ids=[title for title, _change, _said in CASES])
def test_a_planted_fault_is_told(project: Project, title: str, change: str, said: str) -> None:
    plant(project, change)
    assert said_of(project) == said.rstrip("\n").split("\n")


def test_the_sample_has_no_fault(project: Project) -> None:
    assert said_of(project) == []


def test_every_kind_of_fault_is_on_the_page() -> None:
    elsewhere = {
        ProblemKind.STOPPED,  # the machine's, in tests/cli
        ProblemKind.UNREADABLE,  # of files, in tests/content/test_text.py
        ProblemKind.SENTENCE,  # in sentences.md
        ProblemKind.BUILD,  # Sphinx's
        ProblemKind.VOCABULARY,  # of one file, in tests/test_vocabulary.py
        ProblemKind.LEAK,  # of finished editions, in tests/release
        # What keeps a release back and no edition, in tests/release/gate.
        *(ProblemKind.UNCOMMITTED, ProblemKind.NOT_CLEARED, ProblemKind.UNDECIDED, ProblemKind.UNAPPLIED),
        *(ProblemKind.NO_REPLY, ProblemKind.TO_CONFIRM, ProblemKind.UNVERIFIED, ProblemKind.OVERRULE),
        *(ProblemKind.RELEASE, ProblemKind.OPENED, ProblemKind.NO_ADDRESS),
    }
    page = PAGE.read_text(encoding="utf-8")
    assert {kind for kind in ProblemKind if f"[{kind}]" not in page} == elsewhere


def test_every_rule_fires_on_the_page(tmp_path: Path) -> None:
    fired = set()
    for number, (_title, change, _said) in enumerate(CASES):
        project = make_project(tmp_path / str(number))
        plant(project, change)
        config = Config.load(project.root, date(2026, 11, 23))
        manual, _problems = load_manual(config)
        fired |= {check.__name__ for check in CHECKS if any(check(config, manual))}
    assert fired == {check.__name__ for check in CHECKS if check not in (check_sentences, check_acceptances)}


def test_every_rule_in_the_package_is_found() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(checks.__file__).parent.rglob("*.py")]
    written = [name for source in sources for name in re.findall(r"^def (check_\w+)\(config", source, re.MULTILINE)]
    written.remove("check_manual")
    assert sorted(check.__name__ for check in CHECKS) == sorted(written)
    assert len(written) >= 33


def test_a_new_file_is_a_new_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "from focalpoint.checks.links import check_links\ndef check_planted(config, manual):\n    yield from ()\n"
    (tmp_path / "planted.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path)])
    names = [check.__name__ for check in checks.find_checks()]
    assert "check_planted" in names
    assert len(names) == len(set(names)) == len(CHECKS) + 1


def test_a_check_raises_all_problems_at_once(project: Project) -> None:
    plant(project, "manual/ground/post.md\n- status: draft\n+ status: done")
    plant(project, "manual/task/mapping.md\n- challenge: 1\n+ challenge: 4")
    with pytest.raises(Trouble) as caught:
        check_manual(Config.load(project.root, date(2026, 11, 23)))
    assert {problem.path for problem in caught.value.problems} >= {"manual/ground/post.md", "manual/task/mapping.md"}
