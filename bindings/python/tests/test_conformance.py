"""The shared cases, through Python: the same files that Rust, the tool and C are held to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ordvakt

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES = Path(__file__).parents[3] / "tests" / "cases"
FIELDS = {
    "name",
    "text",
    "post",
    "policy",
    "action",
    "categories",
    "findings",
    "signals",
    "language",
    "why",
    "broken",
}
ASSERTIONS = ("action", "categories", "findings", "signals", "language")


def load() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(CASES.glob("**/*.toml")):
        group = path.relative_to(CASES).with_suffix("").as_posix()
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield f"{group}/{case['name']}", case


ALL = list(load())


@cache
def moderator(policy: str) -> ordvakt.Moderator:
    return ordvakt.Moderator(policy)


def described(finding: ordvakt.Finding) -> str:
    start, end = finding.byte_span
    return f"{finding.category}@{start}..{end} {finding.rule}"


def observed(verdict: ordvakt.Verdict) -> dict[str, Any]:
    return {
        "action": verdict.action,
        "categories": sorted(verdict.categories),
        "findings": sorted(described(finding) for finding in verdict.findings),
        "signals": sorted(verdict.signals),
        "language": verdict.language,
    }


def outcome(verdict: ordvakt.Verdict) -> str:
    """The outcome line that every implementation prints."""
    seen = observed(verdict)
    return (
        f"{seen['action']} {'; '.join(seen['findings'])} | {','.join(seen['signals'])} | {seen['language']}"
    )


def test_there_are_cases() -> None:
    assert ALL, f"no cases in {CASES}"
    names = [name for name, _ in ALL]
    assert len(set(names)) == len(names), "names are unique"


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in ALL])
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= FIELDS, "every field is known"
    expected = {
        name: sorted(case[name]) if isinstance(case[name], list) else case[name]
        for name in ASSERTIONS
        if name in case
    }
    assert expected, "the case asserts something"
    text = case["text"]
    verdict = moderator(case.get("policy", "alla")).screen(text, case.get("post"))
    for finding in (*verdict.findings, *verdict.notes):
        start, end = finding.byte_span
        assert text[finding.span] == finding.matched == text.encode()[start:end].decode()
    seen = observed(verdict)
    met = {name: seen[name] for name in expected} == expected
    if "broken" in case:
        assert not met, f"marked broken ({case['broken']}) but passes: take the mark away"
    else:
        assert met, f"{outcome(verdict)}\nexpected {expected}"
