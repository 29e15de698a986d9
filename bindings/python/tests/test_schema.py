"""What is written is what the schema says: through Python, and through the tool where it has been built."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

import ordvakt
from test_conformance import ALL

TOOL = os.environ.get("ORDVAKT_TOOL", "")


def strict(schema: Any) -> Any:
    """The schema without leave for fields that it does not name."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: strict(part) for key, part in schema.items()}
    if "properties" in parts:
        parts["additionalProperties"] = False
    return parts


VALIDATOR = jsonschema.Draft202012Validator(strict(ordvakt.verdict_schema()))


def fields(value: Any, path: str = "") -> Iterator[str]:
    """The path of every field there is."""
    for item in value if isinstance(value, list) else []:
        yield from fields(item, path)
    for key, item in value.items() if isinstance(value, dict) else []:
        yield f"{path}/{key}"
        yield from fields(item, f"{path}/{key}")


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(ordvakt.verdict_schema())
    spoilt = ordvakt.Moderator().screen("Tack!").to_dict()
    for change in ({"action": "burn"}, {"truncated": 1}, {"signals": ["lunch"]}, {"more": 1}):
        assert not VALIDATOR.is_valid({**spoilt, **change})


def test_every_case_follows_the_schema() -> None:
    moderators = {name: ordvakt.Moderator(name) for name in ordvakt.policies()}
    seen: set[str] = set()
    for _, case in ALL:
        moderator = moderators[case.get("policy", "alla")]
        verdict = moderator.screen(case["text"], case.get("post")).to_dict()
        VALIDATOR.validate(verdict)
        seen.update(fields(verdict))
    for path in ("/findings/statute", "/findings/citation", "/duties/within", "/duties/from"):
        assert path in seen, f"some case has {path}"


@pytest.mark.skipif(not os.access(TOOL, os.X_OK), reason="ORDVAKT_TOOL names no program")
def test_the_tool_follows_the_schema() -> None:
    rows = [{"id": name, "text": case["text"], "post": case.get("post")} for name, case in ALL]
    run = subprocess.run(
        [TOOL, "screen", "-", "--input-format", "jsonl", "--format", "jsonl", "--policy", "kungalv"],
        input="".join(json.dumps(row) + "\n" for row in rows),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    lines = run.stdout.splitlines()
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        verdict = json.loads(line)
        VALIDATOR.validate(verdict)
        assert verdict["id"] == row["id"]
