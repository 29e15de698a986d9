"""What the tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

import ordvakt

CHROMIUM = shutil.which("chromium")

# A made-up word under a made-up rule: the tests of the binding stand whatever the built-in lists say.
WORD = {"sv/svordomar.tsv": "tokstolle\tword\t\tmild\tplain\tmade up\n"}
LISTS = {
    **WORD,
    "categories.toml": """
[[category]]
id = "svordomar"
title = { sv = "Påhitt", en = "Made up" }
description = { sv = "Påhitt.", en = "Made up." }
reason = { sv = "Påhittat ord.", en = "A made-up word." }
public = { sv = "Inga sådana ord.", en = "No such words." }
""",
}


def made_up(policy: str = "alla", **options: Any) -> ordvakt.Moderator:
    """A moderator that knows the made-up word and nothing else, and is made at once."""
    return ordvakt.Moderator(policy, lists=LISTS, builtin=False, **options)


@pytest.fixture(scope="session")
def moderator() -> ordvakt.Moderator:
    """A moderator that knows the made-up word besides all others."""
    return ordvakt.Moderator(lists=WORD)


@pytest.fixture
def page() -> Iterator[Any]:
    """A tab of a real browser, or a skipped test that says which part is missing."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    pytest.importorskip("playwright", reason="playwright is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        page = browser.new_page()
        page.set_default_timeout(30_000)
        yield page
        browser.close()


def tab_to(page: Any, selector: str) -> None:
    """Go by the keyboard to an element that must be reachable and show that it has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")
