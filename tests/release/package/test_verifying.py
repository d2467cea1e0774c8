"""What differs between a release and what is made now is told file by file, the likeliest cause first."""

from __future__ import annotations

from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import in_order
from focalpoint.release.package.manifest import FileFacts, Manifest, Tools
from focalpoint.release.package.verifying import causes, differing

THEN = Tools(pango="1.50.12", harfbuzz="6.0.0", fontconfig="2.14", python="3.11.7", packages="a", lock="b", code="c")


def manifest(**files: int) -> Manifest:
    """A release of such files, each with its size; `__` in a name is a slash."""
    facts = {name.replace("__", "/"): FileFacts(size=size, sha256=f"{size:064d}") for name, size in files.items()}
    editions = {edition: edition.clearance for edition in (Edition.PUBLIC, Edition.NETWORK)}
    return Manifest(title="A", version="1", commit="a" * 40, epoch=0, editions=editions, tools=THEN, files=facts)


def test_files_that_differ_are_named_and_only_those_of_the_edition() -> None:
    before = manifest(public__a=1, public__b=2, public__c=3, public__SHA256SUMS=4, network__a=5)
    again = manifest(public__a=1, public__b=9, public__d=3, public__SHA256SUMS=8)
    assert [str(one) for one in differing("r", before, again, (Edition.PUBLIC,))] == [
        "r/public/b: has other bytes when it is made now (2 bytes then, 9 now) [release]",
        "r/public/c: is in the release, and is not made now [release]",
        "r/public/d: is made now, and the release does not have it [release]",
    ]


def test_causes_stand_before_the_files_and_libraries_before_the_rest() -> None:
    now = THEN.model_copy(update={"pango": "1.52.0", "code": "d" * 64})
    files = differing("r", manifest(public__a=1), manifest(public__a=2), (Edition.PUBLIC,))
    told = [str(one) for one in in_order([*files, *causes("r", THEN, now)])]
    assert told == [
        "r: Pango: 1.50.12 then, 1.52.0 now; verify where it is as it was [release]",
        "r: the tools' own files: c then, dddddddddddd now; verify where it is as it was [release]",
        "r/public/a: has other bytes when it is made now (1 bytes then, 2 now) [release]",
    ]
    assert list(causes("r", THEN, THEN)) == []
