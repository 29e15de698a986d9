from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import ordvakt
from conftest import WORD, made_up

TEXT = "Du är en tokstolle 🙂, ring 070-174 06 05."
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_verdicts_survive(moderator: ordvakt.Moderator, protocol: int) -> None:
    verdict = moderator.screen(TEXT)
    back = pickle.loads(pickle.dumps(verdict, protocol))
    assert back == verdict
    assert back.findings == verdict.findings != ()
    assert back.notes == verdict.notes
    assert back.duties == verdict.duties
    assert back.categories == verdict.categories
    assert back.signals == verdict.signals
    assert back.action == verdict.action
    assert back.to_json() == verdict.to_json()
    assert back.redact() == verdict.redact()
    assert pickle.loads(pickle.dumps(back, protocol)) == verdict


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_parts_survive(moderator: ordvakt.Moderator, protocol: int) -> None:
    kungalv = moderator.with_policy("kungalv").screen(TEXT)
    assert kungalv.findings
    for part in (*kungalv.findings, *kungalv.notes, *kungalv.duties, moderator.policy):
        back = pickle.loads(pickle.dumps(part, protocol))
        assert back == part
        assert repr(back) == repr(part)


@pytest.fixture(scope="module")
def particular() -> ordvakt.Moderator:
    return ordvakt.Moderator(
        "kungalv", lists=WORD, lang="en", reference_date=date(2026, 1, 31), max_bytes=4096
    )


# Each unpickled one compiles its lists anew, which takes a while: the oldest and the newest will do.
@pytest.mark.parametrize("protocol", [PROTOCOLS[0], PROTOCOLS[-1]])
def test_moderators_survive(particular: ordvakt.Moderator, protocol: int) -> None:
    moderator = particular
    back = pickle.loads(pickle.dumps(moderator, protocol))
    assert back.policy == moderator.policy
    assert back.lang == "en"
    assert back.ruleset == moderator.ruleset
    assert back.screen(TEXT) == moderator.screen(TEXT)
    alone = made_up()
    assert pickle.loads(pickle.dumps(alone, protocol)).ruleset == alone.ruleset


def test_lists_travel_as_texts(tmp_path: Path) -> None:
    (tmp_path / "sv").mkdir()
    path = tmp_path / "sv" / "svordomar.tsv"
    path.write_text(WORD["sv/svordomar.tsv"], encoding="utf-8")
    moderator = ordvakt.Moderator(lists=[tmp_path], builtin=False)
    pickled = pickle.dumps(moderator)
    path.unlink()
    back = pickle.loads(pickled)
    assert back.ruleset == moderator.ruleset
    assert back.screen(TEXT) == moderator.screen(TEXT)


def test_load_errors_survive() -> None:
    with pytest.raises(ordvakt.LoadError) as caught:
        ordvakt.Moderator("atlantis")
    back = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(back, ordvakt.LoadError)
    assert back.diagnostics == caught.value.diagnostics
    assert str(back) == str(caught.value)


def test_copies_are_equal(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen(TEXT)
    assert copy.deepcopy(verdict) == copy.copy(verdict) == verdict


def test_a_moderator_goes_to_other_processes() -> None:
    moderator = made_up()
    texts = [TEXT, "Hej!"]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(moderator.screen, texts)) == moderator.screen_batch(texts)


def test_a_foreign_state_is_refused(moderator: ordvakt.Moderator) -> None:
    reduced: Any = moderator.screen(TEXT).__reduce__()
    restore, (text, _) = reduced
    with pytest.raises(ValueError, match="not a pickle of this version"):
        restore(text, "{}")
