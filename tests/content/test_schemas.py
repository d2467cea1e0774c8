"""The descriptions of fields for editors: as the records are, and shipped as they are written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from focalpoint.content.schemas import SCHEMAS, schemas
from focalpoint.vocabulary_file import load_vocabulary, read_vocabulary
from sample_project import Project
from sample_texts import REPOSITORY, VOCABULARY

WORDS = read_vocabulary(VOCABULARY)

SHIPPED = REPOSITORY / "consultations" / "schemas"


def described(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schemas(WORDS)[f"{name}.json"])
    return schema


def test_the_repository_ships_them_up_to_date() -> None:
    shipped = {file.name: file.read_text(encoding="utf-8") for file in SHIPPED.iterdir()}
    assert shipped == schemas(load_vocabulary(REPOSITORY)), "type: focalpoint schemas"


@pytest.mark.parametrize("name", ["chapter", "draft", "ledger", "note", "roster", "vocabulary"])
def test_an_unknown_field_is_marked_and_every_known_one_described(name: str) -> None:
    schema = described(name)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {field.alias or key for key, field in SCHEMAS[name].model_fields.items()}


def test_a_challenge_may_be_written_as_a_number() -> None:
    assert 1 in json.loads(json.dumps(described("chapter")["properties"]["challenge"]["enum"]))


def test_a_member_is_described_with_its_words() -> None:
    member = described("roster")["$defs"]["Member"]
    assert member["properties"]["iso2"]["pattern"] == "^[A-Z]{2,10}$"
    assert member["properties"]["regional_group"]["enum"][0] == "African States"
    assert "never a person" in member["properties"]["office"]["description"]


def test_the_command_writes_them(project: Project) -> None:
    result = project.run("schemas")
    assert (result.status, result.err) == (0, "")
    names = ("chapter", "note", "roster", "draft", "ledger", "vocabulary", "language")
    assert result.out.splitlines() == [f"Wrote consultations/schemas/{name}.json" for name in names]
    written = {name: data.decode() for name, data in project.files("consultations/schemas").items()}
    assert written == schemas(WORDS)
