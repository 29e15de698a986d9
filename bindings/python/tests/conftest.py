"""What the tests share."""

from __future__ import annotations

import pytest

import ordvakt

# A made-up word under a made-up rule: the tests of the binding stand whatever the built-in lists say.
LISTS = {"sv/svordomar.tsv": "tokstolle\tword\tn2e\tmild\tplain\tmade up\n"}


@pytest.fixture(scope="session")
def moderator() -> ordvakt.Moderator:
    return ordvakt.Moderator(lists=LISTS)
