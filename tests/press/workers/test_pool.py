"""The printing processes: what they answer, what they say when something breaks, and how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
import traceback
from pathlib import Path
from typing import Any

import pytest
import typer
from press_sample import Shop, numbered, section

from focalpoint.cli.command import guarded
from focalpoint.press import PressError
from focalpoint.press.layout import layout
from focalpoint.press.section import LayoutError, fault
from focalpoint.press.workers import worker
from focalpoint.press.workers.pool import Pool
from focalpoint.press.workers.worker import lay_out_checked
from focalpoint.problems import Trouble

pytestmark = pytest.mark.slow

LARGE = b"x" * 3_000_000
"""More than a pipe holds."""


def refuse_two() -> None:
    """Raise two problems, as the gates do."""
    raise PressError([fault("one", "first"), fault("two", "second")])


def die() -> None:
    """End this process as the machine ends one that takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> int:
    """Have this process be sent what Ctrl-C sends to all that run in a terminal."""
    os.kill(os.getpid(), signal.SIGINT)
    return os.getpid()


def test_calls_are_answered_by_other_processes_side_by_side() -> None:
    with Pool(2) as pool:
        found = [pool.submit(abs, number) for number in (-3, 4, -5)]
        assert [one.result() for one in found] == [3, 4, 5]
        assert pool.started == 2
        assert pool.submit(os.getpid).result() != os.getpid()
        assert len(pool.submit(len, [LARGE]).result() * LARGE) == len(LARGE)


def test_with_one_worker_nothing_is_started() -> None:
    with Pool(1) as pool:
        pool.start(1)
        assert pool.submit(os.getpid).result() == os.getpid()
        assert pool.offer(os.getpid).result() == os.getpid()
        assert pool.started == 0


def test_what_is_only_offered_starts_no_process() -> None:
    with Pool(2) as pool:
        assert pool.offer(os.getpid).result() == os.getpid()
        pool.start(1)
        assert pool.offer(os.getpid).result() != os.getpid()
        assert pool.started == 1


def test_problems_come_back_whole() -> None:
    with Pool(2) as pool, pytest.raises(PressError) as caught:
        pool.submit(refuse_two).result()
    assert [(problem.path, problem.message) for problem in caught.value.problems] == [
        ("one", "first"),
        ("two", "second"),
    ]


def test_a_fault_says_its_cause_and_keeps_its_traceback() -> None:
    with Pool(2) as pool, pytest.raises(RuntimeError, match=r"^ValueError: invalid literal for int") as caught:
        pool.submit(int, "seven").result()
    told = "".join(traceback.format_exception(caught.value))
    assert "In a printing process:" in told
    assert "worker.py" in told


def test_a_fault_at_a_section_names_it_and_the_cause(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A marker with content of its own stops WeasyPrint with an error that says neither where nor why."""
    monkeypatch.setattr(worker, "AMENDMENTS", ('.checklist li::marker { content: "\N{BALLOT BOX} " }',))
    html = section("one", "One", '<ul class="checklist"><li><p>Ask.</p></li></ul>')
    with pytest.raises(LayoutError, match=r"in “The post” \(ground-post\): [A-Z]\w+: ."):
        lay_out_checked(shop.unit(html, "ground-post", title="The post"), shop.book)


def test_a_fault_at_a_section_is_told_on_one_line_by_the_command(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = shop.unit(section("one", "One", numbered("1.1")), "ground-post", title="The post", part_of_book=7)

    @guarded
    def command() -> None:
        with Pool(2) as pool:
            pool.submit(lay_out_checked, broken, shop.book).result()

    monkeypatch.chdir(tmp_path)
    with pytest.raises(typer.Exit):
        command()
    said = capsys.readouterr().err
    assert said.startswith(
        "a fault of the toolchain, not of your text: LayoutError in “The post” (ground-post): TypeError"
    )
    assert said.count("\n") == 1
    assert "In a printing process:" in (tmp_path / "build" / "fault.txt").read_text(encoding="utf-8")


def test_a_process_that_is_killed_fails_its_own_call_alone() -> None:
    with Pool(2) as pool:
        killed, other = pool.submit(die), pool.submit(abs, -1)
        with pytest.raises(Trouble, match="a printing process ended before its time; free some memory"):
            killed.result()
        assert other.result() == 1
        assert pool.submit(abs, -2).result() == 2


def test_ctrl_c_is_left_to_the_command() -> None:
    with Pool(2) as pool:
        assert pool.submit(interrupt).result() != os.getpid()
        assert pool.submit(abs, -1).result() == 1


def test_leaving_the_pool_ends_what_still_runs() -> None:
    began = time.monotonic()
    with Pool(2) as pool:
        process = pool.submit(os.getpid).result()
        waiting = [pool.submit(time.sleep, 600), pool.submit(time.sleep, 600), pool.submit(len, [LARGE])]
        while not waiting[0].running():
            time.sleep(0.01)
    assert time.monotonic() - began < 60
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert waiting[2].cancelled()


def test_a_process_that_starts_while_the_pool_is_left_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, started = threading.Event(), []
    real = subprocess.Popen

    def start_slowly(*given: Any, **named: Any) -> subprocess.Popen[bytes]:
        begun.set()
        time.sleep(0.5)
        started.append(real(*given, **named))
        return started[0]

    monkeypatch.setattr(subprocess, "Popen", start_slowly)
    with Pool(2) as pool:
        call = pool.submit(time.sleep, 600)
        begun.wait()
    assert started[0].returncode == -signal.SIGKILL
    with pytest.raises(Trouble, match="ended before its time"):
        call.result(timeout=60)


def test_what_a_library_prints_does_not_reach_the_output_of_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    with Pool(2) as pool:
        pool.submit(os.write, 1, b"a library says something\n").result()
    found = capfd.readouterr()
    assert (found.out, "a library says something" in found.err) == ("", True)


def test_each_section_is_laid_out_as_if_the_process_were_new(shop: Shop) -> None:
    unit = shop.unit(section("one", "One", numbered("1.1")))
    with Pool(2) as pool:
        first, second = (pool.submit(lay_out_checked, unit, shop.book) for _ in range(2))
        assert first.result() == second.result() == lay_out_checked(unit, shop.book)
    assert layout.gc.isenabled()
