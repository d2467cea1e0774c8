"""Search every byte of a finished edition, unpacked and normalised, for what it may not carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from focalpoint.content.consultation.withheld import Withheld
from focalpoint.leaks.allowlist import is_shipped
from focalpoint.leaks.extract_file import extract
from focalpoint.leaks.search import FORBIDDEN, Hit, MatchKind, Search, SearchCache, cache_key
from focalpoint.leaks.search_terms import search_terms
from focalpoint.leaks.text_spans import MOST, Budget, EmbeddedFile, FileFault, TextSpan
from focalpoint.problems import Problem, ProblemKind

ABSENT = (".doctrees", "*.pickle", "*.doctree", ".buildinfo*", "*.log", "_sources")
"""Names of Sphinx's working files, which contain text that no reader may have."""
MOST_REPORTED = 5
"""Places reported for one withheld piece; further ones are only counted."""
_TEXT = "take it out of the text that this edition carries, or have it cleared, and build again"
_ADVICE = {
    MatchKind.COPY: "take it out of the edition and build again",
    MatchKind.WORDS: _TEXT,
    MatchKind.NAME: _TEXT,
    MatchKind.RARE: "take that word out of the text that this edition carries, and build again",
}


def find_leaks(
    folder: Path,
    withheld: Sequence[Withheld],
    carried: Sequence[str],
    forbidden: Sequence[str],
    shown: str = "",
    remembered: Path | None = None,
) -> list[Problem]:
    """Find every place in a finished edition that reveals what it may not carry; no message repeats withheld words.

    `carried` are the texts that the edition contains, and `forbidden` are strings that no file may contain. `shown` is
    the folder's path in messages, by default the last two names of its path, such as `dist/public`. `remembered` is
    the file of the search cache: every file is read and hashed, but only searched if it was not searched before with
    the same terms and code.
    """
    terms, pictures = search_terms(withheld, carried), any(piece.data for piece in withheld)
    cache = SearchCache(cache_key(terms, list(forbidden), pictures=pictures), remembered)
    edition = _Edition(folder, shown, Search(terms, forbidden), cache, pictures=pictures)
    reported: Counter[int] = Counter()
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        for found in edition.inspect(path):
            if isinstance(found, FileFault):
                problems.append(Problem(edition.shown(path), 0, ProblemKind.LEAK, found.message))
                continue
            reported[found.piece] += 1
            if reported[found.piece] <= MOST_REPORTED:
                problems.append(_problem(edition.shown(path), found, withheld))
    for number, times in sorted(reported.items()):
        if times > MOST_REPORTED:
            more = f"{times - MOST_REPORTED} more places reveal {_piece(withheld, number)}; the first are listed"
            problems.append(Problem(edition.shown(folder), 0, ProblemKind.LEAK, more))
    cache.save()
    return problems


def _problem(path: str, hit: Hit, withheld: Sequence[Withheld]) -> Problem:
    advice = _ADVICE.get(hit.why, "build again with `make clean` first, and tell the maintainers if it comes back")
    message = f"{hit.place} {hit.why} {_piece(withheld, hit.piece)}; {advice}"
    return Problem(path, hit.line, ProblemKind.LEAK, message)


def _piece(withheld: Sequence[Withheld], number: int) -> str:
    """Name a withheld piece by its place, never by its words."""
    if number == FORBIDDEN:
        return "a planted mark, or a path of the machine that built it"
    piece = withheld[number]
    return f"the {piece.what} at {piece.path}:{piece.line}" if piece.line else f"a {piece.what} of {piece.path}"


class _Edition:
    """A folder of finished files during a search; equal files, and equal spans in files, are searched once."""

    def __init__(self, folder: Path, shown: str, search: Search, cache: SearchCache, *, pictures: bool) -> None:
        self._folder = folder
        self._shown = Path(shown or Path(*folder.resolve().parts[-2:]))
        self._search = search
        self._cache = cache
        self._pictures = pictures
        self._known: dict[str, list[Hit | FileFault]] = {}
        self._named: dict[Path, list[Hit]] = {}

    def shown(self, path: Path) -> str:
        """Give a path as the author knows it, cut off before the first name that itself reveals something."""
        shown = self._shown / path.relative_to(self._folder)
        for above in reversed((path, *path.parents)):
            if self._by_name(above):
                shown = (self._shown / above.relative_to(self._folder)).parent
                break
        return shown.as_posix()

    def inspect(self, path: Path) -> Iterator[Hit | FileFault]:
        """Yield the hits and faults of one file or folder, each withheld piece once for every place."""
        if any(fnmatch(path.name, name) for name in ABSENT):
            yield FileFault("holds the text as Sphinx keeps it for itself; take it out of the edition")
        above = {hit.piece for folder in path.parents if folder != self._folder for hit in self._by_name(folder)}
        yield from (hit for hit in self._by_name(path) if hit.piece not in above)
        if path.is_symlink() and not path.exists():
            yield FileFault("leads to nothing; take it out of the edition")
        if not path.is_file():
            return
        try:
            data = path.read_bytes()
        except OSError as error:
            yield FileFault(f"cannot be read ({error.strerror}), so it could not be searched; check the file")
            return
        digest = sha256(data)
        if digest.hexdigest() not in self._known:
            # The theme's files name typefaces that are called like countries; none of them is a PDF.
            shipped = path.suffix != ".pdf" and is_shipped(path.name, digest.hexdigest())
            skipped = shipped or self._cache.is_clean(digest.digest())
            self._known[digest.hexdigest()] = found = [] if skipped else list(self._search_file(data))
            if not found and not shipped:
                self._cache.add(digest.digest())
        yield from self._known[digest.hexdigest()]

    def _by_name(self, path: Path) -> list[Hit]:
        """Search the path of a file or folder within the edition."""
        if path not in self._named:
            name = path.relative_to(self._folder).as_posix() if self._folder in path.parents else ""
            hits = self._search.hits_in(TextSpan("a file's name in it", ((0, name),)))
            self._named[path] = list({hit.piece: hit for hit in hits}.values())
        return self._named[path]

    def _search_file(self, data: bytes) -> Iterator[Hit | FileFault]:
        hits: dict[tuple[str, int], Hit] = {}
        for found in extract(data, Budget(MOST, pictures=self._pictures)):
            match found:
                case FileFault():
                    yield found
                case EmbeddedFile():
                    several = list(self._search.copies(found))
                case TextSpan():
                    several = self._in_text(found)
            if not isinstance(found, FileFault):
                for hit in several:
                    known = hits.get((hit.place, hit.piece))
                    if known is None or list(MatchKind).index(hit.why) < list(MatchKind).index(known.why):
                        hits[hit.place, hit.piece] = hit
        nearer = {hit.piece for hit in hits.values() if not hit.general}
        yield from (hit for hit in hits.values() if not hit.general or hit.piece not in nearer)

    def _in_text(self, span: TextSpan) -> list[Hit]:
        """Search a span, such as a page of a PDF, unless an equal one was found clean before."""
        digest = span.digest()
        if self._cache.is_clean(digest):
            return []
        hits = list(self._search.hits_in(span))
        if not hits:
            self._cache.add(digest)
        return hits
