"""What the tests share."""

from __future__ import annotations

from typing import Any

import pytest

import ordvakt

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
