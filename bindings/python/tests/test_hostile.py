"""Input that nobody means well with, and processes that are forked."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import pickle
import traceback
from concurrent.futures import ProcessPoolExecutor
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ordvakt
from conftest import made_up

MODERATOR = made_up()
EVERYTHING = ordvakt.Moderator()
PIECES = [
    "tokstolle",
    "du är en idiot",
    "070-174 06 05",
    "anna@example.org",
    "https://example.com/<script>",
    "&lt;",
    '"><img src=x onerror=alert(1)>',
    "'",
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\u200b",
    "e\u0301",
    "🇸🇪",
    "👩‍👩‍👧",
    "Ã¤",
    "\r\n",
]
COMMENTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=12).map(" ".join)


@settings(deadline=None)
@given(COMMENTS, st.one_of(st.none(), COMMENTS))
def test_any_comment_has_a_verdict(text: str, post: str | None) -> None:
    verdict = EVERYTHING.screen(text, post=post)
    for finding in (*verdict.findings, *verdict.notes):
        assert 0 <= finding.start < finding.end <= len(text)
        assert 0.0 <= finding.confidence <= 1.0
    assert json.loads(verdict.to_json())["action"] == verdict.action
    assert len(verdict.redact()) == len(text)
    assert pickle.loads(pickle.dumps(verdict)) == verdict
    assert EVERYTHING.screen_batch([text], [post], threads=2) == [verdict]


class Marks(HTMLParser):
    """Gathers the elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(deadline=None)
@given(COMMENTS)
def test_html_holds_what_was_written_and_no_elements_of_it(text: str) -> None:
    page = Marks()
    page.feed(MODERATOR.screen(text).highlight())
    page.close()
    assert page.elements <= {"mark"}
    assert page.attributes <= {"class", "data-rules", "title"}
    # A page has no carriage returns and no NUL, whatever was written.
    shown = page.text.replace("\r\n", "\n").replace("\r", "\n")
    assert shown.replace("\ufffd", "\0") == text.replace("\r\n", "\n").replace("\r", "\n").replace(
        "\ufffd", "\0"
    )


SECRET = "Anna Exempelsson 19790925-2384, tokstolle"


def test_a_verdict_in_a_log_quotes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    verdict = EVERYTHING.screen(SECRET)
    assert verdict.findings
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("a log").warning("%r %s %r", verdict, verdict, (*verdict.findings, *verdict.notes))
    for word in ("Anna", "Exempelsson", "19790925", "2384", "tokstolle"):
        assert word not in caplog.text.replace("/tokstolle", "")


@pytest.mark.parametrize(
    "call",
    [
        lambda: MODERATOR.screen(SECRET + "\ud800"),
        lambda: MODERATOR.screen(SECRET, author_role=SECRET),  # type: ignore[arg-type]
        lambda: MODERATOR.screen_batch([SECRET, None]),  # type: ignore[list-item]
        lambda: MODERATOR.screen_batch([SECRET], [SECRET, SECRET]),
        lambda: MODERATOR.screen_batch(SECRET),
        lambda: MODERATOR.screen([SECRET]),  # type: ignore[arg-type]
    ],
)
def test_errors_quote_no_comment(call: Any) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        call()
    told = "".join(traceback.format_exception_only(caught.type, caught.value))
    assert "19800101" not in told
    assert "Exempelsson" not in told


def screened(texts: list[str]) -> list[str]:
    return [verdict.to_json() for verdict in EVERYTHING.screen_batch(texts, threads=2)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_answers_as_its_parent() -> None:
    texts = PIECES * 20
    # Threads have run in the parent, and none of them is there in a child.
    expected = screened(texts)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        assert list(pool.map(screened, [texts] * 4, timeout=300)) == [expected] * 4
    assert screened(texts) == expected
