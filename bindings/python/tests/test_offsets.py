from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import ordvakt
from conftest import made_up

MODERATOR = made_up()


def check(text: str, finding: ordvakt.Finding) -> None:
    """Every unit points at the same characters."""
    matched = finding.matched
    assert text[finding.start : finding.end] == text[finding.span] == matched
    start, end = finding.byte_span
    assert text.encode()[start:end].decode() == matched
    start, end = finding.utf16_span
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == matched


def test_characters_of_every_width_come_before() -> None:
    text = "a å € 🙂 👨‍👩‍👧 e\u0301 tokstolle 🙂 tokstolle"
    findings = [f for f in MODERATOR.screen(text).findings if f.rule == "svordomar/tokstolle"]
    assert len(findings) == 2
    for finding in findings:
        check(text, finding)
    first, second = findings
    assert first.span == slice(17, 26, 1)
    assert first.byte_span == (37, 46)
    assert first.utf16_span == (21, 30)
    assert second.start == first.end + 3
    assert second.byte_span[0] == first.byte_span[1] + 6
    assert second.utf16_span[0] == first.utf16_span[1] + 4


@given(st.lists(st.one_of(st.just("tokstolle"), st.text(max_size=8)), max_size=8).map(" ".join))
def test_units_agree_on_any_text(text: str) -> None:
    verdict = MODERATOR.screen(text)
    for finding in (*verdict.findings, *verdict.notes):
        check(text, finding)
    assert len(verdict.redact()) == len(text)
