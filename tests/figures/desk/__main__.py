"""What the review desk costs with a large round: `python -m tests.figures.desk 60 80` prints processor times and bytes.

Sixty members with eighty comments each, on a copy of the manual of this repository.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, build_opener

REPOSITORY = Path(__file__).resolve().parents[3]


def main(members: int, each: int) -> None:
    """Print a table of what is asked first, and of what is asked often."""
    sys.path.append(str(REPOSITORY / "tests/samples"))
    sys.path.append(str(REPOSITORY / "tests"))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        for name in ("manual", "consultations"):
            shutil.copytree(REPOSITORY / name, root / name)
        shutil.copyfile(REPOSITORY / "pyproject.toml", root / "pyproject.toml")
        _measure(root, members, each)


def _measure(root: Path, members: int, each: int) -> None:
    from focalpoint.content.rounds import ledger
    from focalpoint.content.rounds.comments import Disposition
    from focalpoint.content.text.fast_yaml import fast_fields
    from focalpoint.desk import api
    from focalpoint.desk.applying.made_changes import MadeChanges
    from focalpoint.desk.commands import Decide, Observe, save, version
    from focalpoint.desk.round import RoundWatcher
    from focalpoint.review.ledger.ledger import issued_draft
    from large_round import make_large_round

    config = make_large_round(root, members, each)
    draft = issued_draft(config)
    _told("the ledgers are read for the first time", None, RoundWatcher(config, draft).refresh)
    ledger._LATEST.clear()
    fast_fields.cache_clear()
    _told("the ledgers are read and ordered at a later start", watcher := RoundWatcher(config, draft), watcher.refresh)
    _told("the answer with the list", watcher, lambda: _bytes(api.round_json(watcher.round)))
    _told("the places in today's text", watcher, watcher._place)
    _told("the answer with the list again", watcher, lambda: _bytes(api.round_json(watcher.round)))
    made = MadeChanges(config, draft)
    chance = random.Random(1)
    some = chance.sample(list(watcher.round.comments), 20)
    _told("the first comment that is opened", watcher, lambda: _bytes(api.place_json(made, watcher.round, some[0])))
    _told("nineteen more", watcher, lambda: [_bytes(api.place_json(made, watcher.round, one)) for one in some[1:]])

    def observed() -> None:
        one = watcher.round.by_id[some[0].id]
        save(config, 1, one.id, Observe(action="observe", version=version(one), observation=str(time.time())))
        watcher.refresh()

    def decided() -> None:
        one = watcher.round.by_id[some[1].id]
        decision = Decide(
            action="decide", version=version(one), observation="See.", disposition=Disposition.NOTED
        )
        save(config, 1, one.id, decision)
        watcher.refresh()

    _told("an observation is saved", watcher, observed)
    _told("a second one", watcher, observed)
    _told("a decision is saved", watcher, decided)
    _opened(root)
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = Path(sys.executable).with_name("focalpoint")
    subprocess.run([str(command), "comments", "list"], cwd=root, stdout=subprocess.DEVNULL, check=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"| `comments list` | {ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime:.2f} s | |")


def _opened(root: Path) -> None:
    """Start the desk as a person does, and ask for what a browser loads until the list stands there."""
    command = Path(sys.executable).with_name("focalpoint")
    with subprocess.Popen([str(command), "review", "--port", "0"], cwd=root, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        address = next(re.search(r"http://\S+/", line) for line in desk.stdout if "http://" in line)
        assert address is not None
        opener = build_opener(HTTPCookieProcessor())
        opener.addheaders = [("Accept-Encoding", "gzip")]
        asked = re.findall(r'(?:src|href)="(web/[^"]+)"', _text(opener.open(address[0]).read()))
        loaded, seen = 0, set[str]()
        start = address[0].split("/", 3)
        home = "/".join(start[:3])
        while asked:
            name = asked.pop()
            if name in seen:
                continue
            seen.add(name)
            data = opener.open(f"{home}/{name}").read()
            loaded += len(data)
            if name.endswith(".js"):
                asked += [f"web/{one}" for one in re.findall(r'from "\./([^"]+)"', _text(data))]
            elif name.endswith(".css"):
                # A browser loads the whole typefaces only for other scripts.
                asked += re.findall(r"url\(\"?\.\./(fonts/[^\")]+woff2)", _text(data))
        listed = opener.open(f"{home}/round").read()
        while not json.loads(gzip.decompress(listed))["comments"]:
            time.sleep(0.05)
            listed = opener.open(f"{home}/round").read()
        loaded += len(listed)
        ticks = Path(f"/proc/{desk.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        spent = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        print(f"| the desk is started and its list loaded | {spent:.2f} s | {loaded:,} bytes |")
        desk.terminate()


def _text(data: bytes) -> str:
    return data.decode(errors="replace")


def _bytes(answer: dict[str, Any]) -> str:
    data = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{len(data):,} bytes, {len(gzip.compress(data, 5)):,} packed"


def _told(name: str, _watcher: object, act: Callable[[], object]) -> None:
    began, children = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = act()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - began
    git = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    print(f"| {name} | {spent:.2f} s + Git {git:.2f} s | {answer if isinstance(answer, str) else ''} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, int(sys.argv[2]) if len(sys.argv) > 2 else 80)
